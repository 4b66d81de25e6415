"""How a link is drawn: its line, its head, the bars of a delay, its sign."""

from functools import lru_cache
from math import hypot

from systemsmap.model.records import Evidence, Link, Polarity
from systemsmap.rendering.drawing import (
    Bounds,
    Drawing,
    Paint,
    Path,
    Point,
    Segment,
    Shape,
    Text,
    united,
)
from systemsmap.rendering.marks import Marks
from systemsmap.rendering.route import HEAD, Route
from systemsmap.rendering.theme import Theme

ORIGIN = Point(0.0, 0.0)
SIGNS = {
    Polarity.POSITIVE: "+",
    Polarity.NEGATIVE: "−",
    Polarity.UNDECIDED: "?",
    Polarity.MIXED: "±",
}
# How far below its middle the baseline of each sign lies, in the shipped font, for a size of 1.
_MIDDLES = {"+": 0.29, "−": 0.29, "?": 0.364, "±": 0.294}
_NOTCH = 0.78  # where the back of the head is cut in, as a part of its length
_HALF_HEAD = 4.9
BAR, BAR_GAP = 7.0, 2.8  # half of a delay bar's length, half of the gap between the two


def draw_link(link: Link, route: Route, marks: Marks, theme: Theme) -> Drawing:
    """Return the drawing of a link, in map coordinates."""
    sign = marks.sign
    line, head, bars = paints(theme, link.polarity, _is_dashed(link, theme))
    shapes: list[Shape] = [
        Path(shaft(route), line),
        Path(head_of(route), head),
    ]
    if link.delayed:
        shapes += [Path(bar, bars) for bar in delay_bars(route, marks.bars)]
    shapes.append(sign_text(link.polarity, Point(*sign), theme))
    around = united((route.curve.bounds, Bounds(*sign, 0.0, 0.0))).grown(10.0)
    return Drawing(ORIGIN, tuple(shapes), around)


def _is_dashed(link: Link, theme: Theme) -> bool:
    return theme.dashes_assumptions and link.evidence is Evidence.ASSUMPTION


@lru_cache
def paints(theme: Theme, polarity: Polarity, dashed: bool) -> tuple[Paint, Paint, Paint]:  # noqa: FBT001
    """Return the paints of a line, its head and its delay bars."""
    colour = theme.link_colour(polarity)
    return (
        Paint(stroke=colour, width=theme.line, dash=(7.0, 5.0) if dashed else ()),
        Paint(stroke=colour, width=0.8, fill=colour),
        Paint(stroke=colour, width=theme.line),
    )


def shaft(route: Route) -> tuple[Segment, ...]:
    """Return the line of a link, which ends inside the arrowhead."""
    length = max(route.curve.length, 1e-6)
    return route.curve.part(0.0, max(0.01, 1 - HEAD * _NOTCH / length)).segments()


def head_of(route: Route) -> tuple[Segment, ...]:
    """Return the arrowhead: slender, its back cut in, turned the way the arc runs there."""
    (tx, ty), (bx, by) = route.tip, route.back
    dx, dy = tx - bx, ty - by
    away = hypot(dx, dy) or 1.0
    dx, dy = dx / away, dy / away
    bx, by = tx - dx * HEAD, ty - dy * HEAD
    nx, ny = tx - dx * HEAD * _NOTCH, ty - dy * HEAD * _NOTCH
    wx, wy = -dy * _HALF_HEAD, dx * _HALF_HEAD
    return (
        ("M", (tx, ty)),
        ("L", (bx + wx, by + wy)),
        ("L", (nx, ny)),
        ("L", (bx - wx, by - wy)),
        ("Z", ()),
    )


def delay_bars(route: Route, at: float = 0.5) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return the two short bars across a delayed link, at its middle or another part of it."""
    middle = max(0.0, route.curve.length - HEAD) * at
    return _bar(route, middle - BAR_GAP), _bar(route, middle + BAR_GAP)


def _bar(route: Route, along: float) -> tuple[Segment, ...]:
    curve = route.curve
    x, y = curve.at(along / max(curve.length, 1e-6))
    ux, uy = (x - curve.cx) / curve.radius * BAR, (y - curve.cy) / curve.radius * BAR
    return ("M", (x - ux, y - uy)), ("L", (x + ux, y + uy))


def sign_text(polarity: Polarity, middle: Point, theme: Theme) -> Text:
    """Return a sign with its middle at a point."""
    sign = SIGNS[polarity]
    size = theme.sign_size - 3 if sign == "?" else theme.sign_size
    at = Point(middle.x, middle.y + _MIDDLES[sign] * size)
    return Text(sign, at, size, theme.link_colour(polarity), 700)
