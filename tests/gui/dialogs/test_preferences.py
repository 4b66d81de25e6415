"""The preferences are made from the table of settings."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from systemsmap.editor.settings import choices
from systemsmap.gui.dialogs.preferences import PreferencesDialog
from systemsmap.gui.settings_store import SettingsStore


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path)


@pytest.fixture
def dialog(qtbot: QtBot, store: SettingsStore) -> PreferencesDialog:
    made = PreferencesDialog(store)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_setting_has_a_field_with_its_name_and_help(dialog: PreferencesDialog) -> None:
    assert dialog.fields.keys() == {choice.name for choice in choices()}
    for choice in choices():
        field = dialog.fields[choice.name]
        assert field.accessibleName() == choice.label
        assert field.accessibleDescription() == choice.help


def test_what_is_chosen_holds_at_once(dialog: PreferencesDialog, store: SettingsStore) -> None:
    theme, size = dialog.fields["theme"], dialog.fields["type_size"]
    snapping, author = dialog.fields["snapping"], dialog.fields["author"]
    assert isinstance(theme, QComboBox)
    assert isinstance(size, QSpinBox)
    assert isinstance(snapping, QCheckBox)
    assert isinstance(author, QLineEdit)
    theme.setFocus()
    QTest.keyClick(theme, Qt.Key.Key_Down)
    size.setValue(20)
    snapping.click()
    author.setText("Ada ")
    author.editingFinished.emit()
    assert store.settings.theme == "light"
    assert store.settings.type_size == 20
    assert not store.settings.snapping
    assert store.settings.author == "Ada"


def test_a_value_that_cannot_be_is_said_under_the_fields(
    dialog: PreferencesDialog, store: SettingsStore
) -> None:
    author = dialog.fields["author"]
    assert isinstance(author, QLineEdit)
    author.setText("a\x07b")
    author.editingFinished.emit()
    assert store.settings.author == ""
    assert dialog.trouble.isVisible()
    assert dialog.trouble.text().endswith(".")


def test_it_does_not_stop_the_program(dialog: PreferencesDialog) -> None:
    assert not dialog.isModal()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
