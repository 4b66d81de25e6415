"""The end of a count that takes too long, needs too much room or is no longer wanted."""

from collections.abc import Callable, Iterator
from itertools import islice
from time import perf_counter
from typing import TypeVar

from systemsmap.analysis.counting.counts import CountBudget

Item = TypeVar("Item")

CHUNK = 512
"""How many states are worked on between two looks: less than a millisecond."""
BITS = 500_000
"""How many bits their values may have together, for the same reason."""


class GaveUp(Exception):  # noqa: N818 (not an error: the budget is spent)
    """The count has to end here, for the reason that is its message."""


class TooManyStates(GaveUp):
    """One part takes too much room; others may still be counted."""


class Guard:
    """Watches one count; everything that may take long calls `look` about once a millisecond."""

    __slots__ = ("_cancel", "_chunk", "_end", "_seconds", "_states")

    def __init__(self, budget: CountBudget, cancel: Callable[[], bool] | None = None) -> None:
        self._end = perf_counter() + budget.seconds
        self._seconds = budget.seconds
        self._states = budget.states
        self._cancel = cancel
        self._chunk = CHUNK

    def expect(self, bits: int) -> None:
        """Look more often from now on if values are as large as this."""
        self._chunk = max(1, min(CHUNK, BITS // max(1, bits)))

    def look(self, states: int = 0) -> None:
        """Raise GaveUp when the time or the room is spent, or when asked to stop."""
        if self._cancel and self._cancel():
            raise GaveUp("The count was stopped.")
        if perf_counter() > self._end:
            raise GaveUp(f"Counting every loop takes longer than {self._seconds:g} seconds.")
        if states > self._states:
            raise TooManyStates(
                f"The loops are too entangled to count: over {self._states:,} states at a time."
            )

    def chunks(self, items: Iterator[Item]) -> Iterator[list[Item]]:
        """Yield the items in lists short enough to look in between."""
        while chunk := list(islice(items, self._chunk)):
            self.look()
            yield chunk

    def drained(self, states: dict[int, Item]) -> Iterator[list[tuple[int, Item]]]:
        """Yield all states like `chunks`, but take them out, so that their room is free at once."""
        take = states.popitem
        while states:
            self.look()
            yield [take() for _ in range(min(self._chunk, len(states)))]

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self._end - perf_counter()
