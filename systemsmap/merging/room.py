"""Boxes on a sheet, and the nearest way to move others so that they hit none."""

from collections.abc import Iterator, Sequence
from functools import cache
from math import floor, hypot

from systemsmap.rendering.drawing import Bounds, united

SQUARE = 160.0  # map units of a square of the grid that boxes are filed by
STEP = 20.0
REACH = 40  # steps tried in every direction before a place beside everything is taken
GAP = 14.0
"""Map units that boxes keep from each other."""


class Room:
    """What lies on the sheet so far, by name."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[str, Bounds]]] = {}
        self._boxes: list[Bounds] = []

    def put(self, name: str, box: Bounds) -> None:
        """Put a box on the sheet."""
        self._boxes.append(box)
        for square in _squares(box):
            self._squares.setdefault(square, []).append((name, box))

    def hit_by(self, box: Bounds) -> Iterator[str]:
        """Yield the names of boxes that this one overlaps, some of them twice."""
        for square in _squares(box):
            for name, other in self._squares.get(square, ()):
                if box.overlaps(other):
                    yield name

    @property
    def bounds(self) -> Bounds:
        """The rectangle round everything."""
        return united(self._boxes)

    @property
    def is_empty(self) -> bool:
        """True while nothing lies there."""
        return not self._boxes

    def way_out(self, boxes: Sequence[Bounds]) -> tuple[float, float]:
        """Return the shortest way on which these can move together to where none hits anything."""
        grown = [box.grown(GAP) for box in boxes]
        for dx, dy in _ways():
            moved = (Bounds(b.x + dx, b.y + dy, b.width, b.height) for b in grown)
            hit = next((i for i, box in enumerate(moved) if any(self.hit_by(box))), None)
            if hit is None:
                return dx, dy
            grown.insert(0, grown.pop(hit))  # who is in the way here is so a step further
        return self.bounds.right + 2 * GAP - united(boxes).x, 0.0


@cache
def _ways() -> tuple[tuple[float, float], ...]:
    steps = range(-REACH, REACH + 1)
    ways = [(i * STEP, j * STEP) for i in steps for j in steps if hypot(i, j) <= REACH]
    return tuple(sorted(ways, key=lambda way: (hypot(*way), -way[1], -way[0])))


def _squares(box: Bounds) -> Iterator[tuple[int, int]]:
    for i in range(floor(box.x / SQUARE), floor(box.right / SQUARE) + 1):
        for j in range(floor(box.y / SQUARE), floor(box.bottom / SQUARE) + 1):
            yield i, j
