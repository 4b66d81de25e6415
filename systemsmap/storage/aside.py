"""Work on disks that may not answer, in threads of their own."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TypeVar

from systemsmap.storage.schema import Unwritable

_T = TypeVar("_T")

PATIENCE = 3.0
"""Seconds to wait for a disk before its silence is called a trouble."""


class Silent(Unwritable):
    """The disk does not answer; perhaps it will."""

    def __init__(self, path: Path | None) -> None:
        says = (
            "is not written yet because its disk does not answer; edits are kept on this computer."
        )
        super().__init__(path, says)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by what it was made of."""
        return type(self), (self.path,)


class Aside:
    """Does one thing at a time for each place, and none while one before it has not come back."""

    def __init__(self) -> None:
        self._running: dict[Path | None, Future[object]] = {}

    def begin(self, path: Path | None, job: Callable[[], _T]) -> "Future[_T]":
        """Do it, in a thread. Raises Silent while the place has not answered to the last."""
        before = self._running.get(path)
        if before is not None and not before.done():
            raise Silent(path)
        answer: Future[_T] = Future()
        self._running[path] = answer  # type: ignore[assignment]
        Thread(target=_do, args=(job, answer), name="map publisher", daemon=True).start()
        return answer


def _do(job: Callable[[], _T], answer: "Future[_T]") -> None:
    try:
        answer.set_result(job())
    except BaseException as error:
        answer.set_exception(error)
