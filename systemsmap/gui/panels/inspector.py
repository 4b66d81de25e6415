"""The panel that shows and changes what is selected, many records at once."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.inspection import Inspected, inspected
from systemsmap.gui.panels.inspected import InspectedSection
from systemsmap.model.document import MapChanged

NOTHING = "Select a variable, a link or a loop."


class InspectorPanel(QScrollArea):
    """A section for each sort of record; made anew when something else is selected."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._shape: list[tuple[object, ...]] = []
        self.sections: list[InspectedSection] = []
        self.hint = QLabel(NOTHING)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.refresh()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(4)
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addStretch(1)
        self.setWidget(page)

    @property
    def fields(self) -> dict[str, QWidget]:
        """The widget of each field by its name; of two sorts, the first that has it."""
        merged: dict[str, QWidget] = {}
        for section in self.sections:
            merged = section.fields | merged
        return merged

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & (Aspect.SELECTION | Aspect.LOOPS):
            if event.aspects & Aspect.SELECTION:
                self.settle()
            self._soon.start()

    def _follow_map(self, event: MapChanged) -> None:
        if not event.provisional:
            self._soon.start()

    def settle(self) -> None:
        """Keep at once what is being typed."""
        for section in self.sections:
            section.settle()

    def refresh(self) -> None:
        """Show what is selected now; words being typed stay."""
        asked = inspected(self._editor)
        shape = [_shape(one) for one in asked]
        if shape != self._shape:
            self._shape = shape
            self._fill(asked)
        self.hint.setVisible(not asked)
        for section, one in zip(self.sections, asked, strict=True):
            section.show_records(one)

    def _fill(self, asked: tuple[Inspected, ...]) -> None:
        for gone in self.sections:
            self._below.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.sections = [InspectedSection(self._editor, one) for one in asked]
        for section in self.sections:
            self._below.addWidget(section)
        self.setFocusProxy(next(iter(self.fields.values()), None))  # type: ignore[arg-type]


def _shape(asked: Inspected) -> tuple[object, ...]:
    """Return what decides which fields there are."""
    one = asked.ids if len(asked.records) == 1 else ("several",)
    return (asked.fields[0].name, *one)
