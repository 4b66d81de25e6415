"""A picture shown as large as there is room for."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from systemsmap.gui.painting import paint
from systemsmap.gui.shapes import colour
from systemsmap.rendering.picture import Picture

_AIR = 16.0  # pixels round the paper
_CHECK = 8  # pixels of a square of the pattern that stands for no background


class Preview(QWidget):
    """Paints one picture on a sheet of its own background; squares show through where none is."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Picture | None = None
        self.setAccessibleName("Preview of the picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(560, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 260)

    def show_picture(self, picture: Picture) -> None:
        """Show this picture from now on."""
        self.shown = picture
        self.setAccessibleDescription(picture.title)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark)))
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.shown:
            self._paint(painter, self.shown)
        painter.end()

    def _paint(self, painter: QPainter, picture: Picture) -> None:
        bounds = picture.bounds
        room = QRectF(self.rect()).adjusted(_AIR, _AIR, -_AIR, -_AIR)
        wide, high = max(bounds.width, 1.0), max(bounds.height, 1.0)
        scale = min(room.width() / wide, room.height() / high, 1.5)
        sheet = QRectF(0, 0, wide * scale, high * scale)
        sheet.moveCenter(room.center())
        background = picture.background
        painter.fillRect(sheet, colour(background) if background else _squares())
        painter.translate(sheet.topLeft())
        painter.scale(scale, scale)
        painter.translate(-bounds.x, -bounds.y)
        paint(picture, painter)


def _squares() -> QBrush:
    tile = QPixmap(2 * _CHECK, 2 * _CHECK)
    tile.fill(QColor("#ffffff"))
    painter = QPainter(tile)
    for x, y in ((0, 0), (_CHECK, _CHECK)):
        painter.fillRect(x, y, _CHECK, _CHECK, QColor("#e4e7eb"))
    painter.end()
    return QBrush(tile)
