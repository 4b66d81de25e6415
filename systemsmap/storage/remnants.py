"""Rows of a map found in what is left of its file, the best of each."""

from dataclasses import dataclass, field
from enum import IntEnum
from sys import getsizeof

from systemsmap.model.records import Card
from systemsmap.storage.belonging import Belonging, belonging
from systemsmap.storage.carving import carved
from systemsmap.storage.cells import Unfit
from systemsmap.storage.effort import Effort, Spent
from systemsmap.storage.pages import (
    LEAF,
    Cell,
    Pages,
    Torn,
    cells,
    divided,
    free_pages,
    kind_of,
    other_divisions,
)
from systemsmap.storage.payloads import GONE, Cells, unpacked
from systemsmap.storage.rows import SHAPES, Shape
from systemsmap.storage.schema import MOST_ROWS

_BY_COLUMNS: dict[int, list[Shape]] = {}
for _shape in SHAPES.values():
    _BY_COLUMNS.setdefault(len(_shape.columns), []).append(_shape)
_ROOM = 50_000_000
"""Bytes in memory for all texts that are found."""
_PROBED = 50


class Standing(IntEnum):
    """How much a row is worth believing, where several have the same id."""

    FREE = 0
    """In a page that is not used any more: perhaps deleted, perhaps not."""
    CARVED = 1
    MENDED = 2
    SOUND = 3


@dataclass(frozen=True, slots=True)
class Remnant:
    """A row, where it lay, and how many of its cells were not whole."""

    values: tuple[object, ...]
    standing: Standing
    place: tuple[int, int, int]
    mended: int

    @property
    def worth(self) -> tuple[int, int, tuple[int, int, int]]:
        """What is greatest in the best of several: sound, whole, and newest."""
        return self.standing, -self.mended, self.place


@dataclass(slots=True)
class Remnants:
    """All rows that were found, by kind and id. `is_all`: the whole file was looked through."""

    rows: dict[str, dict[object, Remnant]] = field(default_factory=dict)
    is_all: bool = True

    def of(self, shape: Shape) -> list[Remnant]:
        """Return the rows of this kind in the order they were put in."""
        return sorted(self.rows.get(shape.table, {}).values(), key=lambda row: row.place)


def remnants(content: bytes, effort: Effort) -> Remnants:
    """Return what rows of a map can be found in the bytes of a file."""
    search = _Search(effort)
    try:
        search.through(_best_division(content, effort))
    except Spent:
        search.found.is_all = False
    return search.found


def _best_division(content: bytes, effort: Effort) -> Pages:
    """Return the pages in the size in which most of them are sound."""
    said = divided(content)
    return max([said, *other_divisions(said)], key=lambda pages: _soundness(pages, effort))


def _soundness(pages: Pages, effort: Effort) -> int:
    """Return how many bytes lie in leaf pages that add up, of the first few there are."""
    first = pages.content[:: pages.size]
    likely = [n for n, kind in enumerate(first, 1) if kind == LEAF and n > 1][:_PROBED]
    return pages.size * sum(cells(pages, number, effort)[1] for number in likely)


