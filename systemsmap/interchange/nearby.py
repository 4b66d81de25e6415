"""What lies near a point of a page: boxes and points with names, in the squares of a grid."""

from collections.abc import Iterator
from math import floor

from systemsmap.rendering.drawing import Bounds


class Nearby:
    """Points and boxes by the square they are in, `size` map units wide."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._points: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
        self._boxes: dict[tuple[int, int], list[tuple[Bounds, str]]] = {}

    def put(self, name: str, x: float, y: float) -> None:
        """Put a point into the grid."""
        self._points.setdefault(self._square(x, y), []).append((x, y, name))

    def put_box(self, name: str, box: Bounds) -> None:
        """Put a box into every square it touches."""
        (i0, j0), (i1, j1) = self._square(box.x, box.y), self._square(box.right, box.bottom)
        for i in range(i0, i1 + 1):
            for j in range(j0, j1 + 1):
                self._boxes.setdefault((i, j), []).append((box, name))

    def points(self, x: float, y: float) -> Iterator[tuple[float, float, str]]:
        """Yield the points within `size` of this one, and some further away."""
        column, row = self._square(x, y)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                yield from self._points.get((i, j), ())

    def boxes(self, x: float, y: float) -> list[tuple[Bounds, str]]:
        """Return the boxes that touch the square of this point."""
        return self._boxes.get(self._square(x, y), [])

    def _square(self, x: float, y: float) -> tuple[int, int]:
        return floor(x / self._size), floor(y / self._size)
