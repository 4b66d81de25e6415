"""When a search for loops has to end, and how much it may remember."""

from collections.abc import Callable
from dataclasses import dataclass
from time import thread_time

from systemsmap.analysis.deadline import Deadline, OutOfTime

KEPT = 400_000
"""Unfinished ways that may be kept at once; a hundred bytes each."""


@dataclass(slots=True)
class Clock:
    """A deadline with a number of loops that is enough."""

    deadline: Deadline
    enough: int
    found_before: int = 0
    kept: int = 0
    progress: Callable[[int], None] | None = None

    def until(self, enough: int) -> "Clock":
        """Return a clock with the same deadline that wants so many loops, counted anew."""
        return Clock(self.deadline, enough)

    def look(self, found: int) -> None:
        """Raise OutOfTime when more than enough is found, time is over or nobody waits."""
        if self.found_before + found > self.enough:
            raise OutOfTime
        if self.progress:
            self.progress(self.found_before + found)
        self.deadline.look()


class Effort(Deadline):
    """A deadline in seconds of work of this thread.

    On a busy machine a few milliseconds pass without a single step; an edit is not to lose sight
    of its loops for that.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self._work_end = thread_time() + seconds

    def look(self) -> None:
        """Raise OutOfTime when the work is done that was allowed."""
        if thread_time() > self._work_end:
            raise OutOfTime
