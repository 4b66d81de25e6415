"""One link from a loop: asked over the canvas, answered with a key, never asked twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.capturing.capture import capture, keep
from systemsmap.gui.link_questions import NONE
from systemsmap.gui.session import Session
from systemsmap.model.edits.declined import declined
from tests.gui.programs import until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    keep(made.editor, capture(made.editor, "a -> b +"))
    return made


def _press(session: Session, label: str) -> None:
    button = next(b for b in session.window.trouble_bar.buttons if b.text() == label)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QApplication.processEvents()


def test_a_yes_draws_the_link_and_the_next_is_asked(qtbot: QtBot, session: Session) -> None:
    bar = session.window.trouble_bar
    session.window.commands.run("loop.one_link")
    until(qtbot, lambda: bar.words.startswith("Does “b” affect “a”?"))
    _press(session, "Yes, −")
    until(qtbot, lambda: bar.words == "")
    assert [k.polarity.value for k in session.editor.map.links.values()] == ["+", "-"]
    assert session.editor.notice == NONE or "closed" in session.editor.notice


def test_a_no_is_kept_and_not_asked_again(qtbot: QtBot, session: Session) -> None:
    bar = session.window.trouble_bar
    session.window.commands.run("loop.one_link")
    until(qtbot, lambda: bar.words)
    _press(session, "No")
    until(qtbot, lambda: bar.words == "")
    assert len(declined(session.editor.map)) == 1
    session.window.commands.run("loop.one_link")
    until(qtbot, lambda: session.editor.notice == NONE)
    assert bar.words == ""


def test_later_asks_again_the_next_time(qtbot: QtBot, session: Session) -> None:
    bar = session.window.trouble_bar
    session.window.commands.run("loop.one_link")
    until(qtbot, lambda: bar.words)
    _press(session, "Later")
    until(qtbot, lambda: bar.words == "")
    assert not declined(session.editor.map)
    session.window.commands.run("loop.one_link")
    until(qtbot, lambda: bar.words.startswith("Does “b” affect “a”?"))
