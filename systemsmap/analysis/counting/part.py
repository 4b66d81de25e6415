"""One block of a map, counted in each way it is asked for."""

from collections.abc import Sequence
from functools import cached_property

from systemsmap.analysis.counting.algebra import Algebra, Value
from systemsmap.analysis.counting.blocks import Block
from systemsmap.analysis.counting.contraction import contract
from systemsmap.analysis.counting.frontier import Frontier
from systemsmap.analysis.counting.guard import GaveUp, Guard
from systemsmap.analysis.counting.numbers import Numbers, Remainders, Tally, tally_of
from systemsmap.analysis.counting.order import Core, Order, good_order
from systemsmap.analysis.counting.subsets import MOST, Subsets
from systemsmap.analysis.counting.through import Through

ROOM = 120_000_000
"""Bytes that the values of all states may take at a time; the states themselves come to that."""
SUBSETS_COST = 0.2
"""What a link costs for each set of variables, in states over the frontier, as measured."""

TOO_MUCH = "The counts take more room than there is."


class Part:
    """The loops of one block.

    `all_known` is how many are known for certain to be there; it grows while they are counted.
    """

    def __init__(self, block: Block, guard: Guard) -> None:
        self._block = block
        self._guard = guard
        self._contraction = contract(block, guard)
        self._tallies = [tally_of(link).sums for link in block]
        self._ends = list(self._contraction.between.items())
        self._core = Core(self._contraction.size, tuple(ends for ends, _ in self._ends))
        self._peak = 1
        self.all_known = at_least(block)

    @cached_property
    def _order(self) -> Order:
        return good_order(self._core, self._guard, self._by_subsets)

    @cached_property
    def _by_subsets(self) -> float:
        """As many states over the frontier as counting by subsets takes the time of."""
        return SUBSETS_COST * self._core.size * 2.0**self._core.size

    def totals(self) -> Tally:
        """Return the tally of all loops. Raises GaveUp, `all_known` telling how far it came."""
        values = [self._values([tally[kind] for tally in self._tallies]) for kind in range(4)]
        tally = Tally(*(sum(row[way] for way in self._contraction.closed) for row in values))
        if self._ends:
            remainders = Remainders(self._block, self._bound(values[0]))
            weights = [remainders.packed([row[way] for row in values]) for _, way in self._ends]
            numbers = Numbers(weights, remainders.modulus)
            self._guard.expect(remainders.modulus.bit_length())
            try:
                self._run(self._core, numbers)
            finally:
                tally += remainders.unpacked(numbers.total)
                self.all_known = max(self.all_known, tally.all)
        self.all_known = tally.all
        return tally

    def lengths(self, total: int) -> dict[int, int]:
        """Return how many loops there are of each length, `total` being how many in all.

        The numbers of all lengths are one number, so many bits for each (Kronecker's
        substitution): a way of n links weighs 2 to the power of n times the bits.
        """
        bits, longest = total.bit_length(), len({link.source for link in self._block})
        self._must_fit(self._peak * (bits * longest // 8))
        self._must_fit(len(self._block) * bits * longest // 8)
        values = self._values([1 << bits] * len(self._block))
        sum_ = sum(values[way] for way in self._contraction.closed)
        if self._ends:
            numbers = Numbers([values[way] for _, way in self._ends])
            self._guard.expect(bits * longest)
            self._run(self._core, numbers)
            sum_ += numbers.total
        full = (1 << bits) - 1
        counts = ((n, sum_ >> n * bits & full) for n in range(1, longest + 1))
        return {length: count for length, count in counts if count}

    def per_link(self, total: int) -> dict[str, Tally]:
        """Return for each link the tally of the loops through it, without the prompt ones."""
        all_ = self._through(0, total)
        decided = self._through(1, total) if self._differ(0, 1) else all_
        signed = self._through(2, total) if self._differ(1, 2) else decided
        sums = zip(all_, decided, signed, strict=True)
        return {link.id: Tally(*s) for link, s in zip(self._block, sums, strict=True)}

    def _differ(self, kind: int, other: int) -> bool:
        return any(tally[kind] != tally[other] for tally in self._tallies)

    def _through(self, kind: int, total: int) -> list[int]:
        """Return this sum over the loops through each link of the block."""
        weights = [tally[kind] for tally in self._tallies]
        values = self._values(weights)
        slopes = dict.fromkeys(self._contraction.closed, 1)
        decided = self._values([tally[min(kind, 1)] for tally in self._tallies])
        kept = [(ends, way) for ends, way in self._ends if decided[way]]
        core = Core(self._core.size, tuple(ends for ends, _ in kept))
        bits = total.bit_length() + 2
        for some in self._slices(len(kept), bits):
            through = Through([values[way] for _, way in kept], some, bits)
            self._guard.expect(bits * len(some))
            self._run(core, through)
            slopes |= {kept[link][1]: slope for link, slope in through.slopes().items()}
        links = self._contraction.derivatives(values, slopes)
        return [weight * links[at] for at, weight in enumerate(weights)]

    def _slices(self, links: int, bits: int) -> list[range]:
        """Split the links so that following some of them at a time takes no more than the room."""
        if not links:
            return []
        self._must_fit(self._peak * bits // 8)
        most = max(1, ROOM // self._peak * 8 // bits)
        count = -(-links // most)
        return [range(links * i // count, links * (i + 1) // count) for i in range(count)]

    def _must_fit(self, size: int) -> None:
        if size > ROOM:
            raise GaveUp(TOO_MUCH)

    def _values(self, links: Sequence[int]) -> list[int]:
        return self._contraction.values(links, self._guard)

    def _bound(self, values: Sequence[int]) -> int:
        """Return what no sum over the core exceeds: a loop leaves a variable one way."""
        onward = [1] * self._core.size
        for (source, _), way in self._ends:
            onward[source] += values[way]
        bound = 1
        for ways in onward:
            bound *= ways
        return bound

    def _run(self, core: Core, algebra: Algebra[Value]) -> None:
        """Count by whichever programme is likely to need less."""
        table: Frontier[Value] | Subsets[Value]
        if self._is_dense():
            table = Subsets(core, algebra, self._guard)
        else:
            table = Frontier(core, self._order.variables, algebra, self._guard)
        try:
            table.run()
        finally:
            self._peak = max(self._peak, table.peak)

    def _is_dense(self) -> bool:
        return self._core.size <= MOST and self._by_subsets < self._order.states


def at_least(block: Block) -> int:
    """Return how many loops a strongly connected block has at least: those of a circuit basis."""
    return len(block) - len({link.source for link in block}) + 1
