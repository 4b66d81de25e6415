"""The pages of an SQLite file as they lie on disk, read without SQLite.

SQLite refuses a file as a whole when its pages do not hang together. What each page says alone
is read here after the description of the format (sqlite.org/fileformat2.html; the numbers of its
sections stand beside the functions). Nothing is believed: lengths and offsets are checked against
the bytes that are there, chains are followed only as far as they can be, and never twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from systemsmap.storage.effort import Effort
from systemsmap.storage.schema import LONGEST_TEXT

LARGEST_PAYLOAD = 4 * LONGEST_TEXT + 1_000_000
"""Bytes in one row that are still believed to be of a map."""
LEAF = 0x0D
INNER = 0x05
_SIZES = tuple(2**power for power in range(9, 17))
_USUAL = 4096


class Torn(Exception):  # noqa: N818 - said of a page
    """What should be here is not, or cannot be."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A row in a leaf page: `start` and `end` are where its payload lies there.

    `total` is the length of the payload with what lies in overflow pages; `rowid` None: unknown.
    """

    page: int
    start: int
    end: int
    total: int
    rowid: int | None


@dataclass(frozen=True, slots=True)
class Pages:
    """The bytes of a file and how they are divided; page numbers begin with 1."""

    content: bytes
    size: int
    usable: int

    def __len__(self) -> int:
        """Return the number of pages, the last one perhaps not whole."""
        return (len(self.content) + self.size - 1) // self.size

    def page(self, number: int) -> bytes:
        """Return the usable bytes of a page, fewer where the file ends. Raises Torn."""
        if not 1 <= number <= len(self):
            raise Torn
        begin = (number - 1) * self.size
        return self.content[begin : begin + self.usable]

    def local(self, total: int) -> int:
        """Return how much of a payload of this length lies in the leaf page itself (1.6)."""
        most = self.usable - 35
        if total <= most:
            return total
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (total - least) % (self.usable - 4)
        return local if local <= most else least

    def payload(self, cell: Cell, effort: Effort) -> tuple[bytes, set[int]]:
        """Return the payload of a cell, and the pages it runs on in (1.6).

        It is only the beginning where its chain is broken.
        """
        begin = (cell.page - 1) * self.size
        parts = [self.content[begin + cell.start : begin + cell.end]]
        missing = cell.total - len(parts[0])
        if missing and len(parts[0]) < self.local(cell.total):
            return parts[0], set()  # the file itself ends too early
        pointer = self.content[begin + cell.end : begin + cell.end + 4]
        at, seen = int.from_bytes(pointer, "big"), {cell.page}
        while missing > 0 and at not in seen:
            seen.add(at)
            effort.spend()
            try:
                page = self.page(at)
            except Torn:
                break
            part = page[4 : 4 + missing]
            parts.append(part)
            missing -= len(part)
            at = int.from_bytes(page[:4], "big")
            if len(part) < min(self.usable - 4, missing + len(part)):
                break
        return b"".join(parts), seen - {cell.page}


def divided(content: bytes, size: int | None = None) -> Pages:
    """Return the pages of a file by what its header says, or of this size (1.3)."""
    said = int.from_bytes(content[16:18], "big")
    said = 65536 if said == 1 else said
    size = size or (said if said in _SIZES else _USUAL)
    reserved = content[20] if len(content) > 20 and content[20] <= size - 480 else 0
    return Pages(content, size, size - reserved)


def other_divisions(pages: Pages) -> Iterator[Pages]:
    """Yield the same content divided in every other way: the header may be wrong."""
    for size in sorted(_SIZES, key=lambda size: size != _USUAL):
        if (size, 0) != (pages.size, pages.size - pages.usable):
            yield Pages(pages.content, size, size)


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at an offset, and the offset behind it (1.6). Raises Torn."""
    value = 0
    for turn in range(9):
        if not 0 <= at + turn < len(data):
            raise Torn
        byte = data[at + turn]
        if turn == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + turn + 1
    raise Torn


