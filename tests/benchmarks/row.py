"""One row of the table of measurements, and the clock."""

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Samples = Callable[[], list[float]]


@dataclass(frozen=True)
class Row:
    """What is measured, the goal it must stay under, and what does the same job beside it.

    A goal of None: nothing was promised, and the number is worth knowing.
    `samples` and `rival` return measured values in `unit`; milliseconds come from `clocked`.
    """

    name: str
    goal: float | None
    samples: Samples
    beside: str = ""
    rival: Samples | None = None
    unit: str = "ms"


@dataclass(frozen=True)
class Measured:
    """A row with its numbers."""

    row: Row
    median: float
    p95: float
    rival: float | None

    @property
    def holds(self) -> bool:
        """True when the median stays under the goal, if there is one."""
        return self.row.goal is None or self.median < self.row.goal


def measured(row: Row) -> Measured:
    """Measure a row and what stands beside it, in the same run."""
    values = row.samples()
    rival = statistics.median(row.rival()) if row.rival else None
    return Measured(row, statistics.median(values), percentile(values, 0.95), rival)


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that so large a share of all values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def clocked(prepare: Callable[[], Callable[[], object]], times: int = 30) -> Samples:
    """Return the milliseconds of each call of what `prepare` returns, after one unclocked call."""

    def samples() -> list[float]:
        job = prepare()
        job()
        return [_milliseconds(job) for _ in range(times)]

    return samples


def _milliseconds(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000
