"""What can be asked of the thread that writes a map."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from systemsmap.model.document import MapChanged
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.stored_map import StoredMap

if TYPE_CHECKING:
    from systemsmap.storage.safekeeping import Copy, Safekeeping

Job = Callable[["Safekeeping"], None]


@dataclass(frozen=True, slots=True)
class Order:
    """Something asked of the writer, and where the answer goes.

    `exact`: it speaks of the map as put before it, so nothing put after it is taken first.
    """

    job: Job
    answer: "Future[StoredMap]"
    last: bool = False
    exact: bool = False


class Orders:
    """Takes orders from any thread; each is carried out after what was put before it."""

    def __init__(self) -> None:
        self._inbox: SimpleQueue[MapChanged | Order | None] = SimpleQueue()
        self._put_off: deque[MapChanged | Order] = deque()

    def wake(self) -> "Future[StoredMap]":
        """Load what writing needs (0.3 s, on a slow computer more) before the first edit.

        Call it as soon as the window is on screen: edits are safe within a second from then on.
        """
        return self._order(lambda _: None)

    def save_now(self) -> "Future[StoredMap]":
        """Publish without waiting for quiet. The answer may be a FileTrouble, announced too.

        A map that has no file yet is no trouble: the answer alone says so (Unwritable).
        """
        return self._order(self._save_now)

    def save_as(self, path: Path) -> "Future[StoredMap]":
        """Give the map this place, over what is there. In trouble it stays where it was."""
        return self._order(lambda keeping: self._asked(keeping, lambda: keeping.save_as(path)))

    def save_copy(self, copy: "Copy") -> "Future[StoredMap]":
        """Write the map, or what is made of it, to another place; it goes on where it was."""
        return self._order(lambda keeping: self._asked(keeping, lambda: keeping.save_copy(copy)))

    def keep_history(self, history: KeptHistory) -> "Future[StoredMap]":
        """Put this in place of the history, which must lead to the map as put so far."""
        return self._order(lambda keeping: self._rewrite(keeping, history), exact=True)

    def accept(self, digest: str) -> "Future[StoredMap]":
        """Take what is in the file now, of this digest, for known: the map may go over it."""
        return self._order(lambda keeping: keeping.accept(digest))

    def stand_back(self) -> "Future[StoredMap]":
        """Leave the file to somebody else: nothing more is written to it."""
        return self._order(lambda keeping: keeping.stand_back())

    def _order(self, job: Job, *, last: bool = False, exact: bool = False) -> "Future[StoredMap]":
        answer: Future[StoredMap] = Future()
        self._inbox.put(Order(job, answer, last, exact))
        return answer

    # ------------------------------------------------------------------ done in the thread

    def _next(self, wait: float | None) -> MapChanged | Order | None:
        """Return what was put off, or else what comes next within so many seconds."""
        return self._put_off.popleft() if self._put_off else self._received(wait)

    def _received(self, wait: float | None) -> MapChanged | Order | None:
        try:
            return self._inbox.get(timeout=wait)
        except Empty:
            return None

    def _save_now(self, keeping: "Safekeeping") -> None:
        raise NotImplementedError

    def _asked(self, keeping: "Safekeeping", job: Callable[[], None]) -> None:
        raise NotImplementedError

    def _rewrite(self, keeping: "Safekeeping", history: KeptHistory) -> None:
        raise NotImplementedError
