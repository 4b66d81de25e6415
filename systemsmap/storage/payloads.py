"""Turns the payload of a row into its cells, as far as it is there; texts are UTF-8 in any map."""

from dataclasses import dataclass
from struct import unpack

from systemsmap.storage.pages import Torn, varint

GONE = object()
"""Stands for a cell that is no longer there; no column takes it."""

_WHOLE_NUMBERS = (0, 1, 2, 3, 4, 6, 8)
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row; `mended` of them were not whole."""

    values: tuple[object, ...]
    mended: int


def sizes(header: bytes, at: int = 0) -> tuple[list[int], int]:
    """Return the types of a row's cells and the length of its header (2.1). Raises Torn."""
    length, at_type = varint(header, at)
    end = at + length
    if not 2 <= length <= 9 * _MOST_COLUMNS or end > len(header):
        raise Torn
    types: list[int] = []
    while at_type < end:
        kind, at_type = varint(header, at_type)
        if kind in (10, 11) or len(types) == _MOST_COLUMNS:
            raise Torn
        types.append(kind)
    if at_type != end:
        raise Torn
    return types, length


def size_of(kind: int) -> int:
    """Return how many bytes a cell of this type takes (2.1)."""
    if kind >= 12:
        return (kind - 12) // 2
    return _WHOLE_NUMBERS[kind] if kind < 7 else 8 if kind == 7 else 0


def unpacked(payload: bytes) -> Cells:
    """Return the cells of a row. Raises Torn when it cannot be one."""
    types, at = sizes(payload)
    values = []
    mended = 0
    for kind in types:
        size = size_of(kind)
        raw = payload[at : at + size]
        at += size
        if len(raw) == size:
            value, is_whole = _value(kind, raw)
        elif kind >= 13 and kind % 2 and raw:
            value, is_whole = _text(raw)[0], False
        else:
            value, is_whole = GONE, True  # whoever checks the column counts it
        values.append(value)
        mended += not is_whole
    return Cells(tuple(values), mended)


def _value(kind: int, raw: bytes) -> tuple[object, bool]:
    if kind >= 13 and kind % 2:
        return _text(raw)
    if kind >= 12:
        return raw[:0], True  # bytes are never ours, whatever they are
    if kind == 0:
        return None, True
    if kind == 7:
        return unpack(">d", raw)[0], True
    return (kind - 8 if kind > 7 else int.from_bytes(raw, "big", signed=True)), True


def _text(raw: bytes) -> tuple[str, bool]:
    """Return a text without what is no letter, and whether there was nothing of that kind."""
    try:
        words = raw.decode()
        is_whole = True
    except UnicodeDecodeError:
        words = raw.decode(errors="replace")
        is_whole = False
    if "\0" in words:  # zeros are what disks leave where nothing was written
        return words.replace("\0", ""), False
    return words, is_whole
