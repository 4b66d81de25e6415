"""Writes one open map from a thread of its own, so that nobody ever waits for a disk.

What needs a database library is imported inside the thread, when there is something to write:
the window is on screen by then. The two events are announced in that thread; whoever draws must
bring them to their own.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from systemsmap.model.document import MapChanged
from systemsmap.model.events import Event
from systemsmap.storage.aside import PATIENCE, Aside, Silent
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.orders import Order, Orders
from systemsmap.storage.recovery import Orphan
from systemsmap.storage.schedule import Due, Schedule
from systemsmap.storage.schema import FileTrouble, Unwritable
from systemsmap.storage.stored_map import StoredMap

if TYPE_CHECKING:
    from systemsmap.storage.safekeeping import Safekeeping, Written

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SaveState:
    """What is on disk: of `taken` changes put so far, `kept` are in the working copy.

    `unsaved`: a person's edit is not in their file, or they have no file yet. `path` is that file,
    `digest` what we last read or wrote there. `unbacked` says why there is no backup of today,
    where there should be one.
    """

    path: Path | None
    taken: int
    kept: int
    unsaved: bool
    unbacked: str = ""
    digest: str = ""


class MapWriter(Orders):
    """Keeps one map safe: in its working copy in `folder`, and in its file when things are quiet.

    `trouble` announces what is wrong, and None when it is over. `saved` announces what is on
    disk. Neither is announced in the caller's thread. `wants_backups` is asked there, too.
    While the person's disk is slow, edits go on into the working copy.
    """

    def __init__(
        self,
        folder: Path,
        stored: StoredMap | None = None,
        orphan: Orphan | None = None,
        *,
        wants_backups: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self.trouble: Event[FileTrouble | None] = Event()
        self.saved: Event[SaveState] = Event()
        self._wants_backups = wants_backups
        self._folder = folder
        self._stored = stored or (orphan.stored if orphan else StoredMap())
        self._orphan = orphan
        self._schedule = Schedule()
        self._troubles: dict[str, FileTrouble | None] = {}
        self._told_trouble = ""
        self._told_state = SaveState(
            self._stored.path, 0, 0, unsaved=False, digest=self._stored.digest
        )
        self._taken = self._kept = 0
        self._aside = Aside()
        self._ending: Future[StoredMap] | None = None
        self._thread = Thread(target=self._run, name="map writer", daemon=True)
        self._thread.start()
        if orphan is not None:
            self.wake()

    def put(self, event: MapChanged) -> None:
        """Take in a change as the document announces it. Never waits."""
        if event.provisional:
            return
        if self._ending is not None:
            raise RuntimeError("a closed writer was given a change")
        self._inbox.put(event)

    def close(self, timeout: float = 10.0, *, discard: bool = False) -> FileTrouble | None:
        """Publish what is unsaved, end the thread and remove the working copy.

        What could not be published, or has no place yet, stays in the working copy for the next
        start; the trouble is returned, if any. Work that is on no disk at all keeps the writer
        open (`is_closed` stays false). `discard`: throw away what is unsaved. Waits at most
        `timeout` seconds.
        """
        if self.is_closed:
            return self._troubles.get("file") or self._troubles.get("copy")
        if self._ending is None:
            ending = self._order(lambda keeping: self._end(keeping, discarding=discard), last=True)
            self._ending = ending
        try:
            self._ending.result(timeout)
        except FileTrouble as trouble:
            self._ending = None
            return trouble
        except TimeoutError:
            return Unwritable(self._stored.path, "is still being written; please wait a little.")
        self._thread.join(timeout)
        return self._troubles.get("file") or self._troubles.get("copy")

    @property
    def is_closed(self) -> bool:
        """True once the thread has ended and nothing more can be put."""
        return not self._thread.is_alive()

    # Everything below runs in the writer's thread.

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:
            _log.exception("the map writer broke down")
            says = f"can no longer be saved here ({error!r}); export the map to keep it."
            self._refuse(Unwritable(self._stored.path, says))

    def _work(self) -> None:
        item: MapChanged | Order | None = self._inbox.get()
        from systemsmap.storage.safekeeping import Safekeeping  # noqa: PLC0415 - 0.3 s, only now

        keeping = Safekeeping(self._folder, self._stored, self._orphan)
        keeping.wants_backups = self._wants_backups
        keeping.outside = lambda path, job: self._outside(keeping, path, job)
        if keeping.unsaved:
            self._schedule.edited(monotonic(), remark=False)
        while not self._handle(keeping, item):
            item = self._next(self._schedule.wait(monotonic()))

    def _refuse(self, trouble: FileTrouble) -> None:
        """Say to whoever asks that nothing is saved any more, rather than say nothing."""
        _tell(self.trouble, trouble)
        while True:
            item = self._inbox.get()
            if isinstance(item, Order):
                item.answer.set_exception(trouble)
                if item.last:
                    return

    def _handle(self, keeping: "Safekeeping", item: MapChanged | Order | None) -> bool:
        """Do what is asked and what is due; return whether that was the last."""
        match item:
            case MapChanged():
                self._take(keeping, item)
            case Order() if self._obey(keeping, item) and item.last:
                return True
        if self._schedule.keeping.is_now(monotonic()):
            self._keep(keeping)
        if self._schedule.publishing.is_now(monotonic()):
            self._publish(keeping)
        self._announce(keeping)
        return False

    def _take(self, keeping: "Safekeeping", event: MapChanged) -> None:
        self._taken += 1
        keeping.take(event)
        first = not keeping.has_copy
        self._schedule.edited(monotonic(), remark=event.remark, first=first)

    def _outside(
        self, keeping: "Safekeeping", path: Path | None, job: "Callable[[], Written]"
    ) -> "Written":
        """Write to a person's disk, and keep meanwhile what they draw; orders wait.

        Raises Silent when the disk does not answer; what comes of it is noted when it does.
        """
        answer = self._aside.begin(path, job)
        answer.add_done_callback(lambda _: self._inbox.put(None))
        end, is_exact = monotonic() + PATIENCE, False
        while not answer.done():
            now = monotonic()
            if now > end:
                answer.add_done_callback(lambda late: self._order(lambda k: self._note(k, late)))
                raise Silent(path)
            item = self._received(self._schedule.keeping.wait(now, end - now))
            if isinstance(item, MapChanged) and not is_exact:
                self._take(keeping, item)
            elif item is not None:
                self._put_off.append(item)
                is_exact = is_exact or (isinstance(item, Order) and item.exact)
            if self._schedule.keeping.is_now(monotonic()):
                self._keep(keeping)
            self._announce(keeping)
        return answer.result()

    def _note(self, keeping: "Safekeeping", late: "Future[Written]") -> None:
        """Note what a disk that was silent has made of it; go on with the rest at once."""
        if late.exception() is None:
            keeping.note(late.result())
        if self._schedule.publishing.at is not None:
            self._schedule.publishing.at = monotonic()

    def _obey(self, keeping: "Safekeeping", order: Order) -> bool:
        """Do what is asked and answer; return whether it went well."""
        trouble = _tried(lambda: order.job(keeping), keeping.stored.path)
        self._announce(keeping)
        if trouble is None:
            order.answer.set_result(keeping.stored)
        else:
            order.answer.set_exception(trouble)
        return trouble is None

    def _save_now(self, keeping: "Safekeeping") -> None:
        self._keep(keeping)
        if keeping.stored.path is None:
            raise Unwritable(None, "has no file yet; it is kept, choose Save as to give it one.")
        trouble = self._write_out(keeping)
        if trouble is not None:
            raise trouble

    def _asked(self, keeping: "Safekeeping", job: Callable[[], None]) -> None:
        self._keep(keeping)
        trouble = self._attempt("asked", Due(), job)
        if trouble is not None:
            raise trouble
        if not keeping.unsaved:  # saved under a name: nothing is due at the old one
            self._troubles["file"] = None
            self._schedule.publishing.done()

    def _rewrite(self, keeping: "Safekeeping", history: KeptHistory) -> None:
        self._keep(keeping)
        keeping.keep_history(history)
        self._schedule.edited(monotonic(), remark=False)

    def _end(self, keeping: "Safekeeping", *, discarding: bool) -> None:
        if not discarding:
            self._keep(keeping)
            self._publish(keeping)
            unkept = self._troubles.get("copy")
            if unkept is not None and keeping.unsaved:
                raise unkept  # it is on no disk at all: whoever closes must know first
        keeping.end(discarding=discarding)

    def _keep(self, keeping: "Safekeeping") -> None:
        if (
            keeping.is_waiting
            and self._attempt("copy", self._schedule.keeping, keeping.keep) is None
        ):
            self._kept = self._taken

    def _publish(self, keeping: "Safekeeping") -> None:
        """Publish what a person did, if there is a file to publish it to."""
        if keeping.unsaved and keeping.has_place:
            self._write_out(keeping)
        else:
            self._schedule.publishing.done()
            if not keeping.unsaved:
                self._troubles["file"] = None

    def _write_out(self, keeping: "Safekeeping") -> FileTrouble | None:
        trouble = self._attempt("file", self._schedule.publishing, keeping.publish)
        if trouble is None and keeping.unsaved:  # more was drawn meanwhile
            self._schedule.edited(monotonic(), remark=False)
        return trouble

    def _attempt(self, what: str, due: Due, job: Callable[[], None]) -> FileTrouble | None:
        trouble = _tried(job, self._stored.path)
        self._troubles[what] = trouble
        if trouble is None:
            due.done()
            self._troubles["asked"] = None
        else:
            due.failed(monotonic())
        return trouble

    def _announce(self, keeping: "Safekeeping") -> None:
        """Tell what is new: each trouble once, and what reached a disk or no longer is there."""
        self._stored = stored = keeping.stored
        trouble = next((t for t in self._troubles.values() if t is not None), None)
        if str(trouble or "") != self._told_trouble:
            self._told_trouble = str(trouble or "")
            _tell(self.trouble, trouble)
        state = SaveState(stored.path, self._taken, self._kept, keeping.unsaved)
        state = replace(state, unbacked=keeping.unbacked, digest=stored.digest)
        if replace(state, taken=0) != self._told_state:
            self._told_state = replace(state, taken=0)
            _tell(self.saved, state)


def _tried(job: Callable[[], None], path: Path | None) -> FileTrouble | None:
    """Return what went wrong. Not even a bug may end the thread that holds people's work."""
    try:
        job()
    except FileTrouble as trouble:
        return trouble
    except Exception as error:
        _log.exception("a map could not be written")
        return Unwritable(path, f"was not saved ({error}); the map is kept and I will try again.")
    return None


def _tell(event: Event[_T], value: _T) -> None:
    """Announce; a listener that fails is a bug of its own and must not stop the writing."""
    try:
        event.emit(value)
    except Exception:
        _log.exception("a listener failed")
