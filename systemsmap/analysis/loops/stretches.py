"""Contraction: variables where nothing branches are joined away, and no loop is lost.

A variable with a single link in, or a single link out, leaves no choice: its links can be joined
into longer stretches past it. That never makes more stretches than there were, keeps every loop
as one loop, and keeps the number of independent loops (stretches less variables). Of the 154
variables in the core of World3, 33 are left. Facilitators do the same by hand and call it
encapsulation (Bures, Systems 5(3), 2017).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Union

from systemsmap.analysis.deadline import Deadline

Chain = Union[int, tuple["Chain", "Chain"]]  # noqa: UP007 (the type names itself)
"""Links in the order of travel: one link's number, or two chains one after the other."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A way from one variable to another on which nothing branches.

    `weight` is any sum over the stretch's links: length, marks of the variables passed.
    """

    source: int
    target: int
    weight: int
    chain: Chain

    def links(self) -> Iterator[int]:
        """Yield the numbers of the links, in the order of travel."""
        waiting: list[Chain] = [self.chain]
        while waiting:
            chain = waiting.pop()
            if isinstance(chain, int):
                yield chain
            else:
                waiting += reversed(chain)

    def then(self, other: "Stretch") -> "Stretch":
        """Return this stretch and, from its target, the other as one."""
        weight, chain = self.weight + other.weight, (self.chain, other.chain)
        return Stretch(self.source, other.target, weight, chain)


class Contraction:
    """What is left of a core when everything that does not branch has been joined away.

    The cheapest joints go first: late ones may have many links on their other side. Raises
    OutOfTime when the deadline comes first.
    """

    def __init__(self, stretches: Iterable[Stretch], deadline: Deadline) -> None:
        self.closed: list[Stretch] = []
        """The loops that closed on the way: nothing branches on them but at one variable."""
        self._into: dict[int, dict[int, Stretch]] = {}
        self._out_of: dict[int, dict[int, Stretch]] = {}
        self._count = 0
        for stretch in stretches:
            self._add(stretch)
        self._join_all(deadline)

    @property
    def stretches(self) -> list[Stretch]:
        """What is left, stretch by stretch."""
        return [stretch for row in self._out_of.values() for stretch in row.values()]

    def _join_all(self, deadline: Deadline) -> None:
        waiting: list[tuple[int, int]] = []
        for at in self._out_of:
            self._wait(waiting, at)
        while waiting:
            deadline.look()
            cost, at = heappop(waiting)
            if at in self._out_of and self._cost(at) == cost:
                for end in self._join(at):
                    self._wait(waiting, end)

    def _wait(self, waiting: list[tuple[int, int]], at: int) -> None:
        cost = self._cost(at)
        if cost is not None:
            heappush(waiting, (cost, at))

    def _cost(self, at: int) -> int | None:
        """Return how many stretches joining makes, or None where the map branches."""
        ways_in, ways_out = len(self._into[at]), len(self._out_of[at])
        return ways_in * ways_out if min(ways_in, ways_out) <= 1 else None

    def _join(self, at: int) -> set[int]:
        """Join the stretches that meet at this variable; return their other ends."""
        ways_in, ways_out = self._into.pop(at), self._out_of.pop(at)
        for number, stretch in ways_in.items():
            del self._out_of[stretch.source][number]
        for number, stretch in ways_out.items():
            del self._into[stretch.target][number]
        for first in ways_in.values():
            for second in ways_out.values():
                self._add(first.then(second))
        ends = {s.source for s in ways_in.values()} | {s.target for s in ways_out.values()}
        return ends - {at}

    def _add(self, stretch: Stretch) -> None:
        if stretch.source == stretch.target:
            self.closed.append(stretch)
            return
        self._count += 1
        for at in (stretch.source, stretch.target):
            self._into.setdefault(at, {})
            self._out_of.setdefault(at, {})
        self._out_of[stretch.source][self._count] = stretch
        self._into[stretch.target][self._count] = stretch
