"""Who has a map file open: a courtesy lock beside it, as office programs keep one.

While somebody edits “Map.smap” there is a file `.~lock.Map.smap#` beside it. UTF-8, a fact a line:

    systemsmap lock 1
    person: Anna Berg
    computer: PC-7
    process: 4711
    opened: 2026-11-29T14:05:00+00:00
    mark: 0c6d0a0c5b1e4f0e8f7f1f7b1f7b3d55

Who holds it writes it anew every minute, so that its date says whether that computer is still at
work. `mark` names a file in the holder's work folder, on which a lock is held that dies with the
process: on the same computer a killed process is told at once, and no number of a process that
was given away again can be taken for it. A lock that says nothing of this kind is nobody's.

Nothing rests on it. Where it cannot be written work goes on without, and a file that was changed
all the same is never written over (`replacing`).
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from stat import S_ISREG
from time import sleep, time
from uuid import uuid4

from systemsmap.storage.locks import SessionLock
from systemsmap.storage.replacing import digest_of

BEAT = 60.0
"""Seconds after which a holder writes its lock anew."""
DEAD = 600.0
"""Seconds after which a lock that was not written anew is nobody's."""
MARK = ".here"
_HEADER = "systemsmap lock 1"
_LARGEST = 4096
_LONGEST_WORD = 60
_LONGEST_NAME = 255  # bytes, on most file systems
_PAUSES = (0.05, 0.1, 0.2)
"""Seconds to wait for a lock in which nothing is: it may just be being made."""
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a map open: as what the lock says. `opened` is ISO 8601, in UTC."""

    person: str
    computer: str
    process: int
    opened: str
    mark: str

    @property
    def is_here(self) -> bool:
        """True when it is this computer."""
        return self.computer == computer()

    def written(self) -> bytes:
        """Return the text of the lock."""
        facts = {
            "person": self.person,
            "computer": self.computer,
            "process": self.process,
            "opened": self.opened,
            "mark": self.mark,
        }
        lines = [_HEADER, *(f"{name}: {fact}" for name, fact in facts.items())]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def lock_of(path: Path) -> Path:
    """Return where the lock of a map file is, or would be; a link to a file shares its lock."""
    target = Path(os.path.realpath(path))
    name = f".~lock.{target.name}#"
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = f".~lock.{digest_of(os.fsencode(target.name))}#"
    return target.with_name(name)


def holder_of(path: Path, work: Path) -> Holder | None:
    """Return who has this map open, leaving out locks left behind; `work` is our work folder."""
    lock = lock_of(path)
    holder = _found(lock)
    return holder if holder is not None and _is_alive(lock, holder, work) else None


@cache
def computer() -> str:
    """Return what this computer is called."""
    from platform import node  # noqa: PLC0415 - slow to load

    return _word(node()) or "a computer"


def told(holder: Holder, me: str = "") -> str:
    """Return who has a map open, where and since when, to be put after “is open”.

    `me` is what the person is called who reads it; without a name, as the system calls them.
    """
    where = "on this computer" if holder.is_here else f"on “{holder.computer}”"
    opened = datetime.fromisoformat(holder.opened).astimezone()
    is_today = opened.date() == datetime.now().astimezone().date()
    since = opened.strftime("%H:%M" if is_today else f"{opened.day} %B, %H:%M")
    if is_own(holder, me):
        return f"in another window of yours {where} since {since}"
    return f"for {holder.person} {where} since {since}"


def is_own(holder: Holder, me: str = "") -> bool:
    """Return whether it is the same person at the same computer."""
    return holder.is_here and holder.person == (_word(me) or _user())


class Presence:
    """Our own lock on one map file: taken, kept alive and removed by one thread.

    `is_taken` is false also where it could not be written, which is no trouble.
    """

    def __init__(self, path: Path, work: Path, person: str = "") -> None:
        self.is_taken = False
        self._path, self._work = path, work
        self._lock = lock_of(path)
        opened = datetime.now(UTC).isoformat(timespec="seconds")
        name = _word(person) or _user()
        self._ours = Holder(name, computer(), os.getpid(), opened, uuid4().hex)
        self._mark = SessionLock(_mark_in(work, self._ours.mark))
        self._is_marked = False

    def take(self, gone: str = "") -> Holder | None:
        """Take the lock, and return None; or return who has it.

        A holder whose mark is `gone` was seen not to be alive. Where no lock can be written,
        nobody has it and nothing is taken.
        """
        for _ in range(_ATTEMPTS):
            found = _found(self._lock)
            if found and found.mark == self._ours.mark:
                self.is_taken = True
                return None
            if found and found.mark != gone and _is_alive(self._lock, found, self._work):
                return found
            self._clear(found)
            self._leave_mark()
            with suppress(OSError):
                self.is_taken = self._write()
        return None

    def look(self, *, alive: bool) -> Holder | None:
        """See that the lock is still ours, and return who took it over if it is not.

        `alive`: write it anew. One that was removed by others is taken again.
        """
        found = _found(self._lock)
        if found is None or found.mark != self._ours.mark:
            self.is_taken = False
            return self.take()
        if alive:
            with suppress(OSError):
                self._rewrite()
        return None

    def release(self) -> None:
        """Remove the lock if it is ours."""
        found = _found(self._lock)
        if found and found.mark == self._ours.mark:
            with suppress(OSError):
                self._lock.unlink(missing_ok=True)
        self.is_taken = False
        self._mark.release()
        self._is_marked = False

    def _clear(self, judged: Holder | None) -> None:
        """Remove a lock that is nobody's, unless it is another by now."""
        said = _content(self._lock)
        if said is not None and _parsed(said) == judged:
            with suppress(OSError):
                self._lock.unlink(missing_ok=True)

    def _write(self) -> bool:
        """Make the lock, unless one is there; return whether it was made."""
        try:
            made = os.open(self._lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            return False
        try:
            with os.fdopen(made, "wb") as file:
                file.write(self._ours.written())
        except OSError:  # no room: an empty lock would be nobody's
            self._lock.unlink(missing_ok=True)
            raise
        return True

    def _rewrite(self) -> None:
        """Write the same again: whoever reads meanwhile reads the same, and the date is new.

        It is the clock of the disk that dates it, which setting a date would not be everywhere.
        """
        with self._lock.open("r+b") as file:
            file.write(self._ours.written())
            file.flush()
            os.fsync(file.fileno())

    def _leave_mark(self) -> None:
        """Hold a lock in the work folder for as long as we live; sweep out those of the dead."""
        if self._is_marked:
            return
        with suppress(OSError):
            self._work.mkdir(mode=0o700, parents=True, exist_ok=True)
            for left in self._work.glob(f"*{MARK}"):
                if SessionLock(left).is_held() is False:
                    left.unlink(missing_ok=True)
            for _ in range(_ATTEMPTS):  # somebody may have been looking at it just then
                self._is_marked = self._is_marked or self._mark.take()


def _mark_in(work: Path, mark: str) -> Path:
    return work / f"{mark}{MARK}"


def _found(lock: Path) -> Holder | None:
    """Return who the lock names; None when there is none, or it names nobody."""
    for pause in _PAUSES:
        if _content(lock) != b"":
            break
        sleep(pause)
    return _parsed(_content(lock) or b"")


def _content(lock: Path) -> bytes | None:
    """Return what is in the lock, nothing when it cannot be read; None: it is not there."""
    try:
        if not S_ISREG(lock.lstat().st_mode):
            return b""
        with lock.open("rb") as file:
            return file.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""


def _parsed(content: bytes) -> Holder | None:
    lines = content.decode("utf-8", "replace").splitlines()
    if lines[:1] != [_HEADER]:
        return None
    facts = {name: fact.strip() for name, _, fact in (line.partition(":") for line in lines[1:])}
    try:
        opened = datetime.fromisoformat(facts["opened"]).astimezone(UTC).isoformat()
        process, mark = int(facts["process"]), facts["mark"]
        person, of = _word(facts["person"]), _word(facts["computer"])
    except (KeyError, ValueError, OverflowError):
        return None
    if not re.fullmatch(r"[0-9a-f]{32}", mark):
        return None
    return Holder(person or "somebody", of or "a computer", process, opened, mark)


def _is_alive(lock: Path, holder: Holder, work: Path) -> bool:
    """Return whether the holder still is there, as far as can be told."""
    if holder.is_here:
        held = SessionLock(_mark_in(work, holder.mark)).is_held()
        if held is not None:
            return held
    try:
        written = lock.stat().st_mtime
    except OSError:
        return False
    ago = time() - written
    if not -BEAT < ago < 2 * BEAT:  # or the two computers do not agree on the time
        ago = _time_at(lock.parent) - written
    return ago < DEAD


def _time_at(folder: Path) -> float:
    """Return the time by the clock that dates the files in this folder."""
    from tempfile import TemporaryFile  # noqa: PLC0415 - seldom needed

    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b"?")
            file.flush()
            os.fsync(file.fileno())
            return os.fstat(file.fileno()).st_mtime
    except OSError:
        return time()


def _user() -> str:
    from getpass import getuser  # noqa: PLC0415 - slow to load

    with suppress(OSError, KeyError, ImportError):
        return _word(getuser()) or "somebody"
    return "somebody"


def _word(text: str) -> str:
    """Return a text of others as a few plain letters on one line."""
    kept = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.split())[:_LONGEST_WORD].strip()
