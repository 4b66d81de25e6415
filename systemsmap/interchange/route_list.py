"""The routes from one variable to another as a list: for people to read, and for programs."""

from systemsmap.analysis.reach import reach_of
from systemsmap.analysis.reading import quoted, so_many
from systemsmap.analysis.reading_routes import read_routes
from systemsmap.analysis.routes import Route, Routes
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap


def as_object(map_: SystemsMap, found: Routes) -> dict[str, object]:
    """Return what `paths --json` prints: the routes that were found, shortest first."""
    return {
        "from": map_.variables[found.start].name,
        "to": map_.variables[found.end].name,
        "longest": found.longest,
        "complete": found.complete,
        "no_longer": found.no_longer,
        "up": len(found.pushing(Polarity.POSITIVE)),
        "down": len(found.pushing(Polarity.NEGATIVE)),
        "undecided": len(found.pushing(Polarity.UNDECIDED)),
        "ambiguous": found.is_ambiguous,
        "routes": [_as_fields(map_, route) for route in found.routes],
    }


def as_text(map_: SystemsMap, found: Routes) -> str:
    """Return the routes for people: what they do together, then each on a line."""
    lines = [*read_routes(map_, found), _reach(map_, found)]
    if found.routes:
        lines.append("")
    for route in found.routes:
        slow = " ||" if route.delayed else "   "
        names = " → ".join(map_.variables[i].name for i in route.variables)
        lines.append(f"{route.polarity.value}{slow} {names}")
    return "\n".join(_line(line) for line in lines)


def _as_fields(map_: SystemsMap, route: Route) -> dict[str, object]:
    return {
        "polarity": route.polarity.value,
        "delayed": route.delayed,
        "variables": [map_.variables[i].name for i in route.variables],
        "links": list(route.links),
    }


def _reach(map_: SystemsMap, found: Routes) -> str:
    reach = reach_of(map_)
    start, end = (quoted(map_.variables[i].name) for i in (found.start, found.end))
    down = so_many(len(reach.downstream(found.start)), "variable")
    up = so_many(len(reach.upstream(found.end)), "variable")
    return f"Downstream of {start}: {down}. Upstream of {end}: {up}."


def _line(text: str) -> str:
    return " ".join(Cleaner().text(text).split())
