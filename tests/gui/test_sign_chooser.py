"""The question for the sign of a new link stands beside it, whole, until it is answered or not."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.tools.link_drag import link_and_ask
from systemsmap.gui.session import Session
from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.records import Link, Polarity
from tests.gui.programs import add

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]


@pytest.fixture
def asked(qtbot: QtBot, program: Program) -> Session:
    """A new link from A to B, its sign being asked."""
    session = program.new_window()
    with qtbot.waitActive(session.window):
        session.window.activateWindow()
    for name in ("A", "B"):
        add(session, name)
    a, b = session.editor.map.variables
    session.editor.document.commit(_moved(session, b), "Move")
    link_and_ask(session.editor, a, b)
    session.window.view.setFocus()
    assert session.window.sign_chooser.isVisible()
    return session


def _moved(session: Session, id_: str) -> Change:
    return edits.move(session.editor.map, [id_], 160.0, 0.0)


def _link(session: Session) -> Link:
    return next(iter(session.editor.map.links.values()))


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        (Qt.Key.Key_Plus, Polarity.POSITIVE),
        (Qt.Key.Key_Minus, Polarity.NEGATIVE),
        (Qt.Key.Key_Question, Polarity.UNDECIDED),
    ],
)
def test_a_key_answers_at_once(asked: Session, key: Qt.Key, sign: Polarity) -> None:
    QTest.keyClick(asked.window.view, key)
    assert _link(asked).polarity is sign
    assert not asked.window.sign_chooser.isVisible()


def test_d_marks_the_delay_and_the_question_stays(asked: Session) -> None:
    QTest.keyClick(asked.window.view, Qt.Key.Key_D)
    assert _link(asked).delayed
    assert asked.window.sign_chooser.isVisible()
    QTest.keyClick(asked.window.view, Qt.Key.Key_Minus)
    assert _link(asked).polarity is Polarity.NEGATIVE


def test_a_click_on_a_sign_answers(asked: Session) -> None:
    button = asked.window.sign_chooser.findChildren(QToolButton)[1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert _link(asked).polarity is Polarity.NEGATIVE
    assert not asked.window.sign_chooser.isVisible()


@pytest.mark.parametrize("tool", ["select", "link"])
def test_a_click_elsewhere_closes_it_with_any_tool(asked: Session, tool: str) -> None:
    asked.editor.take(tool)
    view = asked.window.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert not asked.window.sign_chooser.isVisible()
    assert _link(asked).polarity is Polarity.UNDECIDED


def test_escape_closes_it_and_keeps_the_link(asked: Session) -> None:
    QTest.keyClick(asked.window.view, Qt.Key.Key_Escape)
    assert not asked.window.sign_chooser.isVisible()
    assert len(asked.editor.map.links) == 1


def test_it_stays_whole_inside_the_canvas_wherever_the_link_is(asked: Session) -> None:
    view, chooser = asked.window.view, asked.window.sign_chooser
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    x, y = across.value(), down.value()
    places = set()
    for dx, dy in ((0, 0), (420, 0), (-420, 0), (0, 260), (0, -260), (500, 300)):
        across.setValue(x + dx)
        down.setValue(y + dy)
        assert view.viewport().rect().contains(chooser.geometry())
        places.add((chooser.x(), chooser.y()))
    assert len(places) > 3


def test_it_covers_neither_the_sign_nor_the_arrowhead(asked: Session) -> None:
    view, composition = asked.window.view, asked.editor.composition
    link = _link(asked).id
    for point in (composition.sign_at(link), composition.head_at(link)):
        at = view.mapFromScene(point.x, point.y)
        assert not asked.window.sign_chooser.geometry().contains(at)
