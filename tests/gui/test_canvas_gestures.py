"""Real mouse and key events on the canvas do what the hand means."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.gui.canvas.name_editor import NameEditor
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.model.records import Polarity
from tests.gui.shown import click, drag, pixel, shown
from tests.maps import two_loops

pytestmark = pytest.mark.gui


def _named(view: CanvasView, editor: NameEditor, name: str) -> None:
    QTest.keyClicks(editor, name)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_double_click_type_enter_makes_a_variable_under_the_pointer(qtbot: QtBot) -> None:
    view = shown(qtbot)
    name_editor = NameEditor(view)
    click(view, 40, -60, double=True)
    assert name_editor.isVisible()
    assert name_editor.hasFocus()
    _named(view, name_editor, "Failure demand")
    (variable,) = view.editor.map.variables.values()
    assert variable.name == "Failure demand"
    assert abs(variable.x - 40) <= 1
    assert abs(variable.y + 60) <= 1
    assert not name_editor.isVisible()
    assert view.hasFocus()


def test_shift_enter_breaks_the_line_and_escape_forgets(qtbot: QtBot) -> None:
    view = shown(qtbot)
    name_editor = NameEditor(view)
    click(view, 0, 0, double=True)
    QTest.keyClicks(name_editor, "Cost of")
    QTest.keyClick(name_editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    _named(view, name_editor, "the service")
    assert next(iter(view.editor.map.variables.values())).name == "Cost of\nthe service"
    click(view, 200, 200, double=True)
    QTest.keyClicks(name_editor, "Nothing")
    QTest.keyClick(name_editor, Qt.Key.Key_Escape)
    assert len(view.editor.map.variables) == 1


def test_clicking_elsewhere_keeps_what_was_typed(qtbot: QtBot) -> None:
    view = shown(qtbot)
    name_editor = NameEditor(view)
    click(view, 0, 0, double=True)
    QTest.keyClicks(name_editor, "Trust")
    click(view, 250, 200)
    qtbot.waitUntil(lambda: len(view.editor.map.variables) == 1)


def test_alt_click_makes_a_variable_too(qtbot: QtBot) -> None:
    view = shown(qtbot)
    name_editor = NameEditor(view)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.AltModifier,
        pixel(view, 30, 30),
    )
    _named(view, name_editor, "Need")
    assert next(iter(view.editor.map.variables.values())).name == "Need"


def test_a_drag_from_the_rim_links(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    rim = view.editor.composition.box("births")
    drag(view, (rim.x + rim.width / 2, rim.y - 5), (200, 0))
    link = view.editor.map.link_between["births", "deaths"]
    assert view.editor.map.links[link].polarity is Polarity.UNDECIDED
    assert view.editor.asking_sign == link


def test_a_drag_of_the_words_moves_and_never_pans(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    corner = view.mapToScene(QPoint(0, 0))
    drag(view, (0, 0), (-120, -90))
    assert view.editor.map.variables["people"].x == pytest.approx(-120, abs=8)
    assert view.mapToScene(QPoint(0, 0)) == corner


def test_a_drag_on_the_empty_canvas_pans_by_as_much(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    before = view.mapToScene(QPoint(0, 0))
    drag(view, (-200, 200), (-120, 140))
    after = view.mapToScene(QPoint(0, 0))
    assert (before.x() - after.x(), before.y() - after.y()) == (80, -60)


def test_the_wheel_zooms_at_the_pointer(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    at = pixel(view, 100, 0)
    wheel = QWheelEvent(
        QPointF(at),
        view.viewport().mapToGlobal(QPointF(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.scale_now > 1.3
    here = pixel(view, 100, 0)
    assert abs(here.x() - at.x()) <= 1
    assert abs(here.y() - at.y()) <= 1


def test_fit_shows_the_whole_map(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    view.zoom_by(6.0)
    view.fit()
    bounds, area = view.editor.composition.bounds, view.editor.view.area
    assert area.x < bounds.x
    assert area.right > bounds.right


def test_space_and_the_middle_button_pan_over_names_too(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    before = view.mapToScene(QPoint(0, 0))
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, (0, 0), (50, 0))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert before.x() - view.mapToScene(QPoint(0, 0)).x() == 50
    assert view.editor.map.variables["people"].x == 0
