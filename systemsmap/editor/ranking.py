"""Finds what somebody means by the few letters they type."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

_PREFIX, _WORD_STARTS, _INSIDE, _SCATTERED = range(4)
_FEW = 3  # letters that must be typed before they may stand apart: two are in nearly every label


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well a label fits, less is better, and at which of its characters.

    `tier`: the label begins so · its words begin so · it holds it somewhere · it holds the letters
    in this order. Within a tier what lies close together and early comes first, then the short.
    """

    tier: int
    spread: int
    length: int
    at: tuple[int, ...] = ()


def match(query: str, label: str) -> Match | None:
    """Return how the query fits the label, whatever its case and accents; None: it does not."""
    wanted, folded = _folded(" ".join(query.split())), _folded(label)
    if not wanted:
        return Match(_PREFIX, 0, 0)
    start = folded.find(wanted)
    if start == 0:
        return Match(_PREFIX, 0, len(label), tuple(range(len(wanted))))
    words = _word_starts(wanted, folded)
    if words:
        return Match(_WORD_STARTS, words[0], len(label), words)
    if start > 0:
        return Match(_INSIDE, start, len(label), tuple(range(start, start + len(wanted))))
    letters = wanted.replace(" ", "")
    scattered = _in_order(letters, folded) if len(letters) >= _FEW else ()
    if scattered:
        return Match(_SCATTERED, scattered[-1] - scattered[0], len(label), scattered)
    return None


def rank(query: str, labels: Sequence[str]) -> list[tuple[int, Match]]:
    """Return the places of the labels that fit, best first; equals keep their order."""
    found = [(i, m) for i, label in enumerate(labels) if (m := match(query, label))]
    found.sort(key=lambda pair: (pair[1].tier, pair[1].spread, pair[1].length))
    return found


@lru_cache(maxsize=10_000)
def _folded(words: str) -> str:
    """Return the words in small letters without accents, character for character."""
    return "".join(" " if c.isspace() else normalize("NFD", c.lower())[:1] for c in words)


def _word_starts(wanted: str, folded: str) -> tuple[int, ...]:
    """Return where every word of the query begins a word of the label; empty when one does not.

    The words may come in any order, as nobody remembers how a variable was phrased.
    """
    begins = [i for i, c in enumerate(folded) if c.isalnum() and not folded[i - 1 : i].isalnum()]
    at: list[int] = []
    for word in wanted.split():
        place = next((i for i in begins if folded.startswith(word, i) and i not in at), None)
        if place is None:
            return ()
        at += range(place, place + len(word))
    return tuple(sorted(at))


def _in_order(wanted: str, folded: str) -> tuple[int, ...]:
    """Return where the letters stand one after another, as close together as the last allows."""
    end = -1
    for letter in wanted:
        end = folded.find(letter, end + 1)
        if end < 0:
            return ()
    at: list[int] = []
    place = end + 1
    for letter in reversed(wanted):
        place = folded.rfind(letter, 0, place)
        at.append(place)
    return tuple(reversed(at))
