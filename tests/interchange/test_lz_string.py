"""Texts packed with lz-string: unpacked as it does, and no further than a map may be large."""

import time

import pytest

from systemsmap.interchange.lz_string import unpacked
from systemsmap.interchange.trouble import ImportTrouble


def _packed(text: str) -> str:
    """Return a text packed in the simplest sound way: each letter told anew, nothing repeated."""
    bits: list[int] = []
    width, room = 2, 2

    def put(value: int, count: int) -> None:
        bits.extend(value >> place & 1 for place in range(count))

    def spend() -> None:
        nonlocal width, room
        room -= 1
        if not room:
            room, width = 1 << width, width + 1

    for letter in text:
        put(1, width)
        put(ord(letter), 16)
        spend()
        spend()
    put(2, width)
    bits.extend([0] * (-len(bits) % 15))
    rows = (bits[at : at + 15] for at in range(0, len(bits), 15))
    return "".join(chr(int("".join(map(str, row)), 2) + 32) for row in rows)


@pytest.mark.parametrize("text", ["A", "ab", "待ち時間"])
def test_letters_come_back(text: str) -> None:
    assert unpacked(_packed(text)) == text


def test_a_long_packed_text_is_unpacked_or_refused_at_once() -> None:
    begun = time.process_time()
    with pytest.raises(ImportTrouble, match="larger than any map"):
        unpacked("\u4e00" * 6_000_000)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("packed", ["", "\x00", "\uffff" * 9, "\ud800", " ", "A"])
def test_what_is_not_packed_is_refused_or_empty(packed: str) -> None:
    try:
        assert unpacked(packed) is not None
    except ImportTrouble as trouble:
        assert str(trouble).endswith(".")  # noqa: PT017 - some of these happen to be sound
