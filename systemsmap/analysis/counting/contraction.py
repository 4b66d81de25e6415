"""Joining away every variable that does not branch, without losing a loop.

A variable with one way in, or one way out, lies only on loops that take that way; its links can
be joined pairwise and it can go. The number of links never grows by that. (These are the
reductions of Levy and Low 1988 for feedback vertex sets, here with the ways kept.) Links that
come to run side by side are added up, ways that come back to where they began are closed loops.
What is left has at least two ways in and two ways out of each of its variables.

The ways are kept as a sum of products over the links of the block, written once and evaluated
with whatever numbers are counted: each `Way` is one link, a row of two ways, or two ways side by
side. Reading the derivatives backwards (reverse accumulation: Linnainmaa 1970) tells how many
loops use each link.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from systemsmap.analysis.counting.guard import Guard
from systemsmap.model.records import Link

Way = tuple[str, int, int]
"""("link", index, 0), ("row", way, way) or ("beside", way, way), ways by their place in order."""


@dataclass(slots=True)
class Contraction:
    """The branching rest of a block: variables 0 to `size` - 1, and the ways between them.

    `between` holds the rest's links as pairs of variables, each with the way it stands for;
    `closed` are the ways that are loops already.
    """

    ways: list[Way]
    closed: list[int]
    between: dict[tuple[int, int], int]
    size: int

    def values(self, links: Sequence[int], guard: Guard) -> list[int]:
        """Return the value of each way, given that of each link of the block."""
        values: list[int] = []
        for kind, a, b in self.ways:
            guard.look()
            if kind == "link":
                values.append(links[a])
            elif kind == "row":
                values.append(values[a] * values[b])
            else:
                values.append(values[a] + values[b])
        return values

    def derivatives(self, values: Sequence[int], of_ways: dict[int, int]) -> dict[int, int]:
        """Return the derivative of a sum to each link, given those to the ways it is made of."""
        slopes = [0] * len(values)
        for way, slope in of_ways.items():
            slopes[way] += slope
        found: dict[int, int] = {}
        for way in range(len(values) - 1, -1, -1):
            (kind, a, b), slope = self.ways[way], slopes[way]
            if kind == "link":
                found[a] = slope
            elif kind == "row":
                slopes[a] += slope * values[b]
                slopes[b] += slope * values[a]
            else:
                slopes[a] += slope
                slopes[b] += slope
        return found


@dataclass(slots=True)
class _Rest:
    """The block while it shrinks: the way to each effect and from each cause."""

    ways: list[Way] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    outs: dict[str, dict[str, int]] = field(default_factory=dict)
    ins: dict[str, dict[str, int]] = field(default_factory=dict)

    def new(self, kind: str, a: int, b: int = 0) -> int:
        self.ways.append((kind, a, b))
        return len(self.ways) - 1

    def connect(self, source: str, target: str, way: int) -> None:
        """Add a way between two variables of the rest, beside one that is there already."""
        if source == target:
            self.closed.append(way)
            return
        beside = self.outs.setdefault(source, {}).get(target)
        if beside is not None:
            way = self.new("beside", beside, way)
        self.outs[source][target] = way
        self.ins.setdefault(target, {})[source] = way

    def join_away(self, variable: str) -> list[str]:
        """Take a variable out and return its neighbours."""
        ins, outs = self.ins.pop(variable), self.outs.pop(variable)
        for cause in ins:
            del self.outs[cause][variable]
        for effect in outs:
            del self.ins[effect][variable]
        for cause, way_in in ins.items():
            for effect, way_out in outs.items():
                self.connect(cause, effect, self.new("row", way_in, way_out))
        return [*ins, *outs]


def contract(block: Sequence[Link], guard: Guard) -> Contraction:
    """Return what is left of a strongly connected block when nothing more can be joined."""
    rest = _Rest()
    for at, link in enumerate(block):
        rest.connect(link.source, link.target, rest.new("link", at))
    waiting = dict.fromkeys(rest.outs)
    while waiting:
        guard.look()
        variable, _ = waiting.popitem()
        if _is_passed_one_way(rest, variable):
            waiting.update(dict.fromkeys(rest.join_away(variable)))
    return _numbered(rest)


def _is_passed_one_way(rest: _Rest, variable: str) -> bool:
    return variable in rest.outs and (
        len(rest.outs[variable]) < 2 or len(rest.ins.get(variable, ())) < 2
    )


def _numbered(rest: _Rest) -> Contraction:
    number = {id_: at for at, id_ in enumerate(rest.outs)}
    between = {
        (number[source], number[target]): way
        for source, row in rest.outs.items()
        for target, way in row.items()
    }
    return Contraction(rest.ways, rest.closed, between, len(number))
