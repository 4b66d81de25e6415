"""Kills busy people at chosen moments, and looks at what each of them left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from threading import Lock

from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import Orphan, recover
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.writer import MapWriter
from tests.storage.busy_person import number_of, steps_from
from tests.storage.made_maps import small_map

ROOT = Path(__file__).parents[2]
PROMISE = 1.0
"""Seconds after which an edit must have been kept."""
_AT_ONCE = 4
_MOST_STEPS = 3500
_PATIENCE = 60.0
_TEMPORARIES = ".~*.smap-tmp"


@dataclass(frozen=True)
class Killing:
    """Somebody to be killed: where they work, and so many seconds after their first edit.

    `while_publishing`: not before the temporary file of a publishing is seen beside the map.
    """

    home: Path
    seconds: float
    while_publishing: bool = False


@dataclass(frozen=True)
class Left:
    """What was found after one killing. `lateness`: how old the oldest edit was that is gone."""

    edits: int
    lateness: float
    lost: int
    was_publishing: bool
    faults: tuple[str, ...] = ()
    offers: int = 0
    offered_again: int = 0


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


def killings(folder: Path, rounds: int, while_publishing: int) -> list[Killing]:
    """Return so many, another moment each time; half of the people save by hand."""
    random = Random()
    plan = []
    for number in range(rounds):
        waits = number % 10 < 10 * while_publishing // rounds
        by_hand = waits or number % 2
        home = folder / (f"{number} by hand" if by_hand else f"{number}")
        plan.append(Killing(home, random.uniform(0.0, 1.8), waits))
    return plan


def kill(plan: Iterable[Killing]) -> list[Left]:
    """Do it, some at once; return what each left behind."""
    nursery = Nursery()
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(lambda killing: _left_by(nursery, killing), plan))
    finally:
        nursery.close()


def _left_by(nursery: Nursery, killing: Killing) -> Left:
    killed = _killed(nursery, killing)
    return look(killing.home, killed)


def _killed(nursery: Nursery, killing: Killing) -> float:
    """Let somebody work, kill them in time; return when that was."""
    home = killing.home
    home.mkdir()
    publish(StoredMap(small_map(), home / "Map.smap"))
    person = nursery.person(home)
    while not (home / "diary").exists():
        os.kill(person, 0)
        time.sleep(0.005)
    time.sleep(killing.seconds)
    if killing.while_publishing:
        _await_publishing(home)
    killed = time.monotonic()
    os.kill(person, signal.SIGKILL)
    with suppress(ProcessLookupError):
        while True:  # until it is no more, and its locks with it
            os.kill(person, 0)
            time.sleep(0.001)
    return killed


def _await_publishing(home: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not any(home.glob(_TEMPORARIES)):
        assert time.monotonic() < end, "nothing was ever published"


def look(home: Path, killed: float) -> Left:
    """Look at a home as the next start of the program does, take up what is offered, and close."""
    was_publishing = any(home.glob(_TEMPORARIES))
    diary = [line.split() for line in (home / "diary").read_text().splitlines()]
    faults: list[str] = []
    published = _opened(home / "Map.smap", faults)
    orphans = recover(home / "copies").orphans
    newest = orphans[0].stored if orphans else published
    number = number_of(newest.map_)
    if len(orphans) > 1 or number > len(diary) + 1:
        faults.append(f"{len(orphans)} copies; {number} edits of {len(diary)}")
    for stored in (published, newest):
        faults += _faults_of(stored, [id_ for _, _, id_ in diary])
    gone = [float(when) for n, when, _ in diary if int(n) > number]
    again = _taken_up(home, orphans, newest, faults)
    return Left(
        edits=len(diary),
        lateness=max((killed - when for when in gone), default=0.0),
        lost=sum(when < killed - PROMISE for when in gone),
        was_publishing=was_publishing,
        faults=tuple(faults),
        offers=len(orphans),
        offered_again=again,
    )


def _opened(path: Path, faults: list[str]) -> StoredMap:
    try:
        stored = read_map_file(path)
    except FileTrouble as trouble:
        faults.append(str(trouble))
        return StoredMap()
    faults += stored.notices
    return stored


def _faults_of(stored: StoredMap, ids: Sequence[str]) -> list[str]:
    """Return what is not as it was drawn: the map, and every step that led to it."""
    number = number_of(stored.map_)
    then, faults = _drawn()[number], []
    if not _is_same(stored.map_, then):
        faults.append("another map than was drawn")
    kept = stored.history.state_ids[1:]
    if len(kept) != number or any(a != b for a, b in zip(kept, ids, strict=False)):
        faults.append(f"{len(kept)} steps of {number}, or others than were taken")
    return faults + _lame(stored.map_, stored.history)


def _lame(map_: SystemsMap, history: KeptHistory) -> list[str]:
    """Return what is wrong with going back to the very first step and forth to the last."""
    document = Document(map_, history)
    while document.undo():
        pass
    faults = [] if _is_same(document.map, small_map()) else ["undo ends elsewhere"]
    while document.redo():
        pass
    return faults if _is_same(document.map, map_) else [*faults, "redo ends elsewhere"]


def _is_same(one: SystemsMap, other: SystemsMap) -> bool:
    """Return whether two maps show the same, in the same order."""
    same = (one.variables, one.links) == (other.variables, other.links)
    return same and [*one.variables] == [*other.variables]


@cache
def _drawn() -> tuple[SystemsMap, ...]:
    """Return the map after each step that a busy person may get to."""
    return tuple(islice(steps_from(small_map()), _MOST_STEPS))


def _taken_up(home: Path, orphans: Sequence[Orphan], newest: StoredMap, faults: list[str]) -> int:
    """Go on with what was offered, as a window does, and close; return what is offered then."""
    path = home / "Map.smap"
    for orphan in orphans:
        writer = MapWriter(home / "copies", orphan=orphan)
        writer.wake().result()
        trouble = writer.close()
        if trouble:
            faults.append(str(trouble))
    if not orphans:
        publish(newest)  # what was half written is swept by the next saving
    if not _is_same(_opened(path, faults).map_, newest.map_):
        faults.append("the file has not what was offered")
    beside = {f.name for f in home.iterdir()} - {"copies", "Map.smap.bak"}
    if beside != {"diary", "Map.smap"}:
        faults.append(f"left lying about: {sorted(beside)}")
    return len(recover(home / "copies").orphans)
