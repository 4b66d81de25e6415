"""The list of loops as a widget: flat rows, and how wide their columns are."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from systemsmap.gui.panels.loop_rows import widths
from systemsmap.gui.panels.loop_table import ASSUMED, DELAY, LINKS, LOOP, NAME

_FIRST_TO_GO = (ASSUMED, DELAY, LINKS)
_NAME_CHARACTERS = 14


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
