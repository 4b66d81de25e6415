"""A request in numbers: what the searching parts of this room work on."""

from collections.abc import Sequence
from dataclasses import dataclass

from systemsmap.layout.request import XY, Request

ROOM = 92.0
"""Wanted length of the visible part of a link, in map units: arrow, sign and delay marks fit."""

LONGEST_ROUND = 8
"""Longer loops than this do not shape a link's arc."""


@dataclass(frozen=True)
class Net:
    """Variables by number, in the request's order, and the pairs that are linked.

    `pairs` holds each linked (source, target) once, without links from a variable to itself;
    `rounds` the loop each pair follows, as variables in travel order, empty for none;
    `loops` every loop worth opening out, shortest first; `start` known positions.
    """

    sizes: tuple[XY, ...]
    pairs: tuple[tuple[int, int], ...]
    rounds: tuple[tuple[int, ...], ...]
    loops: tuple[tuple[int, ...], ...]
    start: tuple[XY | None, ...]
    fixed: frozenset[int]

    def wanted_length(self, a: int, b: int) -> float:
        """Return the distance between middles that leaves a link room to be seen."""
        return ROOM + self._reach(a) + self._reach(b)

    def part(self, variables: Sequence[int]) -> "Net":
        """Return the net of these variables alone, numbered anew in this order."""
        number = {v: i for i, v in enumerate(variables)}
        kept = [k for k, (a, b) in enumerate(self.pairs) if a in number and b in number]
        whole = [loop for loop in self.loops if all(v in number for v in loop)]
        return Net(
            tuple(self.sizes[v] for v in variables),
            tuple((number[self.pairs[k][0]], number[self.pairs[k][1]]) for k in kept),
            tuple(tuple(number[v] for v in self.rounds[k] if v in number) for k in kept),
            tuple(tuple(number[v] for v in loop) for loop in whole),
            tuple(self.start[v] for v in variables),
            frozenset(number[v] for v in self.fixed if v in number),
        )

    def _reach(self, i: int) -> float:
        # Between half the height and half the width: links leave names in every direction.
        width, height = self.sizes[i]
        return (width + height) / 4


def net_of(request: Request) -> Net:
    """Return the request in numbers; links to unknown variables are left out."""
    number = {id_: i for i, id_ in enumerate(request.ids)}
    pairs = {
        (number[a], number[b]): None
        for a, b in request.links
        if a in number and b in number and a != b
    }
    ordered = tuple(sorted(pairs))
    given = tuple(
        tuple(number[id_] for id_ in loop)
        for loop in request.loops
        if all(id_ in number for id_ in loop)
    )
    rounds = rounds_of(len(number), ordered)
    loops = given or tuple(sorted(set(map(_turned, filter(None, rounds))), key=_short_first))
    start = tuple(request.positions.get(id_) for id_ in request.ids)
    fixed = frozenset(number[id_] for id_ in request.pinned if id_ in request.positions)
    sizes = tuple(request.sizes[id_] for id_ in request.ids)
    return Net(sizes, ordered, rounds, loops, start, fixed)


def rounds_of(count: int, pairs: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Return for each pair the loop its arc follows.

    The shortest one of three variables or more, else the one of two, else nothing.
    """
    after: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        after[a].append(b)
    known = set(pairs)
    return tuple(_way_back(after, b, a) or ((a, b) if (b, a) in known else ()) for a, b in pairs)


def _way_back(after: Sequence[Sequence[int]], start: int, end: int) -> tuple[int, ...]:
    """Return the shortest loop end -> start -> ... -> end, not by the direct link start -> end."""
    came: dict[int, int] = {start: end}
    layer = [start]
    for _ in range(LONGEST_ROUND - 1):
        following: list[int] = []
        for here in layer:
            for there in after[here]:
                if there == end and here != start:
                    return _walk(came, here, end)
                if there not in came and there != end:
                    came[there] = here
                    following.append(there)
        layer = following
    return ()


def _walk(came: dict[int, int], last: int, end: int) -> tuple[int, ...]:
    way = [last]
    while way[-1] != end:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def _turned(loop: tuple[int, ...]) -> tuple[int, ...]:
    first = loop.index(min(loop))
    return loop[first:] + loop[:first]


def _short_first(loop: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return (len(loop), loop)
