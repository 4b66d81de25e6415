"""The panel that shows and changes what is selected, many records at once."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.inspection import MIXED, Field, Inspected, change, inspected
from systemsmap.gui.panels.settling import Lines, Settling
from systemsmap.model.document import MapChanged

NOTHING = "Select a variable, a link or a loop."
SEVERAL = "Several"


class InspectorPanel(QScrollArea):
    """Fields are made anew when something else is selected, and only filled while it is not."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._asked: Inspected | None = None
        self._settling: dict[str, Settling] = {}
        self.fields: dict[str, QWidget] = {}
        self.title, self.facts = QLabel(), QLabel()
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
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(4)
        self.title.setProperty("role", "heading")
        self.facts.setProperty("role", "small")
        for label in (self.title, self.facts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(label)
        self._column.addSpacing(8)
        self._below = QVBoxLayout()
        self._below.setSpacing(4)
        self._column.addLayout(self._below)
        self._column.addStretch(1)
        self.setWidget(self._page)

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
        for settling in tuple(self._settling.values()):
            settling.settle()

    def refresh(self) -> None:
        """Show what is selected now; words being typed stay."""
        asked = inspected(self._editor)
        if _shape(asked) != _shape(self._asked):
            self._fill(asked)
        self._asked = asked
        self.title.setText(asked.title if asked else "")
        self.facts.setText(asked.facts if asked else NOTHING)
        self.title.setVisible(asked is not None)
        self.facts.setVisible(asked is None or bool(asked.facts))
        for field in asked.fields if asked else ():
            if asked and field.name in self.fields:
                self._show(field, asked.value(field))

    def _fill(self, asked: Inspected | None) -> None:
        """Make the fields for this sort of record."""
        while item := self._below.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.fields, self._settling = {}, {}
        for field in asked.fields if asked else ():
            if asked and asked.has(field):
                made = self._made(field)
                self.fields[field.name] = made
                if not isinstance(made, QCheckBox):
                    label = QLabel(field.label)
                    label.setProperty("role", "small")
                    label.setBuddy(made)
                    self._below.addWidget(label)
                made.setAccessibleName(field.label.replace("&", ""))
                self._below.addWidget(made)
                self._below.addSpacing(6)
        first = next(iter(self.fields.values()), None)
        self.setFocusProxy(first)  # type: ignore[arg-type]

    def _made(self, field: Field) -> QWidget:
        if field.choices:
            box = QComboBox()
            box.addItems([words for _, words in field.choices])
            box.activated.connect(lambda at: self._keep(field, field.choices[at][0]))
            return box
        if field.is_switch:
            switch = QCheckBox(field.label)
            switch.clicked.connect(lambda on: self._keep(field, on))
            return switch
        words = QLineEdit() if field.lines == 1 else Lines(field.lines)
        words.setPlaceholderText(field.hint)
        self._settling[field.name] = Settling(words, partial(self._keep, field))
        return words

    def _show(self, field: Field, value: object) -> None:
        widget = self.fields[field.name]
        if isinstance(widget, QComboBox):
            at = next((n for n, (one, _) in enumerate(field.choices) if one == value), -1)
            widget.setPlaceholderText(SEVERAL)
            widget.setCurrentIndex(at)
        elif isinstance(widget, QCheckBox):
            widget.setCheckState(
                Qt.CheckState.PartiallyChecked
                if value is MIXED
                else Qt.CheckState.Checked
                if value
                else Qt.CheckState.Unchecked
            )
        else:
            self._settling[field.name].show(str(value))

    def _keep(self, field: Field, value: object) -> None:
        if self._asked:
            change(self._editor, self._asked, field, value)


def _shape(asked: Inspected | None) -> tuple[object, ...]:
    """Return what decides which fields there are."""
    if asked is None:
        return ()
    one = asked.ids if len(asked.records) == 1 else ("several",)
    return (asked.fields[0].name, *one)
