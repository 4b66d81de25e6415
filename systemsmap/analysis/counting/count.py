"""All feedback loops of a map, counted exactly without listing one."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from systemsmap.analysis.counting.blocks import Block, blocks, self_links
from systemsmap.analysis.counting.counts import CountBudget, Counts, Kinds, TooWide
from systemsmap.analysis.counting.guard import GaveUp, Guard, TooManyStates
from systemsmap.analysis.counting.numbers import Tally, tally_of
from systemsmap.analysis.counting.part import Part, at_least
from systemsmap.analysis.counting.short import Short
from systemsmap.model.systems_map import SystemsMap

EXACT_SHARE = 0.75
"""The share of the time given to the exact count; the rest is for the short loops without it."""

Cancel = Callable[[], bool]


def count_loops(
    map_: SystemsMap,
    budget: CountBudget | None = None,
    cancel: Cancel | None = None,
    *,
    per_link: bool = False,
    by_length: bool = False,
) -> Counts | TooWide:
    """Return how many feedback loops a map has, of each kind, or what is known of their number.

    A loop is undecided, or delayed, when one of its links is; a link from a variable to itself is
    a loop of one link. `cancel` is asked every millisecond; what is known by a yes is returned.
    """
    budget = budget or CountBudget()
    count = _Count(map_, Guard(replace(budget, seconds=budget.seconds * EXACT_SHARE), cancel))
    try:
        tallies = count.totals()
    except GaveUp as stop:
        rest = CountBudget(budget.seconds * (1 - EXACT_SHARE), budget.states)
        return count.with_short_loops(Guard(rest, cancel), str(stop))
    counts = _counts(sum(tallies, Tally()))
    try:
        if by_length:
            counts = replace(counts, by_length=count.lengths(tallies))
        if per_link:
            counts = replace(counts, per_link=count.per_link(tallies))
    except GaveUp as stop:
        counts = replace(counts, reason=str(stop))
    return counts


class _Count:
    """One count, and how far it has come."""

    def __init__(self, map_: SystemsMap, guard: Guard) -> None:
        self._map = map_
        self._guard = guard
        self._loose = self_links(map_)
        self._blocks: list[Block] = []
        self._parts: list[Part] = []

    def totals(self) -> list[Tally]:
        """Return the tally of the loops of one link, then that of each block.

        Blocks after one that is too wide are still counted. Raises GaveUp.
        """
        self._guard.look()
        self._blocks = blocks(self._map, self._guard)
        tallies = [sum(map(tally_of, self._loose), Tally())]
        trouble: GaveUp | None = None
        for block in self._blocks:
            part = Part(block, self._guard)
            self._parts.append(part)
            try:
                tallies.append(part.totals())
            except TooManyStates as stop:
                trouble = stop
        if trouble:
            raise trouble
        return tallies

    def with_short_loops(self, guard: Guard, reason: str) -> TooWide:
        """Return what is known, with the short loops that this guard leaves time to count."""
        links = [*self._loose, *(link for block in self._blocks for link in block)]
        short = Short(links)
        short.count(guard)
        waiting = self._blocks[len(self._parts) :]
        known = sum(part.all_known for part in self._parts)
        known += sum(map(at_least, waiting)) + len(self._loose)
        lower_bound = max(known, sum(short.by_length.values()))
        return TooWide(lower_bound, short.complete_to, short.by_length, reason)

    def lengths(self, tallies: Sequence[Tally]) -> dict[int, int]:
        """Return how many loops there are of each length. Raises GaveUp."""
        sums = Counter({1: len(self._loose)} if self._loose else {})
        for part, tally in zip(self._parts, tallies[1:], strict=True):
            sums.update(part.lengths(tally.all))
        return dict(sorted(sums.items()))

    def per_link(self, tallies: Sequence[Tally]) -> dict[str, Kinds]:
        """Return how many loops of each kind run through each link. Raises GaveUp."""
        found = dict.fromkeys(self._map.links, (0, 0, 0))
        found |= {link.id: _kinds(tally_of(link)) for link in self._loose}
        for part, tally in zip(self._parts, tallies[1:], strict=True):
            found |= {id_: _kinds(sums) for id_, sums in part.per_link(tally.all).items()}
        return found


def _counts(tally: Tally) -> Counts:
    return Counts(tally.all, *_kinds(tally), tally.all - tally.prompt)


def _kinds(tally: Tally) -> Kinds:
    both, difference = tally.decided, tally.signed
    return (both + difference) // 2, (both - difference) // 2, tally.all - both
