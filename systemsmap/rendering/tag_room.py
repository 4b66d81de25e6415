"""Finds room for tags beside what is drawn: not under a name or a sign where it can be avoided."""

from collections.abc import Iterable, Sequence
from math import ceil, hypot

from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds, Point
from systemsmap.rendering.grid import Grid
from systemsmap.rendering.notes import words_box
from systemsmap.rendering.signs import RADIUS
from systemsmap.rendering.tags import Tag
from systemsmap.rendering.text import line_height
from systemsmap.rendering.variables import PADDING

_ON_NAME, _ON_TAG, _ON_SIGN, _ON_BADGE, _ON_LINE = 60.0, 80.0, 40.0, 40.0, 24.0
_REACH = 12.0


class TagRoom:
    """Where tags stand; each takes its room from those that come later."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition
        self._taken, self._solid = _Boxes(), _Boxes()
        solid = [composition.badge(k.id) for k in composition.loops if composition.has(k.id)]
        notes = composition.map.notes.values()
        solid += [words_box(note, composition.theme) for note in notes]
        for box in solid:
            self._solid.add(box)

    def keep_clear(self, box: Bounds) -> None:
        """Let no tag stand here that can stand elsewhere."""
        self._taken.add(box)

    def place(self, tag: Tag, places: Sequence[Point], line: str = "") -> Point:
        """Return the best of the places for the middle of a tag, the first ones liked more.

        `line` is the link that the tag belongs to, on which it may lie.
        """
        best, least = places[0], 1e9
        for rank, at in enumerate(places):
            price = 2.0 * rank
            if price >= least:
                break
            price += self._cost(box_round(at, tag), line, least - price)
            if price < least:
                best, least = at, price
        self._taken.add(box_round(best, tag).grown(1.0))
        return best

    def _cost(self, box: Bounds, line: str, limit: float) -> float:
        """Return what a tag would hide, or more than the limit as soon as that is sure."""
        cost = _ON_TAG * self._taken.under(box) + _ON_BADGE * self._solid.under(box)
        if cost < limit:
            cost += _ON_NAME * sum(box.overlaps(self._words(i)) for i in self._names_near(box))
        for id_ in self._links_near(box) if cost < limit else ():
            cost += _ON_SIGN * _covers(box, self._composition.sign_at(id_), RADIUS + 1.0)
            cost += _ON_SIGN * _covers(box, self._composition.head_at(id_), 4.0)
            if id_ != line and self._is_crossed(box, id_):
                cost += _ON_LINE
        return cost

    def _is_crossed(self, box: Bounds, link: str) -> bool:
        """Return whether a link passes under a tag, from one circle to the next along it."""
        curve, half = self._composition.curve(link), box.height / 2
        steps = max(1, ceil((box.width - box.height) / box.height))
        way = max(box.width - box.height, 0.0) / steps
        return any(
            curve.distance_to(box.x + half + n * way, box.middle.y) < half for n in range(steps + 1)
        )

    def _words(self, id_: str) -> Bounds:
        """Return the box of a name without its padding."""
        box = self._composition.box(id_)
        wide, high = box.width - 2 * PADDING[0], box.height - 2 * PADDING[1]
        return Bounds(box.x + PADDING[0], box.y + PADDING[1], wide, high)

    def _names_near(self, box: Bounds) -> Iterable[str]:
        middle = box.middle
        found: dict[str, None] = {}
        for x in (box.x, middle.x, box.right):
            found |= dict.fromkeys(self._composition.variables_near(x, middle.y))
        return found

    def _links_near(self, box: Bounds) -> Iterable[str]:
        reach = hypot(box.width, box.height) / 2 + _REACH
        return self._composition.links_near(box.middle.x, box.middle.y, reach)


class _Boxes:
    """Rectangles, found by place."""

    def __init__(self) -> None:
        self._grid, self._boxes = Grid(64.0), list[Bounds]()

    def add(self, box: Bounds) -> None:
        self._grid.add(str(len(self._boxes)), self._cells(box))
        self._boxes.append(box)

    def under(self, box: Bounds) -> int:
        """Return how many of them a rectangle overlaps."""
        near = self._grid.found(self._cells(box))
        return sum(box.overlaps(self._boxes[int(i)]) for i in near)

    def _cells(self, box: Bounds) -> list[int]:
        return self._grid.over(box.x, box.y, box.right, box.bottom)


def _covers(box: Bounds, at: Point, radius: float) -> bool:
    return box.grown(radius).contains(at.x, at.y)


def box_round(at: Point, tag: Tag) -> Bounds:
    """Return the rectangle that a tag takes with its middle at a point."""
    return Bounds(at.x - tag.wide / 2, at.y - tag.high / 2, tag.wide, tag.high)


def at_corners(box: Bounds, tag: Tag) -> tuple[Point, ...]:
    """Return places on the rim of a name's box: the corners, then above, below and beside."""
    inset = tag.wide / 2 + 2.0
    left, right = box.x + inset, box.right - inset
    if right < left:
        left = right = box.middle.x
    middle = box.middle
    return (
        Point(box.right - 2.0, box.y),
        Point(right, box.y - 1.0),
        Point(left, box.y - 1.0),
        Point(right, box.bottom + 1.0),
        Point(left, box.bottom + 1.0),
        Point(middle.x, box.y - 1.0),
        Point(middle.x, box.bottom + 1.0),
        Point(box.right + tag.wide / 2, middle.y),
        Point(box.x - tag.wide / 2, middle.y),
        Point(box.right, box.y - tag.high),
        Point(box.x, box.y - tag.high),
        Point(box.right, box.bottom + tag.high),
        Point(box.x, box.bottom + tag.high),
    )


def under(box: Bounds, tag: Tag) -> tuple[Point, ...]:
    """Return places for words that belong to a name: under it, over it, beside it."""
    middle, off = box.middle, tag.high / 2
    step = line_height(8)
    return (
        Point(middle.x, box.bottom + off - 4.0),
        Point(middle.x, box.y - off + 4.0),
        Point(box.right + tag.wide / 2, middle.y),
        Point(box.x - tag.wide / 2, middle.y),
        Point(middle.x, box.bottom + off + step),
        Point(middle.x, box.y - off - step),
        Point(box.x + tag.wide / 2, box.bottom + off + step),
        Point(box.right - tag.wide / 2, box.bottom + off + step),
        *(
            Point(x, y)
            for y in (box.bottom + off, box.y - off)
            for x in (box.right + tag.wide / 2, box.x - tag.wide / 2, box.right, box.x)
        ),
        Point(middle.x, box.bottom + off + 3 * step),
        Point(middle.x, box.y - off - 3 * step),
    )
