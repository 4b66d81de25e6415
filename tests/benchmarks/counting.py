"""Every loop counted without listing, beside networkx listing at the rate it has on that map."""

import time
from collections.abc import Callable
from itertools import islice

import networkx as nx

from systemsmap.analysis.counting.count import count_loops
from systemsmap.analysis.counting.counts import CountBudget, Counts
from systemsmap.analysis.graph import as_digraph
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, Samples, clocked
from tests.benchmarks.themes import themed
from tests.maps import diamonds

TITLE = "Goal 3: every loop counted exactly, without listing one"
LISTED = 20_000
"""Loops that networkx lists to show its rate; the rest of its time is worked out."""
BUDGET = CountBudget(seconds=30.0)


def _counted(map_: SystemsMap, *, lengths: bool = False, links: bool = False) -> Counts:
    counts = count_loops(map_, BUDGET, by_length=lengths, per_link=links)
    assert isinstance(counts, Counts)
    assert not counts.reason
    return counts


def _listing(map_: SystemsMap) -> Samples:
    def samples() -> list[float]:
        graph, total = as_digraph(map_), _counted(map_).total
        begun = time.perf_counter()
        listed = sum(1 for _ in islice(nx.simple_cycles(graph), LISTED))
        return [(time.perf_counter() - begun) * 1000 * total / max(1, listed)]

    return samples


def _row(what: str, map_: SystemsMap, goal: float, count: Callable[..., object] = _counted) -> Row:
    ours = clocked(lambda: lambda: count(map_), 5)
    return Row(f"count {what}", goal, ours, "networkx, its rate", _listing(map_))


def _themed(size: int, density: float, seed: int, goal: float) -> Row:
    map_ = themed(size, density, seed)
    return _row(f"{size:,} / {len(map_.links):,}: {_words(_counted(map_).total)}", map_, goal)


def _words(total: int) -> str:
    return f"{total:,} loops" if total < 10**9 else f"{total:.1e} loops"


def _asked(lengths: bool, links: bool) -> Callable[[SystemsMap], Counts]:
    return lambda map_: _counted(map_, lengths=lengths, links=links)


ROWS = (
    _themed(100, 1.5, 5, 50),
    _themed(100, 2.0, 0, 50),
    _themed(300, 1.5, 0, 50),
    _themed(300, 2.0, 2, 50),
    _themed(300, 2.0, 4, 1000),
    _themed(1000, 1.5, 0, 50),
    _themed(1000, 1.5, 2, 2000),
    _row("300 / 600, by length", themed(300, 2.0, 2), 100, _asked(lengths=True, links=False)),
    _row(
        "300 / 600, through each link", themed(300, 2.0, 2), 200, _asked(lengths=False, links=True)
    ),
    _row("60 diamonds: 2^60 loops", diamonds(60), 50),
)
