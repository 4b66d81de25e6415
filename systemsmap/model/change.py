"""A reversible difference between two versions of a map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from systemsmap.model.records import (
    INFO_ID,
    Card,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Record,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap

_R = TypeVar("_R", Variable, Link, NamedLoop, Note, Card, StoryStep)


@dataclass(frozen=True, slots=True)
class Change:
    """Each touched record as it was and as it is; None where there was or is none.

    `places` says where among its kind a deleted record stood, so that undo puts it back there
    and everything reads in the same order as before.
    """

    before: Mapping[str, Record | None] = field(default_factory=dict)
    after: Mapping[str, Record | None] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """True when anything differs."""
        return bool(self.after)

    def applied_to(self, old: SystemsMap) -> SystemsMap:
        """Return the map after this change; `old` is left as it is."""
        touched = {type(self.before[i] or self.after[i]) for i in self.after}
        info = self.after.get(INFO_ID) if MapInfo in touched else None
        new = SystemsMap(
            self._merged(old.variables, Variable, touched),
            self._merged(old.links, Link, touched),
            self._merged(old.loops, NamedLoop, touched),
            self._merged(old.notes, Note, touched),
            info if isinstance(info, MapInfo) else old.info,
            self._merged(old.cards, Card, touched),
            self._merged(old.steps, StoryStep, touched),
        )
        if new.links is old.links:  # same links, same index: no need to count again
            for index in ("links_at", "link_between"):
                if index in old.__dict__:
                    new.__dict__[index] = old.__dict__[index]
        return new

    def _merged(
        self, records: Mapping[str, _R], kind: type[_R], touched: set[type]
    ) -> Mapping[str, _R]:
        if kind not in touched:
            return records
        merged = dict(records)
        back: list[tuple[int, _R]] = []
        for id_, record in self.after.items():
            if record is None:
                merged.pop(id_, None)
            elif isinstance(record, kind):
                if id_ in self.places and id_ not in merged:
                    back.append((self.places[id_], record))
                else:
                    merged[id_] = record
        return _put_back(merged, back) if back else merged

    def reversed(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.after, self.before, self.places)

    def onto(self, map_: SystemsMap) -> "Change":  # noqa: ARG002 - it holds whole records
        """Return this change, as what does it to a map: see `history.Delta`."""
        return self

    def off(self, map_: SystemsMap) -> "Change":  # noqa: ARG002
        """Return the change that takes this one back: see `history.Delta`."""
        return self.reversed()

    def then(self, later: "Change") -> "Change":
        """Return both changes as one, without records that end where they began."""
        before = {**later.before, **self.before}
        after = {**self.after, **later.after}
        kept = [i for i in after if before[i] != after[i]]
        places = {**later.places, **self.places}
        return Change(
            {i: before[i] for i in kept},
            {i: after[i] for i in kept},
            {i: place for i, place in places.items() if i in kept},
        )

    @property
    def is_structural(self) -> bool:
        """True when loops may differ: links came, went, were rewired or re-signed."""
        return any(_structure(self.before[i]) != _structure(self.after[i]) for i in self.after)

    @property
    def moves(self) -> frozenset[str]:
        """The ids of variables that came, went, moved or changed their outline."""
        return frozenset(
            i for i in self.after if _outline(self.before[i]) != _outline(self.after[i])
        )


def _put_back(records: dict[str, _R], back: list[tuple[int, _R]]) -> dict[str, _R]:
    """Return the records with those that come back where they stood; lowest places first."""
    order = list(records.values())
    for place, record in sorted(back, key=lambda pair: pair[0]):
        order.insert(place, record)
    return {record.id: record for record in order}


def _structure(record: Record | None) -> object:
    if isinstance(record, Link):
        return (record.source, record.target, record.polarity, record.delayed)
    return isinstance(record, Variable)


def _outline(record: Record | None) -> object:
    return (record.name, record.x, record.y) if isinstance(record, Variable) else None


def changed(old: SystemsMap, *records: Record, removed: Iterable[str] = ()) -> Change:
    """Return the change that puts `records` into `old` and takes the ids `removed` out."""
    after: dict[str, Record | None] = {r.id: r for r in records}
    after.update(dict.fromkeys(removed))
    after = {i: r for i, r in after.items() if old.get(i) != r}
    gone = {i for i, r in after.items() if r is None}
    return Change({i: old.get(i) for i in after}, after, _places(old, gone) if gone else {})


def replaced(old: SystemsMap, new: SystemsMap) -> Change:
    """Return the change from one map to a quite different one."""
    kept = {record.id for record in new.records()}
    gone = [r.id for r in old.records() if not isinstance(r, MapInfo) and r.id not in kept]
    return changed(old, *new.records(), removed=gone)


def _places(old: SystemsMap, gone: set[str]) -> dict[str, int]:
    kinds = (old.variables, old.links, old.loops, old.notes, old.cards, old.steps)
    return {i: place for kind in kinds for place, i in enumerate(kind) if i in gone}
