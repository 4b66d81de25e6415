"""The whole screen for one loop at a time: keys, sizes, and what is shown."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.app import Program
from systemsmap.editor.editor import Editor
from systemsmap.gui.projector import Projector
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.records import Shown, StoryStep
from tests.gui.programs import until
from tests.maps import map_from

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
    _ready(qtbot, made)
    return made


def _ready(qtbot: QtBot, projector: Projector) -> None:
    """Wait until what is to be seen has been laid out."""
    until(qtbot, lambda: projector.pages and projector.is_ready)


@pytest.fixture
def seen(qtbot: QtBot, projector: Projector) -> Callable[[], QImage]:
    """Wait for the picture, and return it."""

    def seen() -> QImage:
        _ready(qtbot, projector)
        return projector.grab().toImage()

    return seen


@pytest.mark.parametrize(
    ("on", "back"),
    [
        (Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
        (Qt.Key.Key_Space, Qt.Key.Key_Backspace),
    ],
)
def test_arrows_and_the_keys_of_a_clicker_go_through_the_loops(
    projector: Projector, seen: Callable[[], QImage], on: Qt.Key, back: Qt.Key
) -> None:
    first, picture = projector.step, seen()
    assert first.heading == "R1"
    QTest.keyClick(projector, on)
    assert projector.step.heading == "B1"
    assert seen() != picture
    for _ in range(2):  # the whole map comes last, and stays
        QTest.keyClick(projector, on)
        assert projector.step.step.shown is Shown.MAP
    for _ in range(2):
        QTest.keyClick(projector, back)
    assert (projector.step, seen()) == (first, picture)


def test_digits_show_less_and_more_and_b_turns_the_screen_dark(
    projector: Projector, seen: Callable[[], QImage]
) -> None:
    pictures = []
    for key in "1234560":
        QTest.keyClicks(projector, key)
        pictures.append(seen())
    assert pictures[5] == pictures[6]
    assert len({bytes(p.constBits()) for p in pictures}) == 5  # this loop has no delay
    QTest.keyClicks(projector, "b")
    dark = seen()
    assert dark.pixelColor(5, 5).name() == dark.pixelColor(900, 500).name() == "#000000"
    QTest.keyClicks(projector, "b")
    assert seen() == pictures[6]


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
    assert shown.step.heading == f"{loop.label}  Round and round"
    assert shown.step.says[:2] == ("It goes", "round.")
    assert shown.step.says[2].startswith("So a change in")
    shown.deleteLater()


def test_loops_whose_badges_are_hidden_are_not_told_and_an_edit_changes_nothing_told(
    program: Program,
) -> None:
    editor = _editor()
    shown = Projector(editor, program.store)
    words = shown.step
    editor.document.commit(edits.delete(editor.map, list(editor.map.variables)), "Delete")
    assert shown.step == words
    shown.deleteLater()
    editor = _editor()
    for loop in editor.loops:
        editor.document.commit(edits.hide_loop(editor.map, loop.id, True), "Hide")
    shown = Projector(editor, program.store)
    assert [told.step.shown for told in shown.steps] == [Shown.MAP]
    shown.deleteLater()


def test_what_does_not_fit_under_a_picture_comes_on_its_next_page(
    qtbot: QtBot, program: Program
) -> None:
    editor = _editor()
    long_ = " ".join(f"Sentence {n} of what the room said." for n in range(20))
    step = StoryStep("s", 0, Shown.SELECTION, (*editor.map.variables,), long_)
    editor.document.commit(edits.write_story(editor.map, (step,)), "Tell")
    shown = Projector(editor, program.store)
    shown.resize(1920, 1080)
    _ready(qtbot, shown)
    pages = len(shown.pages)
    assert pages > 3
    said = []
    for _ in range(pages):
        said.append(next(x for x in shown.pages[shown.page].layers if x.name == "Words"))
        QTest.keyClick(shown, Qt.Key.Key_PageDown)
    assert " ".join(layer.items[0].title for layer in said) == long_
    assert len({page.bounds for page in shown.pages}) == 1
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert (shown.at, shown.page) == (0, 0)
    shown.deleteLater()


def test_it_begins_with_the_step_that_shows_what_is_selected(program: Program) -> None:
    editor = _editor()
    editor.select(editor.loops[1].id)
    shown = Projector(editor, program.store)
    assert shown.step.loops == (editor.loops[1],)
    shown.deleteLater()
