"""What is wrong with a route, as one number: names run through, heads and signs run over."""

from collections.abc import Iterable
from math import cos, hypot, sin, sqrt

from systemsmap.rendering.curve import Curve, crossings
from systemsmap.rendering.draft import Draft
from systemsmap.rendering.outline import Outline, Rect
from systemsmap.rendering.route import Route

TOUCHED = 3.0  # a curve as near as this to words that are not its own runs into them
WANTED = 8.0  # as much room words would like
HIT = 1000.0  # more than everything else together
_CROSS, _NEIGHBOURS_CROSS = 12.0, 30.0
_WIDEST = 0.55  # how far over its chord the widest arc reaches, as a part of the chord
_OVER = 0.05  # how far the widest arc reaches past the ends of its chord
_HEAD, _SIGN = 10.0, 12.0  # room that heads and signs want from other links


def name_cost(draft: Draft, route: Route) -> float:
    """Return what it costs that the route comes near words that are not its own."""
    outlines, own = draft.outlines, (route.source, route.target)
    return arc_cost(route.curve, [outlines[i] for i in draft.names_along(route) if i not in own])


def names_between(draft: Draft, source: Outline, target: Outline) -> list[Outline]:
    """Return the names that any of the possible arcs between two names may come near."""
    x0, x1 = sorted((source.x, target.x))
    y0, y1 = sorted((source.y, target.y))
    out = _WIDEST * hypot(x1 - x0, y1 - y0)
    names = draft.names
    near = names.found(names.over(x0 - out, y0 - out, x1 + out, y1 + out))
    dx, dy = target.x - source.x, target.y - source.y
    chord = hypot(dx, dy) or 1.0
    kept = []
    for id_ in near:
        name = draft.outlines[id_]
        x, y = name.x - source.x, name.y - source.y
        room = hypot(name.half_width, name.half_height) + WANTED
        if (
            abs(x * dy - y * dx) / chord < out + room
            and -room - _OVER * chord < (x * dx + y * dy) / chord < (1 + _OVER) * chord + room
            and name is not source
            and name is not target
        ):
            kept.append(name)
    return kept


def arc_cost(curve: Curve, names: Iterable[Outline], limit: float = 1e9) -> float:
    """Return what it costs that an arc comes near these names, or something over `limit`."""
    cost = 0.0
    cx, cy, radius = curve.cx, curve.cy, curve.radius
    for name in names:
        away = abs(hypot(name.x - cx, name.y - cy) - radius)
        if away < name.half_width + name.half_height + WANTED:
            for rect in name.rects:
                cost += _price(gap_between(curve, rect))
            if cost > limit:
                break
    return cost


def _price(gap: float) -> float:
    if gap < TOUCHED:
        return HIT - 20 * gap
    return 6 * (WANTED - gap) if gap < WANTED else 0.0


def gap_between(curve: Curve, rect: Rect) -> float:
    """Return how far an arc passes from a rectangle, 0 where it runs through.

    The nearest points lie at an end of the arc, in the direction of a corner, or where the
    rectangle comes nearest to the middle of the circle. When the circle as a whole keeps more
    distance than anyone wants, that distance is returned without looking at the ends.
    """
    cx, cy, radius = curve.cx, curve.cy, curve.radius
    x0, y0, x1, y1 = rect[0] - cx, rect[1] - cy, rect[2] - cx, rect[3] - cy
    nx = x0 if x0 > 0 else (x1 if x1 < 0 else 0.0)
    ny = y0 if y0 > 0 else (y1 if y1 < 0 else 0.0)
    near = hypot(nx, ny)
    far = hypot(x1 if x1 > -x0 else x0, y1 if y1 > -y0 else y0)
    if near >= radius + WANTED or far <= radius - WANTED:
        return max(near - radius, radius - far)
    ahead = curve.start + curve.sweep / 2
    ax, ay, least = cos(ahead), sin(ahead), cos(abs(curve.sweep) / 2)
    if near < radius < far and _crosses(radius, (x0, y0, x1, y1), (ax, ay, least)):
        return 0.0
    gap = min(_from_rect(rect, *curve.at(0.0)), _from_rect(rect, *curve.at(1.0)))
    for x, y in ((x0, y0), (x0, y1), (x1, y0), (x1, y1), (nx, ny)):
        away = hypot(x, y)
        if x * ax + y * ay >= away * least:
            gap = min(gap, abs(away - radius))
    return gap


def _crosses(radius: float, rect: Rect, ahead: tuple[float, float, float]) -> bool:
    """Return whether an arc round 0, 0 crosses a rectangle's edge, or begins inside of it.

    `ahead` is the direction of the arc's middle, and the cosine of half its sweep.
    """
    x0, y0, x1, y1 = rect
    ax, ay, least = ahead
    bound = radius * least
    for x in (x0, x1):
        if -radius < x < radius:
            y = sqrt(radius * radius - x * x)
            if any(y0 <= v <= y1 and x * ax + v * ay >= bound for v in (y, -y)):
                return True
    for y in (y0, y1):
        if -radius < y < radius:
            x = sqrt(radius * radius - y * y)
            if any(x0 <= u <= x1 and u * ax + y * ay >= bound for u in (x, -x)):
                return True
    return False


def _from_rect(rect: Rect, x: float, y: float) -> float:
    x0, y0, x1, y1 = rect
    return hypot(
        x0 - x if x < x0 else (x - x1 if x > x1 else 0.0),
        y0 - y if y < y0 else (y - y1 if y > y1 else 0.0),
    )


def crossing_cost(draft: Draft, route: Route) -> float:
    """Return what the crossings with other links cost; those of neighbours could be avoided."""
    cost = 0.0
    ends = {route.source, route.target}
    for id_ in draft.links_along(route, 0.0):
        other = draft.routes[id_]
        if id_ != route.link and (times := crossings(route.curve, other.curve)):
            neighbours = other.source in ends or other.target in ends
            cost += times * (_NEIGHBOURS_CROSS if neighbours else _CROSS)
    return cost


def mark_cost(draft: Draft, route: Route) -> float:
    """Return what it costs that the route runs over others' heads and signs, or they over its."""
    cost = 0.0
    curve, heart = route.curve, route.heart
    routes, marks = draft.routes, draft.marks
    for id_ in draft.links_along(route, _HEAD):
        if id_ == route.link:
            continue
        other = routes[id_]
        cost += _lack(curve, other.heart, _HEAD) + _lack(other.curve, heart, _HEAD)
        if id_ in marks:
            cost += _lack(curve, marks[id_].sign, _SIGN)
    return cost


def _lack(curve: Curve, place: tuple[float, float], wanted: float) -> float:
    """Return what it costs that a curve comes nearer to a place than wanted."""
    x, y = place
    if abs(hypot(x - curve.cx, y - curve.cy) - curve.radius) >= wanted:
        return 0.0
    distance = curve.distance_to(x, y)
    return 15 + 4 * (wanted - distance) if distance < wanted else 0.0
