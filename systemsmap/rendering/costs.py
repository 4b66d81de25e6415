"""What is wrong with a route, as one number: names run through, heads and signs run over."""

from math import ceil, cos, hypot, sin

from systemsmap.rendering.curve import Curve
from systemsmap.rendering.draft import Draft
from systemsmap.rendering.outline import Rect
from systemsmap.rendering.route import Route

TOUCHED = 3.0  # a curve as near as this to words that are not its own runs into them
WANTED = 8.0  # as much room words would like
HIT = 1000.0  # more than everything else together
_HEAD, _SIGN = 10.0, 12.0  # room that heads and signs want from other links
_STEP = 10.0


def name_cost(draft: Draft, route: Route) -> float:
    """Return what it costs that the route comes near words that are not its own."""
    cost = 0.0
    outlines, curve = draft.outlines, route.curve
    for id_ in draft.names_along(route):
        if id_ not in (route.source, route.target):
            for rect in outlines[id_].rects:
                if _circle_gap(curve, rect) < WANTED:
                    gap = gap_between(curve, rect)
                    if gap < TOUCHED:
                        cost += HIT - 20 * gap
                    elif gap < WANTED:
                        cost += 6 * (WANTED - gap)
    return cost


def _circle_gap(curve: Curve, rect: Rect) -> float:
    """Return how far the whole circle passes from a rectangle: at most what the arc does."""
    x0, y0, x1, y1 = rect[0] - curve.cx, rect[1] - curve.cy, rect[2] - curve.cx, rect[3] - curve.cy
    near = hypot(
        x0 if x0 > 0 else (x1 if x1 < 0 else 0.0), y0 if y0 > 0 else (y1 if y1 < 0 else 0.0)
    )
    if near >= curve.radius:
        return near - curve.radius
    far = hypot(x1 if x1 > -x0 else x0, y1 if y1 > -y0 else y0)
    return max(curve.radius - far, 0.0)


def gap_between(curve: Curve, rect: Rect) -> float:
    """Return how far an arc passes from a rectangle, 0 where it runs through."""
    steps = max(2, ceil(curve.length / _STEP))
    gaps = [_gap_at(curve, rect, i / steps) for i in range(steps + 1)]
    best = min(gaps)
    if best > WANTED + _STEP / 2:
        return best
    t, reach = gaps.index(best) / steps, 1 / steps
    for _ in range(5):
        reach /= 2
        options = [(best, t)]
        options += [(_gap_at(curve, rect, s), s) for s in (t - reach, t + reach) if 0 <= s <= 1]
        best, t = min(options)
    return best


def _gap_at(curve: Curve, rect: Rect, t: float) -> float:
    angle = curve.start + curve.sweep * t
    x, y = curve.cx + curve.radius * cos(angle), curve.cy + curve.radius * sin(angle)
    x0, y0, x1, y1 = rect
    return hypot(
        x0 - x if x < x0 else (x - x1 if x > x1 else 0.0),
        y0 - y if y < y0 else (y - y1 if y > y1 else 0.0),
    )


def mark_cost(draft: Draft, route: Route) -> float:
    """Return what it costs that the route runs over others' heads and signs, or they over its."""
    cost = 0.0
    curve, heart = route.curve, route.heart
    routes, signs = draft.routes, draft.signs
    for id_ in draft.links_along(route, _HEAD):
        other = routes[id_]
        if id_ == route.link:
            continue
        cost += _lack(curve.distance_to(*other.heart), _HEAD)
        if id_ in signs:
            cost += _lack(curve.distance_to(*signs[id_]), _SIGN)
        cost += _lack(other.curve.distance_to(*heart), _HEAD)
        if other.target == route.target:
            cost += 0.5 * _lack(hypot(other.tip[0] - route.tip[0], other.tip[1] - route.tip[1]), 14)
    return cost


def _lack(distance: float, wanted: float) -> float:
    return 15 + 4 * (wanted - distance) if distance < wanted else 0.0
