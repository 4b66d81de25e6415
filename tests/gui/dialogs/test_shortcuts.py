"""The sheet of shortcuts holds every key there is."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from systemsmap.editor.actions import ACTIONS
from systemsmap.gui.dialogs.shortcuts import GESTURES, ShortcutSheet, groups


def test_every_command_with_a_key_stands_on_the_sheet_once() -> None:
    rows = [row for title, entries in groups({}) if title != GESTURES[0] for row in entries]
    with_keys = {action.label.rstrip("…"): action.keys for action in ACTIONS if action.keys}
    assert dict(rows) == with_keys
    assert len(rows) == len(with_keys)


def test_own_keys_stand_there_in_place_of_the_usual_ones() -> None:
    rows = dict(row for _, entries in groups({"edit.undo": ("Alt+Z",)}) for row in entries)
    assert rows["Undo"] == ("Alt+Z",)


def test_the_sheet_shows_keys_as_caps_and_is_not_modal(qtbot: QtBot) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    caps = {c.text() for c in sheet.findChildren(QLabel) if c.property("role") == "key"}
    assert {"Ctrl+Z", "Tab", "+", "?", "Double-click"} <= caps
    assert not sheet.isModal()
