"""Which records of the beginning are no more: those one deleted and nobody else needs."""

from collections.abc import Iterable, Iterator

from systemsmap.analysis.reading import joined, quoted
from systemsmap.merging.as_one import Desk
from systemsmap.merging.copy import Copy
from systemsmap.merging.questions import Option
from systemsmap.merging.rules import says_otherwise
from systemsmap.merging.sides import Side, Sides
from systemsmap.merging.wording import sentence
from systemsmap.model.records import Link, Record, Variable
from systemsmap.model.systems_map import SystemsMap

KEEP, DELETE = "keep", "delete"


def deleted(sides: Sides, desk: Desk, kinds: Iterable[str]) -> frozenset[str]:
    """Return the ids of records that go, after asking about those that another copy needs."""
    return frozenset(
        id_
        for side in map(sides.side, kinds)
        for id_, record in side.base.items()
        if not all(id_ in records for _, records in side.copies)
        and _goes(sides, side, record, desk)
    )


def _goes(sides: Sides, side: Side, record: Record, desk: Desk) -> bool:
    copies = {copy.name: copy for copy in sides.copies}
    deleters = [
        name
        for name, records in side.copies
        if record.id not in records and _had_a_say(copies[name].map_, record)
    ]
    holders = [name for name, records in side.copies if record.id in records]
    if not holders or not deleters:
        return not holders
    needs = {name: need for name in holders if (need := _need(sides.base, copies[name], record))}
    return _asked(desk, record, deleters, needs) if needs else True


def _had_a_say(map_: SystemsMap, record: Record) -> bool:
    """A link that went with one of its variables was not deleted for its own sake."""
    if isinstance(record, Link):
        return record.source in map_.variables and record.target in map_.variables
    return True


def _asked(desk: Desk, record: Record, deleters: list[str], needs: dict[str, str]) -> bool:
    about = desk.wording.about(record)
    others = joined(f"{need} in {quoted(name)}" for name, need in needs.items())
    words = f"{about} was deleted in {joined(map(quoted, deleters))} and {others}."
    options = (
        Option(KEEP, "Keep it", tuple(needs)),
        Option(DELETE, "Delete it", tuple(deleters)),
    )
    conflict = desk.settling.ask(
        f"deleted:{record.id}", sentence(words), options, KEEP, (record.id,)
    )
    return conflict.chosen == DELETE


def _need(base: SystemsMap, copy: Copy, record: Record) -> str:
    """Return what a copy did with a record, or nothing when it left it as it was."""
    return next(_needs(base, copy.map_, record), "")


def _needs(base: SystemsMap, map_: SystemsMap, record: Record) -> Iterator[str]:
    now = map_.get(record.id)
    if now is not None and says_otherwise(record, now):
        renamed = isinstance(now, Variable) and now.name != getattr(record, "name", "")
        yield "renamed" if renamed else "changed"
    if isinstance(record, Variable):
        yield from _uses(base, map_, record.id)
    parts = {record.id, *map_.links_at.get(record.id, ())}
    for step in map_.steps.values():
        if parts.intersection(step.ids) and step != base.steps.get(step.id):
            yield "shown in the story"


def _uses(base: SystemsMap, map_: SystemsMap, id_: str) -> Iterator[str]:
    """Yield what was done with the links of a variable."""
    for link_id in map_.links_at.get(id_, ()):
        link, before = map_.links[link_id], base.links.get(link_id)
        if before is None or (link.source, link.target) != (before.source, before.target):
            yield "linked"
        elif says_otherwise(before, link):
            yield "given a link that says something else"
