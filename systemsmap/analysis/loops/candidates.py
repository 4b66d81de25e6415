"""Loops that can be in a shortest set of independent loops: those made of shortest ways.

A loop needs to be looked at only if, for one of its variables v and one of its links x → y, it is
the shortest way from v to x, the link, and the shortest way from y back to v: every other loop is
a sum of shorter ones (Horton 1987 for cycles; Gleiss, Leydold and Stadler, "Circuit bases of
strongly connected digraphs", 2003, for loops with a direction).

That holds where shortest ways are unique, which equal lengths prevent. So a way weighs its length
first and then the variables it passes, each as one bit by its place on the map: of two ways of
equal length the one with the later variable where they differ is the heavier. No chance is in
it, and an edit elsewhere changes no comparison.

One variable after the other is taken as v and removed afterwards, those with most links first,
which leaves little to search for the rest.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from systemsmap.analysis.deadline import Deadline
from systemsmap.analysis.loops.stretches import Stretch

_Rows = dict[int, dict[int, tuple[int, int]]]
"""For each variable its stretches by number, each with the variable at its other end and weight."""


@dataclass(frozen=True, slots=True)
class _Trees:
    """Shortest ways from one variable (`came`: its last stretch) and back to it (its first)."""

    came: Mapping[int, int]
    back: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A loop along two shortest ways and the stretch between them; stretches by number."""

    weight: int
    closing: int
    trees: _Trees

    def around(self, stretches: list[Stretch]) -> Iterator[int]:
        """Yield the stretches of the loop, in the order of travel but for where it starts."""
        yield self.closing
        at = stretches[self.closing].target
        while at in self.trees.back:
            yield self.trees.back[at]
            at = stretches[self.trees.back[at]].target
        came, at = [], stretches[self.closing].source
        while at in self.trees.came:
            came.append(self.trees.came[at])
            at = stretches[came[-1]].source
        yield from reversed(came)


class Surroundings:
    """The stretches by the variable they leave and by the one they lead to.

    `bits` of each weight stand for variables, the rest for the length. `longest`: only loops of
    up to so many links are wanted.
    """

    def __init__(self, stretches: list[Stretch], bits: int, longest: int) -> None:
        self._bits = bits
        self._longest = longest
        self._rows: tuple[_Rows, _Rows] = ({}, {})
        onward, backward = self._rows
        for number, way in enumerate(stretches):
            onward.setdefault(way.source, {})[number] = (way.target, way.weight)
            backward.setdefault(way.target, {})[number] = (way.source, way.weight)

    def candidates(self, deadline: Deadline) -> Iterator[Candidate]:
        """Yield every candidate, each once. Raises OutOfTime. The stretches are used up."""
        onward, backward = self._rows
        for home in sorted(onward, key=lambda v: (-len(onward[v]) * len(backward[v]), v)):
            if home not in onward:
                continue
            far_back, back = self._shortest(home, backward, backward, deadline)
            far, came = self._shortest(home, onward, far_back, deadline)
            yield from self._closed(_Trees(came, back), far, far_back)
            self._remove(home)

    def _closed(
        self, trees: _Trees, far: Mapping[int, int], far_back: Mapping[int, int]
    ) -> Iterator[Candidate]:
        """Yield the loops that a stretch outside the tree closes.

        Weights of ways that meet add up with a carry, so that fewer bits are set than variables
        were passed; that tells which of them are loops. The others are sums of lighter loops,
        and would only make work.
        """
        onward, bits, came = self._rows[0], self._bits, trees.came
        mask, too_heavy = (1 << bits) - 1, (self._longest + 1) << bits
        for at, so_far in far.items():
            for number, (target, weight) in onward[at].items():
                if target in far_back and came.get(target) != number:
                    whole = so_far + weight + far_back[target]
                    if whole < too_heavy and (whole & mask).bit_count() == whole >> bits:
                        yield Candidate(whole, number, trees)

    def _shortest(
        self, home: int, rows: _Rows, within: Container[int], deadline: Deadline
    ) -> tuple[dict[int, int], dict[int, int]]:
        """Return the weight of the lightest way to each variable, and its last stretch.

        By length, as every stretch has one: once a length is reached, the weights of all
        variables that far are final (Dial 1969).
        """
        best: dict[int, int] = {home: 0}
        last: dict[int, int] = {}
        rings: list[list[int]] = [[home], *([] for _ in range(1, self._longest))]
        settled: set[int] = set()
        bits, too_far = self._bits, self._longest << self._bits
        known = best.get
        for ring in rings:
            deadline.look()
            for at in ring:
                if at in settled:
                    continue
                settled.add(at)
                so_far = best[at]
                for number, (other, weight) in rows[at].items():
                    new = so_far + weight
                    if new < known(other, too_far) and other in within:
                        best[other], last[other] = new, number
                        rings[new >> bits].append(other)
        return best, last

    def _remove(self, home: int) -> None:
        """Remove the variable, and with it all that then leads nowhere or comes from nowhere."""
        onward, backward = self._rows
        gone = {home}
        while gone:
            at = gone.pop()
            for number, (target, _) in onward.pop(at).items():
                del backward[target][number]
                if not backward[target] and target in onward:
                    gone.add(target)
            for number, (source, _) in backward.pop(at).items():
                del onward[source][number]
                if not onward[source] and source in backward:
                    gone.add(source)
