"""Loops found, beside networkx on the same maps in the same run; and edits followed."""

from collections.abc import Callable
from importlib.util import find_spec
from itertools import islice
from random import Random
from time import perf_counter

import networkx as nx

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.analysis.loops.loop import Loops
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model import edits as do
from systemsmap.model.change import Change
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, Samples, clocked, percentile
from tests.benchmarks.spread import spread
from tests.maps import diamonds

Job = Callable[[], object]
SIZES = ((25, 43), (60, 100), (200, 340), (300, 600), (300, 900), (1000, 1700), (1000, 3000))
EDITS = 300
_LISTED = {(200, 340): 20.0, (300, 600): 20.0, (300, 900): 30.0, (1000, 3000): 60.0}
_SHARES = ((0.5, "median"), (0.95, "95 %"), (1.0, "slowest"))


def _budget(map_: SystemsMap) -> Budget:
    """Return bounds for whole lengths with the two thousand shortest loops in them."""
    horizon = LoopEngine(map_).horizon
    return Budget(results=2_000, length=horizon, counted=20_000)


def _listing(size: tuple[int, int]) -> Row:
    map_ = spread(*size)
    budget = _budget(map_)

    def ours() -> Loops:
        return find_loops(map_, budget)

    return Row(
        f"2,000 shortest loops of {size[0]} / {size[1]}",
        _LISTED.get(size),
        clocked(lambda: ours, 5),
        "networkx",
        clocked(lambda: _networkx(map_, ours()), 3),
    )


def _networkx(map_: SystemsMap, ours: Loops) -> Job:
    """List every loop as long as ours are complete to, from a graph that is there already."""
    graph = as_digraph(map_)
    bound = max(map(len, ours.loops), default=1) if ours.complete else ours.complete_to
    return lambda: list(nx.simple_cycles(graph, length_bound=bound))


def _default(size: tuple[int, int]) -> Row:
    map_ = spread(*size)
    return Row(
        f"500 loops of {size[0]} / {size[1]}, 20,000 known",
        None,
        clocked(lambda: lambda: find_loops(map_), 3),
        "rustworkx" if find_spec("rustworkx") else "",
        clocked(lambda: _rustworkx(map_), 3) if find_spec("rustworkx") else None,
    )


def _rustworkx(map_: SystemsMap) -> Job:
    """Count as many loops, in whatever order they come."""
    import rustworkx  # type: ignore[import-not-found,unused-ignore]

    known = find_loops(map_).known
    graph = rustworkx.networkx_converter(as_digraph(map_))
    return lambda: sum(1 for _ in islice(rustworkx.simple_cycles(graph), known))


def _following(size: tuple[int, int], kind: str) -> tuple[Row, ...]:
    """Return the middle, the 95th of 100 and the slowest of many edits of one kind."""
    times: list[float] = []

    def share(of: float) -> Samples:
        def samples() -> list[float]:
            if not times:
                times.extend(_times(spread(*size), kind))
            return [percentile(times, of)]

        return samples

    goals = (None, 5.0 if size[0] < 1000 else 2.0, 16.0)
    return tuple(
        Row(f"{kind} {size[0]} / {size[1]}, {name}", goal, share(of))
        for (of, name), goal in zip(_SHARES, goals, strict=True)
    )


def _times(map_: SystemsMap, kind: str) -> list[float]:
    """Return the milliseconds of edits of one kind, each taken back afterwards."""
    engine, chance = LoopEngine(map_), Random(11)
    times: list[float] = []
    while len(times) < EDITS:
        change = _edit(map_, kind, chance)
        if change:
            horizon = engine.horizon
            begun = perf_counter()
            engine.apply(change)
            times.append((perf_counter() - begun) * 1000)
            engine.apply(change.reversed())
            if engine.horizon < horizon:
                engine.deepen()
    return times


def _edit(map_: SystemsMap, kind: str, chance: Random) -> Change:
    links, ids = list(map_.links), list(map_.variables)
    try:
        if kind == "add a link":
            return do.add_link(map_, chance.choice(ids), chance.choice(ids), Polarity.POSITIVE)
        if kind == "remove a link":
            return do.delete(map_, [chance.choice(links)])
        return do.set_polarity(map_, [chance.choice(links)], chance.choice(list(Polarity)))
    except do.EditError:
        return Change()


ROWS = (
    *(_listing(size) for size in SIZES),
    *(_default(size) for size in ((200, 340), (1000, 1700))),
    Row("a chain of thirty diamonds", 50, clocked(lambda: lambda: find_loops(diamonds(30)), 5)),
    *(
        row
        for size in ((300, 600), (300, 900), (1000, 2000), (1000, 3000))
        for kind in ("add a link", "remove a link", "sign a link")
        for row in _following(size, kind)
    ),
)
