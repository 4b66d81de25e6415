"""An empty map helps in three quiet lines, which go with the first thing drawn and come back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from systemsmap.app import Program, examples
from systemsmap.gui.canvas.start import HELP, StartPage
from systemsmap.gui.session import Session
from systemsmap.model import edits
from tests.gui.programs import add, until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    qtbot.waitExposed(made.window)
    return made


@pytest.fixture
def page(session: Session) -> StartPage:
    return session.window.start_page


def _lines(page: StartPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_it_shows_three_lines_and_every_example(page: StartPage) -> None:
    assert len(HELP) == 3
    assert set(HELP) < set(_lines(page))
    shown = {button.text() for button in page.findChildren(QPushButton)}
    assert {name for name, _ in examples()} <= shown


def test_it_goes_with_the_first_variable_and_comes_back_when_that_is_undone(
    session: Session, page: StartPage
) -> None:
    add(session, "Demand")
    assert not page.isVisible()
    session.editor.document.undo()
    assert page.isVisible()


def test_it_goes_with_the_first_note(session: Session, page: StartPage) -> None:
    editor = session.editor
    editor.document.commit(edits.add_note(editor.map, "What we agreed", 0, 0), "Add note")
    assert not page.isVisible()


def test_a_double_click_goes_through_it(session: Session, page: StartPage) -> None:
    view = session.window.view
    line = next(label for label in page.findChildren(QLabel) if label.text() == HELP[1])
    at = line.mapTo(view.viewport(), line.rect().center())
    assert page.geometry().contains(at)
    meant = view.mapToScene(at)
    where, handle = view.viewport().mapTo(session.window, at), session.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(handle, Qt.MouseButton.LeftButton, pos=where)
    typing = session.editor.typing
    assert typing
    assert abs(typing.x - meant.x()) <= 2
    assert abs(typing.y - meant.y()) <= 2
    assert not page.isVisible()


def test_it_shows_the_question_as_soon_as_the_map_has_one(
    session: Session, page: StartPage
) -> None:
    editor = session.editor
    question = "Why do people call again?"
    editor.document.commit(edits.describe_map(editor.map, question=question), "Change")
    assert question in _lines(page)


def test_its_colours_follow_the_theme(program: Program, page: StartPage) -> None:
    before = page.findChildren(QLabel)[0].styleSheet()
    program.store.set(theme="dark")
    after = next(label for label in page.findChildren(QLabel) if label.isVisible()).styleSheet()
    assert after != before


def test_a_click_on_an_example_opens_it(qtbot: QtBot, session: Session, page: StartPage) -> None:
    name = examples()[-1][0]
    button = next(b for b in page.findChildren(QPushButton) if b.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    until(qtbot, lambda: not session.editor.map.is_empty)
    assert not page.isVisible()


def test_it_stays_inside_a_small_canvas(session: Session, page: StartPage) -> None:
    session.window.resize(800, 560)
    assert page.x() >= 0
    assert page.y() >= 0
