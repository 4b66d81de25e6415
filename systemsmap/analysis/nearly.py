"""One link from a loop: pairs of variables where a single link would close one.

The shortest way back decides how long the loop would be (breadth-first, as in any textbook). What
is asked first ties together most: the most variables that are on no loop yet, then the shortest
loop. Nothing here claims that the link is there; it is a question for the room.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import nsmallest

from systemsmap.analysis.deadline import Deadline
from systemsmap.analysis.loops.components import components
from systemsmap.analysis.loops.core import core_of
from systemsmap.analysis.reading import quoted, so_many
from systemsmap.model.systems_map import SystemsMap

LONGEST = 6
"""Variables of the loop that would close: longer ones convince nobody at once."""
MOST = 20
SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class NearlyLoop:
    """A link that is not there, and the loop it would close: `way` from its effect to its cause.

    `new` are the variables on it that are on no loop yet.
    """

    cause: str
    effect: str
    way: tuple[str, ...]
    new: int


def nearly_loops(
    map_: SystemsMap, but: Collection[tuple[str, str]] = (), seconds: float = SECONDS
) -> tuple[NearlyLoop, ...]:
    """Return the links most worth asking about, without the pairs in `but`.

    Where the time does not do, those of the first variables of the map. Raises nothing.
    """
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    found = _all(map_, frozenset(but), seconds)
    best = nsmallest(
        MOST, found, key=lambda x: (-x.new, len(x.way), place[x.cause], place[x.effect])
    )
    return tuple(best)


def ask_link(map_: SystemsMap, nearly: NearlyLoop) -> str:
    """Return the question for the room."""
    cause, effect = (quoted(map_.variables[i].name) for i in (nearly.cause, nearly.effect))
    return (
        f"Does {cause} affect {effect}?"
        f" It would close a loop of {so_many(len(nearly.way), 'variable')}."
    )


def _all(map_: SystemsMap, but: frozenset[tuple[str, str]], seconds: float) -> Iterator[NearlyLoop]:
    core, deadline = core_of(map_), Deadline(seconds)
    in_loops = {core.ids[x] for group in components(core.effects) for x in group}
    in_loops |= {core.ids[x] for x in core.alone}
    for effect in map_.variables:
        if deadline.is_over:
            return
        for way in _ways_from(map_, effect):
            pair = (way[-1], effect)
            if pair not in map_.link_between and pair not in but:
                yield NearlyLoop(*pair, way, sum(i not in in_loops for i in way))


def _ways_from(map_: SystemsMap, start: str) -> Iterator[tuple[str, ...]]:
    """Yield a shortest way to each variable within reach of a short loop."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    edge = [start]
    for id_ in edge:  # grows while it is walked
        way = ways[id_]
        if len(way) >= LONGEST:
            return
        for link_id in map_.links_at.get(id_, ()):
            link = map_.links[link_id]
            if link.source == id_ and link.target not in ways:
                ways[link.target] = (*way, link.target)
                edge.append(link.target)
                yield ways[link.target]
