"""Checks of single cells: what may lie in a column, and how a value is made fit to lie there.

SQLite lets any value lie in any column, and a file may come from anyone, so every cell is
checked when it is read. What is written is made fit by the same rules, so that no map can be
saved that could not be opened again.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from systemsmap.storage.schema import FARTHEST, LONGEST_TEXT

Cell = str | float | int | None
"""What SQLite gives and takes; bytes are never ours."""

_E = TypeVar("_E", bound=StrEnum)


class Unfit(ValueError):  # noqa: N818 - said of a cell
    """A cell does not hold what its column is for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by name: `value` turns a cell into a value or raises Unfit.

    `spare` stands in for an unfit cell. Without one (`...`) the whole row is unfit.
    """

    name: str
    value: Callable[[object], object]
    spare: object = ...


def text(cell: object) -> str:
    """Check a text of tolerable length."""
    if type(cell) is not str or len(cell) > LONGEST_TEXT:
        raise Unfit
    return cell


def word(cell: object) -> str:
    """Check a text that may not be blank: an id or a name."""
    if type(cell) is not str or len(cell) > LONGEST_TEXT or not cell.strip():
        raise Unfit
    return cell


def truth(cell: object) -> bool:
    """Check a 0 or 1."""
    if type(cell) is not int or cell not in (0, 1):
        raise Unfit
    return cell == 1


def count(cell: object) -> int:
    """Check a whole number from 0."""
    if type(cell) is not int or cell < 0:
        raise Unfit
    return cell


def distance(cell: object) -> float:
    """Check a finite number within the bounds of a map."""
    if type(cell) not in (float, int) or not -FARTHEST <= cell <= FARTHEST:  # type: ignore[operator]
        raise Unfit  # NaN fails the comparison too
    return float(cell)  # type: ignore[arg-type]


def distance_or_none(cell: object) -> float | None:
    """Check a finite number that may be absent."""
    return None if cell is None else distance(cell)


def one_of(words: type[_E]) -> Callable[[object], _E]:
    """Return the check for a word of this list."""
    known = {member.value: member for member in words}

    def chosen(cell: object) -> _E:
        member = known.get(cell) if type(cell) is str else None
        if member is None:
            raise Unfit
        return member

    return chosen


def one_of_or_none(words: type[_E]) -> Callable[[object], _E | None]:
    """Return the check for a word of this list that may be absent."""
    chosen = one_of(words)
    return lambda cell: None if cell is None else chosen(cell)


def texts(cell: object) -> tuple[str, ...]:
    """Check a JSON list of texts."""
    return tuple(text(item) for item in _listed(cell))


def numbers(cell: object) -> tuple[tuple[str, int], ...]:
    """Check a JSON list of letters with their numbers: [["R", 1], ["B", 3]]."""
    return tuple(_numbered(item) for item in _listed(cell))


def fit_text(words: str) -> str:
    """Return a text that can be stored: no lone surrogates, no longer than may be read back."""
    if words.isascii() and len(words) <= LONGEST_TEXT:
        return words
    return words.encode("utf-8", "replace").decode("utf-8")[:LONGEST_TEXT]


def fit_distance(number: float) -> float:
    """Return a number that can be stored; what is no number becomes 0."""
    fit = max(-FARTHEST, min(FARTHEST, float(number))) if isfinite(number) else 0.0
    return fit + 0.0  # SQLite knows no minus zero


def fit_list(items: Iterable[object]) -> str:
    """Return a JSON list that people can read, as much of it as can be stored."""
    kept = list(items)
    while len(listed := fit_text(json.dumps(kept, ensure_ascii=False))) >= LONGEST_TEXT:
        kept = kept[: len(kept) // 2]
    return listed


def _listed(cell: object) -> list[object]:
    try:
        items = json.loads(text(cell))
    except (ValueError, RecursionError):
        raise Unfit from None
    if type(items) is not list:
        raise Unfit
    return items


def _numbered(item: object) -> tuple[str, int]:
    if type(item) is not list or len(item) != 2:
        raise Unfit
    return word(item[0]), count(item[1])
