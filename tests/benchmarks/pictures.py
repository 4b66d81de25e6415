"""Pictures out: our SVG beside Qt's of the same drawing."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtSvg import QSvgGenerator

from systemsmap.gui.painting import paint
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import Picture, picture
from systemsmap.rendering.svg import to_svg
from systemsmap.rendering.theme import PRINT
from tests.benchmarks.row import Row, clocked
from tests.benchmarks.spread import spread

Job = Callable[[], object]
VARIABLES, LINKS = 200, 317


def _picture() -> Picture:
    return picture(compose(spread(VARIABLES, LINKS), PRINT))


def _ours() -> Job:
    composition = compose(spread(VARIABLES, LINKS), PRINT)
    return lambda: to_svg(picture(composition))


def _from_the_map() -> Job:
    map_ = spread(VARIABLES, LINKS)
    return lambda: to_svg(picture(compose(map_, PRINT)))


def _qt() -> Job:
    _ = QGuiApplication.instance() or QGuiApplication([])
    drawn = _picture()
    return lambda: _by_qt(drawn)


def _by_qt(drawn: Picture) -> bytes:
    box, buffer, generator = drawn.bounds, QBuffer(), QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setViewBox(QRectF(box.x, box.y, box.width, box.height))
    painter = QPainter(generator)
    paint(drawn, painter)
    painter.end()
    return bytes(buffer.data().data())


def _size() -> list[float]:
    return [len(to_svg(_picture()).encode()) / 1000]


def _size_of_qt() -> list[float]:
    _ = QGuiApplication.instance() or QGuiApplication([])
    return [len(_by_qt(_picture())) / 1000]


ROWS = (
    Row(f"SVG of {VARIABLES} / {LINKS}", 60, clocked(_ours, 15), "QSvgGenerator", clocked(_qt, 15)),
    Row("its size", 250, _size, "QSvgGenerator", _size_of_qt, unit="kB"),
    Row("composed and written, from the bare map", None, clocked(_from_the_map, 3)),
)
