"""The whole program: several windows, preferences, and errors nobody expected."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.application import catch_errors
from systemsmap.rendering.theme import DARK, LIGHT
from tests.gui.programs import add, answer, labels, names, press, question, until, words

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


# ---------------------------------------------------------------------- what nobody expected


@pytest.fixture
def caught(program: Program) -> Iterator[None]:
    """The hooks of the program in place of those of the tests."""
    before = sys.excepthook, threading.excepthook
    catch_errors(program.show_error)
    yield
    sys.excepthook, threading.excepthook = before


def _fail() -> None:
    raise ValueError("a bug")


def test_an_unexpected_error_is_one_sentence_with_its_details_to_copy(
    qtbot: QtBot, program: Program, caught: None
) -> None:
    session = program.new_window()
    add(session, "Demand")
    QTimer.singleShot(0, _fail)
    until(qtbot, lambda: "Something went wrong that should not have" in words(session))
    assert "the map is kept. (ValueError: a bug)" in words(session)
    assert labels(session) == ["Copy details", "Hide"]
    press(session, "Copy details")
    assert "in _fail" in QGuiApplication.clipboard().text()
    add(session, "Work goes on")
    assert names(session.editor.map) == {"Demand", "Work goes on"}


def test_an_error_in_a_thread_is_shown_too_in_the_window_in_front(
    qtbot: QtBot, program: Program, caught: None
) -> None:
    program.new_window().window.close()
    session = program.new_window()
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    until(qtbot, lambda: "(ValueError: a bug)" in words(session))


def test_an_error_in_the_background_is_shown_too(
    qtbot: QtBot, program: Program, caught: None
) -> None:
    session = program.new_window()
    program.arrivals._opener.run(_fail)
    until(qtbot, lambda: "(ValueError: a bug)" in words(session))
