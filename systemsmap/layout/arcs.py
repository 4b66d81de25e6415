"""The arcs that links will be drawn as, near enough to judge a placement by.

The drawing makes every link follow a circle about the middle of the loop it lies on; the two links
of a pair that points both ways part to either side; other links are nearly straight.
"""

from collections.abc import Sequence
from math import copysign, hypot, inf, sqrt
from typing import NamedTuple

from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

LEAST_BEND, MOST_BEND = 0.10, 0.34
"""Limits of sagitta over chord for a link that follows its loop."""

PAIR_BEND, LONE_BEND = 0.22, 0.08
"""Sagitta over chord of two links that face each other, and of a link on no loop."""

CLEAR = 0.0
"""Room between a name's box, which has some padding, and the ends of an arc, in map units."""

PIECES = 7
"""Straight pieces that stand for one arc."""


class Line(NamedTuple):
    """The visible part of an arc as a few points from source to target, and what they span.

    Without points when the two names leave nothing of it to be seen.
    """

    points: tuple[XY, ...]
    left: float
    top: float
    right: float
    bottom: float


UNSEEN = Line((), inf, inf, -inf, -inf)


class Arcs:
    """Which variables shape which arc, worked out once per net."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._reach = tuple((w / 2 + CLEAR, h / 2 + CLEAR) for w, h in net.sizes)
        number = {pair: i for i, pair in enumerate(net.pairs)}
        self.back = tuple(number.get((b, a)) for a, b in net.pairs)
        shapers: list[set[int]] = [set() for _ in net.sizes]
        for i, (a, b) in enumerate(net.pairs):
            back = self.back[i]
            both = (*net.rounds[i], *(net.rounds[back] if back is not None else ()))
            for v in {a, b, *both}:
                shapers[v].add(i)
        self.shaped_by = tuple(tuple(sorted(s)) for s in shapers)
        self.count = len(net.pairs)

    def line(self, i: int, x: Sequence[float], y: Sequence[float]) -> Line:
        """Return the visible part of arc `i` when variables stand at these places."""
        a, b = self._net.pairs[i]
        x1, y1, x2, y2 = x[a], y[a], x[b], y[b]
        bend = self.bend(i, x, y)
        # A circle as a rational quadratic curve: its handle, and the weight of that.
        square = 4 * bend * bend
        out, weight = 2 * bend / (1 - square), (1 - square) / (1 + square)
        cx = (x1 + x2) / 2 + (y2 - y1) * out
        cy = (y1 + y2) / 2 - (x2 - x1) * out
        start = _leaves((cx - x1, cy - y1), (x2 - x1, y2 - y1), weight, self._reach[a])
        end = 1 - _leaves((cx - x2, cy - y2), (x1 - x2, y1 - y2), weight, self._reach[b])
        curve = (x1, y1, cx, cy, x2, y2)
        if end <= start:
            return UNSEEN
        step = (end - start) / PIECES
        points = tuple([_at(curve, weight, start + k * step) for k in range(PIECES + 1)])
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return Line(points, min(xs), min(ys), max(xs), max(ys))

    def bend(self, i: int, x: Sequence[float], y: Sequence[float]) -> float:
        """Return sagitta over chord, positive when the arc bulges to the left of travel."""
        own = self._own_bend(i, x, y)
        back = self.back[i]
        if back is None:
            return own
        other = self._own_bend(back, x, y)
        # Bulging both to their own left, or both to their own right, two facing links part.
        return copysign(max(abs(own), 0.18), own + other)

    def _own_bend(self, i: int, x: Sequence[float], y: Sequence[float]) -> float:
        around = self._net.rounds[i]
        if len(around) < 3:
            return PAIR_BEND if self.back[i] is not None else LONE_BEND
        a, b = self._net.pairs[i]
        cx = sum(x[v] for v in around) / len(around)
        cy = sum(y[v] for v in around) / len(around)
        chord = hypot(x[b] - x[a], y[b] - y[a]) or 1.0
        radius = (hypot(x[a] - cx, y[a] - cy) + hypot(x[b] - cx, y[b] - cy)) / 2
        radius = max(radius, chord * 0.51)
        bend = (radius - sqrt(radius * radius - chord * chord / 4)) / chord
        side = (x[b] - x[a]) * (cy - y[a]) - (y[b] - y[a]) * (cx - x[a])
        return copysign(min(max(bend, LEAST_BEND), MOST_BEND), side)


def _at(curve: tuple[float, ...], weight: float, t: float) -> XY:
    x1, y1, cx, cy, x2, y2 = curve
    u = 1 - t
    p, q, r = u * u, 2 * u * t * weight, t * t
    whole = p + q + r
    return ((p * x1 + q * cx + r * x2) / whole, (p * y1 + q * cy + r * y2) / whole)


def _leaves(handle: XY, far: XY, weight: float, reach: XY) -> float:
    """Return where a curve from (0, 0) to `far` comes out of a box about its start."""
    (cx, cy), (x, y), (half_w, half_h) = handle, far, reach
    inside, outside = 0.0, 1.0
    for _ in range(6):
        t = (inside + outside) / 2
        u = 1 - t
        q, r = 2 * u * t * weight, t * t
        whole = u * u + q + r
        if abs(q * cx + r * x) < half_w * whole and abs(q * cy + r * y) < half_h * whole:
            inside = t
        else:
            outside = t
    return outside
