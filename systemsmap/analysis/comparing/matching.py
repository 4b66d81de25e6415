"""Which record of one map is which of another: by id, or by what people see of it."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from systemsmap.model.identity import loop_id
from systemsmap.model.records import Card, Link, NamedLoop, Note, StoryStep, Variable
from systemsmap.model.systems_map import SystemsMap

_FRESH = re.compile(r"[0-9a-f]{32}")
"""An id that systemsmap gave, and that no other record anywhere has."""

_R = TypeVar("_R", Variable, Link, Note, Card, StoryStep)
_P = TypeVar("_P", Variable, Note, Card)
Ids = dict[str, str]


@dataclass(frozen=True, slots=True)
class Aligned:
    """An older map with the ids that its records have on a newer one; `ids`: which became what."""

    map_: SystemsMap
    ids: Mapping[str, str]


def aligned(old: SystemsMap, new: SystemsMap) -> Aligned:
    """Return the older map with the ids of the newer one.

    What is not on the newer one keeps its id, unless something else has that id there.
    """
    kin = are_kin(old, new)
    ids = _matched(old.variables, new.variables, _named, kin=kin)
    ids |= _matched(old.notes, new.notes, lambda note: _folded(note.text), kin=kin)
    ids |= _matched(old.cards, new.cards, _named, kin=kin)
    ids |= _links(old, new, ids, kin=kin)
    ids |= _matched(
        old.steps,
        new.steps,
        lambda step: (step.shown, tuple(ids.get(i, i) for i in step.ids)),
        kin=kin,
    )
    ids |= _out_of_the_way(old, new, ids)
    ids = {was: now for was, now in ids.items() if was != now}
    return Aligned(_with_ids(old, ids) if ids else old, ids)


def are_kin(old: SystemsMap, new: SystemsMap) -> bool:
    """Return whether two maps come of one history, so that the same id is the same record."""
    if old.info.created and old.info.created == new.info.created:
        return True
    kinds = ((old.variables, new.variables), (old.links, new.links), (old.notes, new.notes))
    return any(_FRESH.fullmatch(i) for one, other in kinds for i in one.keys() & other.keys())


def _named(record: Variable | Card) -> str:
    return _folded(record.name)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _matched(
    old: Mapping[str, _R], new: Mapping[str, _R], key: Callable[[_R], Hashable], *, kin: bool
) -> Ids:
    """Return which id of the older records is which of the newer, none twice.

    Ids come first among kin. Elsewhere what looks the same comes first, and an id alone counts
    only where no id stands for different things.
    """
    shared = old.keys() & new.keys()
    ids = {i: i for i in old if i in shared and (kin or key(old[i]) == key(new[i]))}
    found = _alike(_left(old, ids), _left(new, ids.values()), key)
    ids |= found
    if not found:
        ids |= {i: i for i in _left(old, ids) if i in shared}
    return ids


def _left(records: Mapping[str, _R], taken: Iterable[str]) -> dict[str, _R]:
    gone = set(taken)
    return {i: record for i, record in records.items() if i not in gone}


def _alike(old: Mapping[str, _R], new: Mapping[str, _R], key: Callable[[_R], Hashable]) -> Ids:
    """Return pairs with the same key, the first with the first."""
    waiting: dict[Hashable, list[str]] = defaultdict(list)
    for i, record in reversed(new.items()):  # type: ignore[call-overload]
        waiting[key(record)].append(i)
    return {i: waiting[k].pop() for i, record in old.items() if waiting.get(k := key(record))}


def _links(old: SystemsMap, new: SystemsMap, ids: Ids, *, kin: bool) -> Ids:
    """Return the pairs of links: by their ends, and where ends differ turned round."""

    def ends(link: Link) -> tuple[str, str]:
        return ids.get(link.source, link.source), ids.get(link.target, link.target)

    shared = old.links.keys() & new.links.keys() if kin else frozenset()
    pairs = {i: i for i in old.links if i in shared}
    here = {(k.source, k.target): i for i, k in _left(new.links, pairs.values()).items()}
    for i, link in _left(old.links, pairs).items():
        if ends(link) in here:
            pairs[i] = here.pop(ends(link))
    for i, link in _left(old.links, pairs).items():
        turned = ids.get(link.target, link.target), ids.get(link.source, link.source)
        if not kin and turned in here:
            pairs[i] = here.pop(turned)
    return pairs


def _out_of_the_way(old: SystemsMap, new: SystemsMap, ids: Ids) -> Ids:
    """Return other ids for those of removed records that mean something else by now."""
    taken = {r.id for r in new.records()} | {r.id for r in old.records()}
    moved: Ids = {}
    for kind in (old.variables, old.links, old.notes, old.cards, old.steps):
        for i in kind:
            if i not in ids and new.get(i) is not None:
                moved[i] = next(free for n in count(1) if (free := f"{i}~{n}") not in taken)
                taken.add(moved[i])
    return moved


def _with_ids(old: SystemsMap, ids: Ids) -> SystemsMap:
    """Return the map with other ids, wherever they stand."""
    return SystemsMap(
        _renumbered(old.variables, ids),
        {
            ids.get(i, i): replace(k, id=ids.get(i, i), source=s, target=t)
            for i, k in old.links.items()
            for s, t in [(ids.get(k.source, k.source), ids.get(k.target, k.target))]
        },
        {loop.id: loop for loop in (_loop(one, ids) for one in old.loops.values())},
        _renumbered(old.notes, ids),
        old.info,
        _renumbered(old.cards, ids),
        {
            ids.get(i, i): replace(
                step, id=ids.get(i, i), ids=tuple(ids.get(one, one) for one in step.ids)
            )
            for i, step in old.steps.items()
        },
    )


def _renumbered(records: Mapping[str, _P], ids: Ids) -> dict[str, _P]:
    return {ids.get(i, i): replace(record, id=ids.get(i, i)) for i, record in records.items()}


def _loop(loop: NamedLoop, ids: Ids) -> NamedLoop:
    links = tuple(ids.get(i, i) for i in loop.links)
    return loop if links == loop.links else replace(loop, id=loop_id(links), links=links)
