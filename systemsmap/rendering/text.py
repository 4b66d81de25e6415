"""How wide words are in the shipped font, and where a long name breaks into lines."""

import json
from functools import cache, lru_cache
from unicodedata import combining, east_asian_width

from systemsmap.resources import resource

LINE = 17  # characters that a line of a name should have, about
_LONGEST_WORD = 34  # a longer "word" is cut, or one web address would be wider than the map
_LEADING = 1.24
_MOST_WORDS = 30
"""Words of a line that are broken evenly; what is longer takes too long and shows no difference."""
_LONGEST_NAME = 400
_LONGEST_TEXT = 5_000
"""Letters that are drawn: nobody reads on, and a million of them would stop the window."""


@cache
def _table() -> dict[str, object]:
    table: dict[str, object] = json.loads(resource("fonts/widths.json").read_text("ascii"))
    return table


@cache
def _advances(weight: int) -> dict[str, float]:
    """Return the advance of every character of the font, for a size of 1."""
    table = _table()
    em, groups = table["units_per_em"], table[str(weight)]
    assert isinstance(em, int)
    assert isinstance(groups, dict)
    return {c: int(units) / em for units, chars in groups.items() for c in chars}


def _missing(character: str) -> float:
    """Return a generous width for a character the font lacks."""
    if combining(character):
        return 0.0
    wide = east_asian_width(character) in "WF" or character >= "\U0001f000"
    return 1.0 if wide else 0.6


@lru_cache(maxsize=20_000)
def width(words: str, size: float, weight: int = 400) -> float:
    """Return the width of one line of words, without kerning."""
    advances = _advances(weight)
    try:
        return sum([advances[c] for c in words]) * size
    except KeyError:
        return sum(advances[c] if c in advances else _missing(c) for c in words) * size


@cache
def _metric(name: str) -> float:
    table = _table()
    value, em = table[name], table["units_per_em"]
    assert isinstance(value, int)
    assert isinstance(em, int)
    return value / em


def ascent(size: float) -> float:
    """Return how far the font reaches above the baseline."""
    return _metric("ascent") * size


def descent(size: float) -> float:
    """Return how far the font reaches below the baseline."""
    return _metric("descent") * size


def line_height(size: float) -> float:
    """Return the distance from one baseline to the next."""
    return _LEADING * size


@lru_cache(maxsize=10_000)
def wrap(name: str, letters: int = LINE) -> tuple[str, ...]:
    """Return the lines of a name: line breaks kept, long lines broken as evenly as can be.

    A line should have about so many letters.
    """
    shown = _clipped(name, _LONGEST_NAME)
    return tuple(line for part in shown.split("\n") for line in _even(part, letters)) or ("",)


@lru_cache(maxsize=1000)
def fill(words: str, size: float, limit: float) -> tuple[str, ...]:
    """Return the lines of running text, each as full as `limit` allows; empty lines kept."""
    lines: list[str] = []
    for paragraph in _clipped(words, _LONGEST_TEXT).split("\n"):
        line = ""
        for word in _words(paragraph):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size) > limit:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return tuple(lines)


def _clipped(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _words(line: str) -> list[str]:
    cut = _LONGEST_WORD
    return [w[i : i + cut] for w in line.split() for i in range(0, len(w), cut)]


def _even(line: str, letters: int) -> tuple[str, ...]:
    """Break one line so that its widest piece is as narrow as possible.

    The number of pieces follows from the number of characters; where to break is found by
    dynamic programming over the words, as for paragraphs in Knuth and Plass (1981).
    """
    words = _words(line)
    pieces = min(len(words), max(1, round(len(line) / letters + 0.15)))
    if pieces <= 1:
        return (" ".join(words),)
    if len(words) > _MOST_WORDS:
        return _filled(words, letters)
    best: list[tuple[float, float, tuple[str, ...]]] = [(0.0, 0.0, ())]
    for end in range(1, len(words) + 1):
        piece = " ".join(words[:end])
        best.append((width(piece, 1.0), 0.0, (piece,)))
    for _ in range(pieces - 1):
        best = [best[0], *(_best_break(words, best, end) for end in range(1, len(words) + 1))]
    return best[-1][2]


def _filled(words: list[str], letters: int) -> tuple[str, ...]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if len(longer) > letters:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _best_break(
    words: list[str], best: list[tuple[float, float, tuple[str, ...]]], end: int
) -> tuple[float, float, tuple[str, ...]]:
    options = []
    for start in range(1, end):
        piece = " ".join(words[start:end])
        wide = width(piece, 1.0)
        widest, ragged, before = best[start]
        options.append((max(widest, wide), ragged + wide * wide, (*before, piece)))
    return min(options, default=best[end])
