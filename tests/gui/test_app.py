"""The whole program: several windows and preferences."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.rendering.theme import DARK, LIGHT
from tests.gui.programs import add, answer, question, until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


def test_quitting_closes_what_is_safe_and_asks_about_the_rest(
    qtbot: QtBot, program: Program
) -> None:
    drawn, *_ = program.new_window(), program.new_window(), program.new_window()
    add(drawn, "Demand")
    drawn.window.commands.run("file.quit")
    assert program.sessions == [drawn]
    answer(qtbot, "Cancel")
    assert program.sessions == [drawn]
    program.quit()
    program.quit()
    until(qtbot, lambda: question() is not None)
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    assert len([box for box in boxes if box.isVisible()]) == 1  # asked once, not twice
    answer(qtbot, "Throw away")
    until(qtbot, lambda: program.sessions == [])
    assert question() is None


def test_the_theme_changes_in_every_window_at_once(program: Program) -> None:
    sessions = [program.new_window(), program.new_window()]
    program.store.set(theme="dark")
    assert [s.editor.composition.theme for s in sessions] == [DARK, DARK]
    program.store.set(theme="light")
    assert [s.editor.composition.theme for s in sessions] == [LIGHT, LIGHT]


def test_name_and_organisation_stand_in_new_maps(program: Program) -> None:
    program.store.set(author="A. Facilitator", organisation="A service")
    session = program.new_window()
    info = session.editor.map.info
    assert (info.author, info.organisation) == ("A. Facilitator", "A service")
    assert info.created
    assert session.is_untouched


def test_preferences_outlive_the_program(program: Program) -> None:
    from systemsmap.gui.folders import folders
    from systemsmap.gui.settings_store import SettingsStore

    program.store.set(theme="dark", type_size=18)
    settings = SettingsStore(folders().settings).settings
    assert (settings.theme, settings.type_size) == ("dark", 18)
