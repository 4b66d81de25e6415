"""How a row of the list of loops is painted: its badge as on the canvas, its name, its way."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Editor
from systemsmap.gui.painting import paint
from systemsmap.gui.panels import loop_table
from systemsmap.gui.panels.loop_table import NAME, LoopTable, route, went
from systemsmap.rendering.drawing import Bounds, Drawing, Point
from systemsmap.rendering.loops import badge_shapes
from systemsmap.rendering.picture import Item, Layer, Picture

Index = QModelIndex | QPersistentModelIndex
_BADGE = 44.0  # map units across a badge with some air
_MARGIN = 4.0
_LEFT = 9.0
_HIGH = 2.35  # lines of type in a row
_BROKEN = 0.45
_NOWHERE = Bounds(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a cell."""

    words: str
    font: QFont
    role: QPalette.ColorRole


class LoopRows(QStyledItemDelegate):
    """Paints the rows of a list of loops and opens the field in which a name is typed."""

    def __init__(self, editor: Editor, table: LoopTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._table = editor, table

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(24, round(option.fontMetrics.height() * _HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        loop = self._table.loop_at(index)
        if loop is None or (loop.broken and index.column() > NAME):
            return  # what was said of a loop that is no more leaves room for why
        cell = QStyleOptionViewItem(option)
        if loop.broken and index.column() == NAME:
            cell.rect.setRight(_inner_width(cell))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(cell.rect, _ground(cell))
        match index.column():
            case loop_table.LOOP:
                self._paint_badge(painter, cell, loop)
            case loop_table.NAME:
                self._paint_name(painter, cell, loop)
            case _:
                painter.setPen(cell.palette.color(QPalette.ColorRole.Text))
                words = str(self._table.data(index))
                painter.drawText(cell.rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _paint_badge(self, painter: QPainter, cell: QStyleOptionViewItem, loop: ListedLoop) -> None:
        composition = self._editor.composition
        if composition.has(loop.id):
            shapes = composition.draw(loop.id).shapes
        else:
            turns = (True, loop.delayed)
            shapes = badge_shapes(loop.label, loop.polarity, turns, composition.theme)
        opacity = _BROKEN if loop.broken else 1.0
        box = QRectF(cell.rect)
        if cell.state & QStyle.StateFlag.State_Selected and cell.widget.hasFocus():
            bar = QRectF(box.left(), box.top(), 3, box.height())
            painter.fillRect(bar, cell.palette.color(QPalette.ColorRole.Accent))
        scale = (box.height() - 2) / _BADGE
        painter.translate(box.left() + box.height() / 2 + _LEFT, box.center().y())
        painter.scale(scale, scale)
        badge = Item("", "", "", Drawing(Point(0.0, 0.0), shapes, _NOWHERE), opacity)
        paint(Picture((Layer("", (badge,)),), _NOWHERE, None, "", ""), painter)

    def _paint_name(self, painter: QPainter, cell: QStyleOptionViewItem, loop: ListedLoop) -> None:
        box = QRectF(cell.rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        lines = self._lines(cell.font, loop)
        heights = [QFontMetricsF(line.font).height() for line in lines]
        y = box.center().y() - sum(heights) / 2
        for line, high in zip(lines, heights, strict=True):
            metrics = QFontMetricsF(line.font)
            words = metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, box.width())
            painter.setFont(line.font)
            painter.setPen(cell.palette.color(line.role))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(box.left(), y, box.width(), high), left, words)
            y += high

    def _lines(self, font: QFont, loop: ListedLoop) -> list[_Line]:
        """Return the name over the way the loop takes; of a loop without a name, only its way."""
        small = QFont(font)
        small.setPixelSize(max(9, round(font.pixelSize() * 0.85)))
        way = _Line(route(self._editor.map, loop), small, QPalette.ColorRole.Mid)
        if loop.broken:
            struck = QFont(font)
            struck.setItalic(True)
            struck.setStrikeOut(True)
            name = _Line(loop.name or way.words, struck, QPalette.ColorRole.Mid)
            return [name, _Line(went(loop), small, QPalette.ColorRole.Text)]
        if not loop.name:
            return [_Line(way.words, font, QPalette.ColorRole.Mid)]
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        return [_Line(loop.name, bold, QPalette.ColorRole.Text), way]

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setAccessibleName("Name of the loop")
        loop = self._table.loop_at(index)
        field.setPlaceholderText(f"A name for {loop.label}" if loop else "")
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        high = min(option.rect.height(), editor.sizeHint().height())
        box = option.rect.adjusted(0, 0, -2, 0)
        editor.setGeometry(box.x(), box.center().y() - high // 2, box.width(), high)


def widths(metrics: QFontMetrics) -> dict[int, int]:
    """Return how wide the columns are that have a width of their own, in pixels."""
    small = 0.85  # of the type: what headers are set in
    made = {
        column: round(metrics.horizontalAdvance(loop_table.COLUMNS[column][0]) * small) + 18
        for column in (loop_table.LINKS, loop_table.DELAY, loop_table.ASSUMED)
    }
    return made | {loop_table.LOOP: round(metrics.height() * _HIGH + 2 * _LEFT)}


def _ground(cell: QStyleOptionViewItem) -> QColor:
    if cell.state & QStyle.StateFlag.State_Selected:
        return cell.palette.color(QPalette.ColorRole.Highlight)
    hovered = bool(cell.state & QStyle.StateFlag.State_MouseOver)
    role = QPalette.ColorRole.AlternateBase if hovered else QPalette.ColorRole.Base
    return cell.palette.color(role)


def _inner_width(cell: QStyleOptionViewItem) -> int:
    view = cell.widget
    return view.viewport().width() if isinstance(view, QAbstractItemView) else cell.rect.right()
