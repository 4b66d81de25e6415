"""Finds rows in pages whose own structure is gone, by what the head of a row looks like.

The head of a row says its own length and then the type of each cell. For every kind of record
there is a pattern of what types its columns can have; prose hardly ever fits one. Whether it is a
row indeed is for whoever reads its cells to say.
"""

import re
from collections.abc import Iterator

from systemsmap.storage.cells import Column, Unfit
from systemsmap.storage.effort import Effort
from systemsmap.storage.pages import LARGEST_PAYLOAD, Cell, Pages, Torn, varint
from systemsmap.storage.payloads import size_of, sizes
from systemsmap.storage.rows import SHAPES, Shape

_LONGEST_TYPE = 3
"""Bytes: texts of up to a million letters."""
_ODD = "".join(f"\\x{byte:02x}" for byte in range(0x01, 0x80, 2))
_ODD_ALONE = "".join(f"\\x{byte:02x}" for byte in range(0x0D, 0x80, 2))
_TEXT = rf"[{_ODD_ALONE}]|[\x81-\xff][{_ODD}]|[\x81-\xff][\x80-\xff][{_ODD}]"
_NUMBER = r"[\x01-\x09]"
_NOTHING = r"\x00"


def _types(column: Column) -> str:
    """Return the pattern of the types that a cell of this column can have."""
    takes_number = any(_takes(column, number) for number in (0, 1, 0.5))
    nothing = f"|{_NOTHING}" if _takes(column, None) else ""
    return f"(?:{_NUMBER if takes_number else _TEXT}{nothing})"


def _takes(column: Column, cell: object) -> bool:
    try:
        column.value(cell)
    except Unfit:
        return False
    return True


def _head(shape: Shape) -> re.Pattern[bytes]:
    count = len(shape.columns)
    length = rf"[\x{count + 1:02x}-\x{1 + _LONGEST_TYPE * count:02x}]"
    types = "".join(map(_types, shape.columns))
    return re.compile(f"(?={length}{types})".encode(), re.DOTALL)


_LONGEST_HEAD = 1 + _LONGEST_TYPE * max(len(shape.columns) for shape in SHAPES.values())
_HEADS = tuple(_head(shape) for shape in SHAPES.values())


def carved(pages: Pages, number: int, effort: Effort) -> Iterator[Cell]:
    """Yield what may be rows of a map that begin in a page.

    They may end in the next one: where a piece of the file is missing, nothing lies on the
    borders of pages any more.
    """
    begin = (number - 1) * pages.size
    window = pages.content[begin : begin + 2 * pages.size]
    if not window.strip(b"\0"):
        return
    effort.spend(1 + len(window) // 500)
    until = pages.size + _LONGEST_HEAD
    starts = {match.start() for head in _HEADS for match in head.finditer(window, 0, until)}
    for start in sorted(start for start in starts if start < pages.size):
        effort.spend()
        try:
            types, length = sizes(window, start)
        except Torn:
            continue
        total = length + sum(map(size_of, types))
        end = start + pages.local(total)
        if total <= LARGEST_PAYLOAD and (end <= len(window) or len(window) < 2 * pages.size):
            before = _rowid_before(window, start, total)
            yield Cell(number, start, min(end, len(window)), total, before)


def _rowid_before(page: bytes, start: int, total: int) -> int | None:
    """Return the number between the length of a payload and its start, if they are there."""
    length = _as_varint(total)
    for width in range(1, 5):
        at = start - width - len(length)
        if at < 0 or page[at : at + len(length)] != length:
            continue
        rowid, end = varint(page, at + len(length))
        if end == start:
            return rowid
    return None


def _as_varint(number: int) -> bytes:
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))
