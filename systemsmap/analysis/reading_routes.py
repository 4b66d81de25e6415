"""The words for the routes between two variables, in the manner of `reading`.

Routes are counted, not weighed: when some push up and some down, which of them wins cannot be
told from the map, and the words say so.
"""

from systemsmap.analysis.reading import quoted, so_many
from systemsmap.analysis.routes import Route, Routes
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap

_DOES = {
    Polarity.POSITIVE: ("pushes {it} up", "push {it} up"),
    Polarity.NEGATIVE: ("pushes {it} down", "push {it} down"),
    Polarity.UNDECIDED: ("may push {it} either way", "may push {it} either way"),
}
_WAY = {
    Polarity.POSITIVE: "up",
    Polarity.NEGATIVE: "down",
    Polarity.UNDECIDED: "that is undecided",
}


def read_routes(map_: SystemsMap, routes: Routes) -> tuple[str, ...]:
    """Return sentences: what the routes do, the shortest of each kind, what was not looked for."""
    if routes.start == routes.end:
        return ("From a variable to itself there are loops, not routes.",)
    if not routes.routes:
        return (_none(map_, routes),)
    kinds = sorted(_DOES, key=lambda way: -len(routes.pushing(way)))
    kinds = [way for way in kinds if routes.pushing(way)]
    shortest = (_shortest(map_, routes, way, alone=len(kinds) == 1) for way in kinds)
    return (_what_they_do(map_, routes, kinds), *shortest, *_not_looked_for(routes))


def _what_they_do(map_: SystemsMap, routes: Routes, kinds: list[Polarity]) -> str:
    """Return the first sentence; the effect is named once and is "it" from then on."""
    names = [quoted(map_.variables[routes.end].name), *("it" for _ in kinds[1:])]
    ways = [_push(routes.pushing(way), way, it) for way, it in zip(kinds, names, strict=True)]
    ways[0] = ways[0].replace(" ", _noun(routes.pushing(kinds[0])), 1)
    end = ": the map alone cannot say" if routes.is_ambiguous else ""
    cause = quoted(map_.variables[routes.start].name)
    return f"With more {cause}, {', '.join(ways)}{end}."


def _push(some: tuple[Route, ...], way: Polarity, it: str) -> str:
    does = _DOES[way][len(some) > 1].format(it=it)
    slow = sum(route.delayed for route in some)
    if not slow:
        return f"{len(some):,} {does}"
    how = "slow" if len(some) == 1 else "all slow" if slow == len(some) else f"{slow:,} slow"
    return f"{len(some):,} {does} ({how})"


def _noun(some: tuple[Route, ...]) -> str:
    return " route " if len(some) == 1 else " routes "


def _shortest(map_: SystemsMap, routes: Routes, way: Polarity, *, alone: bool) -> str:
    first = routes.pushing(way)[0]
    which = "route" if alone else f"way {_WAY[way]}"
    names = " → ".join(quoted(map_.variables[i].name) for i in first.variables)
    is_only = routes.no_longer and len(routes.pushing(way)) == 1
    return f"The {'only' if is_only else 'shortest'} {which}: {names}."


def _not_looked_for(routes: Routes) -> tuple[str, ...]:
    if routes.no_longer:
        return ()
    if routes.complete:
        return (f"Only routes of up to {so_many(routes.longest, 'link')} were looked for.",)
    if routes.longest < len(routes.routes[0]):
        return ("There may be more routes than these.",)
    return (f"Of routes with more than {so_many(routes.longest, 'link')}, some may be missing.",)


def _none(map_: SystemsMap, routes: Routes) -> str:
    start, end = (quoted(map_.variables[i].name) for i in (routes.start, routes.end))
    if routes.no_longer:
        return f"No route leads from {start} to {end}."
    if routes.complete or routes.longest:
        return f"No route of up to {so_many(routes.longest, 'link')} leads from {start} to {end}."
    return f"No route from {start} to {end} was found so far."
