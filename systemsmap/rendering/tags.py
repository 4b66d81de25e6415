"""The small marks of what changed, told by shape or word and never by colour alone.

Each is a few shapes round its own middle, and how much room they take.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from systemsmap.model.records import Polarity
from systemsmap.rendering.drawing import Bounds, Paint, Path, Point, Segment, Shape, Text
from systemsmap.rendering.links import SIGNS
from systemsmap.rendering.outline import CAP
from systemsmap.rendering.text import fill, line_height, width
from systemsmap.rendering.theme import Theme

WORD_SIZE = 11
OLD_NAME_SIZE = 12
RADIUS = 7.5  # of a round tag
DOT = 4.0  # radius of the open dot where something stood
_HIGH = 15.0
_PAD = 5.5
_KAPPA = 0.5523
_LINE = 1.6
_WIDEST = 170.0  # of a name that is no longer in use
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Tag:
    """Shapes round their middle, and the room they take."""

    shapes: tuple[Shape, ...]
    wide: float
    high: float


def word_tag(word: str, theme: Theme) -> Tag:
    """Return a word on a filled pill."""
    wide = width(word, WORD_SIZE, 600) + 2 * _PAD
    ground = Path(pill(wide, _HIGH), Paint(stroke=theme.paper, width=1.2, fill=theme.change))
    base = Point(0.0, CAP / 2 * WORD_SIZE)
    return Tag((ground, Text(word, base, WORD_SIZE, theme.paper, 600)), wide, _HIGH)


def cross_tag(theme: Theme) -> Tag:
    """Return a cross in a ring: it is gone."""
    a = RADIUS * 0.42
    strokes: tuple[tuple[Segment, ...], ...] = (
        (("M", (-a, -a)), ("L", (a, a))),
        (("M", (-a, a)), ("L", (a, -a))),
    )
    line = Paint(stroke=theme.change, width=_LINE)
    return _round(theme, *(Path(stroke, line) for stroke in strokes))


def pencil_tag(theme: Theme) -> Tag:
    """Return a pencil in a ring: something about it is said otherwise."""
    body: tuple[Segment, ...] = (
        ("M", (-3.6, 3.6)),
        ("L", (-2.7, 0.7)),
        ("L", (2.0, -4.0)),
        ("L", (4.0, -2.0)),
        ("L", (-0.7, 2.7)),
        ("Z", ()),
    )
    cut: tuple[Segment, ...] = (("M", (-2.7, 0.7)), ("L", (-0.7, 2.7)))
    fine = Paint(stroke=theme.change, width=1.1)
    return _round(theme, Path(body, fine), Path(cut, fine))


def _round(theme: Theme, *shapes: Shape) -> Tag:
    ground = Paint(stroke=theme.change, width=1.3, fill=theme.paper)
    return Tag((Path(circle(RADIUS), ground), *shapes), 2 * RADIUS, 2 * RADIUS)


def sign_tag(was: Polarity, now: Polarity, theme: Theme) -> Tag:
    """Return the sign that a link had, an arrow, and the one it has."""
    size = 15
    step = 12.5
    wide = 2 * step + 20.0
    ground = _open_pill(wide, theme)
    old, new = SIGNS[was], SIGNS[now]
    base = 0.31 * size
    shapes: tuple[Shape, ...] = (
        ground,
        Text(old, Point(-step, base), size, theme.soft, 600),
        *_small_arrow(theme),
        Text(new, Point(step, base), size, theme.ink, 700),
    )
    return Tag(shapes, wide, _HIGH)


def delay_tag(theme: Theme, *, delayed: bool) -> Tag:
    """Return the two bars of a delay beside “new”, or struck out."""
    bars = tuple(
        Path((("M", (x, -3.8)), ("L", (x, 3.8))), Paint(stroke=theme.ink, width=1.6))
        for x in (-2.2, 2.2)
    )
    if not delayed:
        strike: tuple[Segment, ...] = (("M", (-6.0, 4.0)), ("L", (6.0, -4.0)))
        struck = Path(strike, Paint(stroke=theme.change, width=1.5))
        return Tag((_open_pill(21.0, theme), *bars, struck), 21.0, _HIGH)
    words = width("new", WORD_SIZE, 600)
    wide = words + 12.0 + 2 * _PAD
    left = -wide / 2 + _PAD + 3.0
    there = tuple(_aside(bar, left) for bar in bars)
    base = Point(wide / 2 - _PAD, CAP / 2 * WORD_SIZE)
    word = Text("new", base, WORD_SIZE, theme.change, 600, "end")
    return Tag((_open_pill(wide, theme), *there, word), wide, _HIGH)


def _aside(path: Path, dx: float) -> Path:
    moved: list[Segment] = [(c, (at[0] + dx, at[1])) for c, at in path.segments]
    return Path(tuple(moved), path.paint)


def _open_pill(wide: float, theme: Theme) -> Path:
    return Path(pill(wide, _HIGH), Paint(stroke=theme.change, width=1.3, fill=theme.paper))


def _small_arrow(theme: Theme) -> tuple[Path, Path]:
    line = Paint(stroke=theme.change, width=1.2)
    return (
        Path((("M", (-3.6, 0.0)), ("L", (3.6, 0.0))), line),
        Path((("M", (0.8, -2.6)), ("L", (3.6, 0.0)), ("L", (0.8, 2.6))), line),
    )


def old_name_tag(name: str, theme: Theme) -> Tag:
    """Return the name something had, small and struck out."""
    lines = fill(" ".join(name.split()), OLD_NAME_SIZE, _WIDEST)
    if len(lines) > _MOST_LINES:
        lines = (*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]} …")
    step = line_height(OLD_NAME_SIZE)
    wide = max(width(line, OLD_NAME_SIZE) for line in lines)
    first = CAP / 2 * OLD_NAME_SIZE - (len(lines) - 1) / 2 * step
    shapes: list[Shape] = []
    for n, line in enumerate(lines):
        text = Text(line, Point(0.0, first + n * step), OLD_NAME_SIZE, theme.soft)
        shapes += [text, struck(text, theme.change)]
    return Tag(tuple(shapes), wide + 4.0, step * len(lines))


def struck(text: Text, colour: str) -> Path:
    """Return the line through words that are no longer in use."""
    half, y = width(text.words, text.size, text.weight) / 2, text.at.y - 0.30 * text.size
    middle = text.at.x + {"start": half, "middle": 0.0, "end": -half}[text.anchor]
    line: tuple[Segment, ...] = (("M", (middle - half, y)), ("L", (middle + half, y)))
    return Path(line, Paint(stroke=colour, width=max(1.1, text.size / 12)))


def open_dot(theme: Theme) -> Path:
    """Return the small open dot where something stood."""
    return Path(circle(DOT), Paint(stroke=theme.change, width=_LINE, fill=theme.paper))


def dots(theme: Theme) -> Paint:
    """Return the paint of a dotted way."""
    return Paint(stroke=theme.change, width=2.0, dash=(0.1, 5.5))


def ring(box: Bounds, theme: Theme, *, dashed: bool = False) -> Path:
    """Return the ring round a name, its middle at the middle of the box."""
    shape = pill(box.width, box.height, min(box.height / 2, 14.0))
    dash = (4.5, 4.5) if dashed else ()
    width_ = 1.3 if dashed else 2.2
    return Path(shape, Paint(stroke=theme.change, width=width_, dash=dash))


def circle(radius: float) -> tuple[Segment, ...]:
    """Return a circle round 0, 0."""
    return _corners(0.0, 0.0, radius)


def pill(wide: float, high: float, radius: float | None = None) -> tuple[Segment, ...]:
    """Return a rounded rectangle round 0, 0; its ends are half circles unless a radius is given."""
    r = high / 2 if radius is None else radius
    return _corners(max(wide / 2 - r, 0.0), max(high / 2 - r, 0.0), r)


def _corners(x: float, y: float, r: float) -> tuple[Segment, ...]:
    """Return four quarters of a circle round (±x, ±y), joined by straight lines."""
    made: list[Segment] = [("M", (x, -y - r))]
    k = _KAPPA
    for n, (cx, cy) in enumerate(((x, -y), (x, y), (-x, y), (-x, -y))):
        start = n * pi / 2 - pi / 2
        (c0, s0), (c1, s1) = ((cos(a), sin(a)) for a in (start, start + pi / 2))
        made.append(("L", (cx + r * c0, cy + r * s0)))
        leaving = (cx + r * (c0 - k * s0), cy + r * (s0 + k * c0))
        arriving = (cx + r * (c1 + k * s1), cy + r * (s1 - k * c1))
        made.append(("C", (*leaving, *arriving, cx + r * c1, cy + r * s1)))
    return (*made, ("Z", ()))
