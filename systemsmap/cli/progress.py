"""How far a long search has come, told to a person at a terminal and to nobody else."""

import sys
from time import monotonic

PATIENCE = 0.5
"""Seconds before anything is said."""
OFTEN = 0.2
"""Seconds between two lines."""


class Progress:
    """A line on standard error while work goes on; taken off again by `clear`.

    It is called where the work asks whether to stop, and never says yes: Ctrl+C raises.
    """

    def __init__(self, doing: str, seconds: float) -> None:
        self._doing, self._seconds = doing, seconds
        self._begun = monotonic()
        self._next = self._begun + PATIENCE
        self._said = ""
        self._is_seen = sys.stderr.isatty()

    def __call__(self) -> bool:
        """Tell how long it may still take, now and then. Always False: go on."""
        if self._is_seen and monotonic() > self._next:
            self._tell()
        return False

    def _tell(self) -> None:
        now = monotonic()
        self._next = now + OFTEN
        past = now - self._begun
        left = max(0.0, self._seconds - past)
        words = f"{self._doing} for {past:.0f} s; at most {left:.0f} s more (Ctrl+C stops it)"
        sys.stderr.write("\r" + words.ljust(len(self._said)))
        sys.stderr.flush()
        self._said = words

    def clear(self) -> None:
        """Take the line away."""
        if self._said:
            sys.stderr.write("\r" + " " * len(self._said) + "\r")
            sys.stderr.flush()
            self._said = ""
