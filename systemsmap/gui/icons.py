"""The icons, drawn in one colour and tinted to the window's."""

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from systemsmap.resources import resource

SIZES = (24, 48, 72)  # pixels; Qt takes the next larger and makes it smaller
_FAINT = 0.35


@cache
def icon(name: str, colour: str) -> QIcon:
    """Return the icon of this name in a #rrggbb colour, paler where it is disabled.

    Raises FileNotFoundError when there is none.
    """
    drawn = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawn.replace("currentColor", colour).encode()))
    made = QIcon()
    for size in SIZES:
        painted = _painted(renderer, size)
        made.addPixmap(painted, QIcon.Mode.Normal)
        made.addPixmap(painted, QIcon.Mode.Selected)
        made.addPixmap(_faint(painted), QIcon.Mode.Disabled)
    return made


@cache
def application_icon() -> QIcon:
    """Return the program's own icon."""
    renderer = QSvgRenderer(str(resource("icons/systemsmap.svg")))
    made = QIcon()
    for size in (16, 32, 64, 128, 256):
        made.addPixmap(_painted(renderer, size))
    return made


def _painted(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = _clear(size)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap


def _faint(drawn: QPixmap) -> QPixmap:
    """Return the whole drawing paler; done line by line, crossings would be darker."""
    pixmap = _clear(drawn.width())
    painter = QPainter(pixmap)
    painter.setOpacity(_FAINT)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return pixmap


def _clear(size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
