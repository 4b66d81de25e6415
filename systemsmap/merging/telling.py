"""What each copy brings to a merge, in a sentence."""

from collections.abc import Iterator

from systemsmap.analysis.reading import joined, quoted, so_many
from systemsmap.merging.rules import says_otherwise
from systemsmap.merging.sides import Sides
from systemsmap.model.systems_map import SystemsMap

_THINGS = (
    ("variables", "variable"),
    ("links", "link"),
    ("notes", "note"),
    ("cards", "card"),
    ("steps", "step of the story"),
)


NO_BEGINNING = "Nobody knows what they began with, so what one of them deleted comes back."


def told(sides: Sides) -> tuple[str, ...]:
    """Return a sentence for each copy, and one on what nobody can know."""
    said = [_sentence(quoted(c.name), sides.base, c.map_, sides) for c in sides.copies]
    shared = {id_ for copy in sides.copies for id_ in copy.map_.variables}
    if not sides.began and len(shared) < sum(len(c.map_.variables) for c in sides.copies):
        said.append(NO_BEGINNING)
    return tuple(said)


def _sentence(name: str, base: SystemsMap, map_: SystemsMap, sides: Sides) -> str:
    parts = [
        f"{verb} {joined(counts)}"
        for verb, counts in (
            ("adds" if sides.began else "has", list(_new(base, map_))),
            ("changes", list(_changed(base, map_))),
            ("deletes", list(_new(map_, base))),
        )
        if counts
    ]
    return f"{name} {joined(parts)}." if parts else f"{name} brings nothing new."


def _new(base: SystemsMap, map_: SystemsMap) -> Iterator[str]:
    for kind, thing in _THINGS:
        count = len(getattr(map_, kind).keys() - getattr(base, kind).keys())
        if count:
            yield _many(count, thing)


def _changed(base: SystemsMap, map_: SystemsMap) -> Iterator[str]:
    for kind, thing in _THINGS:
        before, now = getattr(base, kind), getattr(map_, kind)
        count = sum(id_ in before and says_otherwise(before[id_], r) for id_, r in now.items())
        if count:
            yield _many(count, thing)


def _many(count: int, thing: str) -> str:
    first, _, rest = thing.partition(" ")
    return f"{so_many(count, first)} {rest}".rstrip()
