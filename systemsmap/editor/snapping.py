"""Lines and gaps that a dragged name falls into."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from systemsmap.rendering.drawing import Bounds


@dataclass(frozen=True, slots=True)
class Guide:
    """A line to show while something rests on it, from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to move further, and the guides that say why."""

    dx: float = 0.0
    dy: float = 0.0
    guides: tuple[Guide, ...] = ()


class Snapping:
    """The lines of the names that stay where they are; made once when a drag begins."""

    def __init__(self, still: Iterable[Bounds]) -> None:
        self._boxes = list(still)
        self._columns = sorted((b.middle.x, i) for i, b in enumerate(self._boxes))
        self._rows = sorted((b.middle.y, i) for i, b in enumerate(self._boxes))
        self._tallest = max((b.height for b in self._boxes), default=0.0)

    def snap(self, box: Bounds, reach: float) -> Snap:
        """Return how to move `box` onto a line or into an even gap at most `reach` away."""
        column = self._nearest(self._columns, box.middle.x, reach)
        row = self._nearest(self._rows, box.middle.y, reach)
        dx = self._columns[column][0] - box.middle.x if column is not None else None
        dy = self._rows[row][0] - box.middle.y if row is not None else None
        guides = []
        if column is not None:
            other = self._boxes[self._columns[column][1]]
            guides.append(_upright(other.middle.x, other, box))
        if row is not None:
            other = self._boxes[self._rows[row][1]]
            guides.append(_level(other.middle.y, other, box))
        if dx is None:
            dx = self._even_gap(box, reach, guides)
        return Snap(dx or 0.0, dy or 0.0, tuple(guides))

    @staticmethod
    def _nearest(lines: list[tuple[float, int]], at: float, reach: float) -> int | None:
        start = bisect_left(lines, (at, -1))
        near = [i for i in (start - 1, start) if 0 <= i < len(lines)]
        best = min(near, key=lambda i: abs(lines[i][0] - at), default=None)
        return best if best is not None and abs(lines[best][0] - at) <= reach else None

    def _even_gap(self, box: Bounds, reach: float, guides: list[Guide]) -> float | None:
        """Return how to move sideways to the middle between two names of the same row."""
        row = self._row_of(box)
        left = max((b for b in row if b.right <= box.middle.x), key=_right, default=None)
        right = min((b for b in row if b.x >= box.middle.x), key=_left, default=None)
        if left is None or right is None:
            return None
        dx = (left.right + right.x) / 2 - box.middle.x
        if abs(dx) > reach:
            return None
        y = box.middle.y
        guides.append(Guide(left.right, y, box.x + dx, y))
        guides.append(Guide(box.right + dx, y, right.x, y))
        return dx

    def _row_of(self, box: Bounds) -> list[Bounds]:
        """Return the names that a level line could run through together with `box`."""
        far = (box.height + self._tallest) / 2
        first = bisect_left(self._rows, (box.middle.y - far, -1))
        last = bisect_left(self._rows, (box.middle.y + far, -1))
        near = (self._boxes[i] for _, i in self._rows[first:last])
        return [b for b in near if b.y < box.bottom and box.y < b.bottom]


def _left(box: Bounds) -> float:
    return box.x


def _right(box: Bounds) -> float:
    return box.right


def _upright(x: float, one: Bounds, other: Bounds) -> Guide:
    return Guide(x, min(one.y, other.y) - 8, x, max(one.bottom, other.bottom) + 8)


def _level(y: float, one: Bounds, other: Bounds) -> Guide:
    return Guide(min(one.x, other.x) - 8, y, max(one.right, other.right) + 8, y)
