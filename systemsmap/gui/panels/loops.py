"""The panel of loops: which there are, what they are called, and how the chosen one reads."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.reading import headline
from systemsmap.analysis.register import ListedLoop
from systemsmap.analysis.report import Report
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.panels.loop_rows import LoopRows, widths
from systemsmap.gui.panels.loop_story import LoopStory
from systemsmap.gui.panels.loop_table import ASSUMED, DELAY, LINKS, LOOP, NAME, LoopTable
from systemsmap.model import edits
from systemsmap.model.document import MapChanged

LOOKING = "Looking for loops…"
NO_LOOPS = "No loops yet"
_FOLLOWED = Aspect.LOOPS | Aspect.SELECTION
_FIRST_TO_GO = (ASSUMED, DELAY, LINKS)
_NAME_CHARACTERS = 14
HINT = "A loop appears when links lead back to the variable they set out from."


class LoopsPanel(QWidget):
    """Follows the editor and is followed by it; every edit goes through the document.

    With the window's commands given, a row has the same context menu as a badge on the canvas.
    """

    def __init__(self, editor: Editor, commands: ActionSet | None = None) -> None:
        super().__init__()
        self._editor, self._commands = editor, commands
        self._syncing = False
        self._report: Report | None = None
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = LoopTable(editor, self)
        self.rows = LoopRows(editor, self.table, self)
        self.list = LoopList()
        self.story = LoopStory(editor)
        self._lay_out()
        self._wire()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.refresh()

    def _lay_out(self) -> None:
        self.headline, self.hint = QLabel(), QLabel(HINT)
        self.headline.setProperty("role", "section")
        self.hint.setProperty("role", "soft")
        for label in (self.headline, self.hint):
            label.setWordWrap(True)
            label.setContentsMargins(14, 0, 14, 0)
        self.list.setModel(self.table)
        self.list.setItemDelegate(self.rows)
        self.list.set_columns()
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        self.parts.setHandleWidth(1)
        self.parts.addWidget(self.list)
        self.parts.addWidget(self.story)
        self.parts.setStretchFactor(0, 2)
        self.parts.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self.hint)
        column.addWidget(self.parts, 1)
        column.addStretch(0)
        self.setFocusProxy(self.list)

    def _wire(self) -> None:
        self.table.modelReset.connect(lambda: self._syncing or self._soon.start())
        self.list.pointed.connect(self._point)
        self.list.name_asked.connect(self.name)
        self.list.delete_asked.connect(self.forget)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(self._choose)
        self.rows.closeEditor.connect(self._named)
        self.story.forget_asked.connect(self.forget)

    # ------------------------------------------------------------------ following the editor

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & _FOLLOWED or self._editor.report is not self._report:
            self._soon.start()

    def _follow_map(self, event: MapChanged) -> None:
        if not event.provisional:
            self._soon.start()

    def refresh(self) -> None:
        """Show what the editor knows now. Waits while a name is being typed in the list."""
        if self._is_typing:
            return
        self._report = self._editor.report
        found = len(self._editor.loops) > 0
        words = self._headline()
        self.headline.setText(words)
        self.hint.setVisible(words == NO_LOOPS)
        self.parts.setVisible(found)
        self._show_rows()
        self.story.show_loop(self._editor.selected_loop)

    def _headline(self) -> str:
        loops = self._editor.report.loops if self._editor.report else None
        if loops and (loops.loops or not loops.complete):
            return headline(loops)
        return NO_LOOPS if loops or not self._editor.map.links else LOOKING

    def settle(self) -> None:
        """Keep at once what is being typed: the map is about to be saved or closed."""
        self.story.settle()

    def _show_rows(self) -> None:
        self._syncing = True
        bar = self.list.verticalScrollBar()
        place = bar.value()
        self.table.show(self._editor.loops)
        bar.setValue(place)
        self._mark()
        self._syncing = False
        self.list.viewport().update()

    def _mark(self) -> None:
        """Select the row of the selected loop."""
        loop = self._editor.selected_loop
        row = self.table.row_of(loop.id) if loop else None
        chosen = self.list.selectionModel()
        if row is None:
            chosen.clear()
            return
        if chosen.isRowSelected(row, QModelIndex()):
            return
        index = self.table.index(row, NAME)
        flag = QItemSelectionModel.SelectionFlag
        chosen.setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.list.scrollTo(index)

    # ------------------------------------------------------------------ being followed

    def _point(self, index: QModelIndex) -> None:
        loop = self.table.loop_at(index)
        self._editor.hover_loop(loop.id if loop and not loop.broken else None)

    def _choose(self) -> None:
        if not self._syncing:
            rows = self.list.selectionModel().selectedRows()
            loop = self.table.loop_at(rows[0]) if rows else None
            self._editor.select(*([loop.id] if loop else []))

    def name(self) -> None:
        """Open the field for the name of the row that is current."""
        index = self.list.currentIndex()
        if index.isValid() and not self._is_typing:  # Enter in the field comes by here too
            self.list.edit(index.siblingAtColumn(NAME))

    @property
    def _is_typing(self) -> bool:
        return self.list.state() is QAbstractItemView.State.EditingState

    def forget(self) -> None:
        """Take the chosen loop off the list, if it is broken."""
        loop = self._editor.selected_loop
        if loop and loop.broken:
            self._editor.select()
            change = edits.forget_loop(self._editor.map, loop.id)
            self._editor.document.commit(change, "Remove broken loop")

    def _named(self, _field: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._soon.start()

    def _show_menu(self, at: QPoint) -> None:
        loop = self.table.loop_at(self.list.indexAt(at))
        if loop is None or self._commands is None:
            return
        self._editor.select(loop.id)
        menu = self._menu(self._commands, loop)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _menu(self, commands: ActionSet, loop: ListedLoop) -> QMenu:
        """Return the menu of a badge; here a name is typed in the row, not on the canvas."""
        if loop.broken:
            menu = QMenu(self)
        else:
            menu = commands.context_menu("badge", self)
            menu.removeAction(commands.qaction("loop.name"))
        first = menu.actions()[0] if menu.actions() else None
        name = menu.addAction("Name loop…")
        name.triggered.connect(self.name)
        menu.removeAction(name)
        menu.insertAction(first, name) if first else menu.addAction(name)
        if loop.broken:
            menu.addAction("Remove from the list").triggered.connect(self.forget)
        return menu


class LoopList(QTreeView):
    """The list itself: flat rows that say which one the pointer rests on (-> `pointed`)."""

    pointed = Signal(QModelIndex)
    name_asked = Signal()
    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Loops")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)  # the bar at the chosen row says it more quietly
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.entered.connect(self.pointed)
        self.viewportEntered.connect(lambda: self.pointed.emit(QModelIndex()))
        self.doubleClicked.connect(lambda _index: self.name_asked.emit())

    def set_columns(self) -> None:
        """Give the name what the others leave; start in the order the loops were found in."""
        head = self.header()
        head.setSectionsMovable(False)
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(20)
        for column in (LOOP, LINKS, DELAY, ASSUMED):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._share_out()

    def _share_out(self) -> None:
        """Set widths by the type; where the name would be left with too little, drop columns.

        What is dropped stands under the heading of the selected loop as well.
        """
        if self.model() is None:
            return
        wide = widths(self.fontMetrics())
        left = self.viewport().width() - sum(wide.values())
        least = self.fontMetrics().averageCharWidth() * _NAME_CHARACTERS
        for column in _FIRST_TO_GO:
            dropped = left < least
            self.setColumnHidden(column, dropped)
            left += wide[column] if dropped else 0
        for column, pixels in wide.items():
            self.setColumnWidth(column, pixels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._share_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_F2 | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.name_asked.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.delete_asked.emit()
            case _:
                super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(QModelIndex())
        return super().viewportEvent(event)
