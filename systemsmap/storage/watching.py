"""Looks now and then after the file of an open map: who else has it, and what is in it.

No thread and no clock: whoever calls has both. A watcher that the system offers is not enough,
as it hears nothing of what other computers do on a share.
"""

import os
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from systemsmap.storage.conflict_copies import conflict_copies
from systemsmap.storage.presence import BEAT, DEAD, Holder, Presence, computer, holder_of, lock_of
from systemsmap.storage.replacing import digest_of, is_being_written
from systemsmap.storage.schema import LARGEST_FILE

_Stamp = tuple[int, int]


class Role(Enum):
    """What we do with the file: edit it, wait for another to let go of it, or only read it."""

    EDITING = auto()
    WAITING = auto()
    READING = auto()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found.

    `holder`: who else has the file. `digest`: what is in it; empty when it is not there, None
    when that cannot be told just now. `conflicts`: copies that a sync program made of it.
    """

    holder: Holder | None = None
    digest: str | None = None
    conflicts: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class _Content:
    stamp: tuple[int, ...]
    digest: str
    is_certain: bool


class Watch:
    """One open map's file. All methods wait for the disk; one thread calls them."""

    def __init__(self, path: Path, work: Path, role: Role, person: str = "") -> None:
        self.path, self.role = path, role
        self._work = work
        self._presence = Presence(path, work, person)
        self._holder: Holder | None = None
        self._computers = {computer()}
        self._copies: frozenset[Path] = frozenset()
        self._scanned: tuple[_Stamp | None, _Stamp | None] = (None, None)
        self._old: frozenset[Path] | None = None
        self._beaten = float("-inf")
        self._content: _Content | None = None
        self._unmoved: tuple[str, int] = ("", 0)
        self._unmoved_since = 0.0

    def look(self, now: float) -> Seen:
        """Look once; `now` in seconds of a clock that never jumps."""
        digest = self._digest()
        if digest is None and not self._is_reachable():
            return Seen(self._holder)  # a share that is away tells nothing about anybody
        self._holder = self._other(now)
        if self._holder:
            self._computers.add(self._holder.computer)
        return Seen(self._holder, digest, self._conflicts())

    def edit(self, now: float) -> Seen:
        """Take the file for editing if nobody has it, and look."""
        if self.role is not Role.EDITING:
            holder = holder_of(self.path, self._work)
            is_gone = holder is not None and self._is_unmoved(holder, now)
            self._presence.take(holder.mark if holder and is_gone else "")
            self.role = Role.EDITING
        return self.look(now)

    def end(self) -> None:
        """Look no more, and leave nothing beside the file."""
        self._presence.release()

    def _is_reachable(self) -> bool:
        return os.path.isdir(self.path.parent)  # noqa: PTH112 - it says no and never raises

    # ------------------------------------------------------------------ who

    def _other(self, now: float) -> Holder | None:
        if self.role is Role.READING:
            return None
        if self.role is Role.WAITING:
            holder = holder_of(self.path, self._work)
            return holder if holder and not self._is_unmoved(holder, now) else None
        is_due = now - self._beaten >= BEAT
        if is_due:
            self._beaten = now
        other = self._presence.look(alive=is_due)
        if other:
            self.role = Role.WAITING
        return other

    def _is_unmoved(self, holder: Holder, now: float) -> bool:
        """Return whether we saw for ourselves, by no clock but ours, that a lock is left alone."""
        if holder.is_here:
            return False
        try:
            written = lock_of(self.path).stat().st_mtime_ns
        except OSError:
            written = 0
        if (holder.mark, written) != self._unmoved:
            self._unmoved, self._unmoved_since = (holder.mark, written), now
        return now - self._unmoved_since >= DEAD

    # ------------------------------------------------------------------ what

    def _digest(self) -> str | None:
        """Return what tells the content of the file from any other, read only if need be."""
        try:
            stamp = self._stamp()
            if self._content and self._content.is_certain and self._content.stamp == stamp:
                return self._content.digest
            if stamp[0] > LARGEST_FILE or is_being_written(Path(os.path.realpath(self.path))):
                return None
            digest = digest_of(self.path.read_bytes())
            if self._stamp() != stamp:
                return None
        except FileNotFoundError:
            return "" if self._is_reachable() else None
        except OSError:
            return None
        # Some disks date to two seconds: only what was read again later has a date of its own.
        before = self._content
        is_settled = before is not None and (before.stamp, before.digest) == (stamp, digest)
        self._content = _Content(stamp, digest, is_certain=is_settled)
        return digest

    def _conflicts(self) -> frozenset[Path]:
        """Return the other versions, but not those that the map was saved after long ago."""
        stamp = (_date(self.path.parent), len(self._computers))
        if self._scanned != (stamp, stamp):  # a folder on a share may hold thousands of files
            self._copies = conflict_copies(self.path, self._computers)
            self._scanned = (self._scanned[1], stamp)
        if self._old is None:
            saved = _date(self.path)
            self._old = frozenset(copy for copy in self._copies if _date(copy) <= saved)
        return self._copies - self._old

    def _stamp(self) -> tuple[int, ...]:
        found = self.path.stat()
        return (found.st_size, found.st_mtime_ns, found.st_ino)


def _date(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
