"""Locks beside open maps: taken, respected, kept alive, left behind, damaged."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.storage import presence
from systemsmap.storage.presence import (
    DEAD,
    MARK,
    Holder,
    Presence,
    computer,
    holder_of,
    lock_of,
    told,
)
from tests.storage.holding_program import holding

MINE = "0" * 32
FAR = Holder("Bo Lind", "PC-7", 4711, "2026-11-29T14:05:00+00:00", "1" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A map's file, as far as locks care."""
    folder = tmp_path / "share"
    folder.mkdir()
    path = folder / "Map.smap"
    path.write_bytes(b"a map")
    return path


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


@pytest.fixture
def mine(path: Path, work: Path) -> Iterator[Presence]:
    presence = Presence(path, work, "Anna Berg")
    yield presence
    presence.release()


def beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def locked_by(path: Path, holder: Holder, ago: float = 0.0) -> None:
    """Put a lock beside the map that was written anew so many seconds ago."""
    lock_of(path).write_bytes(holder.written())
    os.utime(lock_of(path), (time() - ago, time() - ago))


# ---------------------------------------------------------------------- taken and let go


def test_a_lock_says_who_where_and_since_when_and_goes_without_trace(
    path: Path, work: Path, mine: Presence
) -> None:
    assert holder_of(path, work) is None
    assert mine.take() is None
    assert beside(path) == [".~lock.Map.smap#", "Map.smap"]
    lines = lock_of(path).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "systemsmap lock 1"
    assert lines[1:4] == ["person: Anna Berg", f"computer: {computer()}", f"process: {os.getpid()}"]
    holder = holder_of(path, work)
    assert holder
    assert (holder.person, holder.process) == ("Anna Berg", os.getpid())
    age = datetime.now(UTC) - datetime.fromisoformat(holder.opened)
    assert timedelta(seconds=-2) < age < timedelta(minutes=2)
    mine.release()
    assert beside(path) == ["Map.smap"]
    assert list(work.iterdir()) == []


def test_only_one_of_two_gets_the_lock_and_the_other_is_told_who(
    path: Path, work: Path, mine: Presence
) -> None:
    mine.take()
    other = Presence(path, work, "Bo")
    holder = other.take()
    assert holder
    assert holder.person == "Anna Berg"
    assert not other.is_taken
    other.release()
    assert mine.look(alive=False) is None, "who did not hold it took nothing away"
    mine.release()
    assert (other.take(), other.is_taken) == (None, True)
    other.release()


def test_another_process_is_respected_until_it_lets_go(
    path: Path, work: Path, mine: Presence
) -> None:
    with holding(path, work, "Bo Lind") as process:
        holder = mine.take()
        assert holder
        assert (holder.person, holder.process) == ("Bo Lind", process.pid)
        process.communicate()
        assert beside(path) == ["Map.smap"]
        assert mine.take() is None
        assert mine.is_taken


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_a_killed_holder_on_this_computer_is_told_at_once(
    path: Path, work: Path, mine: Presence
) -> None:
    with holding(path, work, "Bo Lind") as process:
        process.kill()
        process.wait()
        assert lock_of(path).exists(), "its lock was left behind"
        assert holder_of(path, work) is None
        assert mine.take() is None
        assert mine.is_taken
        assert b"Anna Berg" in lock_of(path).read_bytes()
    marks = [found.name for found in work.glob(f"*{MARK}")]
    assert len(marks) == 1, "what the dead one left in the work folder is swept out"
    mine.release()
    assert beside(path) == ["Map.smap"]


def test_a_number_of_a_process_that_was_given_away_again_is_nobody(path: Path, work: Path) -> None:
    """Our own number is certainly alive; its mark says that it is not the one that locked."""
    work.mkdir()
    (work / f"{MINE}{MARK}").touch()
    locked_by(path, Holder("Anna", computer(), os.getpid(), FAR.opened, MINE))
    assert holder_of(path, work) is None


def test_twenty_processes_at_once_make_one_holder(path: Path, work: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.holding_program", str(path), str(work), "Bo"]
    pipe = subprocess.PIPE
    crowd = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(20)]
    said = [one.stdout.readline() for one in crowd if one.stdout]
    assert sorted(said) == ["held by another\n"] * 19 + ["taken\n"]
    for one in crowd:
        one.communicate()
    assert beside(path) == ["Map.smap"]
    assert list(work.iterdir()) == []


# ---------------------------------------------------------------------- other computers


def test_another_computer_is_respected_while_it_writes_its_lock(
    path: Path, work: Path, mine: Presence
) -> None:
    locked_by(path, FAR, ago=DEAD - 30)
    assert holder_of(path, work) == FAR
    assert mine.take() == FAR
    assert told(FAR) == f"for Bo Lind on “PC-7” since {_shown(FAR.opened)}"


def test_a_computer_that_wrote_nothing_for_ten_minutes_is_gone(
    path: Path, work: Path, mine: Presence
) -> None:
    locked_by(path, FAR, ago=DEAD + 30)
    assert holder_of(path, work) is None
    assert mine.take() is None
    assert mine.is_taken


@pytest.mark.parametrize("wrong", [-7200.0, -300.0, 300.0, 7200.0])
def test_a_wrong_clock_on_this_computer_changes_nothing(
    path: Path, work: Path, monkeypatch: pytest.MonkeyPatch, wrong: float
) -> None:
    """Files are dated by the disk; only our own idea of the time is off."""
    monkeypatch.setattr(presence, "time", lambda: time() + wrong)
    locked_by(path, FAR, ago=DEAD - 30)
    assert holder_of(path, work) == FAR
    locked_by(path, FAR, ago=DEAD + 30)
    assert holder_of(path, work) is None
    assert beside(path) == [".~lock.Map.smap#", "Map.smap"], "asking the time leaves nothing"


