"""One link from a loop: asked over the canvas, answered with a key, never asked twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.capturing.capture import capture, keep
from systemsmap.gui.link_questions import NONE
from systemsmap.gui.panels.nearly import NearlyLoops
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


def test_the_panel_asks_while_nothing_else_goes_on(qtbot: QtBot, session: Session) -> None:
    editor = session.editor
    (asking,) = session.window.findChildren(NearlyLoops)
    until(qtbot, lambda: editor.report and editor.report.nearly)
    assert not asking.questions  # the hand has only just come to rest
    asking.refresh()
    (question,) = asking.questions
    assert question.words.text().startswith("Does “b” affect “a”?")
    show = question.buttons[3]
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert editor.selection == set(editor.map.variables)
    QTest.keyClick(question.buttons[1], Qt.Key.Key_Space)
    assert [k.polarity.value for k in editor.map.links.values()] == ["+", "-"]
    assert not asking.questions
    editor.document.undo()
    until(qtbot, lambda: editor.report and editor.report.nearly)
    asking.refresh()
    QTest.keyClick(asking.questions[0].buttons[2], Qt.Key.Key_Space)
    assert len(declined(editor.map)) == 1
    assert not asking.questions
