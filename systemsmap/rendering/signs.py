"""Where each sign stands: beside the arrowhead, on the outer side if there is room."""

from math import hypot

from systemsmap.rendering.draft import Draft
from systemsmap.rendering.marks import Marks
from systemsmap.rendering.route import HEAD, Route

RADIUS = 6.0  # of the circle that a sign fills
OFF = 12.0  # from the middle of a sign to its link
_BACK = (HEAD * 0.85, HEAD * 1.5, 27.0, 36.0, HEAD * 0.3)  # how far behind the tip, best first
_STUBBORN = 6.0
_PARTS = (0.5, 0.43, 0.57, 0.36, 0.64, 0.29)
_ROOM = 14.0


def marks_of(draft: Draft, route: Route, *, delayed: bool) -> Marks:
    """Return the places of the marks of a link whose route is laid."""
    return Marks(sign_place(draft, route), bars_place(draft, route) if delayed else 0.5)


def plain_marks(draft: Draft, route: Route) -> Marks:
    """Return the places of a link's marks as they are when nothing stands in the way."""
    old = draft.marks.get(route.link)
    return Marks(_places(route)[0], old.bars if old else 0.5)


def sign_place(draft: Draft, route: Route) -> tuple[float, float]:
    """Return the best place for the sign of a link whose route is laid."""
    best, least = (0.0, 0.0), 1e9
    before = draft.marks.get(route.link)
    old = before.sign if before else None
    for rank, (x, y) in enumerate(_places(route)):
        price = 4.0 * rank
        if old and hypot(x - old[0], y - old[1]) < 2.0:
            price = max(0.0, price - _STUBBORN)
        if price >= least:
            continue
        price += sign_cost(draft, route.link, x, y)
        if price < least:
            best, least = (x, y), price
    return best


def bars_place(draft: Draft, route: Route) -> float:
    """Return at which part of a link its delay bars keep clear of other links and of names."""
    best, most = 0.5, -1e9
    for rank, part in enumerate(_PARTS):
        x, y = route.curve.at(part)
        room = _ROOM
        for id_ in draft.links_near(x, y, _ROOM):
            if id_ != route.link:
                room = min(room, draft.routes[id_].curve.distance_to(x, y))
        if room - 2.0 * rank > most:
            best, most = part, room - 2.0 * rank
        if most >= _ROOM - 2.0 * (rank + 1):
            break
    return best


def _places(route: Route) -> list[tuple[float, float]]:
    curve = route.curve
    length = max(curve.length, 1e-6)
    made: list[tuple[float, float]] = []
    for back in _BACK:
        if back > 0.7 * length and made:
            continue
        x, y = curve.at(max(0.0, 1.0 - back / length))
        ux, uy = (x - curve.cx) / curve.radius, (y - curve.cy) / curve.radius
        made.append((x + OFF * ux, y + OFF * uy))
        made.append((x - OFF * ux, y - OFF * uy))
    return made


def sign_cost(draft: Draft, link: str, x: float, y: float) -> float:
    """Return what it costs that a sign at x, y touches words, links, heads or other signs."""
    cost = 0.0
    for id_ in draft.names_near(x, y):
        cost += _lack(draft.outlines[id_].distance(x, y), RADIUS + 2.0, 40.0)
    for id_ in draft.links_near(x, y, 2 * RADIUS + OFF):
        if id_ == link:
            continue
        other = draft.routes[id_]
        curve = other.curve
        if abs(hypot(x - curve.cx, y - curve.cy) - curve.radius) < RADIUS + 3.0:
            cost += _lack(curve.distance_to(x, y), RADIUS + 3.0, 20.0)
        tip = other.heart
        cost += _lack(hypot(tip[0] - x, tip[1] - y), RADIUS + 8.0, 20.0)
        marks = draft.marks.get(id_)
        if marks:
            cost += _lack(hypot(marks.sign[0] - x, marks.sign[1] - y), 2 * RADIUS + 4.0, 25.0)
    return cost


def _lack(distance: float, wanted: float, weight: float) -> float:
    return weight * (0.4 + (wanted - distance) / wanted) if distance < wanted else 0.0
