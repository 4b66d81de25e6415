"""Which way round a loop turns on the page, for symbols that show it as an arrow."""

from collections.abc import Sequence

from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap

UNBENT = 0.2
"""How far an arc rises over its chord where nobody bent it."""


def is_clockwise(map_: SystemsMap, links: Sequence[Link]) -> bool:
    """Tell whether these links, in the order of travel, lead round clockwise."""
    around: list[tuple[float, float]] = []
    for link in links:
        a, b = map_.variables[link.source], map_.variables[link.target]
        bend = UNBENT if link.bend is None else link.bend
        top = (a.x + b.x) / 2 + (b.y - a.y) * bend, (a.y + b.y) / 2 - (b.x - a.x) * bend
        around += [(a.x, a.y), top]
    following = [*around[1:], *around[:1]]
    pairs = zip(around, following, strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) >= 0


def closed(map_: SystemsMap, ids: Sequence[str]) -> list[Link]:
    """Return the links with these ids if they are all there and lead round, or else nothing."""
    links = [map_.links[i] for i in ids if i in map_.links]
    around = zip(links, [*links[1:], *links[:1]], strict=True)
    whole = len(links) == len(ids) and all(a.target == b.source for a, b in around)
    return links if whole else []
