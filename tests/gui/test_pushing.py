"""A push is followed before the room: a key gives it, Space takes it further, Escape ends it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from systemsmap.analysis.pushing import Pull
from systemsmap.editor.pushing import push
from systemsmap.model import edits
from tests.gui.shown import shown
from tests.maps import map_from

pytestmark = pytest.mark.gui


def test_space_takes_a_push_further_and_escape_ends_it(qtbot: QtBot) -> None:
    view = shown(qtbot, map_from("a + b", "b - c"))
    editor = view.editor
    editor.select(next(iter(editor.map.variables)))
    empty = view.grab().toImage()
    push(editor, Pull.UP)
    assert len(editor.overlay.marks) == 1
    assert view.grab().toImage() != empty
    for marks in (2, 3, 3):
        QTest.keyClick(view, Qt.Key.Key_Space)
        assert len(editor.overlay.marks) == marks
    assert editor.notice.endswith("It goes no further.")
    assert not editor.spot
    editor.cancel()
    assert editor.pushed is None
    assert view.grab().toImage() == empty


def test_an_edit_ends_it(qtbot: QtBot) -> None:
    editor = shown(qtbot, map_from("a + b")).editor
    editor.select(next(iter(editor.map.variables)))
    push(editor, Pull.DOWN)
    editor.document.commit(edits.add_variable(editor.map, "c", 300, 300), "Add variable")
    assert editor.pushed is None
    assert not editor.overlay.marks
