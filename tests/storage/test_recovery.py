"""What is found after processes were killed, at any moment."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from random import Random
from threading import Lock

import pytest

from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import discard, recover
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.working_copy import WorkingCopy
from tests.storage.busy_person import number_of, steps_from
from tests.storage.made_maps import large_map, small_map

ROOT = Path(__file__).parents[2]
ROUNDS = 40
AT_ONCE = 4


def left_behind(folder: Path, stored: StoredMap, *, unsaved: bool = True) -> Path:
    """Leave a working copy as a process does that ends without closing its map."""
    copy = WorkingCopy.begin(folder, stored, unsaved=unsaved)
    copy.close()
    return copy.path


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    assert recover(tmp_path / "never made").orphans == ()


def test_what_was_left_is_offered_by_name_and_time(tmp_path: Path) -> None:
    stored = StoredMap(small_map(), tmp_path / "Ngā mahere.smap", digest="d", revisions=3)
    left_behind(tmp_path / "copies", stored)
    (orphan,) = recover(tmp_path / "copies").orphans
    assert orphan.stored == stored
    assert orphan.title == "Births"
    assert orphan.kept.endswith("+00:00")
    assert (len(orphan.stored.map_.variables), len(orphan.stored.map_.links)) == (2, 2)


def test_what_was_open_for_reading_only_still_is(tmp_path: Path) -> None:
    left_behind(tmp_path, StoredMap(small_map(), Path("Newer.smap"), readonly=True))
    (orphan,) = recover(tmp_path).orphans
    assert orphan.stored.readonly


def test_maps_without_a_title_or_a_file_have_something_to_be_called(tmp_path: Path) -> None:
    left_behind(tmp_path, StoredMap(large_map(2, 1)))
    left_behind(tmp_path, StoredMap(SystemsMap(), Path("Trust.smap")))
    titles = {orphan.title for orphan in recover(tmp_path).orphans}
    assert titles == {"A large map", "Trust"}


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for name, kept in (("old", "2026-01-01"), ("new", "2026-03-01"), ("older", "2025-01-01")):
        copy = left_behind(tmp_path, StoredMap(path=Path(f"{name}.smap")))
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("UPDATE copy SET kept = ?", (kept,))
    assert [o.title for o in recover(tmp_path).orphans] == ["new", "old", "older"]


def test_a_copy_that_somebody_works_on_is_not_offered(tmp_path: Path) -> None:
    copy = WorkingCopy.begin(tmp_path, StoredMap(small_map()), unsaved=True)
    assert recover(tmp_path).orphans == ()
    assert recover(tmp_path).orphans == ()  # having looked did not let go of the lock
    copy.close()
    assert len(recover(tmp_path).orphans) == 1


def test_a_copy_whose_work_is_all_in_the_file_is_removed(tmp_path: Path) -> None:
    stored = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    left_behind(tmp_path / "copies", stored, unsaved=False)
    assert recover(tmp_path / "copies").orphans == ()
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_copy_whose_file_is_not_as_it_was_is_offered(tmp_path: Path) -> None:
    stored = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    left_behind(tmp_path / "copies", stored, unsaved=False)
    (tmp_path / "Map.smap").unlink()
    assert len(recover(tmp_path / "copies").orphans) == 1


def test_a_discarded_copy_is_gone(tmp_path: Path) -> None:
    left_behind(tmp_path, StoredMap(small_map()))
    (orphan,) = recover(tmp_path).orphans
    discard(orphan)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_somebody_works_on_is_not_discarded(tmp_path: Path) -> None:
    path = left_behind(tmp_path, StoredMap(small_map()))
    (orphan,) = recover(tmp_path).orphans
    from systemsmap.storage.locks import SessionLock

    lock = SessionLock(path.with_suffix(".lock"))
    assert lock.take()
    discard(orphan)
    assert path.exists()
    lock.release()


@pytest.mark.parametrize("origin", ["x'00ff'", "CAST(x'41ff' AS TEXT)", "7"])
def test_a_copy_with_facts_that_are_none_is_told_and_kept(origin: str, tmp_path: Path) -> None:
    path = left_behind(tmp_path, StoredMap(small_map()))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE copy SET origin = {origin}, unsaved = 1.5")
    assert len(recover(tmp_path).troubles) == 1
    assert path.exists()


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_copy_that_cannot_be_read_is_told_and_kept(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "spoiled.copy").write_bytes(content)
    left_behind(tmp_path, StoredMap(small_map()))
    found = recover(tmp_path)
    assert len(found.orphans) == 1
    (trouble,) = found.troubles
    assert "“spoiled.copy”" in str(trouble)
    assert (tmp_path / "spoiled.copy").read_bytes() == content


def test_a_copy_killed_before_anything_was_in_it_is_removed(tmp_path: Path) -> None:
    (tmp_path / "begun.copy").write_bytes(b"")
    assert recover(tmp_path).orphans == ()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> list[SystemsMap]:
    """The map after each step that the busy person may get to."""
    return list(islice(steps_from(small_map()), 3500))


class Nursery:
    """Where busy people come from."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.storage.busy_person"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._one_at_a_time = Lock()

    def person(self, home: Path) -> int:
        """Start a process that works in `home`; return its number."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._one_at_a_time:
            self._process.stdin.write(f"{home}\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        """Close down."""
        self._process.communicate()


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_that_was_on_screen_for_a_second(
    tmp_path: Path, nursery: Nursery, history: list[SystemsMap]
) -> None:
    random = Random()  # another moment each time
    homes = [tmp_path / (f"{i} by hand" if i % 2 else f"{i}") for i in range(ROUNDS)]
    rounds = [(home, random.uniform(0.0, 1.8)) for home in homes]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        killed = list(pool.map(lambda r: _killed(nursery, *r), rounds))
    for (home, _), when in zip(rounds, killed, strict=True):
        _nothing_lost(home, when, history)


def _killed(nursery: Nursery, home: Path, moment: float) -> float:
    """Let somebody work in `home`, kill them so long after their first edit; return when."""
    home.mkdir()
    publish(StoredMap(small_map(), home / "Map.smap"))
    person = nursery.person(home)
    while not (home / "diary").exists():
        os.kill(person, 0)
        time.sleep(0.005)
    time.sleep(moment)
    killed = time.monotonic()
    os.kill(person, signal.SIGKILL)
    with suppress(ProcessLookupError):
        while True:  # until it is no more, and its locks with it
            os.kill(person, 0)
            time.sleep(0.001)
    return killed


def _nothing_lost(home: Path, killed: float, history: list[SystemsMap]) -> None:
    diary = [line.split() for line in (home / "diary").read_text().splitlines()]
    promised = max((int(n) for n, when in diary if float(when) < killed - 1.0), default=0)
    published = read_map_file(home / "Map.smap")
    orphans = recover(home / "copies").orphans
    newest = orphans[0].stored if orphans else published
    assert len(orphans) <= 1
    assert promised <= number_of(newest.map_) <= len(diary) + 1
    for stored in (published, newest):
        then = history[number_of(stored.map_)]
        assert (stored.map_.variables, stored.map_.links) == (then.variables, then.links)
        assert [*stored.map_.variables] == [*then.variables]
        assert not stored.notices
    publish(published)
    beside = {f.name for f in home.iterdir()} - {"copies"}  # some never came to that
    assert beside == {"diary", "Map.smap", "Map.smap.bak"}  # what was half written is swept
