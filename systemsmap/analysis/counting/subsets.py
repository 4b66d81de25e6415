"""Loops of a small dense core counted by the sets of variables they pass.

From each variable, over those numbered lower, all ways with the same end that pass the same set
of variables are kept as one (the programme of Bellman 1962 and of Held and Karp 1962 for round
trips). Grows with two to the power of the variables, however many links there are.
"""

from collections.abc import Mapping
from typing import Generic

from systemsmap.analysis.counting.algebra import Algebra, Value
from systemsmap.analysis.counting.guard import Guard
from systemsmap.analysis.counting.order import Core

MOST = 20
"""Variables of a core beyond which this is not tried."""


class Subsets(Generic[Value]):
    """The table of ways while a core is counted; `peak` is how many there were at most."""

    def __init__(self, core: Core, algebra: Algebra[Value], guard: Guard) -> None:
        self._algebra = algebra
        self._guard = guard
        self._states = 0
        self.peak = 1
        busy = [0] * core.size
        for source, target in core.links:
            busy[source] += 1
            busy[target] += 1
        number = {v: at for at, v in enumerate(sorted(range(core.size), key=busy.__getitem__))}
        self._outs: list[dict[int, int]] = [{} for _ in number]
        for link, (source, target) in enumerate(core.links):
            self._outs[number[source]][number[target]] = link

    def run(self) -> None:
        """Count every loop of the core into the algebra. Raises GaveUp."""
        for home in reversed(range(len(self._outs))):
            layer: dict[int, dict[int, Value]] = {}
            start = {home: {0: self._algebra.one}}
            self._step(start, layer, home)
            while layer:
                self._go_home(layer, home)
                following: dict[int, dict[int, Value]] = {}
                self._step(layer, following, home)
                self.peak = max(self.peak, self._states)
                self._states -= sum(map(len, layer.values()))
                layer = {at: ways for at, ways in following.items() if ways}

    def _go_home(self, layer: Mapping[int, Mapping[int, Value]], home: int) -> None:
        for at, ways in layer.items():
            link = self._outs[at].get(home)
            if link is not None:
                for chunk in self._guard.chunks(iter(ways.values())):
                    self._algebra.close(chunk, link)

    def _step(
        self,
        layer: Mapping[int, Mapping[int, Value]],
        following: dict[int, dict[int, Value]],
        home: int,
    ) -> None:
        """Lengthen every way by one link, to variables below home that it has not passed."""
        for at, ways in layer.items():
            for target, link in self._outs[at].items():
                if target < home:
                    self._take(ways, (target, link), following.setdefault(target, {}))

    def _take(
        self, ways: Mapping[int, Value], step: tuple[int, int], reached: dict[int, Value]
    ) -> None:
        target, link = step
        bit = 1 << target
        for chunk in self._guard.chunks(iter(ways.items())):
            longer = [(passed | bit, value) for passed, value in chunk if not passed & bit]
            before = len(reached)
            self._algebra.add(reached, longer, link)
            self._states += len(reached) - before
            self._guard.look(self._states)
