"""When a map is to be written: pure arithmetic on the time it is, in seconds."""

from dataclasses import dataclass, field

JOIN = 0.2
"""Changes that come this close together go into the working copy in one transaction."""
QUIET = 2.0
"""After so long without an edit the person's file is published."""
AT_LAST = 30.0
"""A file is not left behind for longer than this, however busily people edit."""
LONGEST_PAUSE = 30.0
"""Between two attempts at what does not succeed."""


@dataclass(slots=True)
class Due:
    """One thing to be done: when, since when it has waited, how often it has failed."""

    at: float | None = None
    since: float = 0.0
    failures: int = 0

    def is_now(self, now: float) -> bool:
        """Return whether it is time."""
        return self.at is not None and self.at <= now

    def wait(self, now: float, most: float) -> float:
        """Return the seconds until it is time, at most so many."""
        return most if self.at is None else min(most, max(0.0, self.at - now))

    def done(self) -> None:
        """It succeeded."""
        self.at = None
        self.failures = 0

    def failed(self, now: float) -> None:
        """It did not; the next attempt comes later each time."""
        self.failures += 1
        self.at = now + min(2.0 ** (self.failures - 1), LONGEST_PAUSE)


@dataclass(slots=True)
class Schedule:
    """When to write to the working copy and when to publish."""

    keeping: Due = field(default_factory=Due)
    publishing: Due = field(default_factory=Due)

    def edited(self, now: float, *, remark: bool, first: bool = False) -> None:
        """A change came in. Remarks alone do not publish. What fails keeps its own time.

        The `first` is kept at once: to begin takes longest.
        """
        if self.keeping.at is None:
            self.keeping.at = now if first else now + JOIN
        if remark or self.publishing.failures:
            return
        if self.publishing.at is None:
            self.publishing.since = now
        self.publishing.at = min(now + QUIET, self.publishing.since + AT_LAST)

    def wait(self, now: float) -> float | None:
        """Return the seconds until something is due; None: nothing is."""
        times = [due.at for due in (self.keeping, self.publishing) if due.at is not None]
        return max(0.0, min(times) - now) if times else None
