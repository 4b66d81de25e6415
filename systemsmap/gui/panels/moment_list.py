"""The list of moments in the timeline: as many as there ever were, the visible ones painted."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from systemsmap.editor.moments import Moment, told_day, told_time
from systemsmap.gui.plain_words import tip

Index = QModelIndex | QPersistentModelIndex
_MOMENT = int(Qt.ItemDataRole.UserRole)
_DAY = _MOMENT + 1
_LEFT, _GAP, _ABOVE = 14, 10, 8  # pixels


class MomentModel(QAbstractListModel):
    """The moments, newest first: what has just been done is at the top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.moments: tuple[Moment, ...] = ()

    def show(self, moments: tuple[Moment, ...]) -> None:
        """Show these moments; the same ones stay where they are."""
        if moments == self.moments:
            return
        self.beginResetModel()
        self.moments = moments
        self.endResetModel()

    def _day(self, row: int) -> str:
        """Return the day to write over a row: over the newest moment of each sitting."""
        newer = self.moments[self.row_of(row - 1)] if row else None
        moment = self.moments[self.row_of(row)]
        return told_day(moment.made) if newer is None or newer.begins else ""

    def row_of(self, at: int) -> int:
        """Return the row of the moment at this place."""
        return len(self.moments) - 1 - at

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self.moments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        moment = self.moments[self.row_of(index.row())]
        if role == _MOMENT:
            return moment
        if role == _DAY:
            return self._day(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (told_day(moment.made), told_time(moment.made), moment.name, _what(moment))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(part for part in (_what(moment), *_asides(moment)) if part))
        return None


class MomentDelegate(QStyledItemDelegate):
    """Paints a moment: when, what was done, and under it its name and the files it went to."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        moment = index.data(_MOMENT)
        self.initStyleOption(option, index)
        area, metrics = QRect(option.rect), option.fontMetrics
        palette = option.palette
        day = index.data(_DAY)
        if day:
            head = QRect(area.left() + _LEFT, area.top() + _ABOVE, area.width(), metrics.height())
            _write(painter, head, palette.color(QPalette.ColorRole.Mid), day, bold=True)
            area.setTop(head.bottom() + 4)
        self._paint_ground(painter, option, area)
        line = QRect(
            area.left() + _LEFT, area.top() + 4, area.width() - 2 * _LEFT, metrics.height()
        )
        time = told_time(moment.made)
        _write(painter, line, palette.color(QPalette.ColorRole.Mid), time)
        line.setLeft(line.left() + metrics.horizontalAdvance("00:00") + _GAP)
        _write(painter, line, palette.color(QPalette.ColorRole.Text), moment.label)
        rest = QRect(line)
        rest.setLeft(line.left() + metrics.horizontalAdvance(moment.label) + _GAP)
        if moment.subject and rest.width() > 0:
            _write(painter, rest, palette.color(QPalette.ColorRole.Mid), moment.subject)
        for words in _asides(moment):
            line.translate(0, metrics.height() + 1)
            is_name = words == moment.name
            shown = f"★ {words}" if is_name else words
            role = QPalette.ColorRole.Text if is_name else QPalette.ColorRole.Mid
            _write(painter, line, palette.color(role), shown, bold=is_name)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        state = option.state
        palette = option.palette
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.color(QPalette.ColorRole.Highlight))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, palette.color(QPalette.ColorRole.AlternateBase))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        moment = index.data(_MOMENT)
        metrics: QFontMetrics = option.fontMetrics
        lines = 1 + len(_asides(moment))
        high = lines * (metrics.height() + 1) + 8
        return QSize(200, high + (metrics.height() + _ABOVE + 4 if index.data(_DAY) else 0))


def _what(moment: Moment) -> str:
    return f"{moment.label}: {moment.subject}" if moment.subject else moment.label


def _asides(moment: Moment) -> tuple[str, ...]:
    """Return what stands under a moment: its name, who was at work, where it went."""
    exported = f"exported to {', '.join(moment.exports)}" if moment.exports else ""
    return tuple(part for part in (moment.name, moment.role, exported) if part)


def _write(
    painter: QPainter, area: QRect, colour: QColor, words: str, *, bold: bool = False
) -> None:
    font = painter.font()
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(colour)
    short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short)
    font.setBold(False)
    painter.setFont(font)
