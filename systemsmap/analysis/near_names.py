"""Two names that may mean one thing: "Waiting time" and "waiting times", "Cost of care" and "Care
cost", "Workload" and "Work load", "Morale of staff" and "Moralle of staff".

Comparing every name with every other would take half a million comparisons on a large map. So
names are filed by all their words but one, which brings those that differ in one word together,
and only that word is compared letter by letter (difflib, after Ratcliff and Obershelp, 1988).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

from systemsmap.analysis.finding import Finding
from systemsmap.analysis.reading import quoted
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap

ALIKE = 0.85
"""From this share of common letters on, two words may be one with a slip of the pen."""

CROWD = 40
"""Of more names than this that differ in one word, only those that sort close are compared."""

NEIGHBOURS = 4
"""How close that is."""

_Words = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")


def near_duplicates(map_: SystemsMap) -> Iterator[Finding]:
    """Yield pairs of variables whose names are the same but for writing, or nearly so."""
    for a, b in near_names({v.id: v.name for v in map_.variables.values()}):
        yield _finding(map_.variables[a], map_.variables[b])


def near_names(
    names: Mapping[str, str], homes: Mapping[str, object] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids whose names are the same but for writing, or nearly so, in their order.

    `homes` says where each is from; of several that are written the same, one of each home is
    then paired with one of each other.
    """
    plain = {id_: _words(name) for id_, name in names.items()}
    place = {id_: at for at, id_ in enumerate(plain)}
    pairs = {*_same(plain, homes or {}), *_one_slip_apart(plain, place)}
    yield from sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]]))


def _finding(one: Variable, other: Variable) -> Finding:
    sentence = f"{quoted(one.name)} and {quoted(other.name)} may be one thing under two names."
    if one.name == other.name:
        sentence = f"{quoted(one.name)} is on the map twice."
    return Finding("near-duplicates", sentence, (one.id, other.id))


def _words(name: str) -> _Words:
    """Return the words that matter, singular and small, "cost of care" turned to "care cost"."""
    words = [_singular(w) for w in _WORD.findall(name.casefold())]
    for at, word in enumerate(words):
        if word == "of" and 0 < at < len(words) - 1:
            words = words[at + 1 :] + words[:at]
            break
    plain = tuple(w for w in words if w not in ("the", "of"))
    return plain or (name.casefold(),)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _same(plain: dict[str, _Words], homes: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield names that are the same letters; of many, each with the last of each home before."""
    filed: dict[str, dict[object, str]] = {}
    for id_, words in plain.items():
        before = filed.setdefault("".join(words), {})
        for other in before.values():
            yield other, id_
        before[homes.get(id_)] = id_


def _one_slip_apart(plain: dict[str, _Words], place: dict[str, int]) -> Iterator[tuple[str, str]]:
    files: dict[tuple[int, _Words], list[tuple[str, str]]] = {}
    for id_, words in plain.items():
        for at, word in enumerate(words):
            if len(word) > 3 and word.isalpha():
                files.setdefault((at, words[:at] + words[at + 1 :]), []).append((word, id_))
    for entries in files.values():
        for (word, a), (other, b) in _worth_comparing(entries):
            if _slip_of_the_pen(word, other):
                yield (a, b) if place[a] < place[b] else (b, a)


def _worth_comparing(
    entries: list[tuple[str, str]],
) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    if len(entries) <= CROWD:
        return combinations(entries, 2)
    entries = sorted(entries)
    return (
        (entry, other)
        for at, entry in enumerate(entries)
        for other in entries[at + 1 : at + 1 + NEIGHBOURS]
    )


def _slip_of_the_pen(word: str, other: str) -> bool:
    """Tell a slip from another word: those differ at an end ("employee", "unemployment")."""
    if word == other or (word[0], word[-1]) != (other[0], other[-1]):
        return False
    alike = SequenceMatcher(None, word, other, autojunk=False)
    return alike.real_quick_ratio() >= ALIKE and alike.ratio() >= ALIKE
