"""Finds rows in pages whose own structure is gone, by what the head of a row looks like.

A row of ours begins with the length of its head and with the type of its id, which is a text.
Both are found by a pattern; whether it is a row indeed is for whoever reads its cells to say.
"""

import re
from collections.abc import Collection, Iterator

from systemsmap.storage.effort import Effort
from systemsmap.storage.pages import LARGEST_PAYLOAD, Cell, Pages, Torn, varint
from systemsmap.storage.payloads import size_of, sizes

_LONGEST_HEAD = 45
_TEXT = "".join(f"\\x{byte:02x}" for byte in range(0x0F, 0x80, 2))
_TEXT_END = "".join(f"\\x{byte:02x}" for byte in range(0x01, 0x80, 2))
_HEAD = re.compile(
    rf"(?=[\x05-\x{_LONGEST_HEAD:02x}](?:[{_TEXT}]|[\x81-\xff][{_TEXT_END}]))".encode(), re.DOTALL
)


def carved(pages: Pages, number: int, columns: Collection[int], effort: Effort) -> Iterator[Cell]:
    """Yield what may be rows in a page, when they have one of these numbers of columns."""
    page = pages.page(number)
    effort.spend(1 + len(page) // 500)
    for match in _HEAD.finditer(page):
        effort.spend()
        start = match.start()
        try:
            types, length = sizes(page, start)
        except Torn:
            continue
        if len(types) not in columns:
            continue
        total = length + sum(map(size_of, types))
        end = start + pages.local(total)
        is_there = end + 4 * (end - start < total) <= len(page) or len(page) < pages.usable
        if total <= LARGEST_PAYLOAD and is_there:
            yield Cell(number, start, min(end, len(page)), total, _rowid_before(page, start, total))


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
