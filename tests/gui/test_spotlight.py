"""A light on a part of the map for as long as Space is held."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.gui.canvas.view import CanvasView
from tests.gui.shown import shown
from tests.maps import map_from

pytestmark = pytest.mark.gui


@pytest.fixture
def view(qtbot: QtBot) -> CanvasView:
    return shown(qtbot, map_from("a + b", "b - a", "b + c", "c + d"))


def _dimmed(view: CanvasView) -> set[str]:
    drawn = view.map_scene._drawn
    return {id_ for id_, one in drawn.items() if one.root.opacity() < 1}


def _lit(view: CanvasView) -> set[str]:
    map_, dimmed = view.editor.map, _dimmed(view)
    return {v.name for i, v in map_.variables.items() if i not in dimmed}


def test_a_selected_variable_is_lit_with_its_causes_and_effects(view: CanvasView) -> None:
    editor = view.editor
    b = next(i for i, v in editor.map.variables.items() if v.name == "b")
    editor.select(b)
    assert not _dimmed(view)
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert _lit(view) == {"a", "b", "c"}
    repeat = QKeyEvent(
        QEvent.Type.KeyRelease, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True, 1
    )
    QApplication.sendEvent(view, repeat)
    assert _lit(view) == {"a", "b", "c"}
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert not _dimmed(view)


def test_a_selected_loop_is_lit_whole(view: CanvasView) -> None:
    (loop,) = view.editor.loops
    view.editor.select(loop.id)
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert _lit(view) == {"a", "b"}
    assert loop.id not in _dimmed(view)


def test_panning_with_space_turns_it_off(view: CanvasView) -> None:
    editor = view.editor
    editor.select(next(iter(editor.map.variables)))
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert _dimmed(view)
    empty = QPoint(20, 580)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    assert not _dimmed(view)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=empty)


def test_with_nothing_selected_nothing_is_dimmed(view: CanvasView) -> None:
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert not _dimmed(view)
