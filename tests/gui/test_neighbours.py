"""Two people and one file: told in the bar, and nothing of anybody is lost."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui import following
from systemsmap.gui.session import Session
from systemsmap.storage.presence import Holder, lock_of
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.schedule import QUIET
from tests.gui.neighbour_program import Neighbour, neighbour
from tests.gui.programs import (
    add,
    file_dialog,
    in_file,
    labels,
    look_after,
    map_file,
    names,
    opened,
    press,
    until,
    words,
)

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]

FAR = Holder("Bo Lind", "PC-7", 4711, "2025-03-01T12:05:00+00:00", "1" * 32)
FREE = "has closed “Map.smap”; it can be edited here now."
CHANGED = "“Map.smap” was changed by someone else"


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "PACE", 100)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return map_file(tmp_path / "share" / "Map.smap", "Demand")


@pytest.fixture
def bo(path: Path, tmp_path: Path) -> Iterator[Neighbour]:
    """Somebody else on this computer who has the map open."""
    with neighbour(path, tmp_path / "Bo's home", "Bo Lind") as bo:
        yield bo


@pytest.fixture
def mine(qtbot: QtBot, program: Program, path: Path) -> Session:
    """A session that has the map open for editing, as its lock says."""
    program.new_window()
    session = opened(qtbot, program, path)
    until(qtbot, lambda: lock_of(path).exists())
    return session


@pytest.fixture
def second(qtbot: QtBot, program: Program, path: Path, bo: Neighbour) -> Session:
    """A session that has the map open after Bo."""
    program.new_window()
    return opened(qtbot, program, path)


def beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


# ---------------------------------------------------------------------- who has it


def test_an_open_map_has_a_lock_beside_it_and_a_closed_one_has_nothing(
    qtbot: QtBot, program: Program, mine: Session, path: Path
) -> None:
    assert beside(path) == [".~lock.Map.smap#", "Map.smap"]
    add(mine, "Cost")
    mine.window.close()
    until(qtbot, lambda: mine not in program.sessions)
    backups = [name for name in beside(path) if name.startswith("Map (backup ")]
    assert beside(path) == [*backups, "Map.smap", "Map.smap.bak"]
    assert in_file(path) == {"Demand", "Cost"}


def test_the_lock_goes_where_the_map_goes(
    qtbot: QtBot, program: Program, mine: Session, path: Path
) -> None:
    other = path.with_name("Other.smap")
    mine.filing.save_as(other)
    until(qtbot, lambda: lock_of(other).exists() and not lock_of(path).exists())
    mine.window.close()
    assert program.sessions == []
    assert beside(path) == ["Map.smap", "Other.smap"]


def test_a_new_map_is_locked_when_it_gets_a_place(
    qtbot: QtBot, program: Program, path: Path
) -> None:
    session = program.new_window()
    add(session, "Demand")
    place = path.with_name("New.smap")
    session.filing.save_as(place)
    until(qtbot, lambda: lock_of(place).exists())


def test_the_name_of_the_preferences_is_in_the_lock(
    qtbot: QtBot, program: Program, path: Path
) -> None:
    program.store.set(author="Anna Berg")
    program.new_window()
    opened(qtbot, program, path)
    until(qtbot, lambda: lock_of(path).exists())
    assert "person: Anna Berg\n" in lock_of(path).read_text(encoding="utf-8")


def test_the_second_is_told_who_has_it_and_may_look(
    qtbot: QtBot, second: Session, path: Path
) -> None:
    said = words(second)
    assert said.startswith("“Map.smap” is open for Bo Lind on this computer since ")
    assert said.endswith("; here it can only be read.")
    assert labels(second) == ["Work on a copy", "Hide"]
    assert second.window.windowTitle() == "Map[*] (read-only) – systemsmap"
    assert names(second.editor.map) == {"Demand"}
    add(second, "Of the second")
    until(qtbot, lambda: second.filing.state_words == "Read-only; changes are kept safe")
    assert in_file(path) == {"Demand"}


def test_a_copy_is_one_click_and_one_key_away(
    qtbot: QtBot, program: Program, second: Session, path: Path, bo: Neighbour
) -> None:
    add(second, "Of the second")
    press(second, "Work on a copy")
    until(qtbot, lambda: file_dialog() is not None)
    dialog = file_dialog()
    assert dialog
    assert dialog.selectedFiles() == [str(path.with_name("Map copy.smap"))]
    dialog.accept()
    copy = path.with_name("Map copy.smap")
    until(qtbot, lambda: in_file(copy) == {"Demand", "Of the second"})
    until(qtbot, lambda: second.window.windowTitle() == "Map copy[*] – systemsmap")
    until(qtbot, lambda: words(second) == "")
    assert len(read_map_file(copy).history) == 1, "how it came about is in the copy too"
    bo.add("Of Bo")
    add(second, "More")
    second.filing.save()
    until(qtbot, lambda: in_file(copy) == {"Demand", "Of the second", "More"})
    assert in_file(path) == {"Demand", "Of Bo"}


def test_a_copy_is_named_after_the_person_and_takes_nobodys_name(
    qtbot: QtBot, program: Program, second: Session, path: Path
) -> None:
    program.store.set(author="Anna Berg")
    map_file(path.with_name("Map (Anna Berg).smap"), "An earlier one")
    press(second, "Work on a copy")
    until(qtbot, lambda: file_dialog() is not None)
    dialog = file_dialog()
    assert dialog
    assert dialog.selectedFiles() == [str(path.with_name("Map (Anna Berg) 2.smap"))]
    dialog.reject()


def test_when_the_first_closes_the_second_edits_what_is_there_then(
    qtbot: QtBot, second: Session, path: Path, bo: Neighbour
) -> None:
    bo.add("Of Bo")
    bo.quit()
    said = "Bo Lind has changed and closed “Map.smap”; it can be edited here now."
    until(qtbot, lambda: words(second) == said)
    assert labels(second) == ["Edit it now", "Work on a copy", "Hide"]
    assert names(second.editor.map) == {"Demand"}, "nothing on screen is replaced unasked"
    assert not lock_of(path).exists()
    press(second, "Edit it now")
    until(qtbot, lambda: names(second.editor.map) == {"Demand", "Of Bo"})
    assert lock_of(path).exists()
    assert second.window.windowTitle() == "Map[*] – systemsmap"
    add(second, "Of the second")
    until(qtbot, lambda: in_file(path) == {"Demand", "Of Bo", "Of the second"})
    assert words(second) == ""


def test_what_the_second_drew_meanwhile_goes_into_the_file_that_nobody_changed(
    qtbot: QtBot, second: Session, path: Path, bo: Neighbour
) -> None:
    add(second, "Of the second")
    qtbot.wait(int(1000 * QUIET) + 500)  # the writer has given up on the file by then
    bo.quit()
    until(qtbot, lambda: FREE in words(second))
    press(second, "Edit it now")
    until(qtbot, lambda: in_file(path) == {"Demand", "Of the second"})
    assert second.window.windowTitle() == "Map[*] – systemsmap"
    until(qtbot, lambda: words(second) == "")


def test_what_both_drew_is_to_be_merged_and_nothing_is_lost(
    qtbot: QtBot, second: Session, path: Path, bo: Neighbour
) -> None:
    add(second, "Of the second")
    bo.add("Of Bo")
    bo.quit()
    until(qtbot, lambda: "Bo Lind has changed and closed “Map.smap”" in words(second))
    press(second, "Edit it now")
    until(qtbot, lambda: CHANGED in words(second))
    assert "Merge both…" in labels(second)
    assert "Show theirs" not in labels(second)
    assert names(second.editor.map) == {"Demand", "Of the second"}
    assert in_file(path) == {"Demand", "Of Bo"}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_a_killed_window_on_this_computer_holds_nobody_up(
    qtbot: QtBot, program: Program, path: Path
) -> None:
    with neighbour(path, Path(os.environ["SYSTEMSMAP_HOME"]), "Bo Lind") as bo:
        bo.kill()
        assert lock_of(path).exists()
        program.new_window()
        session = opened(qtbot, program, path)
        assert session.window.windowTitle() == "Map[*] – systemsmap"
        assert words(session) == ""
        pid = f"process: {os.getpid()}\n"
        until(qtbot, lambda: pid in lock_of(path).read_text(encoding="utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_the_window_that_waits_sees_at_once_that_the_other_was_killed(
    qtbot: QtBot, program: Program, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Bo Lind")
    with neighbour(path, Path(os.environ["SYSTEMSMAP_HOME"]), "Bo Lind") as other:
        program.new_window()
        session = opened(qtbot, program, path)
        assert "is open in another window of yours on this computer since" in words(session)
        other.kill()
        until(qtbot, lambda: words(session) == f"The other window {FREE}")


def test_another_computer_is_named_with_the_day(qtbot: QtBot, program: Program, path: Path) -> None:
    lock_of(path).write_bytes(FAR.written())
    program.new_window()
    session = opened(qtbot, program, path)
    assert "is open for Bo Lind on “PC-7” since 1 March, " in words(session)


def test_a_dead_computer_holds_nobody_up(qtbot: QtBot, program: Program, path: Path) -> None:
    lock_of(path).write_bytes(FAR.written())
    os.utime(lock_of(path), (1_000, 1_000))
    program.new_window()
    session = opened(qtbot, program, path)
    assert words(session) == ""
    until(qtbot, lambda: FAR.written() != lock_of(path).read_bytes())


def test_one_who_slept_while_another_took_over_writes_nothing(
    qtbot: QtBot, mine: Session, path: Path
) -> None:
    lock_of(path).write_bytes(FAR.written())
    until(qtbot, lambda: "is open for Bo Lind" in words(mine))
    add(mine, "Drawn after waking up")
    until(qtbot, lambda: mine.filing.state_words == "Read-only; changes are kept safe")
    assert in_file(path) == {"Demand"}
    lock_of(path).unlink()
    until(qtbot, lambda: words(mine) == f"Bo Lind {FREE}")
    press(mine, "Edit it now")
    until(qtbot, lambda: in_file(path) == {"Demand", "Drawn after waking up"})


def test_a_map_that_is_open_elsewhere_is_not_saved_over(
    qtbot: QtBot, mine: Session, path: Path
) -> None:
    other = map_file(path.with_name("Other.smap"), "Theirs")
    lock_of(other).write_bytes(FAR.written())
    mine.filing.save_as(other)
    until(qtbot, lambda: "“Other.smap” was not saved because it is open for Bo" in words(mine))
    assert mine.filing.path == path
    mine.filing.save_copy(other)
    until(qtbot, lambda: not mine.keeping.is_busy)
    assert in_file(other) == {"Theirs"}


def test_two_maps_of_one_program_do_not_meet(
    qtbot: QtBot, program: Program, mine: Session, path: Path
) -> None:
    again = opened(qtbot, program, path)
    assert again is mine
    assert words(mine) == ""
    assert len(program.sessions) == 1


def test_a_holder_who_goes_on_saving_is_told_of_once(
    qtbot: QtBot, second: Session, bo: Neighbour
) -> None:
    bo.add("First")
    until(qtbot, lambda: "and was changed there since you opened it" in words(second))
    assert labels(second) == ["Work on a copy", "Show theirs", "Hide"]
    press(second, "Hide")
    bo.add("Second")
    look_after(qtbot, second)
    assert words(second) == ""
    second.neighbours.show_theirs()
    until(qtbot, lambda: names(second.editor.map) == {"Demand", "First", "Second"})
    assert second.keeping.is_readonly
    assert "is open for Bo Lind" in words(second)
