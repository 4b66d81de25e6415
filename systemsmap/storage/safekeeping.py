"""One open map being kept safe: in its working copy and in the person's file. No thread, no clock.

The newest map is held here as a value, so that neither place is needed to write the other: a
full disk under one of them costs nothing in the other.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from os.path import realpath
from pathlib import Path

from systemsmap.model.change import Change
from systemsmap.model.document import MapChanged
from systemsmap.model.records import Record
from systemsmap.storage.backups import keep_daily
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.map_file import now, publish
from systemsmap.storage.presence import holder_of, told
from systemsmap.storage.recovery import Orphan, discard
from systemsmap.storage.schema import DiskFull, FileTrouble, Locked, Unwritable
from systemsmap.storage.step_rows import StepRow
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.working_copy import WorkingCopy, prepare

_FULL = "full"

Copy = Path | Callable[[StoredMap], StoredMap]
"""A place for the whole map, or what makes of it the one to be written, with its place."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a file now, and after how many edits. `unbacked`: why there is no backup."""

    stored: StoredMap
    edits: int
    unbacked: str = ""


class Safekeeping:
    """Keeps a map. `unsaved`: a person's work is not yet in their file.

    `wants_backups` is asked before each publishing; `unbacked` says why there is none of today.
    `outside` carries out what is written to a person's disk; edits may be taken in meanwhile.
    """

    def __init__(self, folder: Path, stored: StoredMap, orphan: Orphan | None = None) -> None:
        self.stored = stored
        self.unsaved = orphan is not None
        self._folder = folder
        self._orphan = orphan
        self._waiting: list[Change] = []
        self._steps: list[StepRow] = []
        self._copy: WorkingCopy | None = None
        self._retired: list[WorkingCopy] = []
        self._backed_up = False
        self.wants_backups: Callable[[], bool] = lambda: False
        self.unbacked = ""
        self._edits = 0
        self.outside: Callable[[Path | None, Callable[[], Written]], Written] = _at_once
        prepare()

    @property
    def has_copy(self) -> bool:
        """True once there is a working copy to add to."""
        return self._copy is not None

    @property
    def has_place(self) -> bool:
        """True when there is a file that may be published without asking."""
        return self.stored.path is not None and not self.stored.readonly

    @property
    def is_waiting(self) -> bool:
        """True when the working copy lacks something."""
        return bool(self._waiting) or self._orphan is not None

    def take(self, event: MapChanged) -> None:
        """Take in a change, and the step of the history it was; nothing is written yet."""
        history = self.stored.history
        if event.step is not None:
            history = history.with_step(event.step)
            self._take_row(history)
        map_ = event.change.applied_to(self.stored.map_)
        self.stored = replace(self.stored, map_=map_, history=history)
        self._waiting.append(event.change)
        self.unsaved = self.unsaved or not event.remark
        self._edits += not event.remark

    def _take_row(self, history: KeptHistory) -> None:
        if history.given_up != self.stored.history.given_up:
            self._retire()  # its rows count from another beginning
        else:
            self._steps.append(history.last_row)

    def keep_history(self, history: KeptHistory) -> None:
        """Put this in place of the history, which must lead to the present map."""
        self.stored = replace(self.stored, history=history)
        self._retire()
        self.unsaved = True
        self._edits += 1
        self.keep()

    def keep(self) -> None:
        """Write what is waiting to the working copy. Raises FileTrouble; it waits on then."""
        try:
            self._keep()
        except (sqlite3.Error, OSError) as error:
            if _FULL not in str(error):
                self._retire()
            raise self._copy_trouble(error) from error
        self._waiting.clear()
        self._steps.clear()
        if self._orphan is not None:
            discard(self._orphan)
            self._orphan = None

    def publish(self) -> None:
        """Write the map to its file. Raises FileTrouble."""
        before, edits, backup = self.stored, self._edits, not self._backed_up
        is_day = self.has_place and self.wants_backups()

        def write() -> Written:
            unbacked = keep_daily(before, date.today()) if is_day else ""
            return Written(publish(_stamped(before), backup=backup), edits, unbacked)

        self._published(self.outside(before.path, write))

    def save_as(self, path: Path) -> None:
        """Give the map this place, over whatever is there. Raises FileTrouble; it stays then."""
        self._refuse_held(path)
        moved, edits = _stamped(self.stored).at(path), self._edits
        self._published(self.outside(path, lambda: Written(publish(moved, overwrite=True), edits)))

    def note(self, late: Written) -> None:
        """Take in what was written by a disk that answered late, if the map is still there."""
        if self.has_place and late.stored.path == self.stored.path:
            self._published(late)

    def save_copy(self, copy: Copy) -> None:
        """Write the map, or what is made of it, to another place as well. Raises FileTrouble."""
        made = copy(self.stored) if callable(copy) else self.stored.at(copy)
        if made.path is None or realpath(made.path) != realpath(self.stored.path or ""):
            self._refuse_held(made.path)
            sent, backup = _stamped(made), not callable(copy)
            self.outside(
                made.path, lambda: Written(publish(sent, overwrite=True, backup=backup), 0)
            )
        elif callable(copy):
            says = "is the map itself; a copy without parts of it needs another name."
            raise Unwritable(made.path, says)
        else:
            self.save_as(made.path)

    def accept(self, digest: str) -> None:
        """Take what is in the file now, of this digest, for known: the map may go over it."""
        self._placed(replace(self.stored, digest=digest, readonly=False))

    def stand_back(self) -> None:
        """Leave the file to somebody else: nothing more is written to it."""
        self._placed(replace(self.stored, readonly=True))

    def _placed(self, stored: StoredMap) -> None:
        self.stored = stored
        if self._copy is not None:
            with suppress(sqlite3.Error, OSError):  # at worst it is found changed once more
                self._copy.note(stored, unsaved=self.unsaved)

    def end(self, *, discarding: bool) -> None:
        """Let go. The working copy goes if all is saved or nothing is wanted, else it stays."""
        if discarding and self._orphan is not None:
            discard(self._orphan)
        for copy in (*self._retired, *([self._copy] if self._copy else [])):
            with suppress(sqlite3.Error, OSError):  # at worst it is offered without need
                if discarding or not self.unsaved:
                    copy.discard()
                else:
                    copy.close()

    def _refuse_held(self, path: Path | None) -> None:
        """Do not write over a file that somebody else has open. Our own lock is on our place."""
        is_ours = self.has_place and realpath(path or "") == realpath(str(self.stored.path))
        holder = holder_of(path, self._folder) if path and not is_ours else None
        if holder:
            raise Locked(path, f"was not saved because it is open {told(holder)}.")

    def _keep(self) -> None:
        if self._copy is not None and not self._copy.is_there():
            self._retire()
        if self._copy is None:
            self._copy = WorkingCopy.begin(self._folder, self.stored, unsaved=self.unsaved)
            while self._retired:
                self._retired.pop().discard()
        elif self._waiting:
            change = _joined(self._waiting)
            present = self.stored.map_ if change.places else None
            self._copy.write(change, self._steps, unsaved=self.unsaved, present=present)

    def _retire(self) -> None:
        """Stop writing to a copy that cannot be written; it stays until there is another."""
        if self._copy is not None:
            self._retired.append(self._copy)
        self._copy = None

    def _published(self, written: Written) -> None:
        """Note what is in the file now. More may have been drawn since it was sent there."""
        then, now_ = written.stored.map_.info, self.stored.map_
        dated = replace(now_.info, created=now_.info.created or then.created, changed=then.changed)
        map_ = replace(now_, info=dated)
        stored = replace(written.stored, map_=map_, history=self.stored.history)
        self.unsaved = self._edits != written.edits
        self.unbacked = written.unbacked or self.unbacked
        self._backed_up = True
        self._placed(stored)

    def _copy_trouble(self, error: Exception) -> FileTrouble:
        what = "the disk of the working copy is full"
        if _FULL in str(error) or "No space" in str(error):
            return DiskFull(self.stored.path, _unkept(what))
        return Unwritable(self.stored.path, _unkept(f"the working copy cannot be written: {error}"))


def _at_once(_: Path | None, job: Callable[[], Written]) -> Written:
    return job()


def _joined(changes: Iterable[Change]) -> Change:
    """Return one change for all, as `Change.then` would, in time that grows with their number.

    What was gone in between and came back has a place: it need not stand where it stood.
    """
    before: dict[str, Record | None] = {}
    after: dict[str, Record | None] = {}
    places: dict[str, int] = {}
    for change in changes:
        for id_, record in change.after.items():
            before.setdefault(id_, change.before[id_])
            if id_ in after and after[id_] is None and record is not None:
                places[id_] = 0
            after[id_] = record
        places.update(change.places)
    return Change(before, after, places)


def _unkept(reason: str) -> str:
    return f"is not being kept safe ({reason}); the map stays on screen and I will try again."


def _stamped(stored: StoredMap) -> StoredMap:
    """Return the map with the date of its last change, and of its first if it had none."""
    info = stored.map_.info
    dated = replace(info, created=info.created or now(), changed=now())
    return replace(stored, map_=replace(stored.map_, info=dated))
