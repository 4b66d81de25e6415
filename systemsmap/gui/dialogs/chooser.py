"""A line to type in and a list that grows shorter: the palette of commands, finding a variable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from systemsmap.editor.ranking import Match, rank

Index = QModelIndex | QPersistentModelIndex
WIDTH = 560
ROWS = 11
_NOWHERE = QModelIndex()
_ITEM = int(Qt.ItemDataRole.UserRole)
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS - 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
}


@dataclass(frozen=True)
class ChooserItem:
    """Something to choose: its name, a word beside it, whether it can be chosen, what it does."""

    label: str
    detail: str
    enabled: bool
    run: Callable[[], object]


class Chooser(QFrame):
    """A sheet over the top of a window; it goes when something is chosen or looked at elsewhere.

    Arrow keys go up and down, Enter runs, Escape closes; the keyboard then goes back to where it
    was. What cannot be chosen now is shown pale, after what can.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._before: QWidget | None = None
        self._items: list[ChooserItem] = []
        self.found = _Found(self)
        self._lay_out()
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)
        parent.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        self.setProperty("role", "popup")
        self.setAutoFillBackground(True)
        self.field, self.list, self.none = QLineEdit(), QListView(), QLabel("Nothing like that")
        self.field.setClearButtonEnabled(False)
        self.list.setModel(self.found)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setAccessibleName("What can be chosen")
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none.setProperty("role", "soft")
        self.none.setContentsMargins(16, 8, 16, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(4)
        for part in (self.field, self.list, self.none):
            column.addWidget(part)

    def open(self, items: Sequence[ChooserItem], placeholder: str) -> None:
        """Offer these items, the first of them chosen."""
        focus = self.window().focusWidget()
        self._before = self._before if focus is self.field else focus
        self._items = sorted(items, key=lambda item: not item.enabled)
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_quietly(self) -> None:
        """Go away and give the keyboard back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, words: str) -> None:
        places = rank(words, [item.label for item in self._items])
        found = [(self._items[i], match) for i, match in places]
        found.sort(key=lambda pair: not pair[0].enabled)
        self.found.show(found)
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self._go_to(0)
        self._settle()

    def _settle(self) -> None:
        """Stand at the top of the window, as high as what was found."""
        room = self._over.rect()
        row = self.list.sizeHintForRow(0) if self.found.rowCount() else 0
        self.list.setFixedHeight(max(1, row * min(self.found.rowCount(), ROWS)))
        wide = min(max(WIDTH, self.fontMetrics().averageCharWidth() * 72), room.width() - 40)
        self.setFixedWidth(wide)
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, max(12, room.height() // 9))

    def _go_to(self, row: int) -> None:
        last = self.found.rowCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self.found.index(max(0, min(row, last))))

    def _run(self, index: QModelIndex) -> None:
        item = self.found.item(index)
        if item and item.enabled:
            self.close_quietly()
            item.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._settle()
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self._before = None
                self.hide()
            return False
        return isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Take a key before the field does; shortcuts of the window must not run under a list."""
        key, pressed = Qt.Key(event.key()), event.type() == QEvent.Type.KeyPress
        if event.type() == QEvent.Type.ShortcutOverride:
            if key == Qt.Key.Key_Escape or key in _MOVES:
                event.accept()
            return False
        if not pressed:
            return False
        if key in _MOVES:
            self._go_to(self.list.currentIndex().row() + _MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_quietly()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True


class _Found(QAbstractListModel):
    """What fits the letters typed so far."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found: list[tuple[ChooserItem, Match]] = []

    def show(self, found: list[tuple[ChooserItem, Match]]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def item(self, index: Index) -> ChooserItem | None:
        return self._found[index.row()][0] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item, match = self._found[index.row()]
        if role == _ITEM:
            return item, match
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                w for w in (item.label, item.detail, "" if item.enabled else "not now") if w
            )
        return item.label if role == Qt.ItemDataRole.DisplayRole else None


class _Rows(QStyledItemDelegate):
    """Label at the left with the letters that fit set bolder, the word beside it at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, match = index.data(_ITEM)
        box, group = option.rect.adjusted(8, 1, -8, -1), QPalette.ColorGroup.Active
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            role = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.AlternateBase
            painter.setBrush(option.palette.color(group, role))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 6, 6)
        box.adjust(9, 0, -9, 0)
        faint = option.palette.color(group, QPalette.ColorRole.PlaceholderText)
        soft = option.palette.color(group, QPalette.ColorRole.Mid)
        ink = option.palette.color(group, QPalette.ColorRole.Text)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(soft if item.enabled else faint)
        painter.drawText(box, right, item.detail)
        painter.setPen(ink if item.enabled else faint)
        taken = option.fontMetrics.horizontalAdvance(item.detail)
        _write(painter, box.adjusted(0, 0, -taken - 16, 0), item.label, match.at)
        painter.restore()


def _write(painter: QPainter, box: QRect, words: str, bold: tuple[int, ...]) -> None:
    """Write one line, letter by letter where some are bolder."""
    plain, strong = QFont(painter.font()), QFont(painter.font())
    strong.setWeight(QFont.Weight.Bold)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setClipRect(box)
    for run, is_bold in _runs(words, frozenset(bold)):
        painter.setFont(strong if is_bold else plain)
        painter.drawText(box, left, run)
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(run))


def _runs(words: str, bold: frozenset[int]) -> list[tuple[str, bool]]:
    """Return the words cut wherever the weight changes."""
    made: list[tuple[str, bool]] = []
    for place, letter in enumerate(words):
        if made and made[-1][1] == (place in bold):
            made[-1] = (made[-1][0] + letter, made[-1][1])
        else:
            made.append((letter, place in bold))
    return made
