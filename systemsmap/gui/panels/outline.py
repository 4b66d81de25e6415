"""The map in words, for reading aloud, for copying, and for whoever cannot see the canvas."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.outline import Line, as_text, outline, route_lines
from systemsmap.analysis.reading_routes import read_routes
from systemsmap.analysis.routes import routes
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.gui.background import Background
from systemsmap.model.document import MapChanged
from systemsmap.model.systems_map import SystemsMap

PULL = Budget(results=60, length=10, seconds=0.5)
_IDS = Qt.ItemDataRole.UserRole
_OPEN_AT_FIRST = 3
"""Parts of the map that are open from the start; below them a line is opened when wanted."""

INDENT, INSET = 14, 6  # pixels
_TALL = 1 << 20
_Pair = tuple[str, str]
Index = QModelIndex | QPersistentModelIndex


class OutlinePanel(QTreeWidget):
    """Walks with the selection both ways. Nothing is made while the panel is out of sight.

    With two variables selected it begins with the routes between them, and which way they pull;
    choosing a route lights it on the canvas.
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._lines: tuple[Line, ...] = ()
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._pair: _Pair | None = None
        self._pull: tuple[Line, ...] = ()
        self._choosing = False
        self._background = Background("routes", self)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setIndentation(INDENT)
        self.setItemDelegate(_Wrapped(self))
        self.setAccessibleName("The map in words")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("role", "sentences")
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.itemSelectionChanged.connect(self._choose)
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_pull()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = [row for row in self._in_order() if row.isSelected()]
            QGuiApplication.clipboard().setText("\n".join(row.text(0) for row in rows))
        else:
            super().keyPressEvent(event)

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.SELECTION and not self._choosing:
            self._ask_pull()
            self._show_selection()
        if event.aspects & Aspect.LOOPS:
            self._soon.start()

    def _follow_map(self, event: MapChanged) -> None:
        if not event.provisional:
            self._soon.start()

    # ------------------------------------------------------------------ its lines

    def refresh(self) -> None:
        """Put the map into words as it is now, if anybody can see them."""
        if not self.isVisible():
            return
        lines = (*self._pull, *outline(self._editor.map, self._editor.loops))
        if lines == self._lines:
            return
        self._lines = lines
        opened = {row.text(0) for row in self._in_order() if row.isExpanded()}
        first_time = not self._rows
        place = self.verticalScrollBar().value()
        self._choosing = True
        self.clear()
        self._rows = {}
        for line in lines:
            self._add(line, None, opened)
        for at in range(self.topLevelItemCount()):
            row = self.topLevelItem(at)
            if row and (first_time or row.childCount() or at < _OPEN_AT_FIRST):
                row.setExpanded(True)
        self._choosing = False
        self._show_selection()
        self.verticalScrollBar().setValue(place)

    def _add(self, line: Line, above: QTreeWidgetItem | None, opened: set[str]) -> None:
        row = QTreeWidgetItem(above if above is not None else self, [line.words])
        row.setData(0, _IDS, line.ids)
        if len(line.ids) == 1:
            self._rows.setdefault(line.ids[0], row)
        for under in line.under:
            self._add(under, row, opened)
        row.setExpanded(line.words in opened)

    def _in_order(self) -> list[QTreeWidgetItem]:
        rows: list[QTreeWidgetItem] = []
        waiting = [self.topLevelItem(n) for n in reversed(range(self.topLevelItemCount()))]
        while waiting:
            row = waiting.pop()
            if row:
                rows.append(row)
                waiting += [row.child(n) for n in reversed(range(row.childCount()))]
        return rows

    # ------------------------------------------------------------------ selection, both ways

    def _choose(self) -> None:
        """Select on the canvas what the chosen lines are about."""
        if self._choosing:
            return
        ids = [i for row in self.selectedItems() for i in row.data(0, _IDS) or ()]
        if ids:
            self._choosing = True
            self._editor.select(*ids)
            self._choosing = False

    def _show_selection(self) -> None:
        if not self.isVisible() or self._choosing:
            return
        self._choosing = True
        self.clearSelection()
        chosen = [self._rows[i] for i in self._editor.selection if i in self._rows]
        for row in chosen:
            row.setSelected(True)
        if len(chosen) == 1:
            self.scrollToItem(chosen[0])
        self._choosing = False

    # ------------------------------------------------------------------ which way it pulls

    def _ask_pull(self) -> None:
        """Look for the routes between the two selected variables, away from the window's thread."""
        e = self._editor
        chosen = [v.id for v in e.selected_variables]
        pair = (chosen[0], chosen[1]) if len(chosen) == len(e.selection) == 2 else None
        if pair == self._pair or not self.isVisible():
            return
        self._pair, self._pull = pair, ()
        if pair:
            self._background.run(partial(_pull, e.map, pair), partial(self._take_pull, pair))
        self._soon.start()

    def _take_pull(self, pair: _Pair, lines: tuple[Line, ...]) -> None:
        if pair == self._pair:
            self._pull = lines
            self.refresh()
            self.scrollToTop()


class _Wrapped(QStyledItemDelegate):
    """Rows as high as their words need in the width there is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        tree = self.parent()
        room = tree.viewport().width() if isinstance(tree, QTreeWidget) else 0
        width = max(room - depth * INDENT - 2 * INSET, 80)
        wraps = Qt.TextFlag.TextWordWrap
        box = option.fontMetrics.boundingRect(0, 0, width, _TALL, wraps, str(index.data()))
        return QSize(width, box.height() + INSET)


def whole_text(editor: Editor) -> str:
    """Return the whole outline as text."""
    return as_text(outline(editor.map, editor.loops))


def _pull(map_: SystemsMap, pair: _Pair) -> tuple[Line, ...]:
    found = [routes(map_, start, end, PULL) for start, end in (pair, pair[::-1])]
    return tuple(route_lines(map_, one, read_routes(map_, one)) for one in found)
