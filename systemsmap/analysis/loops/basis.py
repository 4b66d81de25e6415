"""The circuit basis: the shortest loops of which all others are combinations.

Links less variables plus one of every core: that many loops are independent (Kampmann 1996), and
the shortest such set is few enough to read and to name, while it covers every link of the core.
It is the minimum circuit basis of Gleiss, Leydold and Stadler (2003), found greedily, shortest
first, by elimination over GF(2). Oliva's shortest independent loop set (2004) is not it: the loops
of shortest ways it chooses from need not be enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from systemsmap.analysis.deadline import Cancel, Deadline, OutOfTime
from systemsmap.analysis.graph import cores
from systemsmap.analysis.loops.candidates import Candidate, Surroundings
from systemsmap.analysis.loops.loop import Loop
from systemsmap.analysis.loops.stretches import Contraction, Stretch
from systemsmap.analysis.loops.walk import loop_from
from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap

MOST_LINKS = 200_000
"""Links of all loops together, beyond which the basis is cut short: nobody reads that."""
FIRST_BOUND = 8
"""Loops of up to so many links are looked for first, then of twice as many, and so on."""

_WEIGHT = attrgetter("weight")


@dataclass(frozen=True, slots=True)
class Basis:
    """Independent loops, shortest first, ties in the order of the map's variables.

    `complete`: these are all. If not, the time was over; those given are in the basis all the
    same. `size`: how many loops the whole basis has.
    """

    loops: tuple[Loop, ...]
    complete: bool
    size: int


_Way = tuple[int, ...]


@dataclass(slots=True)
class _Core:
    """A core as numbers: variables in the order of the map, links as pairs of them."""

    ids: list[str]
    pairs: list[tuple[int, int]]
    links: list[Link]


def loop_basis(map_: SystemsMap, seconds: float = 2.0, cancel: Cancel | None = None) -> Basis:
    """Return the minimum circuit basis of the map: one answer for one map, whatever the ties.

    Of two loops of equal length the one with the later variable where they differ is passed over.
    """
    deadline = Deadline(seconds, cancel)
    loops: list[Loop] = []
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    size, room, complete = 0, MOST_LINKS, True
    for core in _cores(map_):
        size += len(core.links) - len(core.ids) + 1
        try:
            for way in _basis_of(core, deadline):
                room -= len(way)
                if room < 0:
                    raise OutOfTime  # noqa: TRY301 (ends this core like the clock does)
                loops.append(_loop(core, way))
        except OutOfTime:
            complete = False
    loops.sort(key=lambda loop: (len(loop), [place[i] for i in loop.variables]))
    return Basis(tuple(loops), complete, size)


def _basis_of(core: _Core, deadline: Deadline) -> Iterator[_Way]:
    """Yield the loops of the core's basis as numbers of links. Raises OutOfTime."""
    bits = len(core.ids)
    weighed = (Stretch(a, b, (1 << bits) + (1 << b), k) for k, (a, b) in enumerate(core.pairs))
    whole = Contraction(weighed, deadline)
    for stretch in sorted(whole.closed, key=_WEIGHT):
        deadline.look()
        yield tuple(stretch.links())
    stretches = whole.stretches
    marks = _marks(stretches)
    missing = sum(mark > 0 for mark in marks)
    rows: dict[int, int] = {}
    candidates = _lightest_first(core, stretches, deadline)
    while missing:
        deadline.look()
        way = list(next(candidates).around(stretches))
        if _is_new(way, marks, rows):
            yield tuple(link for number in way for link in stretches[number].links())
            missing -= 1


def _lightest_first(
    core: _Core, stretches: list[Stretch], deadline: Deadline
) -> Iterator[Candidate]:
    """Yield the candidates, those of up to so many links before any longer ones are looked for."""
    bits, last, longest = len(core.ids), 0, FIRST_BOUND
    while last < len(core.ids):
        by_length: dict[int, list[Candidate]] = {}
        for candidate in Surroundings(stretches, bits, longest).candidates(deadline):
            by_length.setdefault(candidate.weight >> bits, []).append(candidate)
        for length in sorted(length for length in by_length if length > last):
            for _, group in groupby(sorted(by_length[length], key=_WEIGHT), _WEIGHT):
                twins = list(group)
                if len(twins) > 1:
                    twins.sort(key=lambda twin: _passed(core, stretches, twin))
                yield from twins
        last, longest = longest, 2 * longest


def _passed(core: _Core, stretches: list[Stretch], candidate: Candidate) -> list[int]:
    """Return the variables in the order of travel, the first on the map first."""
    ways = (stretches[number].links() for number in candidate.around(stretches))
    passed = [core.pairs[link][0] for way in ways for link in way]
    first = passed.index(min(passed))
    return [*passed[first:], *passed[:first]]


def _is_new(way: Iterable[int], marks: list[int], rows: dict[int, int]) -> bool:
    """Tell whether the loop is no combination of those in `rows`; if so, add it to them."""
    vector = 0
    for number in way:
        vector ^= marks[number]
    while vector:
        top = vector.bit_length()
        row = rows.get(top)
        if row is None:
            rows[top] = vector
            return True
        vector ^= row
    return False


def _marks(stretches: list[Stretch]) -> list[int]:
    """Return a bit for each stretch outside a spanning tree, and 0 for those in it.

    The stretches outside it tell apart all combinations of loops.
    """
    root_of: dict[int, int] = {}

    def root(at: int) -> int:
        while (above := root_of.setdefault(at, at)) != at:
            root_of[at] = root_of[above]
            at = above
        return at

    marks, count = [], 0
    for stretch in stretches:
        a, b = root(stretch.source), root(stretch.target)
        root_of[a] = b
        marks.append(0 if a != b else 1 << count)
        count += a == b
    return marks


def _loop(core: _Core, way: _Way) -> Loop:
    first = min(range(len(way)), key=lambda at: core.pairs[way[at]][0])
    return loop_from([core.links[link] for link in (*way[first:], *way[:first])])


def _cores(map_: SystemsMap) -> list[_Core]:
    groups = cores(map_)
    core_of = {id_: number for number, group in enumerate(groups) for id_ in group}
    found = [_Core([], [], []) for _ in groups]
    at: dict[str, int] = {}
    for id_ in map_.variables:
        if id_ in core_of:
            ids = found[core_of[id_]].ids
            at[id_] = len(ids)
            ids.append(id_)
    for (source, target), link in map_.link_between.items():
        number = core_of.get(source)
        if number is not None and number == core_of.get(target):
            found[number].pairs.append((at[source], at[target]))
            found[number].links.append(map_.links[link])
    return found
