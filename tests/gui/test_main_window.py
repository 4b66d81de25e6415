"""The window: panels by keyboard, its layout kept, drops, and nothing modal while drawing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.docks import PANELS
from systemsmap.gui.session import Session
from tests.gui.programs import add, until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    made.window.view.setFocus()
    return made


def _focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now
    return now


def _place(session: Session) -> str:
    """Return which part of the window has the keyboard."""
    now, window = _focus(), session.window
    if now is window.view:
        return "canvas"
    if window.trouble_bar.isAncestorOf(now):
        return "bar"
    if window.capture_bar.isAncestorOf(now):
        return "capture"
    return next((n for n, dock in window.panels.items() if dock.isAncestorOf(now)), "elsewhere")


def test_f6_goes_round_canvas_and_panels_and_shift_f6_back(session: Session) -> None:
    seen = []
    for _ in range(8):
        QTest.keyClick(_focus(), Qt.Key.Key_F6)
        seen.append(_place(session))
    panels = ["loops", "inspector", "outline", "story", "info", "checks"]
    assert seen == ["capture", *panels, "canvas"]
    QTest.keyClick(_focus(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert _place(session) == "checks"


def test_f6_reaches_the_bar_and_the_keyboard_comes_back_from_it(session: Session) -> None:
    session.window.trouble_bar.show_trouble("Something is wrong.")
    QTest.keyClick(session.window.view, Qt.Key.Key_F6)
    assert _place(session) == "bar"
    QTest.keyClick(_focus(), Qt.Key.Key_Space)
    assert session.window.trouble_bar.words == ""
    assert _place(session) == "canvas"


def test_the_palette_and_the_finder_open_by_key_and_close_with_escape(session: Session) -> None:
    add(session, "Demand")
    session.window.commands.refresh()
    for key in (Qt.Key.Key_K, Qt.Key.Key_F):
        QTest.keyClick(session.window.view, key, Qt.KeyboardModifier.ControlModifier)
        field = _focus()
        assert field is not session.window.view
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert _place(session) == "canvas"


def test_f1_shows_the_shortcuts_and_escape_closes_them(qtbot: QtBot, session: Session) -> None:
    QTest.keyClick(session.window.view, Qt.Key.Key_F1)
    until(qtbot, lambda: QApplication.activeWindow() not in (None, session.window))
    sheet = QApplication.activeWindow()
    assert sheet
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    until(qtbot, lambda: not sheet.isVisible())


def test_layout_is_remembered_by_the_next_window(qtbot: QtBot, program: Program) -> None:
    first = program.new_window()
    first.window.resize(700, 520)
    first.window.panels["checks"].hide()
    first.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, first.window.panels["info"])
    first.window.close()
    again = program.new_window()
    QApplication.processEvents()
    assert again.window.width() == 700
    assert not again.window.panels["checks"].isVisible()
    left = again.window.dockWidgetArea(again.window.panels["info"])
    assert left == Qt.DockWidgetArea.LeftDockWidgetArea


@pytest.mark.parametrize("kept", [b"", b"\xff\xff\xff\xff", b"\0\0\0\x08nonsense" * 9])
def test_a_spoiled_layout_is_passed_over(program: Program, kept: bytes) -> None:
    program.store.keep_window_state("main", kept)
    session = program.new_window()
    assert session.window.isVisible()
    assert len(session.window.findChildren(QDockWidget)) == len(PANELS)


def test_a_second_window_stands_aside_of_the_first(program: Program) -> None:
    first, second = program.new_window(), program.new_window()
    assert first.window.pos() != second.window.pos()


def test_no_window_is_larger_than_its_screen(program: Program) -> None:
    window = program.new_window().window
    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_nothing_modal_comes_between_the_start_and_the_first_loop(
    qtbot: QtBot, session: Session
) -> None:
    view, editor = session.window.view, session.editor
    field = session.window.name_editor
    QTest.keyClick(view, Qt.Key.Key_N)
    for name in ("Demand", "Cost", "Pressure"):
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        assert QApplication.activeModalWidget() is None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_L)
    QTest.keyClicks(field, "Dem")
    target = field.completion.list if field.completion.list.isVisible() else field
    QTest.keyClick(target, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert len(editor.map.links) == 3
    assert QApplication.activeModalWidget() is None
    until(qtbot, lambda: [loop.label for loop in editor.loops] == ["U1"])


def test_a_command_chosen_while_a_name_is_typed_keeps_the_name_first(session: Session) -> None:
    QTest.keyClick(session.window.view, Qt.Key.Key_N)
    QTest.keyClicks(session.window.name_editor, "Demand")
    session.window.commands.qaction("view.actual").trigger()
    assert [v.name for v in session.editor.map.variables.values()] == ["Demand"]
