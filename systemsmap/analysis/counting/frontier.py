"""Loops counted over a narrow frontier, one link at a time.

Variables are taken up in a fixed order; links are decided as soon as both ends are there. A
state says of every open variable whether it is untouched, passed, or an end of a fragment of a
loop, and of which: everything that matters for what may still follow (Sekine, Imai and Tani 1995;
Knuth's Simpath, The Art of Computer Programming 4A, 7.1.4; Kawahara et al. 2017). The link that
joins the two ends of the only fragment closes a loop.

A state is one whole number with some bits for each open variable. What a link does depends on
the bits of its two ends alone: it adds a number that is worked out once and remembered.

Two prunings: a fragment whose end has no way out left (whose start has no way in) is dead, and an
untouched variable that can no longer be passed counts as passed.
"""

from collections.abc import Sequence
from typing import Generic

from systemsmap.analysis.counting.algebra import Algebra, Value
from systemsmap.analysis.counting.guard import Guard
from systemsmap.analysis.counting.order import Core

PASSED = 1
"""0 is untouched, 2 + 2k the start of the fragment that ends in place k, 3 + 2k its end."""


class _Moves(dict[int, int]):
    """What a link adds to a state, by the state's bits at its two ends; 0 where it cannot go."""

    def __init__(self, source: int, target: int, bits: int) -> None:
        super().__init__()
        self._ends = source, target
        self._bits = bits

    def __missing__(self, key: int) -> int:
        """Work it out when it is first met."""
        full, (source, target) = (1 << self._bits) - 1, self._ends
        a, b = key >> source * self._bits & full, key >> target * self._bits & full
        move = 0
        if (a == 0 or (a > PASSED and a & 1)) and (b == 0 or (b > PASSED and not b & 1)):
            move = self._move(a, b)
        self[key] = move
        return move

    def _move(self, a: int, b: int) -> int:
        """Join the fragment that ends at the source with the one that starts at the target."""
        (source, target), bits = self._ends, self._bits
        start = (a >> 1) - 1 if a else source
        end = (b >> 1) - 1 if b else target
        if start == target:
            return 0
        move = (2 + 2 * end - (2 + 2 * source if a else 0)) << start * bits
        move += (3 + 2 * start - (3 + 2 * target if b else 0)) << end * bits
        move += (PASSED - a) << source * bits if a else 0
        move += (PASSED - b) << target * bits if b else 0
        return move


class _Closings(dict[int, int | None]):
    """What becomes of a state when a variable has no way out, no way in, or neither left.

    By the state's bits at that variable; None where the state is dead.
    """

    def __init__(self, shift: int, *, outs: bool, ins: bool) -> None:
        super().__init__()
        self._shift, self._outs, self._ins = shift, outs, ins

    def __missing__(self, key: int) -> int | None:
        """Work it out when it is first met."""
        code = key >> self._shift
        dead = code > PASSED and not (self._outs if code & 1 else self._ins)
        gone = not (self._outs or self._ins)
        move = -code if gone else PASSED if code == 0 else 0
        self[key] = None if dead else move << self._shift
        return self[key]


class Frontier(Generic[Value]):
    """The table of states while a core is counted; `peak` is how many there were at most."""

    def __init__(
        self, core: Core, order: Sequence[int], algebra: Algebra[Value], guard: Guard
    ) -> None:
        self._order = order
        self._algebra = algebra
        self._guard = guard
        self._link = {ends: at for at, ends in enumerate(core.links)}
        self._place = {variable: at for at, variable in enumerate(order)}
        self._last_out = [-1] * core.size
        self._last_in = [-1] * core.size
        self._near: list[set[int]] = [set() for _ in range(core.size)]
        self._know(core)
        most = self._most_open()
        self._bits = (2 * most + 1).bit_length()
        self._fragments = sum((1 << self._bits) - 2 << k * self._bits for k in range(most))
        self._free = list(range(most))[::-1]
        self._slot: dict[int, int] = {}
        self._states: dict[int, Value] = {0: algebra.one}
        self.peak = 1

    def _know(self, core: Core) -> None:
        """Note with whom each variable is linked, and when its last link comes up."""
        for source, target in core.links:
            self._last_out[source] = max(self._last_out[source], self._place[target])
            self._last_in[target] = max(self._last_in[target], self._place[source])
            self._near[source].add(target)
            self._near[target].add(source)

    def _most_open(self) -> int:
        open_ = most = 0
        leaving = [0] * len(self._order)
        for variable, at in self._place.items():
            leaving[max(at, self._last(variable))] += 1
        for gone in leaving:
            open_ += 1
            most = max(most, open_)
            open_ -= gone
        return most

    def _last(self, variable: int) -> int:
        return max(self._last_out[variable], self._last_in[variable])

    def run(self) -> None:
        """Count every loop of the core into the algebra. Raises GaveUp."""
        for now, variable in enumerate(self._order):
            self._slot[variable] = self._free.pop()
            earlier = [v for v in self._near[variable] if self._place[v] < now]
            for other in sorted(earlier, key=lambda v: (self._last(v), self._place[v])):
                self._decide(other, variable)
                self._decide(variable, other)
                if now in (self._last_out[other], self._last_in[other]):
                    self._close(other, now)
            if now >= min(self._last_out[variable], self._last_in[variable]):
                self._close(variable, now)

    def _decide(self, source: int, target: int) -> None:
        """Let each state go on with and without the link, if there is one."""
        link = self._link.get((source, target))
        if link is None:
            return
        a, b = self._slot[source], self._slot[target]
        bits, full = self._bits, (1 << self._bits) - 1
        moves = _Moves(a, b, bits)
        ends = full << a * bits | full << b * bits
        fragments = self._fragments | ends
        only = 3 + 2 * b << a * bits | 2 + 2 * a << b * bits
        states, add = self._states, self._algebra.add
        # A state that took the link cannot take it again, so the table may grow meanwhile.
        now = zip(list(states), list(states.values()), strict=True)
        for chunk in self._guard.chunks(now):
            add(states, [(s + move, v) for s, v in chunk if (move := moves[s & ends])], link)
            loops = [value for s, value in chunk if s & fragments == only]
            if loops:
                self._algebra.close(loops, link)
            self._guard.look(len(states))
        self.peak = max(self.peak, len(states))

    def _close(self, variable: int, now: int) -> None:
        """Drop the states that die with the ways a variable has lost; merge those now alike."""
        outs, ins = self._last_out[variable] > now, self._last_in[variable] > now
        shift = self._slot[variable] * self._bits
        closings = _Closings(shift, outs=outs, ins=ins)
        mask = (1 << self._bits) - 1 << shift
        states: dict[int, Value] = {}
        for chunk in self._guard.drained(self._states):
            ways = [(s + m, v) for s, v in chunk if (m := closings[s & mask]) is not None]
            self._algebra.add(states, ways, None)
        self._states = states
        if not (outs or ins):
            self._free.append(self._slot.pop(variable))
