"""One link's way from words to words."""

from dataclasses import dataclass
from functools import cached_property
from math import atan2, ceil, cos, hypot, pi, sin

from systemsmap.rendering.curve import Curve, bent
from systemsmap.rendering.outline import Outline

GAP = 4.0  # between the words and either end of a link
HEAD = 12.5  # length of an arrowhead
RING = 17.0  # radius of a link from a variable to itself
_STEP = 40.0  # no two neighbours of `points` are further apart
_MOST = 120  # points on one curve; what lies under a longer one is looked for in places only
_NEAR_ENOUGH = 0.2

Aims = tuple[float, float, float, float]
"""Where the circle passes the source and the target, from the middle of each."""


@dataclass(frozen=True)
class Route:
    """`curve` is what is seen: from the source's words to the tip of the arrowhead.

    `choice` says which of the possible bends was taken, 0 for the one that was wanted. `shift`
    is how far the ends were moved along their words to keep clear of other ends.
    """

    link: str
    source: str
    target: str
    bend: float
    choice: int
    shift: Aims
    curve: Curve

    @cached_property
    def points(self) -> tuple[tuple[float, float], ...]:
        """Points along the curve, close enough to find everything near it."""
        curve = self.curve
        steps = min(max(1, ceil(curve.length / _STEP)), _MOST)
        cx, cy, radius, start, step = (
            curve.cx,
            curve.cy,
            curve.radius,
            curve.start,
            curve.sweep / steps,
        )
        angles = [start + step * i for i in range(steps + 1)]
        return tuple([(cx + radius * cos(a), cy + radius * sin(a)) for a in angles])

    @cached_property
    def tip(self) -> tuple[float, float]:
        """The tip of the arrowhead."""
        return self.curve.at(1.0)

    @cached_property
    def back(self) -> tuple[float, float]:
        """The point of the curve where the arrowhead begins."""
        return self.curve.at(max(0.0, 1.0 - HEAD / max(self.curve.length, 1e-6)))

    @cached_property
    def heart(self) -> tuple[float, float]:
        """The middle of the arrowhead."""
        return (self.tip[0] + self.back[0]) / 2, (self.tip[1] + self.back[1]) / 2


def aim(outline: Outline, x: float, y: float) -> tuple[float, float]:
    """Return where in a name a link from x, y should point, from the name's middle.

    Not at the middle of a wide name but part of the way towards the link's other end: an arc
    that arrives from the side should meet the end of the words, not creep along under them.
    """
    core = outline.half_width - outline.half_height
    if core <= 0:
        return 0.0, 0.0
    dx, dy = x - outline.x, y - outline.y
    return 0.6 * core * dx / (hypot(dx, dy) or 1.0), 0.0


def full_arc(source: Outline, target: Outline, bend: float, shift: Aims) -> Curve:
    """Return the whole arc of a link, from within one name to within the other."""
    ax, ay = aim(source, target.x, target.y)
    bx, by = aim(target, source.x, source.y)
    return bent(
        source.x + ax + shift[0],
        source.y + ay + shift[1],
        target.x + bx + shift[2],
        target.y + by + shift[3],
        bend,
    )


def visible(arc: Curve, source: Outline, target: Outline) -> Curve:
    """Return the stretch of an arc that lies between two names."""
    last = _met(arc, target, 0.5, 1.0)
    first = _met(arc, source, 0.5, 0.0)
    least = min(HEAD / max(arc.length, 1e-6), 0.5)
    if last - first < least:  # names that overlap or nearly: a short arrow all the same
        middle = min(max((first + last) / 2, least / 2), 1 - least / 2)
        first, last = middle - least / 2, middle + least / 2
    return arc.part(first, last)


def _met(arc: Curve, name: Outline, t: float, end: float) -> float:
    """Return where an arc, followed from `t` towards its `end`, comes up to a name.

    Each step is as long as the words are away, so none can pass them (sphere tracing, Hart
    1996). From a start already on the words the way leads back until it is off them.
    """
    length = max(arc.length, 1e-6)
    way = 1.0 if end > 0.5 else -1.0
    cx, cy, radius, start, sweep = arc.cx, arc.cy, arc.radius, arc.start, arc.sweep
    distance = name.distance
    for _ in range(16):
        angle = start + sweep * t
        away = distance(cx + radius * cos(angle), cy + radius * sin(angle)) - GAP
        if -GAP < away < _NEAR_ENOUGH:
            break
        if away <= -GAP:
            t -= way * 0.06
        else:
            t += way * away / length
        if not 0.0 < t < 1.0:
            return min(max(t, 0.0), 1.0)
    return t


def ring(name: Outline, turns: float) -> Curve:
    """Return the small ring of a link from a variable to itself, standing out at `turns`.

    `turns` counts clockwise from the top. The ring starts and ends at the words.
    """
    angle = (turns - 0.25) * 2 * pi
    dx, dy = cos(angle), sin(angle)
    out = 0.0
    while name.distance(name.x + dx * out, name.y + dy * out) < RING * 0.62:
        out += 2.0
    cx, cy = name.x + dx * out, name.y + dy * out
    towards = atan2(-dy, -dx)
    whole = Curve(cx, cy, RING, towards, 2 * pi)
    return whole.part(_met(whole, name, 0.5, 0.0), _met(whole, name, 0.5, 1.0))
