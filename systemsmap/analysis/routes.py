"""The ways a change in one variable can take to another, and which way each of them pushes.

A route passes no variable twice. Walks that go round and round would push both ways between
almost any two variables of a core with a balancing loop, and tell nothing; routes tell something
(Axelrod, Structure of Decision, 1976: an effect is ambiguous when routes of both signs lead to
it). How many there are can be astronomical, and whether there is one with a given sign is hard to
decide (NP-complete), so they are listed shortest first, up to a length, within bounds.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.deadline import Cancel, Deadline, OutOfTime
from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.loops.walk import polarity_of
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap

DEFAULT = Budget(results=500, length=10, seconds=0.5)
"""Routes of more than ten links are hard to follow, and hard to believe."""

_Ids = tuple[str, ...]
_Rows = dict[str, dict[str, str]]
"""For each variable those next to it, and the link to each."""

_PUSHES = {
    LoopPolarity.REINFORCING: Polarity.POSITIVE,
    LoopPolarity.BALANCING: Polarity.NEGATIVE,
    LoopPolarity.UNDECIDED: Polarity.UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class Route:
    """Links in the order of travel, and the variables from the first cause to the last effect.

    `polarity`: with more of the first, more (+) or less (-) of the last than otherwise, or `?`
    where a link on the way is undecided or both ways.
    """

    links: tuple[str, ...]
    variables: tuple[str, ...]
    polarity: Polarity
    delayed: bool

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.links)


@dataclass(frozen=True, slots=True)
class Routes:
    """Routes from `start` to `end`, shortest first, ties in the order of the map.

    None of up to `longest` links is missing. `complete`: that is as long as was asked for.
    `no_longer`: there is no longer route either, so that these are all there are.
    """

    start: str
    end: str
    routes: tuple[Route, ...]
    longest: int
    complete: bool = False
    no_longer: bool = False

    def pushing(self, polarity: Polarity) -> tuple[Route, ...]:
        """Return the routes that push this way: +, - or ?, shortest first."""
        return tuple(route for route in self.routes if route.polarity is polarity)

    @property
    def is_ambiguous(self) -> bool:
        """True when the routes known do not all push the same way, or one may push either way."""
        ways = {route.polarity for route in self.routes}
        return len(ways) > 1 or Polarity.UNDECIDED in ways


def routes(
    map_: SystemsMap,
    start: str,
    end: str,
    budget: Budget = DEFAULT,
    cancel: Cancel | None = None,
) -> Routes:
    """Return the routes between two different variables. Raises KeyError for an unknown id.

    From a variable to itself there are loops, and no routes.
    """
    between = _Between(map_, map_.variables[start].id, map_.variables[end].id)
    deadline = Deadline(budget.seconds, cancel)
    asked = between.room if budget.length is None else budget.length
    found: list[Route] = []
    length = 0
    try:
        for length in range(1, min(asked, between.room) + 1):
            for way in between.ways(length, deadline):
                if len(found) == budget.results:
                    raise OutOfTime  # noqa: TRY301 (as many as were wanted: ends like the clock)
                found.append(_route([map_.links[i] for i in way]))
    except OutOfTime:
        return Routes(start, end, tuple(found), length - 1)
    return Routes(start, end, tuple(found), asked, complete=True, no_longer=between.room <= asked)


class _Between:
    """The part of a map that lies on the way from one variable to another."""

    def __init__(self, map_: SystemsMap, start: str, end: str) -> None:
        self._start, self._end = start, end
        onward: _Rows = {id_: {} for id_ in map_.variables}
        backward: _Rows = {id_: {} for id_ in map_.variables}
        place = {id_: at for at, id_ in enumerate(map_.variables)}
        for source, target in sorted(map_.link_between, key=lambda pair: place[pair[1]]):
            onward[source][target] = map_.link_between[source, target]
            backward[target][source] = map_.link_between[source, target]
        come = _distances(onward, start, end)
        self._left = {i: far for i, far in _distances(backward, end, start).items() if i in come}
        self._onward: _Rows = {
            i: {to: link for to, link in onward[i].items() if to in self._left} for i in self._left
        }

    @property
    def room(self) -> int:
        """No route has more links than this: each passes at least one more variable."""
        return len(self._left) - 1 if self._start != self._end else 0

    def ways(self, length: int, deadline: Deadline) -> Iterator[tuple[str, ...]]:
        """Yield the links of each route of exactly this length, in the order of the map.

        Depth first, never further from the end than the links that are left. Raises OutOfTime.
        """
        if self._left.get(self._start, length + 1) > length:
            return
        waiting: list[tuple[_Ids, _Ids]] = [((self._start,), ())]
        while waiting:
            deadline.look()
            passed, way = waiting.pop()
            room = length - len(passed)
            onward = self._onward[passed[-1]]
            if not room:
                yield (*way, onward[self._end])
                continue
            waiting += [
                ((*passed, variable), (*way, link))
                for variable, link in reversed(onward.items())
                if self._left[variable] <= room and variable != self._end and variable not in passed
            ]


def _distances(rows: _Rows, start: str, without: str) -> dict[str, int]:
    """Return how many links it is from `start`; no way leads on from `without`."""
    far = {start: 0}
    waiting = deque(far)
    while waiting:
        at = waiting.popleft()
        if at != without:
            for other in rows[at]:
                if other not in far:
                    far[other] = far[at] + 1
                    waiting.append(other)
    return far


def _route(links: list[Link]) -> Route:
    return Route(
        tuple(link.id for link in links),
        (links[0].source, *(link.target for link in links)),
        _PUSHES[polarity_of(link.polarity for link in links)],
        any(link.delayed for link in links),
    )
