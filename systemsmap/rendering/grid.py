"""Finds what lies near a place without asking everything."""

from collections.abc import Iterable
from math import floor

_ROW = 1_000_003  # cells of different rows meet in one key only across 1,000,003 columns


class Grid:
    """Ids by the square cells they touch. Made to be copied and changed, one edit at a time."""

    __slots__ = ("cells", "size")

    def __init__(self, size: float) -> None:
        self.size = size
        self.cells: dict[int, tuple[str, ...]] = {}

    def copy(self) -> "Grid":
        """Return a grid that can be changed without this one noticing."""
        new = Grid(self.size)
        new.cells = self.cells.copy()
        return new

    def over(self, x0: float, y0: float, x1: float, y1: float) -> list[int]:
        """Return the keys of the cells that a rectangle touches."""
        size = self.size
        columns = range(floor(x0 / size), floor(x1 / size) + 1)
        return [
            row * _ROW + column
            for row in range(floor(y0 / size), floor(y1 / size) + 1)
            for column in columns
        ]

    def under(self, points: Iterable[tuple[float, float]]) -> set[int]:
        """Return the keys of the cells that hold these points."""
        size = self.size
        # Whole-number division of floats rounds down and is quicker than floor of a quotient.
        return {int(y // size) * _ROW + int(x // size) for x, y in points}

    def around(self, points: Iterable[tuple[float, float]], far: float) -> set[int]:
        """Return the keys of the cells that come within `far` of these points, or nearly."""
        size = self.size
        keys: set[int] = set()
        for x, y in points:
            left, right = floor((x - far) / size), floor((x + far) / size) + 1
            for row in range(floor((y - far) / size), floor((y + far) / size) + 1):
                keys.update(range(row * _ROW + left, row * _ROW + right))
        return keys

    def add(self, id_: str, keys: Iterable[int]) -> None:
        """Put an id into these cells."""
        cells = self.cells
        for key in keys:
            cells[key] = (*cells.get(key, ()), id_)

    def remove(self, id_: str, keys: Iterable[int]) -> None:
        """Take an id out of these cells."""
        cells = self.cells
        for key in keys:
            cell = cells.get(key, ())
            if id_ in cell:
                place = cell.index(id_)
                left = cell[:place] + cell[place + 1 :]
                if left:
                    cells[key] = left
                else:
                    del cells[key]

    def found(self, keys: Iterable[int]) -> dict[str, None]:
        """Return the ids in these cells, each once, in an order that is the same every time."""
        cells = self.cells
        return {id_: None for key in keys if key in cells for id_ in cells[key]}
