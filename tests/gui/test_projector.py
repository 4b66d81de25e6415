"""The whole screen for one loop at a time: keys, sizes, and what is shown."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.app import Program
from systemsmap.editor import conditions
from systemsmap.editor.editor import Editor
from systemsmap.gui.projector import Projector
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.rendering.stage import LINKS, NAMES, staged
from tests.maps import map_from, ring

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


def _editor() -> Editor:
    editor = Editor(Document(map_from("a + b", "b + a", "b + c", "c - a")))
    editor.take_report(analyse(editor.map, ("loops",)))
    return editor


@pytest.fixture
def projector(qtbot: QtBot, program: Program) -> Projector:
    made = Projector(_editor(), program.store)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _seen(projector: Projector) -> QImage:
    return projector.grab().toImage()


@pytest.mark.parametrize(
    ("on", "back"),
    [
        (Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
        (Qt.Key.Key_Space, Qt.Key.Key_Backspace),
    ],
)
def test_arrows_and_the_keys_of_a_clicker_go_through_the_loops(
    projector: Projector, on: Qt.Key, back: Qt.Key
) -> None:
    first, picture = projector.words, _seen(projector)
    assert first[0] == "R1"
    QTest.keyClick(projector, on)
    assert projector.words[0] == "B1"
    assert _seen(projector) != picture
    QTest.keyClick(projector, on)  # the last one stays
    assert projector.words[0] == "B1"
    QTest.keyClick(projector, back)
    assert (projector.words, _seen(projector)) == (first, picture)


def test_digits_show_less_and_more_and_b_turns_the_screen_dark(projector: Projector) -> None:
    pictures = []
    for key in "1234560":
        QTest.keyClicks(projector, key)
        pictures.append(_seen(projector))
    assert pictures[5] == pictures[6]
    assert len({bytes(p.constBits()) for p in pictures}) == 5  # this loop has no delay
    QTest.keyClicks(projector, "b")
    dark = _seen(projector)
    assert dark.pixelColor(5, 5).name() == dark.pixelColor(900, 500).name() == "#000000"
    QTest.keyClicks(projector, "b")
    assert _seen(projector) == pictures[6]


def test_ctrl_and_the_wheel_change_the_type_and_it_is_remembered(
    projector: Projector, program: Program
) -> None:
    assert projector.type_size == 64
    at = QPointF(900, 500)
    for turn, size in ((120, 68), (120, 72), (-120, 68), (-120, 64), (-120, 64)):
        event = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(projector, event)
        assert program.store.settings.story_size == projector.type_size == size


def test_escape_ends_it(projector: Projector) -> None:
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible()


def test_the_words_of_the_group_come_before_ours(program: Program) -> None:
    editor = _editor()
    loop = editor.loops[0]
    named = edits.name_loop(editor.map, loop.id, "Round and round").applied_to(editor.map)
    told = edits.tell_loop(named, loop.id, "It goes\nround.").applied_to(named)
    editor = Editor(Document(told))
    editor.take_report(analyse(told, ("loops",)))
    shown = Projector(editor, program.store)
    assert shown.words == (f"{loop.label}  Round and round", "It goes round.")
    shown.deleteLater()


def test_loops_whose_badges_are_hidden_are_not_told_and_an_edit_changes_nothing_told(
    program: Program,
) -> None:
    editor = _editor()
    shown = Projector(editor, program.store)
    words = shown.words
    editor.document.commit(edits.delete(editor.map, list(editor.map.variables)), "Delete")
    assert shown.words == words
    shown.deleteLater()
    editor = _editor()
    for loop in editor.loops:
        editor.document.commit(edits.hide_loop(editor.map, loop.id, True), "Hide")
    assert not conditions.has_loops(editor)


def test_names_are_as_large_as_asked_and_only_where_too_many_smaller() -> None:
    for size, least in ((3, 64.0), (5, 60.0), (24, 8.0)):
        map_ = ring(size)
        editor = Editor(Document(map_))
        editor.take_report(analyse(map_, ("loops",)))
        theme = editor.composition.theme
        stage = staged(map_, editor.loops[0], theme, (1800.0, 760.0), 64.0)
        assert least <= stage.scale * theme.text_size <= 64.001
        assert stage.bounds.width * stage.scale <= 1800.5
        assert stage.bounds.height * stage.scale <= 760.5
        assert len(stage.drawings(NAMES)) == size
        assert len(stage.drawings(LINKS)) == 2 * size
