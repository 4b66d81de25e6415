"""The panel of the tray: names that wait to be put on the map."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.reading import so_many
from systemsmap.editor import tray
from systemsmap.editor.editor import Editor
from systemsmap.editor.tools.joining import join
from systemsmap.gui.plain_words import tip
from systemsmap.model import edits
from systemsmap.model.document import MapChanged
from systemsmap.model.records import Card

MIME = "application/x-systemsmap-card"
NOTHING = "The tray is empty. Paste a list of names, and they wait here until they are placed."
HOW = "Enter places a name, or drag it onto the map. Dropped on another, the two become one (M)."
_CARD = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TrayPanel(QWidget):
    """A list of cards. `placed` is told the id of a variable that was put on the map.

    `filled`: there is something in it, where there was nothing.
    """

    filled = Signal()

    def __init__(self, editor: Editor, placed: Callable[[str], None]) -> None:
        super().__init__()
        self._editor, self._placed = editor, placed
        self._shown: dict[str, Card] = {}
        self.list = CardList(self)
        self.headline, self.hint = QLabel(), QLabel()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.list.itemChanged.connect(self._rename)
        self.list.itemActivated.connect(lambda _item: self.place())
        self.destroyed.connect(editor.document.changed.subscribe(self._follow))
        self.refresh()

    def _lay_out(self) -> None:
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline.setProperty("role", "section")
        self.hint.setProperty("role", "soft")
        for label in (self.headline, self.hint):
            label.setWordWrap(True)
            label.setContentsMargins(14, 0, 14, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        for part in (self.headline, self.hint, self.list):
            column.addWidget(part)
        column.addStretch(0)
        self.setFocusProxy(self.list)

    def sizeHint(self) -> QSize:
        return QSize(15 * self.fontMetrics().height(), 400)  # names are short, the map is not

    def _follow(self, event: MapChanged) -> None:
        if event.provisional:
            return
        cards = self._editor.map.cards
        if cards and not self._shown:
            self.filled.emit()
        if cards != self._shown:
            self._soon.start()

    def refresh(self) -> None:
        """Show the cards there are; what was current stays so, or the one after it."""
        cards = self._editor.map.cards
        if self.list.state() is QAbstractItemView.State.EditingState:
            return
        row = self.list.currentRow()
        self._shown = dict(cards)
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's
        self.list.clear()
        for card in cards.values():
            item = QListWidgetItem(" ".join(card.name.split()), self.list)
            item.setData(_CARD, card.id)
            item.setToolTip(tip(card.note))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's
        if cards:
            self.list.setCurrentRow(min(max(row, 0), len(cards) - 1))
        self.headline.setText(so_many(len(cards), "name") + " to place" if cards else "Tray")
        self.hint.setText(HOW if cards else NOTHING)
        self.list.setVisible(bool(cards))

    # ------------------------------------------------------------------ what the keys do

    def place(self) -> None:
        """Put the chosen cards on the map, where there is room."""
        placed = tray.place(self._editor, self.list.chosen())
        self.refresh()  # at once: the next Enter is for the next name
        if placed:
            self._placed(placed)

    def merge(self) -> None:
        """Make one of the chosen cards, or of the one and the variable selected on the map."""
        chosen = self.list.chosen()
        variables = self._editor.selected_variables
        if len(chosen) == 1 and len(variables) == 1:
            self.join(chosen[0], variables[0].id)
        for gone in chosen[1:]:
            self.join(gone, chosen[0])

    def join(self, gone: str, kept: str) -> None:
        """Make one of two; `kept` keeps its name."""
        join(self._editor, gone, kept)

    def remove(self) -> None:
        """Throw the chosen cards away."""
        chosen = self.list.chosen()
        said = so_many(len(chosen), "name")
        self._editor.document.commit(edits.delete(self._editor.map, chosen), f"Remove {said}")

    def _rename(self, item: QListWidgetItem) -> None:
        try:
            change = edits.write_card(self._editor.map, item.data(_CARD), name=item.text())
        except edits.EditError as trouble:
            self._editor.say(str(trouble))
            self._soon.start()
            return
        self._editor.document.commit(change, "Rename in the tray")


class CardList(QListWidget):
    """Enter places, M makes one of several, Delete removes; cards are dragged as well."""

    def __init__(self, panel: TrayPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setAccessibleName("Names that wait to be placed")
        self.setWordWrap(True)
        self.setProperty("role", "sentences")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def chosen(self) -> list[str]:
        """Return the ids of the chosen cards, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.item(row).data(_CARD) for row in rows]

    def sizeHint(self) -> QSize:
        return QSize(120, 10_000)  # all the room there is

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self._panel.place()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._panel.remove()
        elif event.key() == Qt.Key.Key_M and not event.modifiers():
            self._panel.merge()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        item: QListWidgetItem | None = self.currentItem()
        if item is None:
            return
        data = QMimeData()
        data.setData(MIME, QByteArray(item.data(_CARD).encode()))
        data.setText(item.text())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME) and self._under(event.position().toPoint()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        gone, kept = card_of(event.mimeData()), self._under(event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if gone and kept and gone != kept:
            QTimer.singleShot(0, lambda: self._panel.join(gone, kept))

    def _under(self, at: QPoint) -> str | None:
        item: QListWidgetItem | None = self.itemAt(at)
        return item.data(_CARD) if item else None


def card_of(data: QMimeData) -> str | None:
    """Return the id of the card that is being dragged, or None for anything else."""
    return bytes(data.data(MIME).data()).decode() if data.hasFormat(MIME) else None
