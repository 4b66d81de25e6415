"""Several copies of a map made one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from systemsmap.merging.as_one import Desk, as_one
from systemsmap.merging.copy import Copy, in_order
from systemsmap.merging.joining import reshown, with_partners
from systemsmap.merging.loops import losing, numbered, numbers_of, relinked_sides
from systemsmap.merging.offers import offers_of, partners
from systemsmap.merging.placing import settled
from systemsmap.merging.presence import deleted
from systemsmap.merging.questions import Choices, Conflict, Offer
from systemsmap.merging.same_links import folded_links
from systemsmap.merging.settling import Settling
from systemsmap.merging.sides import Side, Sides, sides_of
from systemsmap.merging.stories import in_one_order
from systemsmap.merging.strangers import told_apart
from systemsmap.merging.telling import told
from systemsmap.merging.wording import Wording
from systemsmap.model.records import (
    Card,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Record,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap

_R = TypeVar("_R", Variable, Link, NamedLoop, Note, Card, StoryStep)
_UNASKED = Choices()
_KINDS = ("variables", "links", "notes", "cards", "steps")


@dataclass(frozen=True, slots=True)
class Merged:
    """The map, what the copies did not agree on, what may be one, and what each copy brings."""

    map_: SystemsMap
    conflicts: tuple[Conflict, ...] = ()
    offers: tuple[Offer, ...] = ()
    told: tuple[str, ...] = ()


def merge(base: SystemsMap | None, copies: Iterable[Copy], choices: Choices = _UNASKED) -> Merged:
    """Return the copies as one, with everything that is new since `base` in any of them.

    In whichever order the copies come, the result is the same. Raises ValueError when two copies
    have the same name.
    """
    sides = told_apart(sides_of(base, in_order(copies, choices.stays)))
    if not sides.copies:
        return Merged(base or SystemsMap())
    scratch = Desk(Settling(choices), Wording(sides))
    offers = offers_of(sides, deleted(sides, scratch, _KINDS), choices)
    same = _joined(sides, partners(offers, _variable_ids(sides)))
    desk = Desk(Settling(choices), Wording(same))
    map_ = _brought_together(same, desk)
    map_ = settled(map_, same, _strangers(sides))
    return Merged(map_, desk.settling.conflicts, offers, told(sides))


def _variable_ids(sides: Sides) -> Mapping[str, object]:
    return dict.fromkeys(sides.side("variables").ids())


def _joined(sides: Sides, one_for: Mapping[str, str]) -> Sides:
    """Return the sides with one id for everything that is one."""
    if one_for:
        copies = tuple(Copy(c.name, with_partners(c.map_, one_for)) for c in sides.copies)
        sides = replace(sides, base=with_partners(sides.base, one_for), copies=copies)
    return sides


def _strangers(sides: Sides) -> frozenset[str]:
    """Return the names of copies that have no variable in common with those before them."""
    if sides.began:
        return frozenset()
    known: set[str] = set()
    strangers = set()
    for copy in sides.copies:
        if known.isdisjoint(copy.map_.variables):
            strangers.add(copy.name)
        known |= copy.map_.variables.keys()
    return frozenset(strangers)


def _brought_together(sides: Sides, desk: Desk) -> SystemsMap:
    gone = deleted(sides, desk, _KINDS)
    variables = _records(Variable, sides.side("variables"), desk, gone)
    links = {
        id_: link
        for id_, link in _records(Link, sides.side("links"), desk, gone).items()
        if link.source in variables and link.target in variables
    }
    links, alias = folded_links(links, sides, desk)
    map_ = SystemsMap(
        variables,
        links,
        {},
        _records(Note, sides.side("notes"), desk, gone),
        _info(sides, desk),
        _records(Card, sides.side("cards"), desk, gone),
    )
    map_ = replace(map_, loops=_loops(relinked_sides(sides, alias), desk, map_))
    return replace(map_, steps=_steps(map_, sides, desk, gone, alias))


def _records(kind: type[_R], side: Side, desk: Desk, gone: frozenset[str]) -> dict[str, _R]:
    merged = {}
    for id_ in side.ids():
        held = side.held(id_)
        if id_ not in gone and held:
            record = as_one(desk, id_, side.base.get(id_), held)
            assert isinstance(record, kind)
            merged[id_] = record
    return merged


def _info(sides: Sides, desk: Desk) -> MapInfo:
    before: Record | None = sides.base.info if sides.began else None
    info = as_one(desk, "map", before, [((c.name,), c.map_.info) for c in sides.copies])
    assert isinstance(info, MapInfo)
    return info


def _loops(sides: Sides, desk: Desk, map_: SystemsMap) -> dict[str, NamedLoop]:
    """Return what is remembered of loops, with what they lost by the merge.

    No copy ever deletes a loop: it only has not seen it.
    """
    loops = {}
    for id_, loop in _records(NamedLoop, sides.side("loops"), desk, frozenset()).items():
        before = sides.base.loops.get(id_)
        held = [copy.map_.loops[id_] for copy in sides.copies if id_ in copy.map_.loops]
        numbers = numbers_of(before, held)
        loops[id_] = losing(replace(loop, numbers=numbers), map_.links, sides)
    return numbered(loops, loops, (sides.base, *(copy.map_ for copy in sides.copies)))


def _steps(
    map_: SystemsMap, sides: Sides, desk: Desk, gone: frozenset[str], alias: Mapping[str, str]
) -> dict[str, StoryStep]:
    """Return the steps of the story that still show something of what they were to show."""
    steps = _records(StoryStep, sides.side("steps"), desk, gone)
    left = {}
    for id_, step in steps.items():
        shown = reshown(step, alias)
        tellers = [copy.map_ for copy in sides.copies if id_ in copy.map_.steps]
        if _shows(shown, map_) or not all(_shows(m.steps[id_], m) for m in tellers):
            left[id_] = shown
    return in_one_order(left, sides)


def _shows(step: StoryStep, map_: SystemsMap) -> bool:
    """Return whether a step shows anything that is on the map."""
    return step.shown is Shown.MAP or any(map_.get(id_) is not None for id_ in step.ids)
