"""How a loop's badge is drawn: its label in an arrow that turns the way the loop runs.

Reinforcing: a round arrow. Balancing: a rounded square. Undecided: a broken circle. So the kind
of a loop does not hang on its letter or colour alone.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.rendering.curve import Curve
from systemsmap.rendering.drawing import Bounds, Drawing, Paint, Path, Point, Segment, Shape, Text
from systemsmap.rendering.outline import CAP
from systemsmap.rendering.text import width
from systemsmap.rendering.theme import Theme

RADIUS = 18.0
_WIDE = 1.8


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge shows. `clockwise`: which way the loop runs on the page."""

    label: str
    polarity: LoopPolarity
    clockwise: bool
    delayed: bool
    x: float
    y: float


def badge_radius(label: str, theme: Theme) -> float:
    """Return how far a badge reaches from its middle."""
    return max(RADIUS, width(label, theme.badge_size, 700) / 2 + 8.0)


def badge_bounds(badge: Badge, theme: Theme) -> Bounds:
    """Return the rectangle of a badge."""
    radius = badge_radius(badge.label, theme) + 5.0
    return Bounds(badge.x - radius, badge.y - radius, 2 * radius, 2 * radius)


def draw_loop_badge(badge: Badge, theme: Theme) -> Drawing:
    """Return the drawing of a badge, anchored at its middle."""
    shapes = badge_shapes(badge.label, badge.polarity, (badge.clockwise, badge.delayed), theme)
    return Drawing(Point(badge.x, badge.y), shapes, badge_bounds(badge, theme))


@lru_cache(maxsize=2000)
def badge_shapes(
    label: str, polarity: LoopPolarity, turns: tuple[bool, bool], theme: Theme
) -> tuple[Shape, ...]:
    """Return the shapes of a badge round its middle; `turns` is (clockwise, delayed)."""
    clockwise, delayed = turns
    radius = badge_radius(label, theme)
    dash = (4.0, 3.6) if polarity is LoopPolarity.UNDECIDED else ()
    line = Paint(stroke=theme.badge, width=_WIDE, dash=dash)
    if polarity is LoopPolarity.BALANCING:
        way, tip, angle = _square(radius - 1.0, clockwise=clockwise)
    else:
        way, tip, angle = _circle(radius, clockwise=clockwise)
    shapes: list[Shape] = [Path(way, line), Path(_head(tip, angle), _solid(theme))]
    base = Point(0.0, CAP / 2 * theme.badge_size + 0.5)
    shapes.append(Text(label, base, theme.badge_size, theme.badge, 700))
    if delayed:
        low = radius - 1.0 if polarity is LoopPolarity.BALANCING else radius
        shapes += [_delay(x, low, theme) for x in (-2.6, 2.6)]
    return tuple(shapes)


def _solid(theme: Theme) -> Paint:
    return Paint(stroke=theme.badge, width=0.6, fill=theme.badge)


def _delay(x: float, low: float, theme: Theme) -> Path:
    """Return one of the two bars across the lower side: the mark of a delayed link."""
    return Path((("M", (x, low - 4.2)), ("L", (x, low + 4.2))), Paint(theme.badge, _WIDE))


def _circle(radius: float, *, clockwise: bool) -> tuple[tuple[Segment, ...], Point, float]:
    """Return three quarters of a circle and more, its end, and the direction there."""
    way = 1.0 if clockwise else -1.0
    start = -pi / 2 + way * 0.62
    sweep = way * (2 * pi - 1.2)
    curve = Curve(0.0, 0.0, radius, start, sweep)
    end = start + sweep
    return curve.segments(), curve.point(1.0), end + way * (pi / 2 + 0.26)


def _square(half: float, *, clockwise: bool) -> tuple[tuple[Segment, ...], Point, float]:
    """Return a rounded square that is open at the top, its end, and the direction there."""
    way = 1.0 if clockwise else -1.0
    corner = half * 0.42
    flat, k = half - corner, corner * 0.4477
    low = half - k
    start, end = way * half * 0.42, -way * half * 0.30
    right: list[Segment] = [
        ("M", (start, -half)),
        ("L", (way * flat, -half)),
        ("C", (way * low, -half, way * half, -low, way * half, -flat)),
        ("L", (way * half, flat)),
        ("C", (way * half, low, way * low, half, way * flat, half)),
        ("L", (-way * flat, half)),
        ("C", (-way * low, half, -way * half, low, -way * half, flat)),
        ("L", (-way * half, -flat)),
        ("C", (-way * half, -low, -way * low, -half, -way * flat, -half)),
        ("L", (end - way * 1.0, -half)),
    ]
    return tuple(right), Point(end, -half), 0.0 if clockwise else pi


def _head(tip: Point, angle: float) -> tuple[Segment, ...]:
    """Return a small solid arrowhead whose back stands at the end of the line."""
    dx, dy = cos(angle), sin(angle)
    x, y = tip.x - 1.0 * dx, tip.y - 1.0 * dy
    return (
        ("M", (x + 8.4 * dx, y + 8.4 * dy)),
        ("L", (x - 4.2 * dy, y + 4.2 * dx)),
        ("L", (x + 4.2 * dy, y - 4.2 * dx)),
        ("Z", ()),
    )
