"""How a variable is drawn: words without a box, and quiet marks for what is said about it."""

from functools import lru_cache

from systemsmap.model.records import Kind, Variable
from systemsmap.rendering.drawing import Bounds, Drawing, Paint, Path, Point, Shape, Text
from systemsmap.rendering.outline import Outline, Words, outline_at, words_of
from systemsmap.rendering.text import line_height, width
from systemsmap.rendering.theme import Theme

PADDING = (10.0, 7.0)  # between the words and the rim of the pill shown on hover
_BRACKET = 9.0  # room that the brackets of an outside variable take at either side


def size_of(name: str, theme: Theme) -> tuple[float, float]:
    """Return width and height of a name with its padding, for layouts."""
    words = words_of(name, theme.text_size)
    return 2 * (words.half_width + PADDING[0]), 2 * (words.half_height + PADDING[1])


def box_of(variable: Variable, theme: Theme) -> Bounds:
    """Return the rectangle of a variable: words, marks and padding."""
    return _padded(outline_of(variable, theme))


def _padded(outline: Outline) -> Bounds:
    wide, high = outline.half_width + PADDING[0], outline.half_height + PADDING[1]
    return Bounds(outline.x - wide, outline.y - high, 2 * wide, 2 * high)


def outline_of(variable: Variable, theme: Theme) -> Outline:
    """Return what links stop at and keep clear of."""
    words = words_of(variable.name, theme.text_size)
    if theme.shows_kinds and variable.kind:
        words = _with_kind(words, variable.kind, theme)
    sides = _BRACKET if variable.outside else 0.0
    return outline_at(variable.x, variable.y, words, sides)


def _with_kind(words: Words, kind: Kind, theme: Theme) -> Words:
    half, base = width(kind.label, theme.kind_size) / 2, _kind_baseline(words, theme)
    rect = (-half, base - 0.8 * theme.kind_size, half, base + 0.2 * theme.kind_size)
    return Words(
        words.lines,
        words.baselines,
        (*words.rects, rect),
        max(words.half_width, half),
        rect[3],
    )


def _kind_baseline(words: Words, theme: Theme) -> float:
    return words.baselines[-1] + line_height(theme.kind_size) + 4


def draw_variable(variable: Variable, theme: Theme) -> Drawing:
    """Return the drawing of a variable, anchored at its middle."""
    kind = variable.kind if theme.shows_kinds else None
    shapes = _shapes(variable.name, variable.outside, kind, theme)
    bounds = outline_of(variable, theme).bounds.grown(2.0)
    return Drawing(Point(variable.x, variable.y), shapes, bounds)


@lru_cache(maxsize=20_000)
def _shapes(name: str, outside: bool, kind: Kind | None, theme: Theme) -> tuple[Shape, ...]:  # noqa: FBT001
    words = words_of(name, theme.text_size)
    shapes: list[Shape] = [
        Text(line, Point(0.0, base), theme.text_size, theme.ink)
        for line, base in zip(words.lines, words.baselines, strict=True)
    ]
    if kind:
        at = Point(0.0, _kind_baseline(words, theme))
        shapes.append(Text(kind.label, at, theme.kind_size, theme.soft))
    if outside:
        shapes += [_bracket(words, theme, -1), _bracket(words, theme, 1)]
    return tuple(shapes)


def _bracket(words: Words, theme: Theme, side: int) -> Path:
    """Return one of the thin round brackets: said in passing, not part of our system."""
    x, high = side * (words.half_width + 3), words.half_height + 1
    out = side * (words.half_width + _BRACKET)
    curve = ("C", (out, -high * 0.45, out, high * 0.45, x, high))
    return Path((("M", (x, -high)), curve), Paint(stroke=theme.soft, width=1.3))  # type: ignore[arg-type]
