"""In which order the variables of a core are taken up, so that few are open at a time.

A beam search: of all sets of variables of one size that were reached, those are kept that have
likely made the fewest states so far, each with its best order; narrow first, wider while the
count itself would take longer than a better order. (Good orders decide everything in
frontier-based search: Kawahara et al. 2017; finding the best is as hard as pathwidth.)

How many states an open frontier makes is worked out as if every pairing of ends and starts could
come about: less than that do, but the fewer the one, the fewer the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from math import comb, factorial, inf
from time import perf_counter

from systemsmap.analysis.counting.guard import Guard

BOTH, OUT, IN = 1 << 16, 1 << 8, 1
"""Open variables are counted by the ways they have left, three counts in one number."""
SECONDS_PER_STATE = 4e-7
"""What a state of the estimate costs, measured; far fewer come about, each seen several times."""
HOPELESS = 14
"""Open variables beyond which it does not matter how hopeless it is."""
WORTH = 0.3
"""The share of the time the count would take that may be spent on a better order."""
WIDTHS = (1, 4, 16, 64, 256)


@dataclass(frozen=True, slots=True)
class Core:
    """The branching part of a block: variables 0 to `size` - 1 and the links between them."""

    size: int
    links: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The variables in order; `states`: how many states this is likely to make in all."""

    variables: tuple[int, ...]
    states: float


@dataclass(frozen=True, slots=True)
class _Begun:
    """An order up to somewhere: what is left and what has links to it, as sets of bits."""

    states: float
    left: int
    near: int
    open: int
    variables: tuple[int, ...]


class _Sides:
    """Causes and effects of each variable as sets of bits."""

    def __init__(self, core: Core) -> None:
        self.effects = [0] * core.size
        self.causes = [0] * core.size
        for source, target in core.links:
            self.effects[source] |= 1 << target
            self.causes[target] |= 1 << source
        self.beside = [a | b for a, b in zip(self.effects, self.causes, strict=True)]

    def open(self, variable: int, left: int) -> int:
        """Return the ways this variable has left while these are still to come."""
        out, back = self.effects[variable] & left, self.causes[variable] & left
        return (BOTH if back else OUT) if out else IN if back else 0

    def with_next(self, begun: _Begun, variable: int) -> _Begun:
        """Return the order with one more variable."""
        left = begun.left & ~(1 << variable)
        open_ = begun.open + self.open(variable, left)
        for beside in _bits(self.beside[variable] & ~begun.left):
            open_ += self.open(beside, left) - self.open(beside, begun.left)
        near = (begun.near | self.beside[variable]) & left
        states = begun.states + _states(open_)
        return _Begun(states, left, near, open_, (*begun.variables, variable))


@cache
def _states(open_: int) -> float:
    """Return in how many ways fragments can end and start at so many open variables.

    One with ways out only is passed or an end, one with ways in only passed or a start, one with
    both may be untouched as well.
    """
    both, rest = divmod(open_, BOTH)
    outs, ins = divmod(rest, OUT)
    if both + min(outs, ins) > HOPELESS:
        return 10.0 ** (both + min(outs, ins))
    return float(
        sum(
            comb(both, e)
            * comb(both - e, s)
            * comb(outs, n - e)
            * comb(ins, n - s)
            * factorial(n)
            * 2 ** (both - e - s)
            for n in range(both + min(outs, ins) + 1)
            for e in range(min(both, n) + 1)
            for s in range(min(both - e, n) + 1)
        )
    )


def good_order(core: Core, guard: Guard, rival: float = inf) -> Order:
    """Return the best order found while looking for it is worth the time.

    `rival`: as many states would another way of counting cost.
    """
    sides, begun, best = _Sides(core), perf_counter(), None
    for width in WIDTHS:
        order = _beam(core, sides, width, guard)
        if best is None or order.states < best.states:
            best = order
        worth = SECONDS_PER_STATE * min(best.states, rival)
        if 4 * (perf_counter() - begun) > WORTH * min(worth, guard.left):
            break
    assert best
    return best


def _beam(core: Core, sides: _Sides, width: int, guard: Guard) -> Order:
    nothing = _Begun(0.0, (1 << core.size) - 1, 0, 0, ())
    starts = sorted(range(core.size), key=lambda v: sides.beside[v].bit_count())
    beam = [sides.with_next(nothing, start) for start in starts[:width]]
    for _ in range(core.size - 1):
        reached: dict[int, _Begun] = {}
        for begun in beam:
            for variable in _bits(begun.near):
                guard.look()
                longer = sides.with_next(begun, variable)
                known = reached.get(longer.left)
                if known is None or longer.states < known.states:
                    reached[longer.left] = longer
        beam = nsmallest(width, reached.values(), key=lambda b: (b.states, b.left))
    return Order(beam[0].variables, beam[0].states)


def _bits(set_: int) -> Iterator[int]:
    while set_:
        low = set_ & -set_
        yield low.bit_length() - 1
        set_ ^= low
