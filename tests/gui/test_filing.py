"""Files of maps: kept by themselves, and whatever is wrong is said with what helps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.session import Session
from systemsmap.model import edits
from tests.gui.programs import (
    add,
    answer,
    choose,
    file_dialog,
    in_file,
    labels,
    map_file,
    names,
    opened,
    press,
    question,
    until,
    words,
)

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]


def _work(tmp: Path) -> list[str]:
    """Return the working copies there are."""
    home = Path(os.environ["SYSTEMSMAP_HOME"])
    return [path.name for path in (home / "work").glob("*.copy")]


@pytest.fixture
def mine(qtbot: QtBot, program: Program, tmp_path: Path) -> Session:
    """A session with the map “Mine.smap” of one variable in it."""
    program.new_window()
    return opened(qtbot, program, map_file(tmp_path / "Mine.smap", "Demand"))


def test_an_edit_reaches_the_file_by_itself(qtbot: QtBot, mine: Session) -> None:
    add(mine, "Cost")
    assert mine.filing.state_words == "Saving…"
    assert mine.window.isWindowModified()
    until(qtbot, lambda: mine.filing.state_words == "Saved")
    assert mine.filing.path
    assert in_file(mine.filing.path) == {"Demand", "Cost"}
    assert not mine.window.isWindowModified()


def test_saving_is_said_and_done_at_once(qtbot: QtBot, mine: Session) -> None:
    add(mine, "Cost")
    mine.window.commands.run("file.save")
    until(qtbot, lambda: mine.editor.notice == "Saved as “Mine.smap”.")
    assert mine.filing.path
    assert in_file(mine.filing.path) == {"Demand", "Cost"}


def test_a_new_map_asks_for_a_place_and_goes_on_there(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    assert session.window.windowTitle() == "New map[*] – systemsmap"
    add(session, "Demand")
    until(qtbot, lambda: "(not in a file)" in session.window.windowTitle())
    assert session.filing.state_words == "Kept safe, not yet in a file"
    session.window.commands.run("file.save")
    choose(qtbot, tmp_path / "First")
    until(qtbot, lambda: session.filing.path == tmp_path / "First.smap")
    assert session.window.windowTitle() == "First[*] – systemsmap"
    add(session, "Cost")
    session.filing.save()
    until(qtbot, lambda: in_file(tmp_path / "First.smap") == {"Demand", "Cost"})


def test_a_name_with_a_dot_in_it_is_a_map_file_all_the_same(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    mine.filing.ask_save_as()
    choose(qtbot, tmp_path / "Costs v1.2")
    until(qtbot, lambda: mine.filing.path == tmp_path / "Costs v1.2.smap")
    assert not (tmp_path / "Costs v1.2").exists()


def test_a_suffix_added_afterwards_overwrites_nothing_unasked(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    other = map_file(tmp_path / "Costs v1.2.smap", "Theirs")
    mine.filing.ask_save_as()
    choose(qtbot, tmp_path / "Costs v1.2")
    answer(qtbot, "Cancel")
    assert in_file(other) == {"Theirs"}
    mine.filing.ask_save_as()
    choose(qtbot, tmp_path / "Costs v1.2")
    answer(qtbot, "Replace it")
    until(qtbot, lambda: in_file(other) == {"Demand"})


def test_a_copy_is_written_and_the_map_stays_where_it_is(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    mine.filing.ask_save_copy()
    choose(qtbot, tmp_path / "Other.smap")
    until(qtbot, lambda: in_file(tmp_path / "Other.smap") == {"Demand"})
    assert mine.filing.path == tmp_path / "Mine.smap"


def test_what_is_being_typed_is_saved_too(qtbot: QtBot, mine: Session) -> None:
    mine.window.commands.run("draw.variable")
    mine.window.name_editor.setPlainText("Half a na")
    mine.window.commands.run("file.save")
    until(qtbot, lambda: mine.editor.notice.startswith("Saved"))
    assert mine.filing.path
    assert "Half a na" in in_file(mine.filing.path)


# ---------------------------------------------------------------------- what can be wrong


def test_a_file_changed_by_others_is_left_alone_until_somebody_decides(
    qtbot: QtBot, program: Program, mine: Session, tmp_path: Path
) -> None:
    theirs = map_file(tmp_path / "Mine.smap", "Theirs")
    add(mine, "Cost")
    mine.filing.save()
    until(qtbot, lambda: "was changed by someone else and was not overwritten" in words(mine))
    assert in_file(theirs) == {"Theirs"}
    assert mine.window.windowTitle() == "Mine[*] (not saved) – systemsmap"
    assert mine.filing.state_words == "Not saved"
    add(mine, "Work goes on")
    press(mine, "Look at theirs")
    until(qtbot, lambda: len(program.sessions) == 2)
    assert names(program.sessions[1].editor.map) == {"Theirs"}
    assert program.sessions[1].filing.path is None
    press(mine, "Put mine over it")
    until(qtbot, lambda: in_file(theirs) == {"Demand", "Cost", "Work goes on"})
    assert in_file(tmp_path / "Mine.smap.bak") == {"Theirs"}
    until(qtbot, lambda: words(mine) == "")
    assert mine.filing.state_words == "Saved"


def test_a_file_that_has_gone_can_be_put_back(qtbot: QtBot, mine: Session, tmp_path: Path) -> None:
    (tmp_path / "Mine.smap").unlink()
    add(mine, "Cost")
    mine.filing.save()
    until(qtbot, lambda: "no longer where it was; the map is kept." in words(mine))
    press(mine, "Put it back")
    until(qtbot, lambda: in_file(tmp_path / "Mine.smap") == {"Demand", "Cost"})
    until(qtbot, lambda: words(mine) == "")


def test_a_folder_that_has_gone_is_said_and_saving_goes_on_when_it_is_back(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    session = opened(qtbot, program, map_file(stick / "Mine.smap", "Demand"))
    stick.rename(tmp_path / "pocket")
    add(session, "Cost")
    session.filing.save()
    until(qtbot, lambda: "because its folder is not there; the map is kept." in words(session))
    (tmp_path / "pocket").rename(stick)
    until(qtbot, lambda: in_file(stick / "Mine.smap") == {"Demand", "Cost"})
    until(qtbot, lambda: words(session) == "")


def test_a_file_made_read_only_is_said_and_retried(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    (tmp_path / "Mine.smap").chmod(0o444)
    add(mine, "Cost")
    mine.filing.save()
    until(qtbot, lambda: "the file is read-only; it is unchanged" in words(mine))
    assert labels(mine)[0] == "Try again"
    (tmp_path / "Mine.smap").chmod(0o644)
    press(mine, "Try again")
    until(qtbot, lambda: in_file(tmp_path / "Mine.smap") == {"Demand", "Cost"})
    until(qtbot, lambda: words(mine) == "")


def test_hiding_a_trouble_does_not_silence_the_next_try(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    (tmp_path / "Mine.smap").chmod(0o444)
    add(mine, "Cost")
    for _ in range(2):
        mine.filing.save()
        until(qtbot, lambda: "read-only" in words(mine))
        press(mine, "Hide")
        assert words(mine) == ""


def test_a_place_that_cannot_be_written_to_is_said_and_stays_said(
    qtbot: QtBot, mine: Session, tmp_path: Path
) -> None:
    mine.filing.save_as(tmp_path / "nowhere" / "Map.smap")
    until(qtbot, lambda: "“Map.smap” was not saved because its folder" in words(mine))
    add(mine, "Cost")
    until(qtbot, lambda: mine.filing.state_words == "Saved")
    assert "“Map.smap” was not saved" in words(mine)
    assert mine.filing.path == tmp_path / "Mine.smap"
    mine.filing.save_as(tmp_path / "Map.smap")
    until(qtbot, lambda: words(mine) == "")


def test_a_map_opened_for_reading_only_says_so_and_is_saved_elsewhere(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = map_file(tmp_path / "Shared.smap", "Demand")
    path.chmod(0o444)
    session = opened(qtbot, program, path)
    assert session.window.windowTitle() == "Shared[*] (read-only) – systemsmap"
    assert session.filing.state_words == "Read-only"
    add(session, "Cost")
    until(qtbot, lambda: session.filing.state_words == "Read-only; changes are kept safe")
    session.window.commands.run("file.save")
    choose(qtbot, tmp_path / "Mine now.smap")
    until(qtbot, lambda: session.window.windowTitle() == "Mine now[*] – systemsmap")
    assert in_file(tmp_path / "Mine now.smap") == {"Demand", "Cost"}
    assert in_file(path) == {"Demand"}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_full_disk_is_said_and_everything_saved_when_there_is_room_again(
    tmp_path: Path,
) -> None:
    path = map_file(tmp_path / "Mine.smap", "Demand")
    command = [sys.executable, "-m", "tests.gui.full_disk_program", str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert "because the disk is full" in said or "is not being kept safe" in said
    assert in_file(path) == {"Demand", "Drawn on a full disk", "Work goes on"}


# ---------------------------------------------------------------------- closing


def test_closing_a_map_with_a_file_saves_it_first(
    qtbot: QtBot, program: Program, mine: Session, tmp_path: Path
) -> None:
    add(mine, "Cost")
    mine.window.close()
    until(qtbot, lambda: mine not in program.sessions)
    assert in_file(tmp_path / "Mine.smap") == {"Demand", "Cost"}
    assert _work(tmp_path) == []


def test_closing_what_nobody_touched_asks_nothing_and_writes_nothing(
    program: Program, mine: Session, tmp_path: Path
) -> None:
    before = (tmp_path / "Mine.smap").stat()
    mine.window.close()
    assert program.sessions == []
    assert (tmp_path / "Mine.smap").stat() == before
    assert question() is None


def test_closing_an_empty_map_asks_nothing_and_leaves_nothing(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    add(session, "Demand")
    until(qtbot, lambda: _work(tmp_path))
    session.editor.document.undo()
    session.window.close()
    assert program.sessions == []
    assert _work(tmp_path) == []


def test_a_title_alone_is_worth_a_question(qtbot: QtBot, program: Program) -> None:
    session = program.new_window()
    change = edits.describe_map(session.editor.map, question="Why do people call again?")
    session.editor.document.commit(change, "Change the question")
    assert not session.is_untouched
    session.window.close()
    answer(qtbot, "Throw away")
    until(qtbot, lambda: program.sessions == [])


def test_keeping_for_later_closes_and_leaves_the_working_copy(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    add(session, "Demand")
    session.window.close()
    answer(qtbot, "Keep for later")
    until(qtbot, lambda: program.sessions == [])
    assert len(_work(tmp_path)) == 1


def test_throwing_away_closes_and_leaves_nothing(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    add(session, "Demand")
    until(qtbot, lambda: _work(tmp_path))
    session.window.close()
    answer(qtbot, "Throw away")
    until(qtbot, lambda: program.sessions == [])
    assert _work(tmp_path) == []


def test_cancelling_stays_and_a_later_save_closes_nothing(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    add(session, "Demand")
    session.window.close()
    answer(qtbot, "Save as…")
    until(qtbot, lambda: file_dialog() is not None)
    dialog = file_dialog()
    assert dialog
    dialog.reject()
    session.window.close()
    answer(qtbot, "Cancel")
    assert program.sessions == [session]
    session.filing.save_as(tmp_path / "Map.smap")
    until(qtbot, lambda: session.filing.path is not None)
    QApplication.processEvents()
    assert session.window.isVisible()
    assert program.sessions == [session]


def test_saving_on_the_way_out_closes(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    session = program.new_window()
    add(session, "Demand")
    session.window.close()
    answer(qtbot, "Save as…")
    choose(qtbot, tmp_path / "Map.smap")
    until(qtbot, lambda: program.sessions == [])
    assert in_file(tmp_path / "Map.smap") == {"Demand"}


def test_what_cannot_be_saved_on_closing_is_asked_about(
    qtbot: QtBot, program: Program, mine: Session, tmp_path: Path
) -> None:
    until(qtbot, (tmp_path / ".~lock.Mine.smap#").exists)
    shutil.rmtree(tmp_path, ignore_errors=True)
    add(mine, "Cost")
    mine.window.close()
    until(qtbot, lambda: question() is not None)
    box = question()
    assert box
    assert "because its folder is not there; the map is kept." in box.text()
    assert program.sessions == [mine]
    answer(qtbot, "Keep for later")
    until(qtbot, lambda: program.sessions == [])
    assert len(_work(tmp_path)) == 1


def test_an_example_nobody_touched_claims_nothing(qtbot: QtBot, program: Program) -> None:
    from systemsmap.app import examples

    program.new_window()
    program.arrivals.open([examples()[-1][1]])
    until(qtbot, lambda: not program.sessions[0].editor.map.is_empty)
    session = program.sessions[0]
    assert session.filing.state_words == "Not changed yet"
    assert session.filing.path is None
    session.window.close()
    assert program.sessions == []


def test_closing_while_it_is_being_saved_waits_for_that_and_asks_nothing(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    add(session, "Demand")
    session.filing.save_as(tmp_path / "Map.smap")
    session.window.close()
    assert question() is None
    until(qtbot, lambda: program.sessions == [])
    assert in_file(tmp_path / "Map.smap") == {"Demand"}
