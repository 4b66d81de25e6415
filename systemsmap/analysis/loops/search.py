"""The search for feedback loops: shortest first, within a budget, honest about what it left out.

networkx finds the cores, the parts of the map where everything feeds back on everything; only
there can loops be. Its own `simple_cycles` is right, and the oracle of the tests, but with a
bound on length it can take exponential time between two results and cannot be stopped in between
(networkx issues 8265 and 8737), so the way round is walked here: depth first from each variable
in the order of the map, over later variables only, never further from home than the links that
are left. The bound on length is raised step by step, so that the answer is complete length by
length. When nothing was found for a while, each step is first tried for whether home can still be
reached without crossing the way; that bounds the time between two loops.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.graph import cores
from systemsmap.analysis.loops.loop import Loop, Loops
from systemsmap.analysis.loops.walk import loop_from
from systemsmap.model.systems_map import SystemsMap

FIRST_BOUND = 6
PATIENCE = 2_000
"""Steps without a loop after which each further step is looked into first."""
LOOK_AT_CLOCK = 512
"""Steps between two looks at the clock."""

_Way = tuple[int, ...]


class _OutOfTime(Exception):  # noqa: N818 (not an error: the budget is spent)
    """The search has to end here."""


@dataclass(slots=True)
class _Core:
    """The cores as numbers: variables in map order, links only where they may close a loop."""

    ids: tuple[str, ...]
    effects: list[list[int]]
    causes: list[list[int]]
    longest: int


@dataclass(slots=True)
class _Clock:
    """When to end, and how long nothing has been found."""

    end: float
    idle: int = 0
    steps: int = field(default=0)

    def tick(self) -> None:
        """Count a step that found nothing. Raises _OutOfTime when the time is over."""
        self.idle += 1
        self.steps += 1
        if self.steps % LOOK_AT_CLOCK == 0 or self.idle > PATIENCE:
            self.look()

    def look(self) -> None:
        """Raise _OutOfTime when the time is over."""
        if perf_counter() > self.end:
            raise _OutOfTime


@dataclass(slots=True)
class _Found:
    """What is known so far: everything up to one length, and some loops beyond it."""

    complete_to: int = 0
    all_up_to: list[_Way] = field(default_factory=list)
    beyond: list[_Way] = field(default_factory=list)


def find_loops(map_: SystemsMap, budget: Budget | None = None) -> Loops:
    """Return the loops of a map, shortest first, then in the order of the map's variables.

    Loops of equal length keep the order of their variables; each starts at its first one. The
    search ends when the budget's seconds are over or more loops are known than it wants counted.
    """
    budget = budget or Budget()
    clock = _Clock(perf_counter() + budget.seconds)
    core = _core_of(map_)
    bound = min(core.longest, budget.length or core.longest)
    found = _search(core, bound, budget, clock)
    ways = sorted(found.all_up_to, key=len)
    ways += sorted((w for w in found.beyond if len(w) > found.complete_to), key=len)
    all_known = found.complete_to == core.longest
    return Loops(
        tuple(_loop(map_, core, way) for way in ways[: budget.results]),
        complete=all_known and len(ways) <= budget.results,
        known=min(len(ways), _most(budget) + 1),
        complete_to=found.complete_to,
        exactly=all_known,
    )


def _search(core: _Core, bound: int, budget: Budget, clock: _Clock) -> _Found:
    """Raise the length step by step, halving the step when too many loops come up."""
    found, most = _Found(), _most(budget)
    length, too_long = min(FIRST_BOUND, bound), bound + 1
    while found.complete_to < bound and found.complete_to + 1 < too_long:
        ways: list[_Way] = []
        try:
            for way in _all_ways(core, length, clock):
                ways.append(way)
                if len(ways) > most:
                    break
        except _OutOfTime:
            found.beyond = max(found.beyond, ways, key=len)
            break
        if len(ways) > most:
            found.beyond, too_long = ways, length
        else:
            found.all_up_to, found.complete_to = ways, length
        if found.beyond and len(found.all_up_to) >= budget.results:
            break
        length = _next_length(found, too_long, most)
    return found


def _most(budget: Budget) -> int:
    return max(budget.counted, budget.results)


def _next_length(found: _Found, too_long: int, most: int) -> int:
    """Return the next bound: small steps when there are many loops already."""
    if found.beyond:
        return (found.complete_to + too_long) // 2
    many = len(found.all_up_to)
    step = 2 if many * 8 > most else 4 if many * 64 > most else max(4, found.complete_to)
    return min(found.complete_to + step, too_long - 1)


def _all_ways(core: _Core, bound: int, clock: _Clock) -> Iterator[_Way]:
    for home in range(len(core.ids)):
        clock.look()
        yield from _ways_round(core, home, bound, clock)


def _ways_round(core: _Core, home: int, bound: int, clock: _Clock) -> Iterator[_Way]:
    """Yield each way from `home` back to it, over later variables, of at most `bound` links."""
    far = _distances(core, home, bound)
    way, taken = [home], bytearray(len(core.ids))
    taken[home] = True
    onward = [iter(core.effects[home])]
    while onward:
        for at in onward[-1]:
            if at == home:
                clock.idle = 0
                yield tuple(way)
            elif far[at] + len(way) <= bound and not taken[at]:
                clock.tick()
                if clock.idle > PATIENCE and not _may_close(
                    core, home, (at, taken), bound - len(way)
                ):
                    continue
                way.append(at)
                taken[at] = True
                onward.append(iter(core.effects[at]))
                break
        else:
            onward.pop()
            taken[way.pop()] = False


def _distances(core: _Core, home: int, bound: int) -> list[int]:
    """Return how many links it is home from each later variable; beyond the bound: too many."""
    far = [bound + 1] * len(core.ids)
    edge = [home]
    for steps in range(1, bound):
        reached = []
        for at in edge:
            for cause in core.causes[at]:
                if cause > home and far[cause] > bound:
                    far[cause] = steps
                    reached.append(cause)
        edge = reached
    return far


def _may_close(core: _Core, home: int, start: tuple[int, bytearray], room: int) -> bool:
    """Tell whether home is within `room` links of `start[0]` without the variables taken."""
    at, taken = start
    seen = bytearray(taken)
    seen[: home + 1] = b"\1" * (home + 1)
    edge = [at]
    for _ in range(room):
        reached = []
        for cause in edge:
            for effect in core.effects[cause]:
                if effect == home:
                    return True
                if not seen[effect]:
                    seen[effect] = True
                    reached.append(effect)
        edge = reached
    return False


def _core_of(map_: SystemsMap) -> _Core:
    groups = cores(map_)
    group_of = {id_: number for number, group in enumerate(groups) for id_ in group}
    ids = tuple(i for i in map_.variables if i in group_of)
    number = {id_: at for at, id_ in enumerate(ids)}
    effects: list[list[int]] = [[] for _ in ids]
    causes: list[list[int]] = [[] for _ in ids]
    for link in map_.links.values():
        group = group_of.get(link.source)
        if group is not None and group == group_of.get(link.target):
            effects[number[link.source]].append(number[link.target])
            causes[number[link.target]].append(number[link.source])
    for row in effects:
        row.sort()
    return _Core(ids, effects, causes, max(map(len, groups), default=0))


def _loop(map_: SystemsMap, core: _Core, way: _Way) -> Loop:
    ids = [core.ids[at] for at in way]
    steps = zip(ids, (*ids[1:], ids[0]), strict=True)
    return loop_from([map_.links[map_.link_between[step]] for step in steps])