class _Search:
    """Goes through the pages of a file and keeps the rows it finds."""

    def __init__(self, effort: Effort) -> None:
        self.found = Remnants()
        self._effort = effort
        self._room = _ROOM
        self._belonging = Belonging()
        self._filled: set[int] = set()

    def through(self, pages: Pages) -> None:
        """Look at every page: those in use first, so that effort is spent where most is found."""
        self._belonging = belonging(pages, self._effort)
        free = free_pages(pages, self._effort)
        numbers = sorted(range(1, len(pages) + 1), key=lambda number: number in free)
        torn = [(n, had) for n in numbers if (had := self._read(pages, n, n in free)) is not None]
        for number, had in torn:
            if kind_of(pages, number) == LEAF or number not in self._filled:
                standing = Standing.FREE if number in free else Standing.CARVED
                self._carve(pages, had, number, standing)

    def _read(self, pages: Pages, number: int, is_free: bool) -> list[Cell] | None:  # noqa: FBT001
        """Take the rows a page points to; return them when there may be more in it."""
        self._effort.spend()
        table = self._belonging.tables.get(number)
        if kind_of(pages, number) != LEAF:
            is_whole = table is None and number > 1 and not is_free and _is_of_a_tree(pages, number)
            return None if is_whole else []
        found, is_whole = cells(pages, number, self._effort)
        standing = Standing.FREE if is_free else Standing.SOUND
        had = [cell for cell in found if self._take(pages, cell, standing)]
        return None if is_whole else had

    def _carve(self, pages: Pages, had: list[Cell], number: int, standing: Standing) -> None:
        """Take the rows that can be made out; those first before which their length is written.

        What begins in one of them, or in one that was had already, is a part of it, whatever it
        looks like.
        """
        found = sorted(carved(pages, number, self._effort), key=lambda cell: cell.rowid is None)
        for cell in found:
            self._effort.spend(1 + len(had) // 100)
            if any(one.start <= cell.start < one.end for one in had):
                continue
            if self._take(pages, cell, standing):
                had.append(cell)

    def _take(self, pages: Pages, cell: Cell, standing: Standing) -> bool:
        """Keep the row in a cell if it is one of a map; return whether it is."""
        table = self._belonging.tables.get(cell.page)
        payload, filled = pages.payload(cell, self._effort)
        try:
            row = unpacked(payload)
        except (Torn, ValueError):
            return False
        if len(payload) == cell.total and not row.mended:
            self._filled |= filled
        self._effort.spend(1 + cell.total // 1_000)
        shape, values = self._recognised(row, table, mend=standing is Standing.SOUND)
        if shape is SHAPES[Card] and cell.rowid is None:
            return False  # four texts: much looks like that by chance
        if shape is not None:
            worth = Standing.MENDED if row.mended and standing is Standing.SOUND else standing
            order = cell.rowid if cell.rowid is not None else 2**63
            self._keep(shape, Remnant(values, worth, (order, cell.page, cell.start), row.mended))
        return shape is not None

    def _recognised(
        self, row: Cells, table: str | None, *, mend: bool
    ) -> tuple[Shape | None, tuple[object, ...]]:
        """Return what kind of record a row is, and its cells in the order of our columns."""
        owner = next((shape for shape in SHAPES.values() if shape.table == table), None)
        if table is not None and owner is None:
            return None, ()
        if owner is not None:
            values = _in_our_order(row.values, owner, self._belonging.columns.get(owner.table, ()))
            if _fits(owner, values):
                return owner, values
        for shape in _BY_COLUMNS.get(len(row.values), ()):
            if _fits(shape, row.values):
                return shape, row.values
        if owner is not None and mend and len(row.values) >= len(owner.columns):
            return owner, values
        return None, ()

    def _keep(self, shape: Shape, row: Remnant) -> None:
        of_kind = self.found.rows.setdefault(shape.table, {})
        id_ = row.values[0] if type(row.values[0]) is str else row.place
        before = of_kind.get(id_)
        if before is not None and before.worth >= row.worth:
            return
        self._room -= sum(getsizeof(cell) for cell in row.values if type(cell) is str)
        if self._room < 0 or len(of_kind) >= MOST_ROWS:
            raise Spent
        of_kind[id_] = row


def _in_our_order(
    values: tuple[object, ...], shape: Shape, names: tuple[str, ...]
) -> tuple[object, ...]:
    """Return the cells in the order of the shape's columns; what its table lacks is gone."""
    ours = tuple(column.name for column in shape.columns)
    if set(ours) <= set(names):
        by_name = dict(zip(names, values, strict=False))
        return tuple(by_name.get(name, GONE) for name in ours)
    return (*values[: len(ours)], *[GONE] * (len(ours) - len(values)))


def _fits(shape: Shape, values: tuple[object, ...]) -> bool:
    """Return whether every cell is what it must be; texts in the second half may be gone."""
    half = len(values) // 2
    for place, (column, cell) in enumerate(zip(shape.columns, values, strict=True)):
        if cell is GONE and column.spare == "" and place >= half:
            continue
        try:
            column.value(cell)
        except Unfit:
            return False
    return True


def _is_of_a_tree(pages: Pages, number: int) -> bool:
    """Return whether a page is of an index or inside a tree, and has a head like one."""
    page = pages.page(number)
    if page[:1] not in (b"\x02", b"\x05", b"\x0a") or len(page) < pages.usable:
        return False
    count = int.from_bytes(page[3:5], "big")
    begin = int.from_bytes(page[5:7], "big") or 65536
    head = 8 if page[:1] == b"\x0a" else 12
    return count > 0 and head + 2 * count <= begin <= len(page)
