"""Painted pictures: PNG, PDF and paper, from the same drawing as the screen and the SVG."""

import os
import sys
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtPrintSupport import QPrinter

from systemsmap.gui.application import make_application
from systemsmap.gui.painting import paint
from systemsmap.gui.shapes import colour
from systemsmap.interchange import json
from systemsmap.interchange.exporters import Exporter
from systemsmap.interchange.picture_of import drawn, picture_of
from systemsmap.interchange.png import with_text
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.picture import Picture

LANDSCAPE = QPageLayout.Orientation.Landscape
LONGEST_SIDE = 16_000
"""Pixels: beyond this, other programs refuse a picture."""
MOST_PIXELS = 100_000_000
LONGEST_PAGE = 14_400.0
"""Points: the largest page that PDF allows."""
PIXELS_PER_METRE = 96 / 0.0254
_POINTS = 0.75
_DOTS = 1200
"""Dots per inch in PDF; Qt rounds to whole dots here and there."""


def image(picture: Picture, scale: float) -> QImage:
    """Return the picture in pixels, `scale` for each map unit, fewer if it were too large."""
    _make_ready()
    wide, high = max(picture.bounds.width, 1.0), max(picture.bounds.height, 1.0)
    scale = min(scale, LONGEST_SIDE / max(wide, high), (MOST_PIXELS / (wide * high)) ** 0.5)
    size = max(round(wide * scale), 1), max(round(high * scale), 1)
    made = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDotsPerMeterX(round(PIXELS_PER_METRE * scale))
    made.setDotsPerMeterY(round(PIXELS_PER_METRE * scale))
    made.fill(colour(picture.background) if picture.background else Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.scale(scale, scale)
    painter.translate(-picture.bounds.x, -picture.bounds.y)
    paint(picture, painter)
    painter.end()
    return made


def png(picture: Picture, scale: float, map_json: str) -> bytes:
    """Return the picture as PNG with the map embedded."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, b"png").write(image(picture, scale)):
        raise OSError("the picture could not be made")
    return with_text(bytes(buffer.data().data()), map_json.encode())


def pdf(pictures: Sequence[Picture], title: str) -> bytes:
    """Return pictures as PDF, each a page of its own size: lines as lines, words as words."""
    _make_ready()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("systemsmap")
    writer.setResolution(_DOTS)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    for picture in pictures:
        points = _set_page(writer, picture)
        if painter.isActive():
            writer.newPage()
        else:
            painter.begin(writer)
        painter.save()
        painter.scale(points * _DOTS / 72, points * _DOTS / 72)
        painter.translate(-picture.bounds.x, -picture.bounds.y)
        _fill(picture, painter)
        paint(picture, painter)
        painter.restore()
    painter.end()
    return bytes(buffer.data().data())


def _set_page(writer: QPdfWriter, picture: Picture) -> float:
    """Make the next page as large as the picture; return how many points a map unit takes."""
    wide, high = max(picture.bounds.width, 1.0), max(picture.bounds.height, 1.0)
    points = min(_POINTS, LONGEST_PAGE / max(wide, high))
    size = QSizeF(wide * points, high * points)
    exactly = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "Map", exactly))
    return points


def print_picture(picture: Picture, printer: QPrinter) -> None:
    """Paint the picture as large as the page allows, in the middle of it."""
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    bounds = picture.bounds
    painter = QPainter(printer)
    scale = min(page.width() / max(bounds.width, 1.0), page.height() / max(bounds.height, 1.0))
    painter.translate(page.width() / 2, page.height() / 2)
    painter.scale(scale, scale)
    painter.translate(-bounds.middle.x, -bounds.middle.y)
    paint(picture, painter)
    painter.end()


def _fill(picture: Picture, painter: QPainter) -> None:
    bounds = picture.bounds
    if picture.background:
        corner, size = QPointF(bounds.x, bounds.y), QSizeF(bounds.width, bounds.height)
        painter.fillRect(QRectF(corner, size), colour(picture.background))


def _write_png(map_: SystemsMap) -> bytes:
    map_, picture = drawn(map_)
    return png(picture, 2.0, json.write(map_, compact=True).decode())


def _write_pdf(map_: SystemsMap) -> bytes:
    return pdf([picture_of(map_)], map_.info.title)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("PNG picture", ".png", _write_png, is_picture=True),
    Exporter("PDF document", ".pdf", _write_pdf, is_picture=True),
)


@cache
def _make_ready() -> None:
    """Painting words needs an application and the shipped fonts, but no window and no screen."""
    # Elsewhere than on Linux the usual platform needs no screen and knows more fonts.
    needs_screen = sys.platform.startswith(("linux", "freebsd"))
    unseen = needs_screen and "QT_QPA_PLATFORM" not in os.environ
    make_application(["systemsmap", *(["-platform", "offscreen"] if unseen else [])])
