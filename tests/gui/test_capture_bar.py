"""The map drawn by typing, with real keys; and what it costs in keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.overlay import Overlay
from systemsmap.gui.capture_bar import CaptureBar
from systemsmap.gui.session import Session
from tests.gui.programs import names, until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]

PEERS = {"Loopy": "3 + 0", "PRSM": "5 + 4", "Kumu": "5 + 6", "Vensim": "8 + 4"}
"""Pointer gestures and keys beside the letters, for one signed link from an empty map."""


class Hand:
    """Types one key after another to whatever has the keyboard, and counts."""

    def __init__(self) -> None:
        self.keys = 0

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(_there(), key, held)

    def type(self, words: str, letters: int = 0) -> None:
        """Type words, of which so many are letters of names and not counted."""
        self.keys += len(words) - letters
        for letter in words:
            QTest.keyClicks(_there(), letter)


def _there() -> QWidget:
    there = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert there is not None
    return there


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    made.window.view.setFocus()
    return made


@pytest.fixture
def bar(session: Session) -> CaptureBar:
    return session.window.capture_bar


def test_one_signed_link_costs_seven_keys_and_the_next_fewer_than_twelve(
    session: Session, bar: CaptureBar
) -> None:
    hand = Hand()
    hand.key(Qt.Key.Key_Slash)
    assert bar.field.hasFocus()
    hand.type("Digital by default", letters=18)
    hand.type("->")
    hand.type("Online transactions", letters=19)
    hand.type(" +")
    hand.key(Qt.Key.Key_Return)
    first, hand = hand.keys, Hand()
    assert names(session.editor.map) == {"Digital by default", "Online transactions"}
    assert first <= 7
    hand.type("on")
    hand.key(Qt.Key.Key_Tab)
    hand.type("->di")
    hand.key(Qt.Key.Key_Tab)
    hand.type(" -")
    hand.key(Qt.Key.Key_Return)
    assert len(session.editor.map.variables) == len(session.editor.map.links) == 2
    assert hand.keys < 12
    print("\npointer gestures + keys beside the letters, from an empty map")
    for who, cost in {**PEERS, "systemsmap": f"0 + {first}"}.items():
        print(f"{who:12}{cost}")
    print(f"a further link between known names, all keys: {hand.keys}")


def test_while_it_is_typed_the_canvas_shows_what_enter_would_do(
    qtbot: QtBot, session: Session, bar: CaptureBar
) -> None:
    QTest.keyClick(session.window.view, Qt.Key.Key_Slash)
    QTest.keyClicks(bar.field, "Cost -> Cuts")
    until(qtbot, lambda: len(session.editor.overlay.coming) == 3)
    assert session.window.start_page.isHidden()
    assert session.editor.map.is_empty
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.field.text() == ""
    assert session.editor.overlay == Overlay()
    assert bar.field.hasFocus()
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert session.window.view.hasFocus()


def test_what_cannot_be_read_is_said_and_stays_in_the_field(bar: CaptureBar) -> None:
    bar.begin()
    QTest.keyClicks(bar.field, "Cost ->")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.told == "A name is missing beside an arrow."
    assert bar.field.text() == "Cost ->"
    QTest.keyClicks(bar.field, "C")
    assert bar.told == ""


def test_a_twin_is_offered_the_name_that_is_there(session: Session, bar: CaptureBar) -> None:
    bar.begin()
    for line in ("Waiting times -> Calls +", "Waiting time -> Cost +"):
        QTest.keyClicks(bar.field, line)
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)  # the list of names, if one is open
        QTest.keyClicks(bar.field, "" if bar.field.text() else line)
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert "“Waiting times” is on the map" in bar.told
    assert names(session.editor.map) == {"Waiting times", "Calls"}
    QTest.keyClick(bar.field, Qt.Key.Key_Tab)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert names(session.editor.map) == {"Waiting times", "Calls", "Cost"}


def test_a_pasted_list_is_drawn_at_once_and_undone_from_the_empty_field(
    session: Session, bar: CaptureBar
) -> None:
    QGuiApplication.clipboard().setText("Cost -> Cuts +\nCuts -> Cost -, delay\nTrust\n")
    bar.begin()
    QTest.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert names(session.editor.map) == {"Cost", "Cuts"}
    assert len(session.editor.map.links) == 2
    assert [card.name for card in session.editor.map.cards.values()] == ["Trust"]
    QTest.keyClick(bar.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.editor.map.is_empty


def test_a_pasted_list_with_a_near_twin_is_drawn_all_the_same(
    session: Session, bar: CaptureBar
) -> None:
    QGuiApplication.clipboard().setText("Waiting times -> Cost +\nTrust")
    bar.begin()
    QTest.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("Waiting time -> Calls +\nMorale -> Calls -")
    QTest.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert {"Waiting time", "Calls", "Morale"} < names(session.editor.map)
    assert bar.told == ""


def test_a_closed_loop_is_told_glows_and_can_be_named_or_kept_lit(
    qtbot: QtBot, session: Session, bar: CaptureBar
) -> None:
    window, editor = session.window, session.editor
    until(qtbot, lambda: editor.upkeep.is_there)
    bar.begin()
    for line in ("Cost -> Cuts +", "Cuts -> Demand +", "Demand -> Cost +, delay"):
        bar.field.setText(line)
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
    until(qtbot, window.closing.isVisible)
    assert window.closing.text().startswith("R1: 3 variables, one delay")
    assert editor.lit is not None
    assert editor.lit.label == "R1"
    assert bar.field.hasFocus()
    until(qtbot, lambda: editor.hovered_loop is None)  # the glow ends by itself
    window.commands.run("loop.keep_lit")
    assert editor.selected_loop is not None
    assert window.closing.isHidden()
    window.commands.run("edit.undo")
    window.commands.run("edit.redo")
    until(qtbot, window.closing.isVisible)
    window.commands.run("loop.name_closed")
    QTest.keyClicks(window.name_editor, "The cut that costs")
    QTest.keyClick(window.name_editor, Qt.Key.Key_Return)
    assert [loop.name for loop in editor.map.loops.values()] == ["The cut that costs"]
