"""Names are typed where they will stand; every key does what the hand expects."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.canvas.name_editor import NameEditor
from systemsmap.gui.session import Session
from systemsmap.model.records import Polarity
from tests.gui.programs import add, names

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    made.window.view.setFocus()
    return made


@pytest.fixture
def field(session: Session) -> NameEditor:
    """The field, open for a new variable in the middle."""
    session.window.commands.run("draw.variable")
    assert session.window.name_editor.isVisible()
    assert session.window.name_editor.hasFocus()
    return session.window.name_editor


def _type(session: Session, *names_: str) -> None:
    for name in names_:
        session.window.commands.run("draw.variable")
        QTest.keyClicks(session.window.name_editor, name)
        QTest.keyClick(session.window.name_editor, Qt.Key.Key_Return)


def test_undo_and_redo_are_about_the_words_while_words_are_typed(
    session: Session, field: NameEditor
) -> None:
    QTest.keyClick(field, Qt.Key.Key_Escape)
    _type(session, "Demand", "Cost")
    session.editor.document.undo()
    session.window.commands.run("draw.variable")
    QTest.keyClicks(field, "Trust")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() != "Trust"
    QTest.keyClick(field, Qt.Key.Key_Y, CTRL)
    assert field.toPlainText() == "Trust"
    for _ in range(9):
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert names(session.editor.map) == {"Demand"}
    QTest.keyClick(field, Qt.Key.Key_Escape)
    session.window.commands.run("edit.redo")
    assert names(session.editor.map) == {"Demand", "Cost"}


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y])
def test_no_shortcut_of_the_window_takes_undo_from_the_field(
    field: NameEditor, key: Qt.Key
) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
    event.ignore()
    QApplication.sendEvent(field, event)
    assert event.isAccepted()


def test_an_empty_name_keeps_the_old_one(session: Session, field: NameEditor) -> None:
    QTest.keyClick(field, Qt.Key.Key_Escape)
    _type(session, "Demand")
    QTest.keyClick(session.window.view, Qt.Key.Key_F2)
    assert field.toPlainText() == "Demand"
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session.editor.map) == {"Demand"}


def test_tab_after_tab_draws_a_chain(session: Session, field: NameEditor) -> None:
    QTest.keyClicks(field, "Demand")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClicks(field, "Cost")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClicks(field, "Pressure")
    QTest.keyClick(field, Qt.Key.Key_Return)
    map_ = session.editor.map
    ends = {
        (map_.variables[k.source].name, map_.variables[k.target].name) for k in map_.links.values()
    }
    assert ends == {("Demand", "Cost"), ("Cost", "Pressure")}
    assert session.editor.asking_sign
    QTest.keyClick(session.window.view, Qt.Key.Key_Minus)
    assert [k.polarity for k in session.editor.map.links.values()][-1] is Polarity.NEGATIVE


def test_a_long_name_is_seen_whole_while_it_is_typed(session: Session, field: NameEditor) -> None:
    field.setPlainText("A name that goes on and on " * 12)
    assert field.geometry().right() <= session.window.view.viewport().width()
    text_height = field.document().size().height() * field.fontMetrics().lineSpacing()
    assert field.height() >= text_height
    assert field.document().size().height() > 1


def test_pasted_lines_stay_lines_and_blank_ones_go(session: Session, field: NameEditor) -> None:
    QApplication.clipboard().setText("Cost of\n\n  the service\n")
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session.editor.map) == {"Cost of\nthe service"}


def test_the_field_stays_where_the_name_will_be_when_the_view_moves(
    session: Session, field: NameEditor
) -> None:
    view, typing = session.window.view, session.editor.typing
    assert typing

    def is_there() -> bool:
        middle = field.geometry().center() - view.mapFromScene(typing.x, typing.y)
        return middle.manhattanLength() <= 4

    assert is_there()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + 30)
    assert is_there()
    view.zoom_by(1.6)
    assert is_there()
    assert field.font().pixelSize() == round(17 * view.scale_now)
    session.window.resize(1000, 640)
    QApplication.processEvents()
    assert is_there()


def test_the_wheel_over_the_field_zooms_the_map(session: Session, field: NameEditor) -> None:
    before = session.window.view.scale_now
    at = QPointF(field.rect().center())
    wheel = QWheelEvent(
        at,
        field.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.viewport(), wheel)
    assert session.window.view.scale_now > before


def test_typing_goes_on_after_a_look_at_another_window(
    qtbot: QtBot, program: Program, session: Session, field: NameEditor
) -> None:
    QTest.keyClicks(field, "Half a na")
    other = program.new_window()
    with qtbot.waitActive(other.window):
        other.window.activateWindow()
    assert session.editor.typing
    assert session.editor.map.is_empty
    with qtbot.waitActive(session.window):
        session.window.activateWindow()
    QTest.keyClicks(field, "me")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session.editor.map) == {"Half a name"}


def test_a_double_click_elsewhere_keeps_the_first_name_and_begins_the_next(
    session: Session, field: NameEditor
) -> None:
    QTest.keyClicks(field, "First")
    view, at = session.window.view, QPoint(60, 60)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(session.editor.map) == {"First"}
    assert session.editor.typing
    QTest.keyClicks(field, "Second")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session.editor.map) == {"First", "Second"}


def test_letters_that_are_being_composed_make_room_and_are_kept(
    session: Session, field: NameEditor
) -> None:
    narrow = field.width()
    QApplication.sendEvent(field, QInputMethodEvent("x" * 60, []))
    assert field.width() > narrow
    done = QInputMethodEvent()
    done.setCommitString("信頼")
    QApplication.sendEvent(field, done)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session.editor.map) == {"信頼"}


# ---------------------------------------------------------------------- linking by name


@pytest.fixture
def linking(session: Session) -> NameEditor:
    """The field, open for the effect of Demand; there are Cost, Cost of care and Trust."""
    for name in ("Demand", "Acceptable cost", "Cost of care", "Cost", "Trust"):
        add(session, name)
    editor = session.editor
    editor.select(next(iter(editor.map.variables)))
    session.window.view.setFocus()
    QTest.keyClick(session.window.view, Qt.Key.Key_L)
    field = session.window.name_editor
    assert field.isVisible()
    return field


def _effects(session: Session) -> list[str]:
    map_ = session.editor.map
    return [map_.variables[k.target].name for k in map_.links.values()]


def _press_in_list(field: NameEditor, key: Qt.Key) -> None:
    """A key goes to the list first while it is open, as on a real screen."""
    target = field.completion.list if field.completion.list.isVisible() else field
    QTest.keyClick(target, key)


def test_enter_takes_the_name_that_fits_best(session: Session, linking: NameEditor) -> None:
    QTest.keyClicks(linking, "cost")
    assert linking.completion.chosen == "Cost"
    _press_in_list(linking, Qt.Key.Key_Return)
    assert _effects(session) == ["Cost"]
    assert not linking.isVisible()
    assert not linking.completion.list.isVisible()


def test_arrows_choose_another(session: Session, linking: NameEditor) -> None:
    QTest.keyClicks(linking, "cost")
    _press_in_list(linking, Qt.Key.Key_Down)
    assert linking.completion.chosen == "Cost of care"
    _press_in_list(linking, Qt.Key.Key_Down)
    _press_in_list(linking, Qt.Key.Key_Up)
    _press_in_list(linking, Qt.Key.Key_Return)
    assert _effects(session) == ["Cost of care"]


def test_escape_closes_the_list_and_then_the_field(session: Session, linking: NameEditor) -> None:
    QTest.keyClicks(linking, "tru")
    assert linking.completion.list.isVisible()
    _press_in_list(linking, Qt.Key.Key_Escape)
    assert not linking.completion.list.isVisible()
    assert linking.isVisible()
    QTest.keyClick(linking, Qt.Key.Key_Return)
    assert "tru" in names(session.editor.map)
    session.editor.document.undo()
    session.editor.select(next(iter(session.editor.map.variables)))
    QTest.keyClick(session.window.view, Qt.Key.Key_L)
    QTest.keyClicks(linking, "tru")
    _press_in_list(linking, Qt.Key.Key_Escape)
    _press_in_list(linking, Qt.Key.Key_Escape)
    assert not linking.isVisible()
    assert session.editor.map.links == {}
