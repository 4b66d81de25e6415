"""One of the maps that are merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Copy:
    """A map and what people call it: the name of its file, or of the group that drew it."""

    name: str
    map_: SystemsMap


def in_order(copies: Iterable[Copy], stays: str = "") -> tuple[Copy, ...]:
    """Return the copies in an order that follows from what is in them, the largest first.

    What lies on the first stays where it is; that is the one called `stays`, if there is one.
    Raises ValueError when two have the same name.
    """
    ordered = tuple(sorted(copies, key=lambda copy: (copy.name != stays, *_rank(copy))))
    if len({copy.name for copy in ordered}) < len(ordered):
        raise ValueError("copies to be merged need names of their own")
    return ordered


def _rank(copy: Copy) -> tuple[int, str, str]:
    content = blake2b(digest_size=16)
    for line in sorted(f"{type(r).__name__} {r!r}" for r in copy.map_.records()):
        content.update(line.encode("utf-8", "surrogatepass"))
    return -len(copy.map_.variables), content.hexdigest(), copy.name
