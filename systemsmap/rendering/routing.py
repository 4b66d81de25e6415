"""Lays the links of a draft: each by itself, then their ends, signs and clashes together."""

from collections.abc import Iterable

from systemsmap.model.records import Link
from systemsmap.rendering.choose import NO_SHIFT, chosen_route, plain_route
from systemsmap.rendering.costs import HIT, crossing_cost, mark_cost, name_cost
from systemsmap.rendering.draft import Draft
from systemsmap.rendering.ends import End, spread
from systemsmap.rendering.route import Aims, Route, full_arc, visible
from systemsmap.rendering.signs import marks_of, plain_marks, sign_cost

CAREFUL = 150  # links; on larger maps crossings are a matter of where the variables stand
_FAR = 70.0  # how far from a name the order is looked at in which links come up to it
_WORTH = 1.0  # a smaller shift of an end is not worth laying the link again


def lay(draft: Draft, links: Iterable[Link]) -> None:
    """Lay each of these links, keeping its ends where they were along the names."""
    for link in links:
        old = draft.routes.get(link.id)
        draft.put_route(chosen_route(draft, link, old.shift if old else NO_SHIFT))


def lay_plainly(draft: Draft, links: Iterable[Link]) -> None:
    """Lay each of these links without a look at what is in its way: much quicker."""
    for link in links:
        old = draft.routes.get(link.id)
        route = plain_route(draft, link, old.shift if old else NO_SHIFT)
        if old:
            draft.float_route(route)
        else:
            draft.put_route(route)


def crowded_ends(draft: Draft, variables: Iterable[str]) -> dict[str, Aims]:
    """Return how far the ends of links at these variables should be from where they would be."""
    shifts: dict[str, Aims] = {}
    for variable in variables:
        outline = draft.outlines.get(variable)
        links = [draft.map.links[i] for i in draft.map.links_at.get(variable, ())]
        links = [k for k in links if k.source != k.target]
        if outline is None:
            continue
        moved = spread(outline, [_end(draft, k, variable) for k in links])
        for link in links:
            old = shifts.get(link.id) or draft.routes[link.id].shift
            x, y = moved.get(link.id, (0.0, 0.0))
            source = link.source == variable
            shifts[link.id] = (x, y, *old[2:]) if source else (*old[:2], x, y)
    return shifts


def shift_ends(draft: Draft, shifts: dict[str, Aims]) -> set[str]:
    """Lay those links anew whose ends should be elsewhere, and return them."""
    moved = set()
    for id_, shift in shifts.items():
        old = draft.routes[id_].shift
        if any(abs(a - b) > _WORTH for a, b in zip(shift, old, strict=True)):
            draft.put_route(chosen_route(draft, draft.map.links[id_], shift))
            moved.add(id_)
    return moved


def _end(draft: Draft, link: Link, variable: str) -> End:
    """Return where a link would meet a variable if its ends had never been moved."""
    route = draft.routes[link.id]
    if any(route.shift):
        source, target = draft.outlines[link.source], draft.outlines[link.target]
        curve = visible(full_arc(source, target, route.bend, NO_SHIFT), source, target)
    else:
        curve = route.curve
    arrives = link.target == variable
    way = min(_FAR / max(curve.length, 1e-6), 1.0)
    x, y = curve.at(1.0 if arrives else 0.0)
    return End(link.id, arrives, x, y, curve.at(1.0 - way if arrives else way))


def put_signs_plainly(draft: Draft, links: Iterable[str]) -> None:
    """Set the sign of each of these links where it stood along its route, whatever is there."""
    for id_ in links:
        if id_ in draft.routes:
            draft.marks[id_] = plain_marks(draft, draft.routes[id_])


def put_signs(draft: Draft, links: Iterable[str]) -> set[str]:
    """Find a place for the sign of each of these links; return those whose sign moved."""
    moved = set()
    for id_ in links:
        route = draft.routes.get(id_)
        if route is None:
            draft.marks.pop(id_, None)
            continue
        marks = marks_of(draft, route, delayed=draft.map.links[id_].delayed)
        if draft.marks.get(id_) != marks:
            draft.marks[id_] = marks
            moved.add(id_)
    return moved


def full_cost(draft: Draft, route: Route) -> float:
    """Return everything that is wrong with a route."""
    cost = name_cost(draft, route)
    if cost >= HIT:  # nothing else would matter
        return cost
    cost += mark_cost(draft, route)
    if len(draft.routes) <= CAREFUL:
        cost += crossing_cost(draft, route)
    return cost


def mend(draft: Draft, links: Iterable[str], most: int) -> set[str]:
    """Try other ways for links that clash; return the links whose route or sign changed.

    At most so many are tried, the worst first. Those that run through a name all the same have
    tried everything before.
    """
    prices = [(full_cost(draft, draft.routes[i]), i) for i in links if i in draft.routes]
    order = {i: n for n, i in enumerate(draft.map.links)}
    worst = sorted((p for p in prices if 0 < p[0] < HIT), key=lambda p: (-p[0], order[p[1]]))
    touched: set[str] = set()
    for _, id_ in worst[:most]:
        link, old = draft.map.links[id_], draft.routes[id_]
        if link.bend is not None or link.source == link.target:
            continue
        route = chosen_route(draft, link, old.shift, full_cost)
        if route != old:
            draft.put_route(route)
            touched.add(id_)
            touched |= put_signs(draft, [id_])
    return touched | put_signs(draft, clashing_signs(draft, {*touched, *(i for _, i in worst)}))


def clashing_signs(draft: Draft, links: Iterable[str]) -> list[str]:
    """Return the links near these whose sign touches something, in the order of the map."""
    near: dict[str, None] = {}
    for id_ in links:
        if id_ in draft.routes:
            near |= draft.links_along(draft.routes[id_], 20.0)
    return [i for i in near if i in draft.marks and sign_cost(draft, i, *draft.marks[i].sign) > 0]
