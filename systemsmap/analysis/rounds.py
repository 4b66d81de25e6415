"""Which loop each link is drawn around: the shortest that it lies on.

A link drawn as an arc about the middle of its shortest loop makes loops look like loops. Loops of
two variables have no middle to speak of, so a loop of three or more is preferred while it is not
much longer. Runs before the first picture and after edits, so it does without networkx: one
breadth-first search per variable, back from it along the links, tells the way home of every link
that leaves it. Large maps are searched only to a limited depth.
"""

from collections.abc import Iterable, Iterator, Mapping

from systemsmap.model.change import Change
from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap

ROUNDEST = 8
"""The longest loop, in links, that is preferred to a loop of two variables."""

SMALL = 400
"""Up to so many links long loops are looked for too, and an edit searches everything again."""

LONGEST = 64
"""The longest loop looked for in a small map; in a larger one it is `ROUNDEST`."""

_Round = tuple[str, ...]


class Rounds(dict[str, _Round]):
    """The loop of each link as its variables in the order of travel, by link id.

    `alone` holds what each link would choose by itself, before links agreed on common loops; it
    is what an edit brings up to date.
    """

    def __init__(self, alone: Mapping[str, _Round], links: Mapping[tuple[str, str], str]) -> None:
        super().__init__(_agreed(alone, links))
        self.alone = alone


def rounds(map_: SystemsMap) -> Rounds:
    """Return for each link on a loop the variables of the loop it is drawn around.

    That is the shortest loop of three or more variables, if it has at most `ROUNDEST` links or
    there is no loop of two; links on no loop, or in a large map on long loops only, are absent.
    """
    return Rounds(_choices(map_, map_.links.values()), map_.link_between)


def rounds_after(map_: SystemsMap, change: Change, old: dict[str, _Round]) -> Rounds:
    """Return the rounds of `map_`, which `change` led to, from those of the map before it."""
    before = [r for r in change.before.values() if isinstance(r, Link)]
    after = [r for r in change.after.values() if isinstance(r, Link)]
    rewired = {(k.id, k.source, k.target) for k in before} ^ {
        (k.id, k.source, k.target) for k in after
    }
    if not isinstance(old, Rounds) or (rewired and len(map_.links) - len(rewired) <= SMALL):
        return rounds(map_)
    if not rewired:
        return old
    ids = {id_ for id_, _, _ in rewired}
    lost = {(k.source, k.target) for k in before if k.id in ids}
    gained = [k for k in after if k.id in ids]
    stale = {i for i, round_ in old.alone.items() if i in ids or lost & _steps(round_)}
    stale |= set(_reached(map_, gained, old.alone))
    kept = {i: r for i, r in old.alone.items() if i not in stale and i in map_.links}
    fresh = _choices(map_, (k for i, k in map_.links.items() if i in stale))
    return Rounds({**kept, **fresh}, map_.link_between)


def _choices(map_: SystemsMap, links: Iterable[Link]) -> dict[str, _Round]:
    """Return what each of these links chooses by itself."""
    onward, back = _neighbours(map_)
    depth = _depth(map_)
    wanted: dict[str, list[Link]] = {}
    for link in links:
        if link.source == link.target or (link.target in onward and link.source in back):
            wanted.setdefault(link.source, []).append(link)
    chosen = {}
    for home, leaving in wanted.items():
        distances = _distances(back, home, {k.target for k in leaving}, depth)
        for link in leaving:
            round_ = _round_of(link, onward, back, distances, depth)
            if round_:
                chosen[link.id] = _turned(round_)
    return chosen


def _round_of(
    link: Link,
    onward: Mapping[str, list[str]],
    back: Mapping[str, list[str]],
    distances: Mapping[str, int],
    depth: int,
) -> _Round | None:
    home, start = link.source, link.target
    if start == home:
        return (home,)
    if distances.get(start) != 1:
        return _way_home(onward, distances, home, start)
    around = _distances(back, home, {start}, depth, barred=start)
    wide = _way_home(onward, around, home, start)
    return wide if wide and len(wide) <= ROUNDEST else (home, start)


def _way_home(
    onward: Mapping[str, list[str]], distances: Mapping[str, int], home: str, start: str
) -> _Round | None:
    """Return the variables from `home` over `start` back home, always nearer, first link first."""
    if start not in distances:
        return None
    way = [home, start]
    for left in range(distances[start] - 1, 0, -1):
        way.append(next(i for i in onward[way[-1]] if distances.get(i) == left))
    return tuple(way)


def _distances(
    back: Mapping[str, list[str]], home: str, wanted: set[str], depth: int, barred: str = ""
) -> dict[str, int]:
    """Return how many links it is home, until every wanted variable is reached.

    `barred` must not go home directly, as a loop of two variables would.
    """
    distances = {home: 0}
    missing = wanted - distances.keys()
    edge = [home]
    for steps in range(1, depth):
        reached = []
        for id_ in edge:
            for cause in back.get(id_, ()):
                if cause not in distances and (steps > 1 or cause != barred):
                    distances[cause] = steps
                    reached.append(cause)
        missing.difference_update(reached)
        if not missing or not reached:
            break
        edge = reached
    return distances


def _neighbours(map_: SystemsMap) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return effects and causes of each variable, without links that surely lie on no loop."""
    links = [k for k in map_.links.values() if k.source != k.target]
    while True:
        onward: dict[str, list[str]] = {}
        back: dict[str, list[str]] = {}
        for link in links:
            onward.setdefault(link.source, []).append(link.target)
            back.setdefault(link.target, []).append(link.source)
        kept = [k for k in links if k.target in onward and k.source in back]
        if len(kept) == len(links):
            return onward, back
        links = kept


def _reached(
    map_: SystemsMap, gained: Iterable[Link], alone: Mapping[str, _Round]
) -> Iterator[str]:
    """Yield the links that new links may give a better loop, or one just as good."""
    onward, back = _neighbours(map_)
    depth = _depth(map_)
    for new in gained:
        after = _distances(onward, new.target, {""}, depth)
        before = _distances(back, new.source, {""}, depth)
        for link in map_.links.values():
            to_link, to_new = after.get(link.source), before.get(link.target)
            if link.id == new.id:
                yield link.id
            elif to_link is not None and to_new is not None:
                length = to_link + to_new + 2
                now = len(alone.get(link.id, ()))
                if now <= 2 or length <= now:
                    yield link.id


def _depth(map_: SystemsMap) -> int:
    return LONGEST if len(map_.links) <= SMALL else ROUNDEST


def _steps(round_: _Round) -> set[tuple[str, str]]:
    return set(zip(round_, (*round_[1:], round_[0]), strict=True))


def _turned(round_: _Round) -> _Round:
    """Return the same loop from its smallest id on, so that equal loops are equal values."""
    first = round_.index(min(round_))
    return round_[first:] + round_[:first]


def _agreed(alone: Mapping[str, _Round], links: Mapping[tuple[str, str], str]) -> dict[str, _Round]:
    """Let links with several shortest loops choose the one that most others take."""
    takers = {}
    for round_ in dict.fromkeys(alone.values()):
        ids = [links[step] for step in _steps(round_)]
        takers[round_] = [i for i in ids if len(alone.get(i, ())) == len(round_)]
    agreed: dict[str, _Round] = {}
    for round_, ids in sorted(takers.items(), key=lambda item: (-len(item[1]), item[0])):
        for id_ in ids:
            agreed.setdefault(id_, round_)
    return {id_: agreed[id_] for id_ in alone}
