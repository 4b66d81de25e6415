"""Steps of a history that were put away together, compressed, never to be changed again."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from systemsmap.storage.cells import Unfit, count
from systemsmap.storage.step_rows import DELTA, LONGEST_DELTA, StepRow, sound_row

STEPS = 256
"""Steps in a pack, at most."""
_CHARACTERS = 500_000
"""Characters of deltas in a pack, unless a single step has more."""
_LARGEST = LONGEST_DELTA + 2_000_000
"""Bytes of a pack when it is opened: what claims to be more is not opened."""
_AT_REST = 4_500_000
"""Bytes of a pack in a file: what the reader takes in one cell."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Steps that follow one another from the place `first` on, as compressed JSON rows."""

    first: int
    steps: int
    packed: bytes


def packs_of(rows: Sequence[StepRow]) -> Iterator[Pack]:
    """Yield these rows in packs, in their order. Raises Unfit when one is too large to keep."""
    start = 0
    while start < len(rows):
        end, characters = start, 0
        while end < len(rows) and end - start < STEPS:
            characters += len(str(rows[end][DELTA]))
            if characters > _CHARACTERS and end > start:
                break
            end += 1
        yield _pack(rows[start:end])
        start = end


def _pack(rows: Sequence[StepRow]) -> Pack:
    raw = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    packed = zlib.compress(raw, 6)
    if len(raw) > _LARGEST or len(packed) > _AT_REST:
        raise Unfit("a step is too large to keep")
    return Pack(int(rows[0][0] or 0), len(rows), packed)


def sound_pack(cells: Sequence[object], first: int) -> Pack:
    """Check the row of the pack that begins at this place; it is not opened. Raises Unfit."""
    begins, steps, packed = cells
    if count(begins) != first or not 0 < count(steps) <= STEPS or type(packed) is not bytes:
        raise Unfit
    return Pack(first, count(steps), packed)


@lru_cache(maxsize=8)
def opened(pack: Pack) -> tuple[StepRow, ...]:
    """Return the rows in a pack. Raises Unfit when they are not what they must be."""
    try:
        inflating = zlib.decompressobj()
        raw = inflating.decompress(pack.packed, _LARGEST)
        if not inflating.eof:
            raise Unfit
        found = json.loads(raw)
    except (zlib.error, ValueError, RecursionError):
        raise Unfit from None
    if type(found) is not list or len(found) != pack.steps:
        raise Unfit
    return tuple(sound_row(_cells(row), pack.first + i) for i, row in enumerate(found))


def _cells(row: object) -> list[object]:
    if type(row) is not list:
        raise Unfit
    return row
