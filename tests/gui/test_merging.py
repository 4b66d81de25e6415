"""Merging in the window: into a new file, or into the open map as one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.dialogs.merging import MergeDialog
from systemsmap.gui.session import Session
from systemsmap.model import edits as do
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from tests.editor.grown_files import edited
from tests.gui.programs import (
    choose,
    file_dialog,
    in_file,
    labels,
    names,
    opened,
    press,
    until,
    words,
)
from tests.maps import two_loops

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


def _dialog() -> MergeDialog | None:
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, MergeDialog))
    return next((w for w in shown if w.isVisible()), None)


def _asked(qtbot: QtBot) -> MergeDialog:
    until(qtbot, lambda: (there := _dialog()) and there.go_on.isEnabled())
    dialog = _dialog()
    assert dialog
    return dialog


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    begun = edited(StoredMap(two_loops()), lambda m: do.set_note(m, "people", "Counted"))
    mine = edited(begun, lambda m: do.rename(m, "people", "Folk"))
    theirs = edited(
        begun,
        lambda m: do.rename(m, "people", "Population"),
        lambda m: do.add_variable(m, "Rain", 300, 300, id_="rain"),
        lambda m: do.delete(m, ["deaths"]),
    )
    paths = tmp_path / "mine.smap", tmp_path / "theirs.smap"
    for path, stored in zip(paths, (mine, theirs), strict=True):
        publish(stored.at(path))
    return paths


def test_a_merge_goes_into_a_new_file_and_undo_there_brings_mine_back(
    qtbot: QtBot, program: Program, copies: tuple[Path, Path]
) -> None:
    mine, theirs = copies
    before = [path.read_bytes() for path in copies]
    session = opened(qtbot, program, mine)
    session.window.commands.qaction("file.merge").trigger()
    until(qtbot, file_dialog)
    dialog = file_dialog()
    assert dialog
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    choose(qtbot, theirs)
    asked = _asked(qtbot)
    asked.conflicts["name:people"].answers["theirs.smap"].click()
    until(qtbot, lambda: asked.merged and asked.merged.map_.variables["people"].name != "Folk")
    QTest.mouseClick(asked.go_on, Qt.MouseButton.LeftButton)
    until(qtbot, file_dialog)
    suggested = file_dialog()
    assert suggested
    assert suggested.selectedFiles() == [str(mine.with_name("mine merged.smap"))]
    made = mine.with_name("both.smap")
    choose(qtbot, made)
    until(qtbot, lambda: len(program.sessions) == 2)
    new = program.sessions[-1]
    until(qtbot, lambda: new.filing.path == made.resolve())
    assert names(new.editor.map) == {"Population", "births", "Rain"}
    assert new.editor.document.undo() == "Merge with “theirs.smap”"
    assert names(new.editor.map) == {"Folk", "births", "deaths"}
    assert [path.read_bytes() for path in copies] == before, "neither input is touched"
    assert names(session.editor.map) == {"Folk", "births", "deaths"}


def test_the_maps_that_are_merged_are_never_written_over(
    qtbot: QtBot, program: Program, copies: tuple[Path, Path]
) -> None:
    mine, theirs = copies
    before = [path.read_bytes() for path in copies]
    session = opened(qtbot, program, mine)
    session.merging.merge_into_new([theirs])
    QTest.mouseClick(_asked(qtbot).go_on, Qt.MouseButton.LeftButton)
    until(qtbot, file_dialog)
    dialog = file_dialog()
    assert dialog
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # somebody said yes to Qt's question
    choose(qtbot, theirs)
    until(qtbot, lambda: "is one of the maps to merge" in words(session))
    assert [path.read_bytes() for path in copies] == before
    press(session, "Elsewhere…")
    choose(qtbot, mine.with_name("elsewhere.smap"))
    until(qtbot, lambda: len(program.sessions) == 2)
    assert words(session) == ""


def test_taken_into_the_open_map_it_is_one_step(
    qtbot: QtBot, program: Program, copies: tuple[Path, Path]
) -> None:
    mine, theirs = copies
    session = opened(qtbot, program, mine)
    was = session.editor.map
    session.merging.merge_here(theirs)
    QTest.mouseClick(_asked(qtbot).go_on, Qt.MouseButton.LeftButton)
    assert names(session.editor.map) == {"Folk", "births", "Rain"}
    document = session.editor.document
    assert document.history[-1].about == (read_map_file(theirs).history.state,)
    assert document.undo() == "Merge with “theirs.smap”"
    assert session.editor.map == was


def test_a_file_that_somebody_else_changed_meanwhile_is_merged_where_it_lies(
    qtbot: QtBot, program: Program, copies: tuple[Path, Path]
) -> None:
    path = copies[0]
    session = opened(qtbot, program, path)
    on_disk = read_map_file(path)
    theirs = edited(on_disk, lambda m: do.add_variable(m, "Rain", 300, 300, id_="rain"))
    publish(theirs)
    editor = session.editor
    editor.document.commit(do.add_variable(editor.map, "Mud", 0, 300), "Add variable")
    until(qtbot, lambda: "Merge both…" in labels(session))
    press(session, "Merge both…")
    asked = _asked(qtbot)
    assert asked.windowTitle() == "Merge with “Someone else”"
    QTest.mouseClick(asked.go_on, Qt.MouseButton.LeftButton)
    both = {"Folk", "births", "deaths", "Rain", "Mud"}
    assert names(editor.map) == both
    until(qtbot, lambda: in_file(path) == both)
    until(qtbot, lambda: words(session) == "")
    editor.document.undo()
    assert names(editor.map) == {"Folk", "births", "deaths", "Mud"}


def test_several_files_of_several_formats_are_merged_at_once(
    qtbot: QtBot, program: Program, copies: tuple[Path, Path]
) -> None:
    mine, theirs = copies
    more = mine.with_name("more.txt")
    more.write_text("Mud -> Boots\n")
    session = opened(qtbot, program, mine)
    session.merging.merge_into_new([theirs, more])
    asked = _asked(qtbot)
    assert asked.windowTitle() == "Merge with “theirs.smap” and “more.txt”"
    assert asked.merged
    assert {"Mud", "Boots", "Rain"} <= names(asked.merged.map_)
    asked.reject()


def test_a_file_that_cannot_be_read_is_said_over_the_canvas(
    qtbot: QtBot, program: Program, copies: tuple[Path, Path]
) -> None:
    session = opened(qtbot, program, copies[0])
    broken = copies[0].with_name("broken.smap")
    broken.write_bytes(b"nothing")
    session.merging.merge_into_new([broken])
    until(qtbot, lambda: "broken.smap" in words(session))
    assert _dialog() is None


def test_a_map_that_has_no_file_yet_can_be_merged(
    qtbot: QtBot, program: Program, copies: tuple[Path, Path]
) -> None:
    session: Session = program.new_window()
    editor = session.editor
    editor.document.commit(do.add_variable(editor.map, "Mud", 0, 0), "Add variable")
    session.merging.merge_into_new([copies[1]])
    QTest.mouseClick(_asked(qtbot).go_on, Qt.MouseButton.LeftButton)
    made = copies[0].with_name("made.smap")
    choose(qtbot, made)
    until(qtbot, lambda: made.exists() and len(program.sessions) == 2)
    assert names(read_map_file(made).map_) == {"Mud", "Population", "births", "Rain"}
