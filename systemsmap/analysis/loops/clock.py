"""When a search for loops has to end."""

from collections.abc import Callable
from dataclasses import dataclass
from time import thread_time

from systemsmap.analysis.deadline import Deadline, OutOfTime


@dataclass(slots=True)
class Clock:
    """A deadline with a number of loops that is enough."""

    deadline: Deadline
    enough: int
    found_before: int = 0
    progress: Callable[[int], None] | None = None

    def until(self, enough: int) -> "Clock":
        """Return a clock with the same deadline that wants so many loops, counted anew."""
        return Clock(self.deadline, enough)

    def is_full(self, found: int) -> bool:
        """Tell whether more loops are found than are enough."""
        return self.found_before + found > self.enough

    def look(self, found: int) -> None:
        """Raise OutOfTime when more than enough is found, time is over or nobody waits."""
        if self.is_full(found):
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

    def part(self, share: float) -> "Effort":
        """Return a deadline after a share of the seconds that are left."""
        return Effort(share * max(0.0, self._work_end - thread_time()))

    def look(self) -> None:
        """Raise OutOfTime when the work is done that was allowed."""
        if thread_time() > self._work_end:
            raise OutOfTime