def kind_of(pages: Pages, number: int) -> int:
    """Return the byte that says what a page is; it may be wrong."""
    page = pages.page(number)
    at = _head(number)
    return page[at] if len(page) > at else -1


def cells(pages: Pages, number: int, effort: Effort) -> tuple[list[Cell], bool]:
    """Return the cells a leaf page points to, and whether they and its gaps add up (1.6)."""
    page = pages.page(number)
    head = _head(number)
    count = int.from_bytes(page[head + 3 : head + 5], "big")
    found: dict[int, Cell] = {}
    spans: list[tuple[int, int]] = []
    is_whole = len(page) == pages.usable
    for turn in range(min(count, len(page) // 2)):
        effort.spend()
        place = head + 8 + 2 * turn
        try:
            at = int.from_bytes(page[place : place + 2], "big")
            cell = _cell(pages, page, number, at)
        except Torn:
            is_whole = False
            continue
        found[at] = cell
        end = cell.end + (4 if cell.end - cell.start < cell.total else 0)
        spans.append((at, max(end, at + 4)))
    adds_up = is_whole and len(found) == count and _adds_up(page, head, spans)
    return list(found.values()), adds_up


def _cell(pages: Pages, page: bytes, number: int, at: int) -> Cell:
    total, at = varint(page, at)
    rowid, start = varint(page, at)
    if not 2 <= total <= LARGEST_PAYLOAD:
        raise Torn
    local = pages.local(total)
    if start + local + (4 if local < total else 0) > len(page):
        raise Torn
    return Cell(number, start, start + local, total, rowid if rowid < 2**63 else rowid - 2**64)


def _adds_up(page: bytes, head: int, spans: list[tuple[int, int]]) -> bool:
    """Return whether cells and free blocks fill the page from where it says to its end."""
    begin = int.from_bytes(page[head + 5 : head + 7], "big") or 65536
    if begin < head + 8 + 2 * len(spans):
        return False
    used = spans + _free_blocks(page, head)
    used.sort()
    if any(one[1] > two[0] for one, two in pairwise(used)) or (used and used[0][0] < begin):
        return False
    filled = sum(end - start for start, end in used) + page[head + 7]
    return filled == len(page) - begin


def _free_blocks(page: bytes, head: int) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    at = int.from_bytes(page[head + 1 : head + 3], "big")
    while at and at + 4 <= len(page) and (not blocks or at > blocks[-1][0]):
        size = int.from_bytes(page[at + 2 : at + 4], "big")
        blocks.append((at, at + size))
        at = int.from_bytes(page[at : at + 2], "big")
    return blocks


def children(pages: Pages, number: int) -> Iterator[int]:
    """Yield the pages below an inner page of a table, in order (1.6)."""
    page = pages.page(number)
    head = _head(number)
    count = int.from_bytes(page[head + 3 : head + 5], "big")
    for turn in range(min(count, len(page) // 2)):
        place = head + 12 + 2 * turn
        at = int.from_bytes(page[place : place + 2], "big")
        if at + 4 <= len(page):
            yield int.from_bytes(page[at : at + 4], "big")
    yield int.from_bytes(page[head + 8 : head + 12], "big")


def free_pages(pages: Pages, effort: Effort) -> set[int]:
    """Return the pages the file says it does not use (1.5)."""
    trunk = int.from_bytes(pages.content[32:36], "big")
    found: set[int] = set()
    while 2 <= trunk <= len(pages) and trunk not in found:
        effort.spend()
        found.add(trunk)
        page = pages.page(trunk)
        count = int.from_bytes(page[4:8], "big")
        if len(page) < pages.usable or count > pages.usable // 4 - 2:
            break  # no trunk: to believe it would throw away pages that are in use
        leaves = (int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * count, 4))
        found.update(leaf for leaf in leaves if 2 <= leaf <= len(pages))
        trunk = int.from_bytes(page[:4], "big")
    return found


def _head(number: int) -> int:
    return 100 if number == 1 else 0
