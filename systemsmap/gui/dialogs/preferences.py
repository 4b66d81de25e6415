"""The preferences, made from the table of settings; what is chosen holds at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from systemsmap.editor.settings import RANGES, Choice, choices
from systemsmap.gui.dialogs.scrolling import fitted_scroll
from systemsmap.gui.settings_store import LONGEST, SettingsStore


class PreferencesDialog(QDialog):
    """A row for each setting with its help under it. There is nothing to confirm."""

    def __init__(self, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.fields: dict[str, QWidget] = {}
        self.setWindowTitle("Preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.trouble = QLabel(store.trouble)
        self.trouble.setWordWrap(True)
        self.trouble.setVisible(bool(store.trouble))
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(24, 20, 24, 8)
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for choice in choices():
            self._add(form, choice)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(10)
        column.addWidget(fitted_scroll(page, "Preferences"))
        for part in (self.trouble, buttons):
            part.setContentsMargins(24, 0, 24, 0)
            column.addWidget(part)
        self.ensurePolished()
        self.resize(self.sizeHint())  # Qt alone would stop at two thirds of the screen

    def _add(self, form: QFormLayout, choice: Choice) -> None:
        value = getattr(self._store.settings, choice.name)
        field = _field(choice, value, lambda new: self._set(choice, new))
        field.setAccessibleName(choice.label)
        field.setAccessibleDescription(choice.help)
        help_ = QLabel(choice.help)
        help_.setProperty("role", "small")
        help_.setContentsMargins(2, 0, 0, 10)
        if isinstance(field, QCheckBox):
            form.addRow("", field)
        else:
            form.addRow(choice.label, field)
        form.addRow("", help_)
        self.fields[choice.name] = field

    def _set(self, choice: Choice, value: object) -> None:
        try:
            self._store.set(**{choice.name: value})
        except ValueError as refused:
            self._say(str(refused))
        else:
            self._say(self._store.trouble)

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))


def _field(choice: Choice, value: object, chosen: Callable[[object], None]) -> QWidget:
    """Return the widget for a setting that shows `value` and calls `chosen` with every other."""
    if choice.kind is bool:
        box = QCheckBox(choice.label)
        box.setChecked(bool(value))
        box.toggled.connect(chosen)
        return box
    if choice.kind is int:
        spin = QSpinBox()
        spin.setRange(*RANGES.get(choice.name, (0, 9999)))
        spin.setValue(int(str(value)))
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(chosen)
        return spin
    if choice.options:
        list_ = QComboBox()
        list_.addItems([option.capitalize() for option in choice.options])
        list_.setCurrentIndex(choice.options.index(str(value)))
        list_.activated.connect(lambda place: chosen(choice.options[place]))
        return list_
    line = QLineEdit(str(value))
    line.setMaxLength(LONGEST)
    line.setMinimumWidth(260)
    line.editingFinished.connect(lambda: chosen(line.text().strip()))
    return line