def test_one_of_this_name_whose_mark_is_elsewhere_is_judged_by_its_date(
    path: Path, work: Path
) -> None:
    """Another person on this computer, whose work folder is theirs."""
    locked_by(path, replace(FAR, computer=computer()), ago=30)
    assert holder_of(path, work)
    locked_by(path, replace(FAR, computer=computer()), ago=DEAD + 30)
    assert holder_of(path, work) is None


def test_being_alive_is_written_in_the_date(path: Path, mine: Presence) -> None:
    mine.take()
    os.utime(lock_of(path), (0, 0))
    assert mine.look(alive=False) is None
    assert lock_of(path).stat().st_mtime == 0
    assert mine.look(alive=True) is None
    assert abs(lock_of(path).stat().st_mtime - time()) < 30


# ---------------------------------------------------------------------- what others do to it


def test_a_lock_that_was_removed_by_others_is_taken_again(path: Path, mine: Presence) -> None:
    mine.take()
    lock_of(path).unlink()
    assert mine.look(alive=False) is None
    assert mine.is_taken
    assert b"Anna Berg" in lock_of(path).read_bytes()


def test_who_took_over_while_we_slept_is_told_and_their_lock_is_left(
    path: Path, mine: Presence
) -> None:
    mine.take()
    locked_by(path, FAR)
    assert mine.look(alive=True) == FAR
    assert not mine.is_taken
    mine.release()
    assert lock_of(path).read_bytes() == FAR.written()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00garbage",
        b"x" * 100_000,
        b",Bo,PC-7,29.11.2026 14:05,file:///home;\n",
        b"systemsmap lock 1\n",
        FAR.written().replace(b"4711", b"many"),
        FAR.written().replace(b"2026-11-29", b"yesterday"),
        FAR.written().replace(b"1" * 32, b"../../../etc/passwd"),
        FAR.written().replace(b"1" * 32, b""),
    ],
)
def test_a_damaged_lock_is_nobodys(path: Path, work: Path, mine: Presence, content: bytes) -> None:
    lock_of(path).write_bytes(content)
    assert holder_of(path, work) is None
    assert mine.take() is None
    assert mine.is_taken
    mine.release()
    assert beside(path) == ["Map.smap"]


@given(content=st.binary(max_size=300))
def test_no_lock_whatever_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("share") / "Map.smap"
    for text in (content, b"systemsmap lock 1\n" + content):
        lock_of(path).write_bytes(text)
        assert holder_of(path, path.parent / "work") is None


def test_a_lock_that_is_no_file_is_no_trouble(path: Path, work: Path, mine: Presence) -> None:
    lock_of(path).mkdir()
    assert holder_of(path, work) is None
    assert mine.take() is None
    assert not mine.is_taken
    mine.release()
    assert lock_of(path).is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names there")
def test_a_pipe_in_the_place_of_a_lock_stops_nobody(path: Path, work: Path) -> None:
    os.mkfifo(lock_of(path))
    assert holder_of(path, work) is None


def test_a_link_in_the_place_of_a_lock_is_not_written_through(
    path: Path, tmp_path: Path, mine: Presence
) -> None:
    diary = tmp_path / "diary"
    diary.write_text("private")
    lock_of(path).symlink_to(diary)
    mine.take()
    mine.look(alive=True)
    mine.release()
    assert diary.read_text() == "private"


# ---------------------------------------------------------------------- where it cannot be


def test_where_nothing_can_be_written_nobody_holds_it_and_nothing_is_raised(
    tmp_path: Path, work: Path
) -> None:
    """A folder that is not there refuses even root, as a read-only share does."""
    path = tmp_path / "away" / "Map.smap"
    mine = Presence(path, work, "Anna")
    assert (mine.take(), mine.is_taken) == (None, False)
    assert mine.look(alive=True) is None
    assert holder_of(path, work) is None
    path.parent.mkdir()
    back = mine.look(alive=True)
    assert (back, mine.is_taken) == (None, True), "when the share is back the lock is taken"
    mine.release()


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not made read-only there")
def test_a_folder_made_read_only_keeps_nobody_from_working() -> None:
    """Asked in a process without the rights of root, who may write everywhere."""
    program = (
        "import os, sys; from pathlib import Path\n"
        "from systemsmap.storage.presence import Presence\n"
        "os.getuid() or os.setuid(65534)\n"
        "path = Path(sys.argv[1])\n"
        "mine = Presence(path, path.parent / 'work', 'Anna')\n"
        "print(path.exists(), mine.take(), mine.is_taken, mine.look(alive=True)); mine.release()\n"
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Map.smap"
        path.write_bytes(b"a map")
        path.parent.chmod(0o555)
        command = [sys.executable, "-c", program, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == "True None False None\n"
        assert beside(path) == ["Map.smap"]
        path.parent.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_no_room_for_a_lock_leaves_nothing_behind(path: Path, work: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from systemsmap.storage.presence import Presence\n"
        "mine = Presence(Path(sys.argv[1]), Path(sys.argv[2]), 'Anna')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "print(mine.take(), mine.is_taken)\n"
    )
    command = [sys.executable, "-c", program, str(path), str(work)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "None False\n"
    assert beside(path) == ["Map.smap"]


def _shown(iso: str) -> str:
    at = datetime.fromisoformat(iso).astimezone()
    if at.date() == datetime.now().astimezone().date():
        return at.strftime("%H:%M")
    return at.strftime(f"{at.day} %B, %H:%M")
