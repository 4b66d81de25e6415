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


def told(sides: Sides) -> tuple[str, ...]:
    """Return a sentence for each copy."""
    return tuple(_sentence(quoted(c.name), sides.base, c.map_, sides) for c in sides.copies)


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
    return so_many(count, thing).replace("storys", "story").replace("step of", "step of")
