"""The key under a picture: what the signs on this map mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.model.records import Evidence, Polarity
from systemsmap.rendering.choose import NO_SHIFT
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.curve import bent
from systemsmap.rendering.drawing import Bounds, Drawing, Path, Point, Segment, Shape, Text
from systemsmap.rendering.links import delay_bars, head_of, paints, shaft, sign_text
from systemsmap.rendering.loops import badge_shapes
from systemsmap.rendering.route import Route
from systemsmap.rendering.text import width
from systemsmap.rendering.theme import Theme

_SIZE = 13
_ROW = 46.0
_GAP, _BETWEEN = 10.0, 30.0

_LINKS = {
    Polarity.POSITIVE: "more leads to more",
    Polarity.NEGATIVE: "more leads to less",
    Polarity.UNDECIDED: "not decided yet",
    Polarity.MIXED: "both, or it depends",
}
_DELAY = "after a while"
_ASSUMPTION = "assumption, untested"
_OUTSIDE = "outside our boundary"
_LOOPS = {
    LoopPolarity.REINFORCING: ("R", "reinforcing loop: feeds itself"),
    LoopPolarity.BALANCING: ("B", "balancing loop: holds itself back"),
    LoopPolarity.UNDECIDED: ("U", "loop not decided yet"),
}


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A sample, how wide it is, and what it means. The sample starts at 0, 0, its middle."""

    sample: tuple[Shape, ...]
    wide: float
    words: str
    begins_row: bool = False


def draw_key(
    composition: Composition, at: Point, wide: float, more: Iterable[KeyEntry] = ()
) -> Drawing:
    """Return the key, its top left corner at a point, in rows no wider than `wide`.

    It explains + and − always, and of the other marks those that this map uses. Links come
    first, loops in a row of their own, then `more`.
    """
    shapes: list[Shape] = []
    theme = composition.theme
    x, row, widest = 0.0, 0, 0.0
    for entry in (*_entries(composition), *more):
        needed = entry.wide + _GAP + width(entry.words, _SIZE)
        if x and (entry.begins_row or x + needed > wide):
            x, row = 0.0, row + 1
        y = (row + 0.5) * _ROW
        shapes += [moved(shape, x, y) for shape in entry.sample]
        words = Point(x + entry.wide + _GAP, y + 0.364 * _SIZE)
        shapes.append(Text(entry.words, words, _SIZE, theme.soft, 400, "start"))
        widest = max(widest, x + needed)
        x += needed + _BETWEEN
    return Drawing(at, tuple(shapes), Bounds(at.x, at.y, widest, (row + 1) * _ROW))


def _entries(composition: Composition) -> Iterator[KeyEntry]:
    map_, theme = composition.map, composition.theme
    used = {k.polarity for k in map_.links.values()} | {Polarity.POSITIVE, Polarity.NEGATIVE}
    for polarity, words in _LINKS.items():
        if polarity in used:
            yield _link_entry(theme, polarity, words)
    if any(k.delayed for k in map_.links.values()):
        yield _link_entry(theme, None, _DELAY)
    if theme.dashes_assumptions and any(
        k.evidence is Evidence.ASSUMPTION for k in map_.links.values()
    ):
        line = paints(theme, Polarity.UNDECIDED, True)[0]  # noqa: FBT003
        yield KeyEntry((Path((("M", (0, 0)), ("L", (40, 0))), line),), 40.0, _ASSUMPTION)
    shown = {k.polarity for k in composition.loops if composition.has(k.id)}
    loops = [loop for loop in _LOOPS if loop in shown]
    for loop in loops:
        letter, words = _LOOPS[loop]
        sample = badge_shapes(letter, loop, (True, False), theme)
        shapes = tuple(moved(s, 20.0, 1.0) for s in sample)
        yield KeyEntry(shapes, 38.0, words, loop is loops[0])
    if any(v.outside for v in map_.variables.values()):
        yield KeyEntry((Text("(name)", Point(20.0, 5.0), _SIZE, theme.ink),), 42.0, _OUTSIDE)


def _link_entry(theme: Theme, polarity: Polarity | None, words: str) -> KeyEntry:
    """Return a short arrow with its sign, or without one but delayed."""
    arc = bent(0.0, 5.0, 44.0, 5.0, 0.10)
    route = Route("", "", "", 0.1, 0, NO_SHIFT, arc)
    line, head, bars = paints(theme, polarity or Polarity.UNDECIDED, False)  # noqa: FBT003
    sample: list[Shape] = [Path(shaft(route), line), Path(head_of(route), head)]
    if polarity is None:
        sample += [Path(bar, bars) for bar in delay_bars(route)]
    else:
        sample.append(sign_text(polarity, Point(52.0, -6.0), theme))
    return KeyEntry(tuple(sample), 46.0 if polarity is None else 56.0, words)


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return a shape that stands elsewhere."""
    if isinstance(shape, Text):
        at = Point(shape.at.x + dx, shape.at.y + dy)
        return Text(shape.words, at, shape.size, shape.colour, shape.weight, shape.anchor)
    segments: list[Segment] = []
    for command, at_ in shape.segments:
        places = tuple(n + (dy if i % 2 else dx) for i, n in enumerate(at_))
        segments.append((command, places))
    return Path(tuple(segments), shape.paint)
