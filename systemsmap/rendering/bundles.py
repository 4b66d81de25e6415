"""How a folded map is drawn: bundles as quiet pills, numbers on links, thin arcs without a sign.

What is not folded stays where it is and as it is: names, the bends of links, badges of loops.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

from systemsmap.analysis.folding import FoldedMap
from systemsmap.analysis.register import ListedLoop
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.curve import Curve
from systemsmap.rendering.drawing import Bounds, Drawing, Paint, Path, Point, Segment, Text
from systemsmap.rendering.links import ORIGIN, head_of, shaft
from systemsmap.rendering.outline import CAP, words_of
from systemsmap.rendering.route import Route
from systemsmap.rendering.text import width
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.variables import box_of

SIDES = 9.0  # room that a pill takes at either side of its words, and links keep clear of
_OVER = 4.0  # and above and below them
_CORNER = 0.5523  # how far the handles of a quarter circle reach, as a part of its radius
_RULE = 1.2  # width of a pill's outline
_DASH = (3.5, 3.0)
_ARC = 1.1  # width of an arc into a bundle or out of it
_BEND = 0.12  # they are too many to look for the best way
_FAINT = 0.55  # and how much of it is seen
_BESIDE = 40.0  # map units from the bars of a delay to the number of what is folded there
_CLEAR = 36.0  # and from the number to the middle of a badge
_RINGS = (1.0, 2.0, 3.0, 4.5, 6.5, 9.0, 12.0, 16.0)  # how far a pill is moved aside, in heights
_APART = 6.0  # map units between a pill and the next name


@dataclass(frozen=True, slots=True)
class Bundled:
    """How many variables stand behind each variable or link, and the links that are only arcs."""

    counts: Mapping[str, int]
    arcs: frozenset[str]


def bundled(folded: FoldedMap) -> Bundled:
    """Return what the drawing of a folded map has to know."""
    return Bundled({i: len(ids) for i, ids in folded.bundles.items()}, folded.arcs)


def loop_as_folded(loop: ListedLoop, folded: FoldedMap) -> ListedLoop:
    """Return a loop of the whole map with what is shown of it in place of its links."""
    if all(i in folded.map_.links for i in loop.links):
        return loop
    ids = folded.shown((*loop.links, *loop.variables))
    links = tuple(i for i in ids if i in folded.map_.links)
    return replace(loop, links=links, variables=tuple(i for i in ids if i not in links))


def placed(
    folded: FoldedMap, bends: Mapping[str, float], boxes: Iterable[Bounds], theme: Theme
) -> SystemsMap:
    """Return the folded map with these bends, its pills beside all names and these boxes."""
    map_ = folded.map_
    arcs = dict.fromkeys(folded.arcs, _BEND)
    links = {i: _bent(k, bends.get(i, arcs.get(i))) for i, k in map_.links.items()}
    pills = {i for i in folded.bundles if i in map_.variables}
    names = [box_of(v, theme) for i, v in map_.variables.items() if i not in pills]
    taken = [box.grown(_APART) for box in (*names, *boxes)]
    variables: dict[str, Variable] = {}
    for id_, variable in map_.variables.items():
        if id_ in pills:
            variables[id_] = _moved_aside(variable, taken, theme)
            taken.append(box_of(variables[id_], theme).grown(_APART))
        else:
            variables[id_] = variable
    return SystemsMap(variables, links, map_.loops, map_.notes, map_.info)


def _bent(link: Link, bend: float | None) -> Link:
    return link if bend is None else replace(link, bend=bend)


def _moved_aside(variable: Variable, taken: Iterable[Bounds], theme: Theme) -> Variable:
    """Return a pill at the nearest place where it lies on nothing, or where it is."""
    made = replace(variable, outside=True)  # for the room at its sides, which is the pill's here
    box = box_of(made, theme)
    for dx, dy in _steps(box.height):
        there = Bounds(box.x + dx, box.y + dy, box.width, box.height)
        if not any(there.overlaps(other) for other in taken):
            return replace(made, x=variable.x + dx, y=variable.y + dy)
    return made


def _steps(height: float) -> Iterable[tuple[float, float]]:
    yield 0.0, 0.0
    for ring in _RINGS:
        for turn in range(16):
            angle = pi / 2 + turn * pi / 8
            yield 1.6 * ring * height * cos(angle), ring * height * sin(angle)


def draw_bundle(variable: Variable, count: int, theme: Theme) -> Drawing:
    """Return the drawing of a bundle: its words in a pill; of several, a second one behind."""
    words = words_of(variable.name, theme.text_size)
    wide, high = words.half_width + SIDES, words.half_height + _OVER
    line = Paint(stroke=theme.soft, width=_RULE, fill=theme.paper, dash=_DASH)
    behind = Paint(stroke=theme.soft, width=_RULE, fill=theme.paper, opacity=0.5)
    pill = Bounds(-wide, -high, 2 * wide, 2 * high)
    shapes = [Path(_pill(pill), line)]
    if count > 1:
        shapes.insert(0, Path(_pill(Bounds(pill.x + 5, pill.y + 4, *_size(pill))), behind))
    texts = [
        Text(line_, Point(0.0, base), theme.text_size, theme.soft)
        for line_, base in zip(words.lines, words.baselines, strict=True)
    ]
    bounds = Bounds(variable.x - wide, variable.y - high, 2 * wide, 2 * high).grown(7.0)
    return Drawing(Point(variable.x, variable.y), (*shapes, *texts), bounds)


def draw_arc(route: Route, theme: Theme) -> Drawing:
    """Return the drawing of an arc that says that something leads here, and nothing more."""
    line = Paint(stroke=theme.soft, width=_ARC, opacity=_FAINT)
    head = Paint(stroke=theme.soft, width=0.6, fill=theme.soft, opacity=_FAINT)
    shapes = (Path(shaft(route), line), Path(head_of(route), head))
    return Drawing(ORIGIN, shapes, route.curve.bounds.grown(8.0))


def count_place(curve: Curve, bars: float | None, badges: Iterable[tuple[float, float]]) -> Point:
    """Return where on a link the number stands: in the middle, or beside the bars of a delay.

    Of several such places it is the first that keeps clear of badges.
    """
    off = _BESIDE / max(curve.length, 1.0)
    near = bars if bars is not None else 0.5
    parts = (near - off, near + off) if bars is not None else (near, near - off, near + off)
    points = [curve.point(min(max(part, 0.1), 0.9)) for part in parts]
    around = list(badges)

    def room(at: Point) -> float:
        return min((hypot(at.x - x, at.y - y) for x, y in around), default=_CLEAR)

    return max(points, key=lambda at: min(room(at), _CLEAR))


def with_count(link: Drawing, count: int, at: Point, theme: Theme) -> Drawing:
    """Return the drawing of a link with the number of variables folded into it."""
    size = theme.kind_size + 1
    high = size * 0.78
    wide = max(high, width(str(count), size) / 2 + 5.0)
    pill = Bounds(at.x - wide, at.y - high, 2 * wide, 2 * high)
    line = Paint(stroke=theme.soft, width=_RULE, fill=theme.paper)
    number = Text(str(count), Point(at.x, at.y + CAP / 2 * size), size, theme.soft, 600)
    return replace(link, shapes=(*link.shapes, Path(_pill(pill), line), number))


def _size(box: Bounds) -> tuple[float, float]:
    return box.width, box.height


def _pill(box: Bounds) -> tuple[Segment, ...]:
    """Return a rectangle with its ends rounded as far as they go, no rounder than a name's."""
    r = min(box.height / 2, 16.0)
    k = r * (1 - _CORNER)
    x0, y0, x1, y1 = box.x, box.y, box.right, box.bottom
    return (
        ("M", (x0 + r, y0)),
        ("L", (x1 - r, y0)),
        ("C", (x1 - k, y0, x1, y0 + k, x1, y0 + r)),
        ("L", (x1, y1 - r)),
        ("C", (x1, y1 - k, x1 - k, y1, x1 - r, y1)),
        ("L", (x0 + r, y1)),
        ("C", (x0 + k, y1, x0, y1 - k, x0, y1 - r)),
        ("L", (x0, y0 + r)),
        ("C", (x0, y0 + k, x0 + k, y0, x0 + r, y0)),
        ("Z", ()),
    )
