"""Edits followed on the spot: what each does to the loops that are kept."""

from random import Random
from time import perf_counter

from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.model import edits as do
from systemsmap.model.change import Change
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, Samples, percentile
from tests.benchmarks.spread import spread

TITLE = "Goal 1: an edit in 5 ms (95 %) at 300 variables, in 2 ms at 1,000"
EDITS = 300
_SHARES = ((0.5, "median"), (0.95, "95 %"), (1.0, "slowest"))


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


ROWS = tuple(
    row
    for size in ((300, 600), (300, 900), (1000, 2000), (1000, 3000))
    for kind in ("add a link", "remove a link", "sign a link")
    for row in _following(size, kind)
)
