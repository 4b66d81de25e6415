"""The panel of loops: which there are, what they are called, and how the chosen one reads."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.reading import so_many
from systemsmap.analysis.register import ListedLoop
from systemsmap.analysis.report import Report
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.loop_sets import LoopSet
from systemsmap.editor.upkeep import PAGE
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.panels.loop_list import LoopList
from systemsmap.gui.panels.loop_rows import LoopRows
from systemsmap.gui.panels.loop_story import LoopStory
from systemsmap.gui.panels.loop_table import NAME, LoopTable
from systemsmap.gui.panels.loops_head import LoopsHead
from systemsmap.gui.panels.nearly import NearlyLoops
from systemsmap.model import edits
from systemsmap.model.document import MapChanged

_UNBOUND = 16_777_215  # pixels: what Qt takes for no limit
_FOLLOWED = Aspect.LOOPS | Aspect.SELECTION


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
        self.nearly = NearlyLoops(editor)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._wire()
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.refresh()

    def _lay_out(self) -> None:
        self.head = LoopsHead(self._editor)
        self.list.setModel(self.table)
        self.list.setItemDelegate(self.rows)
        self.list.set_columns()
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        self.parts.setHandleWidth(1)
        self.parts.addWidget(self._paged())
        self.parts.addWidget(self.story)
        self.parts.setStretchFactor(0, 2)
        self.parts.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.parts, 1)
        column.addStretch(0)
        column.addWidget(self.nearly)
        self.setFocusProxy(self.list)

    def _paged(self) -> QWidget:
        """Return the list with the button under it that lists more."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.more = QPushButton()
        self.more.setProperty("role", "more")
        column.addWidget(self.list, 1)
        column.addWidget(self.more)
        return both

    def _wire(self) -> None:
        self.table.modelReset.connect(lambda: self._syncing or self._soon.start())
        self.list.pointed.connect(self._point)
        self.list.name_asked.connect(self.name)
        self.list.delete_asked.connect(self.forget)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(self._choose)
        self.rows.closeEditor.connect(self._named)
        self.story.forget_asked.connect(self.forget)
        self.head.switched.connect(self._soon.start)
        self.more.clicked.connect(self._editor.sets.list_more)

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
        self._editor.sets.follow()
        self.head.refresh()
        self.parts.setVisible(bool(self._editor.loops))
        self._show_more()
        self._show_rows()
        loop = self._editor.selected_loop
        self.story.setMaximumHeight(_UNBOUND if loop else 4 * self.fontMetrics().lineSpacing())
        self.story.show_loop(loop)

    def _show_more(self) -> None:
        upkeep, is_all = self._editor.upkeep, self._editor.sets.which is LoopSet.ALL
        left = len(upkeep) - PAGE * upkeep.pages if is_all else 0
        self.more.setVisible(left > 0)
        self.more.setText(f"Show {so_many(min(left, PAGE), 'more loop')} of {len(upkeep):,}")

    def settle(self) -> None:
        """Keep at once what is being typed: the map is about to be saved or closed."""
        self.story.settle()

    def _show_rows(self) -> None:
        self._syncing = True
        bar = self.list.verticalScrollBar()
        place = bar.value()
        self.table.show(self._editor.sets.shown())
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
