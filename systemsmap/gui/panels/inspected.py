"""One sort of selected records in the inspector: what they are, and a widget for each field."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from systemsmap.editor.editor import Editor
from systemsmap.editor.inspection import MIXED, Field, Inspected, change
from systemsmap.gui.panels.settling import Lines, Settling

SEVERAL = "Several"


class InspectedSection(QWidget):
    """Fields are made once and filled again for other records of the same sort and number."""

    def __init__(self, editor: Editor, asked: Inspected) -> None:
        super().__init__()
        self._editor, self._asked = editor, asked
        self._settling: dict[str, Settling] = {}
        self.fields: dict[str, QWidget] = {}
        self.title, self.facts = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.facts.setProperty("role", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 10)
        self._column.setSpacing(4)
        for label in (self.title, self.facts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(label)
        self._column.addSpacing(8)
        for field in asked.fields:
            if asked.has(field):
                self._add(field)
        self.show_records(asked)

    def _add(self, field: Field) -> None:
        made = self._made(field)
        self.fields[field.name] = made
        if not isinstance(made, QCheckBox):
            label = QLabel(field.label)
            label.setProperty("role", "small")
            label.setBuddy(made)
            self._column.addWidget(label)
        made.setAccessibleName(field.label.replace("&", ""))
        self._column.addWidget(made)
        self._column.addSpacing(6)

    def show_records(self, asked: Inspected) -> None:
        """Show these records; words being typed stay."""
        self._asked = asked
        self.title.setText(asked.title)
        self.facts.setText(asked.facts)
        self.facts.setVisible(bool(asked.facts))
        for field in asked.fields:
            if field.name in self.fields:
                self._show(field, asked.value(field))

    def settle(self) -> None:
        """Keep at once what is being typed."""
        for settling in tuple(self._settling.values()):
            settling.settle()

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
        change(self._editor, self._asked, field, value)
