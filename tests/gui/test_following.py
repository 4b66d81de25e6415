"""A file that others change while it is open: noticed, told, and never written over."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui import following
from systemsmap.gui.session import Session
from systemsmap.storage.presence import lock_of
from systemsmap.storage.reader import read_map_file
from tests.gui.programs import (
    add,
    choose,
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

CHANGED = "“Map.smap” was changed by someone else"


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "PACE", 100)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return map_file(tmp_path / "share" / "Map.smap", "Demand")


@pytest.fixture
def mine(qtbot: QtBot, program: Program, path: Path) -> Session:
    """A session that has the map open for editing, as its lock says."""
    program.new_window()
    session = opened(qtbot, program, path)
    until(qtbot, lambda: lock_of(path).exists())
    return session


def beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


# ---------------------------------------------------------------------- changed by others


def test_a_change_is_noticed_though_nobody_edits_and_nothing_is_replaced(
    qtbot: QtBot, program: Program, mine: Session, path: Path
) -> None:
    map_file(path, "Theirs")
    until(qtbot, lambda: CHANGED in words(mine))
    assert labels(mine) == ["Merge both…", "Show theirs", "Look at theirs", "Save as…", "Hide"]
    assert names(mine.editor.map) == {"Demand"}
    assert in_file(path) == {"Theirs"}
    press(mine, "Show theirs")
    until(qtbot, lambda: names(mine.editor.map) == {"Theirs"})
    assert words(mine) == ""
    add(mine, "Mine")
    until(qtbot, lambda: in_file(path) == {"Theirs", "Mine"})
    assert len(program.sessions) == 1


def test_theirs_is_not_shown_over_what_was_drawn_meanwhile(
    qtbot: QtBot, mine: Session, path: Path
) -> None:
    map_file(path, "Theirs")
    until(qtbot, lambda: CHANGED in words(mine))
    add(mine, "Drawn meanwhile")
    press(mine, "Show theirs")
    until(qtbot, lambda: "was changed by someone else and was not overwritten" in words(mine))
    assert labels(mine)[:3] == ["Merge both…", "Look at theirs", "Save as…"]
    assert names(mine.editor.map) == {"Demand", "Drawn meanwhile"}
    assert in_file(path) == {"Theirs"}


def test_merging_is_asked_for_with_the_file(qtbot: QtBot, mine: Session, path: Path) -> None:
    map_file(path, "Theirs")
    until(qtbot, lambda: CHANGED in words(mine))
    mine.filing.merge_asked.disconnect()  # whoever answers would open something of its own
    with qtbot.waitSignal(mine.filing.merge_asked) as asked:
        press(mine, "Merge both…")
    assert asked.args == [path]


def test_a_merged_map_goes_over_what_was_merged(qtbot: QtBot, mine: Session, path: Path) -> None:
    add(mine, "Mine")
    map_file(path, "Theirs")
    until(qtbot, lambda: mine.keeping.trouble is not None)
    theirs = read_map_file(path)
    add(mine, "Theirs")
    mine.filing.save_merged(path, theirs.digest)
    until(qtbot, lambda: in_file(path) == {"Demand", "Mine", "Theirs"})
    until(qtbot, lambda: words(mine) == "")
    assert mine.filing.state_words == "Saved"


def test_a_merged_map_goes_over_nothing_newer(qtbot: QtBot, mine: Session, path: Path) -> None:
    add(mine, "Mine")
    map_file(path, "Theirs")
    until(qtbot, lambda: mine.keeping.trouble is not None)
    theirs = read_map_file(path)
    map_file(path, "Theirs", "Newer")
    mine.filing.save_merged(path, theirs.digest)
    until(qtbot, lambda: not mine.keeping.is_busy)
    until(qtbot, lambda: "was changed by someone else and was not overwritten" in words(mine))
    assert in_file(path) == {"Theirs", "Newer"}


def test_what_we_save_ourselves_is_no_news(qtbot: QtBot, mine: Session, path: Path) -> None:
    for number in range(30):
        add(mine, f"Variable {number}")
        mine.filing.save()
        look_after(qtbot, mine, 1)
        assert words(mine) == ""
    until(qtbot, lambda: len(in_file(path)) == 31)
    assert words(mine) == ""


def test_a_version_that_a_sync_program_puts_back_is_noticed(
    qtbot: QtBot, mine: Session, path: Path
) -> None:
    """Though we have written it ourselves, an hour ago."""
    before = path.read_bytes()
    add(mine, "Cost")
    until(qtbot, lambda: mine.filing.state_words == "Saved")
    path.write_bytes(before)
    until(qtbot, lambda: CHANGED in words(mine))


def test_a_change_that_is_taken_back_is_over(qtbot: QtBot, mine: Session, path: Path) -> None:
    before = path.read_bytes()
    map_file(path, "Theirs")
    until(qtbot, lambda: CHANGED in words(mine))
    path.write_bytes(before)
    until(qtbot, lambda: words(mine) == "")


# ---------------------------------------------------------------------- second versions


def test_a_second_version_of_a_sync_program_is_offered_to_be_merged(
    qtbot: QtBot, program: Program, mine: Session, path: Path
) -> None:
    copy = path.with_name("Map (conflicted copy 2026-11-29 140512).smap")
    shutil.copy(map_file(path.with_name("theirs"), "Theirs"), copy)
    until(qtbot, lambda: "A sync program made a second version of this map: “" in words(mine))
    assert copy.name in words(mine)
    assert labels(mine) == ["Merge both…", "Look at it", "Hide"]
    press(mine, "Look at it")
    until(qtbot, lambda: len(program.sessions) == 2)
    until(qtbot, lambda: names(program.sessions[1].editor.map) == {"Theirs"})
    look_after(qtbot, mine)
    assert words(mine) == "", "it is told once"


# ---------------------------------------------------------------------- where no lock can be


def test_a_read_only_file_takes_no_lock(qtbot: QtBot, program: Program, path: Path) -> None:
    path.chmod(0o444)
    program.new_window()
    session = opened(qtbot, program, path)
    look_after(qtbot, session)
    assert beside(path) == ["Map.smap"]
    other = path.with_name("Mine now.smap")
    session.window.commands.run("file.save")
    choose(qtbot, other)
    until(qtbot, lambda: lock_of(other).exists())


def test_a_folder_that_goes_away_and_comes_back_is_no_news(
    qtbot: QtBot, mine: Session, path: Path
) -> None:
    away = path.parent.with_name("away")
    path.parent.rename(away)
    look_after(qtbot, mine)
    assert words(mine) == ""
    away.rename(path.parent)
    add(mine, "Cost")
    until(qtbot, lambda: in_file(path) == {"Demand", "Cost"})
    assert words(mine) == ""
