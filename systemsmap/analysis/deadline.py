"""When a long computation has to end: its time is over, or nobody waits for it any more."""

from collections.abc import Callable
from time import perf_counter

Cancel = Callable[[], bool]
"""Tells whether nobody wants the answer any more. Asked often: it should be quick."""


class OutOfTime(Exception):  # noqa: N818 (not an error: the answer is cut short)
    """The computation ends here and says so."""


class Deadline:
    """An end some seconds from now, or earlier when `cancel` says so."""

    def __init__(self, seconds: float, cancel: Cancel | None = None) -> None:
        self._end = perf_counter() + seconds
        self._cancel = cancel

    @property
    def is_over(self) -> bool:
        """Whether the end has come."""
        return perf_counter() > self._end or bool(self._cancel and self._cancel())

    def look(self) -> None:
        """Raise OutOfTime when the end has come."""
        if self.is_over:
            raise OutOfTime
