"""How much work a file that nobody vouches for may cause."""

from time import monotonic


class Spent(Exception):  # noqa: N818 - nothing is wrong, it is only enough
    """As much was done for this file as may be."""


class Effort:
    """A number of steps and of seconds, whichever is used up first."""

    def __init__(self, steps: int, seconds: float) -> None:
        self._left = steps
        self._end = monotonic() + seconds
        self._look = steps

    def spend(self, steps: int = 1) -> None:
        """Take so many steps. Raises Spent when there are none left, or no time."""
        self._left -= steps
        if self._left < 0:
            raise Spent
        if self._look - self._left > 2_000:  # asking the clock each time would be most of the work
            self._look = self._left
            if monotonic() > self._end:
                raise Spent
