"""The panel of the story, worked by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.capturing.capture import capture, keep
from systemsmap.gui.panels.story import MADE, StoryPanel
from systemsmap.gui.projector import Projector
from systemsmap.gui.session import Session
from tests.gui.programs import file_dialog, until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    keep(made.editor, capture(made.editor, "a -> b +\nb -> a +\nb -> c +\nc -> a -"))
    until(qtbot, lambda: len(made.editor.loops) == 2)
    made.window.commands.run("view.story")
    QApplication.processEvents()
    return made


@pytest.fixture
def panel(session: Session) -> StoryPanel:
    found = session.window.panels["story"].widget()
    assert isinstance(found, StoryPanel)
    return found


def _rows(panel: StoryPanel) -> list[str]:
    QApplication.processEvents()
    return [panel.list.item(row).text().split("  ", 1)[1] for row in range(panel.list.count())]


def test_steps_are_moved_and_left_out_by_keys(session: Session, panel: StoryPanel) -> None:
    panel.list.setFocus()
    assert _rows(panel) == ["R1", "B1", "The whole map"]
    assert panel.hint.text() == MADE
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _rows(panel) == ["B1", "R1", "The whole map"]
    assert panel.list.currentRow() == 1
    assert not panel.hint.isVisible()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert _rows(panel) == ["B1", "The whole map"]
    session.editor.document.undo()
    session.editor.document.undo()
    assert _rows(panel) == ["R1", "B1", "The whole map"]


def test_the_chosen_step_is_lit_on_the_canvas_and_said_in_the_field(
    session: Session, panel: StoryPanel
) -> None:
    panel.list.setCurrentRow(2)
    panel.list.setCurrentRow(1)
    lit = session.editor.lit
    assert lit is not None
    assert lit.label == "B1"
    panel.words.setFocus()
    QTest.keyClicks(panel.words, "Here it turns.")
    panel.settle()
    assert [step.words for step in session.editor.map.story] == ["", "Here it turns.", ""]
    panel.list.setCurrentRow(0)
    assert panel.words.toPlainText() == ""
    panel.list.setCurrentRow(1)
    assert panel.words.toPlainText() == "Here it turns."


def test_adding_puts_the_selection_after_the_chosen_step(
    session: Session, panel: StoryPanel
) -> None:
    panel.list.setCurrentRow(0)
    session.editor.select(*list(session.editor.map.variables)[1:])
    panel.add()
    assert _rows(panel) == ["R1", "b, c", "B1", "The whole map"]
    assert panel.list.currentRow() == 1


def test_enter_tells_it_from_the_chosen_step(session: Session, panel: StoryPanel) -> None:
    panel.list.setFocus()
    panel.list.setCurrentRow(1)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Projector))
    assert shown.step.heading == "B1"
    shown.close()


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_the_story_is_written_as_pictures(
    qtbot: QtBot, session: Session, tmp_path: Path, suffix: str
) -> None:
    session.window.commands.run(f"file.story_{suffix[1:]}")
    until(qtbot, file_dialog)
    dialog = file_dialog()
    assert isinstance(dialog, QFileDialog)
    place = tmp_path / "Story.pdf" if suffix == ".pdf" else tmp_path
    dialog.fileSelected.emit(str(place))
    dialog.close()
    until(qtbot, lambda: "Story.pdf" in session.editor.notice or "folder" in session.editor.notice)
    if suffix == ".pdf":
        assert place.read_bytes().startswith(b"%PDF")
    else:
        found = sorted(p.name for p in tmp_path.rglob(f"*{suffix}"))
        assert found == [f"01 R1{suffix}", f"02 B1{suffix}", f"03 The whole map{suffix}"]
