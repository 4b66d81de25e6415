"""Texts that PRSM packed with lz-string, unpacked no further than a map may be large.

The algorithm is LZ78 with variable width codes, as pieroxy's lz-string does it: each character
of the packed text holds fifteen bits, and a phrase is a known one with one letter more.
"""

from systemsmap.interchange import limits
from systemsmap.interchange.trouble import ImportTrouble

_BITS = 15
_LETTER_BITS = (1 << _BITS) - 1
_MOST_PACKED = 1_200_000  # letters: two seconds of work, far more than any map takes
_FIRST = 32  # packed letters begin after the control characters
_SPOILED = "The file is damaged: it cannot be unpacked."
_TOO_LARGE = "The file is larger than any map when it is unpacked."
_LETTER, _WIDE_LETTER, _STOP = 0, 1, 2


class _Bits:
    """The bits of a packed text, the highest of each letter first."""

    def __init__(self, packed: str) -> None:
        self._packed = packed
        self._at, self._left, self._now = 0, 0, 0

    def take(self, count: int) -> int:
        """Return the next number of so many bits, its lowest bit first. Raises ImportTrouble."""
        while self._left < count:
            if self._at >= len(self._packed):
                raise ImportTrouble(_SPOILED)
            letter = ord(self._packed[self._at]) - _FIRST & _LETTER_BITS
            self._now = self._now << _BITS | letter
            self._at, self._left = self._at + 1, self._left + _BITS
        self._left -= count
        taken = self._now >> self._left
        self._now &= (1 << self._left) - 1
        # Turned round as text: bit by bit takes three times as long.
        return int(f"{taken:0{count}b}"[::-1], 2)


class _Phrases:
    """The phrases known so far; a code gets one bit longer each time all codes are given out."""

    def __init__(self, first: str) -> None:
        self.known: list[str] = ["", "", "", first]
        self.width, self._room = 3, 4

    def add(self, phrase: str) -> None:
        self.known.append(phrase)
        self.spend()

    def spend(self) -> None:
        self._room -= 1
        if not self._room:
            self._room, self.width = 1 << self.width, self.width + 1

    def entry(self, code: int, before: str) -> str:
        """Return the phrase of a code; one that is only now being made begins like the last."""
        if code < len(self.known):
            return self.known[code]
        if code == len(self.known):
            return before + before[:1]
        raise ImportTrouble(_SPOILED)


def first_letter(packed: str) -> str | None:
    """Return the first letter of a packed text, None where it has none. Raises ImportTrouble."""
    bits = _Bits(packed)
    return _letter(bits, bits.take(2))


def unpacked(packed: str, most: int = limits.FILE_BYTES) -> str:
    """Return the text that was packed. Raises ImportTrouble when it is spoilt or too large."""
    if len(packed) > _MOST_PACKED:
        raise ImportTrouble(_TOO_LARGE)
    bits = _Bits(packed)
    first = _letter(bits, bits.take(2))
    if first is None:
        return ""
    phrases, parts, phrase, size = _Phrases(first), [first], first, 1
    while (code := bits.take(phrases.width)) != _STOP:
        if code in (_LETTER, _WIDE_LETTER):
            phrases.known.append(_letter(bits, code) or "")
            code = len(phrases.known) - 1
            phrases.spend()
        entry = phrases.entry(code, phrase)
        size += len(entry)
        if size > most:
            raise ImportTrouble(_TOO_LARGE)
        parts.append(entry)
        phrases.add(phrase + entry[:1])
        phrase = entry
    text = "".join(parts)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _letter(bits: _Bits, code: int) -> str | None:
    if code == _LETTER:
        return chr(bits.take(8))
    return chr(bits.take(16)) if code == _WIDE_LETTER else None
