"""Paints a picture with Qt, on whatever can be painted on."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter

from systemsmap.gui.shapes import brush, colour, font, painter_path, pen
from systemsmap.rendering.drawing import Drawing, Path, Text
from systemsmap.rendering.picture import Picture


def paint(picture: Picture, painter: QPainter) -> None:
    """Paint all layers in map coordinates, without the background."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for layer in picture.layers:
        for item in layer.items:
            painter.setOpacity(item.opacity)
            paint_drawing(item.drawing, painter)
    painter.setOpacity(1.0)


def paint_drawing(drawing: Drawing, painter: QPainter) -> None:
    """Paint one drawing in map coordinates."""
    painter.save()
    painter.translate(drawing.at.x, drawing.at.y)
    for shape in drawing.shapes:
        if isinstance(shape, Path):
            painter.setPen(pen(shape.paint))
            painter.setBrush(brush(shape.paint.fill, shape.paint.opacity))
            painter.drawPath(painter_path(shape.segments))
        else:
            _paint_text(shape, painter)
    painter.restore()


def _paint_text(text: Text, painter: QPainter) -> None:
    chosen = font(text.size, text.weight)
    painter.setFont(chosen)
    painter.setPen(colour(text.colour))
    x = text.at.x
    if text.anchor != "start":
        wide = QFontMetricsF(chosen).horizontalAdvance(text.words)
        x -= wide / 2 if text.anchor == "middle" else wide
    painter.drawText(QPointF(x, text.at.y), text.words)
