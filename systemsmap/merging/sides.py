"""What is merged: the copies in their order, and the map they all began with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from systemsmap.merging.copy import Copy
from systemsmap.model.records import Record
from systemsmap.model.systems_map import SystemsMap

_NOTHING = SystemsMap()
Held = tuple[tuple[str, ...], Record]
"""A record as it is in the copies of these names."""


@dataclass(frozen=True, slots=True)
class Sides:
    """`began` says whether there was a common beginning; without one `base` is an empty map."""

    base: SystemsMap
    copies: tuple[Copy, ...]
    began: bool = True

    def side(self, kind: str) -> "Side":
        """Return the records of one kind: variables, links, loops, notes, cards or steps."""
        copies = tuple((copy.name, getattr(copy.map_, kind)) for copy in self.copies)
        return Side(kind, getattr(self.base, kind), copies)


@dataclass(frozen=True, slots=True)
class Side:
    """All records of one kind: as they were, and as they are in the copy of each name."""

    kind: str
    base: Mapping[str, Record]
    copies: tuple[tuple[str, Mapping[str, Record]], ...] = field(default=())

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all, those of the beginning first."""
        every = dict.fromkeys(self.base)
        for _, records in self.copies:
            every.update(dict.fromkeys(records))
        return tuple(every)

    def held(self, id_: str) -> tuple[Held, ...]:
        """Return the record as each copy has it that has it."""
        return tuple(((name,), records[id_]) for name, records in self.copies if id_ in records)


def sides_of(base: SystemsMap | None, copies: tuple[Copy, ...]) -> Sides:
    """Return the sides; None for a base: the copies began apart."""
    return Sides(_NOTHING if base is None else base, copies, base is not None)
