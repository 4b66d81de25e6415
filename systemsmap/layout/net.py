"""A request in numbers: what the searching parts of this room work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

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
    until: float = inf
    """When to stop looking for something better, by `time.monotonic`."""

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
            self.until,
        )

    def _reach(self, i: int) -> float:
        # Between half the height and half the width: links leave names in every direction.
        width, height = self.sizes[i]
        return (width + height) / 4


def net_of(request: Request, until: float = inf) -> Net:
    """Return the request in numbers; links to unknown variables are left out."""
    number = {id_: i for i, id_ in enumerate(request.ids)}
    pairs = {
        (number[a], number[b]): None
        for a, b in request.links
        if a in number and b in number and a != b
    }
    ordered = tuple(pairs)
    given = tuple(
        tuple(number[id_] for id_ in loop)
        for loop in request.loops
        if all(id_ in number for id_ in loop)
    )
    rounds = rounds_of(len(number), ordered)
    loops = given or tuple(sorted(set(filter(None, rounds)), key=_short_first))
    start = tuple(request.positions.get(id_) for id_ in request.ids)
    fixed = frozenset(number[id_] for id_ in request.pinned if id_ in request.positions)
    sizes = tuple(request.sizes[id_] for id_ in request.ids)
    return Net(sizes, ordered, rounds, loops, start, fixed, until)


def rounds_of(count: int, pairs: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Return for each pair the loop its arc follows, in travel order, or nothing.

    The shortest one of three variables or more, else the one of two. Where several are equally
    short, the one that most other links take too: the same choice as the drawing makes.
    """
    onward: list[list[int]] = [[] for _ in range(count)]
    back: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        onward[a].append(b)
        back[b].append(a)
    known = set(pairs)
    alone = [
        _turned(_way_home(onward, back, a, b) or ((a, b) if (b, a) in known else ()))
        for a, b in pairs
    ]
    return _agreed(pairs, alone)


def _way_home(
    onward: Sequence[Sequence[int]], back: Sequence[Sequence[int]], home: int, start: int
) -> tuple[int, ...]:
    """Return the shortest loop home -> start -> ... -> home, not by a link start -> home."""
    far = {home: 0}
    layer = [home]
    for steps in range(1, LONGEST_ROUND):
        layer = [
            v
            for v in dict.fromkeys(cause for here in layer for cause in back[here])
            if v not in far and (steps > 1 or v != start)
        ]
        far.update(dict.fromkeys(layer, steps))
        if start in far or not layer:
            break
    if start not in far:
        return ()
    way = [home, start]
    for left in range(far[start] - 1, 0, -1):
        way.append(next(v for v in onward[way[-1]] if far.get(v) == left))
    return tuple(way)


def _agreed(
    pairs: Sequence[tuple[int, int]], alone: Sequence[tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    number = {pair: i for i, pair in enumerate(pairs)}
    takers: dict[tuple[int, ...], list[int]] = {}
    for loop in dict.fromkeys(filter(None, alone)):
        on_it = [number[step] for step in zip(loop, (*loop[1:], loop[0]), strict=True)]
        takers[loop] = [i for i in on_it if len(alone[i]) == len(loop)]
    agreed: dict[int, tuple[int, ...]] = {}
    for loop in sorted(takers, key=lambda loop: (-len(takers[loop]), loop)):
        for i in takers[loop]:
            agreed.setdefault(i, loop)
    return tuple(agreed.get(i, ()) for i in range(len(pairs)))


def _turned(loop: tuple[int, ...]) -> tuple[int, ...]:
    if not loop:
        return ()
    first = loop.index(min(loop))
    return loop[first:] + loop[:first]


def _short_first(loop: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return (len(loop), loop)
