"""An arc of a circle: the one shape that links, rings and badges are made of."""

from dataclasses import dataclass
from math import atan, atan2, ceil, cos, hypot, pi, sin, sqrt, tan

from systemsmap.rendering.drawing import Bounds, Point, Segment

STRAIGHT = 1e-4  # the bend that stands for none: a circle so large that no eye tells it apart
_PIECE = 1.75  # radians of arc that one cubic curve draws without visible error


@dataclass(frozen=True, slots=True)
class Curve:
    """The arc round (cx, cy) from the angle `start` on over `sweep`, both in radians.

    Angles grow clockwise on the page (y points down). `t` runs from 0 at the start to 1.
    """

    cx: float
    cy: float
    radius: float
    start: float
    sweep: float

    def at(self, t: float) -> tuple[float, float]:
        """Return x and y of the point at `t`."""
        angle = self.start + self.sweep * t
        return self.cx + self.radius * cos(angle), self.cy + self.radius * sin(angle)

    def point(self, t: float) -> Point:
        """Return the point at `t`."""
        return Point(*self.at(t))

    def tangent(self, t: float) -> Point:
        """Return the direction of travel at `t`, of length 1."""
        angle = self.start + self.sweep * t
        turn = 1.0 if self.sweep > 0 else -1.0
        return Point(-sin(angle) * turn, cos(angle) * turn)

    @property
    def length(self) -> float:
        """The length along the arc."""
        return self.radius * abs(self.sweep)

    def part(self, t0: float, t1: float) -> "Curve":
        """Return the stretch from `t0` to `t1`."""
        sweep = self.sweep
        return Curve(self.cx, self.cy, self.radius, self.start + sweep * t0, sweep * (t1 - t0))

    def distance_to(self, x: float, y: float) -> float:
        """Return how far the point is from the nearest point of the arc."""
        dx, dy = x - self.cx, y - self.cy
        along = atan2(dy, dx) - self.start
        along = (along if self.sweep > 0 else -along) % (2 * pi)
        if along <= abs(self.sweep):
            return abs(hypot(dx, dy) - self.radius)
        (ax, ay), (bx, by) = self.at(0.0), self.at(1.0)
        return min(hypot(x - ax, y - ay), hypot(x - bx, y - by))

    def faces(self, x: float, y: float) -> bool:
        """Return whether a point lies in one of the directions, from the middle, of the arc."""
        dx, dy, ahead = x - self.cx, y - self.cy, self.start + self.sweep / 2
        return dx * cos(ahead) + dy * sin(ahead) >= hypot(dx, dy) * cos(self.sweep / 2)

    @property
    def bounds(self) -> Bounds:
        """The smallest upright rectangle round the arc."""
        ends = [self.at(0.0), self.at(1.0)]
        low, high = sorted((self.start, self.start + self.sweep))
        quarter = ceil(low / (pi / 2))
        while quarter * pi / 2 < high:
            angle = quarter * pi / 2
            ends.append((self.cx + self.radius * cos(angle), self.cy + self.radius * sin(angle)))
            quarter += 1
        x0, y0 = min(p[0] for p in ends), min(p[1] for p in ends)
        return Bounds(x0, y0, max(p[0] for p in ends) - x0, max(p[1] for p in ends) - y0)

    def segments(self) -> tuple[Segment, ...]:
        """Return the arc as a path of cubic curves."""
        pieces = max(1, ceil(abs(self.sweep) / _PIECE))
        step = self.sweep / pieces
        handle = 4 / 3 * tan(step / 4) * self.radius
        cx, cy, radius, angle = self.cx, self.cy, self.radius, self.start
        c, s = cos(angle), sin(angle)
        x, y = cx + radius * c, cy + radius * s
        made: list[Segment] = [("M", (x, y))]
        for _ in range(pieces):
            x1, y1 = x - handle * s, y + handle * c
            angle += step
            c, s = cos(angle), sin(angle)
            x, y = cx + radius * c, cy + radius * s
            made.append(("C", (x1, y1, x + handle * s, y - handle * c, x, y)))
        return tuple(made)


def crossings(one: Curve, other: Curve) -> int:
    """Return how often two arcs cross: 0, 1 or 2 times."""
    dx, dy = other.cx - one.cx, other.cy - one.cy
    apart = hypot(dx, dy)
    if not abs(one.radius - other.radius) < apart < one.radius + other.radius:
        return 0
    along = (one.radius**2 - other.radius**2 + apart**2) / (2 * apart)
    aside = sqrt(max(one.radius**2 - along**2, 0.0))
    dx, dy = dx / apart, dy / apart
    x, y = one.cx + along * dx, one.cy + along * dy
    places = ((x - aside * dy, y + aside * dx), (x + aside * dy, y - aside * dx))
    return sum(one.faces(*p) and other.faces(*p) for p in places)


def bent(ax: float, ay: float, bx: float, by: float, bend: float) -> Curve:
    """Return the arc from a to b whose height over its chord is `bend` times the chord.

    A positive bend bulges to the left of travel as seen on the page. With the height h and the
    chord c the radius is (c²/4 + h²) / 2h, and the arc sweeps four times atan(2h/c).
    """
    if abs(bend) < STRAIGHT:
        bend = STRAIGHT if bend >= 0 else -STRAIGHT
    dx, dy = bx - ax, by - ay
    chord = hypot(dx, dy)
    if chord < 1e-6:
        dx, dy, chord = 1.0, 0.0, 1.0
    radius = chord * (1 / (8 * bend) + bend / 2)  # negative when it bulges to the right
    off = bend * chord - radius
    cx, cy = ax + dx / 2 + off * dy / chord, ay + dy / 2 - off * dx / chord
    return Curve(cx, cy, abs(radius), atan2(ay - cy, ax - cx), 4 * atan(2 * bend))


def bend_through(a: Point, b: Point, x: float, y: float) -> float:
    """Return the bend of the arc from a to b that passes through x, y; at most 1.2 either way.

    The angle under which the chord is seen from the arc is half of what the arc leaves of a
    full turn (Euclid, Elements III 20-22).
    """
    seen = atan2(a.y - y, a.x - x) - atan2(b.y - y, b.x - x)
    seen = abs((seen + pi) % (2 * pi) - pi)
    bend = min(tan(min((pi - seen) / 2, 1.4)) / 2, 1.2)
    left = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) < 0
    return bend if left else -bend
