"""The panel of things that deserve a second look."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.finding import Finding
from systemsmap.editor.editor import Editor, EditorChanged
from systemsmap.gui.panels.sentences import Sentences

LOOKING = "Having a look…"
NOTHING = "Nothing to look at twice"
HINT = "Here stand links without a sign, names that are much alike, and what hangs loose."
_FINDING = int(Qt.ItemDataRole.UserRole)


class ChecksPanel(QWidget):
    """A sentence for each finding; choosing one selects what it is about and brings it to view."""

    def __init__(self, editor: Editor, reveal: Callable[[str], None]) -> None:
        super().__init__()
        self._editor, self._reveal = editor, reveal
        self._shown: tuple[Finding, ...] | None = None
        self._lay_out()
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = editor.changed.subscribe(self._follow)
        self.destroyed.connect(stop)
        self.refresh()

    def _lay_out(self) -> None:
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline, self.hint = QLabel(), QLabel(HINT)
        self.headline.setProperty("role", "section")
        self.hint.setProperty("role", "soft")
        for label in (self.headline, self.hint):
            label.setWordWrap(True)
            label.setContentsMargins(14, 0, 14, 0)
        self.list = QListWidget()
        self.list.setAccessibleName("Things to look at again")
        self.list.setWordWrap(True)
        self.list.setItemDelegate(Sentences(self.list))
        self.list.setProperty("role", "sentences")
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        for part in (self.headline, self.hint, self.list):
            column.addWidget(part)
        column.addStretch(0)
        self.setFocusProxy(self.list)

    def _follow(self, _event: EditorChanged) -> None:
        if self._editor.report is not None and self._findings() is not self._shown:
            self._soon.start()

    def _findings(self) -> tuple[Finding, ...] | None:
        return self._editor.report.findings if self._editor.report else None

    def refresh(self) -> None:
        """Show what was found last; the same findings keep their place."""
        found = self._findings()
        if found is not None and found == self._shown:
            return
        self._shown = found
        self.headline.setText(_headline(found))
        self.hint.setVisible(found == ())
        self.list.setVisible(bool(found))
        self.list.clear()
        for finding in found or ():
            item = QListWidgetItem(finding.sentence, self.list)
            item.setData(_FINDING, finding.ids)

    def _choose(self, item: QListWidgetItem) -> None:
        ids = [i for i in item.data(_FINDING) if self._editor.map.get(i)]
        if ids:
            self._editor.select(*ids)
            self._reveal(ids[0])


def _headline(found: tuple[Finding, ...] | None) -> str:
    if found is None:
        return LOOKING
    if not found:
        return NOTHING
    count = len(found)
    return f"{count:,} thing{' deserves' if count == 1 else 's deserve'} a second look"
