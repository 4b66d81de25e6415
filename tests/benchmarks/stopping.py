"""Searches that have to end: how late they are, whatever the map."""

from time import perf_counter

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.counting.count import count_loops
from systemsmap.analysis.counting.counts import CountBudget
from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, Samples, clocked
from tests.maps import diamonds, map_from, tangle

TITLE = "Goal 4: at most 5 ms late; a chain of thirty diamonds in 1 ms"
BUDGET = 0.05


def _complete(size: int) -> SystemsMap:
    return map_from(*(f"v{a} + v{b}" for a in range(size) for b in range(size) if a != b))


def _late(map_: SystemsMap) -> Samples:
    """Return by how much a search of 50 ms is late."""

    def samples() -> list[float]:
        late = []
        for _ in range(9):
            begun = perf_counter()
            find_loops(map_, Budget(results=200, counted=10**9, seconds=BUDGET))
            late.append(max(0.0, (perf_counter() - begun - BUDGET) * 1000))
        return late

    return samples


def _cancelled(map_: SystemsMap) -> Samples:
    """Return how long a count goes on after it is no longer wanted."""

    def samples() -> list[float]:
        late = []
        for _ in range(9):
            end = perf_counter() + BUDGET
            count_loops(map_, CountBudget(60.0), lambda end=end: perf_counter() > end)  # type: ignore[misc]
            late.append(max(0.0, (perf_counter() - end) * 1000))
        return late

    return samples


_MAPS = {
    "thirty diamonds": diamonds(30),
    "complete 40": _complete(40),
    "300 / 1,200": tangle(300, 4.0),
}

ROWS = (
    *(Row(f"late at 50 ms: {name}", 5, _late(map_)) for name, map_ in _MAPS.items()),
    *(Row(f"count cancelled: {name}", 5, _cancelled(map_)) for name, map_ in _MAPS.items()),
    Row(
        "thirty diamonds have nothing up to 60",
        1,
        clocked(lambda: lambda: find_loops(diamonds(30), Budget(length=60)), 9),
    ),
    Row("engine on thirty diamonds", None, clocked(lambda: lambda: LoopEngine(diamonds(30)), 3)),
)
