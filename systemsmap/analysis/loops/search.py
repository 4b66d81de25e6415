"""The search for feedback loops: shortest first, within a budget, honest about what it left out.

networkx's own `simple_cycles` is right, and the oracle of the tests, but with a bound on length
it can take exponential time between two results and cannot be stopped in between (networkx
issues 8265 and 8737), lists in an order of its own and takes ten times as long; so the way round
is walked here (`home`), over the components where loops can be (`components`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.deadline import Cancel, Deadline, OutOfTime
from systemsmap.analysis.loops.clock import Clock
from systemsmap.analysis.loops.components import hubs_first, in_map_order
from systemsmap.analysis.loops.core import Core, core_of, from_first
from systemsmap.analysis.loops.listing import Batch, all_homes, by_length, first_in_order
from systemsmap.analysis.loops.loop import Loops
from systemsmap.model.systems_map import SystemsMap

TELLING = 0.01
"""Seconds of the budget, or a fifth of it, left for turning what was found into loops."""


@dataclass(slots=True)
class Found:
    """Ways round in order, as many as are wanted, and how many there are at least."""

    ways: list[str] = field(default_factory=list)
    known: int = 0
    complete_to: int = 0
    longest: int = 0

    def take(
        self,
        batches: Iterable[Batch],
        results: int,
        some_of: Callable[[Batch, int], list[str]],
    ) -> bool:
        """Take in lengths one after another; return whether the last of them was whole.

        `some_of` chooses from a length that was cut short.
        """
        for batch in batches:
            self.known += len(batch.ways)
            wanted = results - len(self.ways)
            if not batch.whole:
                self.ways += some_of(batch, wanted)
                return False
            self.complete_to = batch.length
            if wanted > 0 and batch.ways:
                self.ways += from_first(batch.ways)[:wanted]
        return True

    def as_loops(self, core: Core, enough: int) -> Loops:
        """Return what was found; no more than `enough` are known to whoever asked."""
        all_known = self.complete_to == self.longest
        return Loops(
            tuple(map(core.loop, self.ways)),
            complete=all_known and self.known == len(self.ways),
            known=min(self.known, enough + 1),
            complete_to=self.complete_to,
            exactly=all_known,
        )


def find_loops(
    map_: SystemsMap, budget: Budget | None = None, cancel: Cancel | None = None
) -> Loops:
    """Return the loops of a map, shortest first, then in the order of the map's variables.

    Loops of equal length keep the order of their variables; each starts at its first one. The
    search ends when the budget's seconds are over, when more loops are known than it wants
    counted, or when `cancel` says that nobody waits for the answer.
    """
    budget = budget or Budget()
    clock = clock_of(budget, cancel)
    core = core_of(map_)
    found = _search(core, budget, clock)
    return found.as_loops(core, clock.enough)


def clock_of(budget: Budget, cancel: Cancel | None) -> Clock:
    """Return the clock of a search, which leaves time to tell what was found."""
    seconds = max(budget.seconds * 0.8, budget.seconds - TELLING)
    return Clock(Deadline(seconds, cancel), max(budget.counted, budget.results))


def _search(core: Core, budget: Budget, clock: Clock) -> Found:
    homes = hubs_first(core.effects)
    alone = sorted(core.alone)
    longest = max(homes.longest, 1 if alone else 0)
    bound = min(longest, budget.length or longest)
    found = Found(longest=longest)
    try:
        clock.look(0)
    except OutOfTime:
        return found
    found.ways, found.known = alone[: budget.results], len(alone)
    found.complete_to, clock.found_before = min(1, bound), len(alone)
    batches = by_length(all_homes(homes), bound, clock, homes.loops)
    if found.take(batches, budget.results, lambda cut, n: _some_of(core, cut, n, clock)):
        found.complete_to = bound
    return found


def _some_of(core: Core, batch: Batch, wanted: int, clock: Clock) -> list[str]:
    """Return the first loops of a length that was cut short, or any of them if time is over."""
    if wanted <= 0 or not batch.ways:
        return []
    homes = in_map_order(core.effects)
    ways = first_in_order(homes, batch.length, clock.until(wanted))
    return ways if len(ways) == wanted else from_first(batch.ways[:wanted])
