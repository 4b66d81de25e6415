"""JSON objects to named loops, and the labels such as R1 that people know loops by."""

import re
from collections.abc import Iterator
from itertools import pairwise

from systemsmap.analysis.loops.walk import loop_along
from systemsmap.interchange import limits
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.open_json.ends import EndError, Ends
from systemsmap.interchange.open_json.fields import Fields
from systemsmap.model.identity import loop_id
from systemsmap.model.records import NamedLoop
from systemsmap.model.systems_map import SystemsMap

Numbers = tuple[tuple[str, int], ...]

_LABEL = re.compile(r"([RBU])([1-9][0-9]{0,6})")
_LETTERS = {"R": "R", "B": "B", "U": "U", "reinforcing": "R", "balancing": "B", "undecided": "U"}


def loops_of(raw: list[object], map_: SystemsMap, losses: Losses) -> Iterator[NamedLoop]:
    """Yield the loops of a file whose variables and links are those of `map_`.

    A loop with a link missing is kept as a broken one, so that its name and story live on; what
    cannot be kept at all is noted in `losses`. Raises ImportTrouble for fields of wrong types.
    """
    reader = _Reader(map_, losses)
    for number, entry in enumerate(raw, 1):
        loop = reader.read(Fields(entry, f"loop {number}", losses))
        if loop:
            yield loop


class _Reader:
    """Reads loops one after the other, minding that no two share their links or a number."""

    def __init__(self, map_: SystemsMap, losses: Losses) -> None:
        self._map = map_
        self._losses = losses
        self._ends = Ends(map_.variables.values())
        self._ids: set[str] = set()
        self._numbers: set[tuple[str, int]] = set()

    def read(self, fields: Fields) -> NamedLoop | None:
        """Return the loop, or None when no link of it is known."""
        numbers, name = self._numbers_of(fields), fields.text("name", limits.LABEL)
        told = " ".join((_label(numbers[0]) if numbers else fields.what, name)).strip()
        links, lost = self._links_of(fields, told)
        id_ = loop_id(links)
        if not links or id_ in self._ids:
            same = "Loop left out, another one has the same links"
            self._losses.add(same if links else "Loop left out, it has no links", told)
            return None
        self._ids.add(id_)
        loop = NamedLoop(
            id_,
            links,
            self._free(numbers, told),
            name,
            fields.text("story"),
            fields.pair("badge"),
            fields.flag("hidden"),
            fields.flag("pinned"),
            lost,
            self._extra(fields),
        )
        self._check(loop, numbers, told)
        return loop

    def _links_of(self, fields: Fields, told: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The links in the order of travel, and those that are missing as “cause → effect”."""
        given = fields.texts("links", limits.LINKS)
        members = fields.texts("members", limits.LINKS)
        lost = fields.texts("lost", limits.LINKS)
        if any(i in self._map.links for i in given) or not members:
            return given, lost
        links, missing = self._along(members)
        for step in missing:
            self._losses.add(f"Link missing for the loop {told}, kept as a broken loop", step)
        return links, (*lost, *(step for step in missing if step not in lost))

    def _along(self, members: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
        links: list[str] = []
        missing: list[str] = []
        for cause, effect in pairwise([*members, members[0]]):
            link = self._between(cause, effect)
            if link is None or link in links:
                missing.append(f"{cause} → {effect}".replace("\n", " "))
            else:
                links.append(link)
        return tuple(links), missing

    def _between(self, cause: str, effect: str) -> str | None:
        try:
            pair = self._ends.find(cause), self._ends.find(effect)
        except EndError:
            return None
        return self._map.link_between.get(pair)

    def _numbers_of(self, fields: Fields) -> Numbers:
        """The numbers a loop was ever given; without a list of them, the one it goes by."""
        going_by = fields.peek("id")
        labels = fields.texts("numbers", limits.LOOPS)
        if isinstance(going_by, str) and _LABEL.fullmatch(going_by):
            fields.drop("id")
            labels = labels or (going_by,)
        else:
            fields.rename("id", "source_id")
        found = [_LABEL.fullmatch(label) for label in labels]
        return tuple((m[1], int(m[2])) for m in found if m)

    def _free(self, numbers: Numbers, told: str) -> Numbers:
        free = tuple(n for n in dict.fromkeys(numbers) if n not in self._numbers)
        for number in numbers:
            if number not in free:
                self._losses.add(f"{_label(number)} is already another loop", told)
        self._numbers.update(free)
        return free

    def _extra(self, fields: Fields) -> str:
        kind = fields.peek("kind")
        if isinstance(kind, str) and kind in _LETTERS:
            fields.drop("kind")  # it follows from the signs
        else:
            fields.rename("kind", "source_kind")
        return fields.extra()

    def _check(self, loop: NamedLoop, numbers: Numbers, told: str) -> None:
        running = loop_along(self._map, loop.links)
        if running and len(numbers) == 1 and numbers[0][0] != running.polarity.letter:
            letter = running.polarity.letter
            self._losses.add(f"By the signs of its links the letter would be {letter}", told)


def _label(number: tuple[str, int]) -> str:
    return f"{number[0]}{number[1]}"
