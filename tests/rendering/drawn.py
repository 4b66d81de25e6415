"""The example maps where they stand in `positions.json`, drawn; and measures of a drawing."""

import json
from dataclasses import dataclass
from functools import cache
from math import hypot, inf
from pathlib import Path

from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import ListedLoop, listing, numbering
from systemsmap.model.edits import place
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.outline import Outline
from systemsmap.rendering.theme import LIGHT
from systemsmap.rendering.variables import outline_of
from tests.maps import example

_DATA = Path(__file__).parents[1] / "data"
_POSITIONS: dict[str, dict[str, tuple[float, float]]] = json.loads(
    (_DATA / "positions.json").read_text("utf-8")
)
NAMES = tuple(sorted(_POSITIONS))
_STEP = 1.0


@cache
def placed_example(name: str) -> SystemsMap:
    """An example map in the places it was once laid out in, its loops numbered."""
    map_ = example(name)
    map_ = place(map_, {i: (x, y) for i, (x, y) in _POSITIONS[name].items()}).applied_to(map_)
    return numbering(map_, find_loops(map_)).applied_to(map_)


def loops_of(map_: SystemsMap) -> tuple[ListedLoop, ...]:
    return listing(map_, find_loops(map_))


@cache
def drawn(name: str) -> Composition:
    map_ = placed_example(name)
    return compose(map_, LIGHT, loops_of(map_))


@dataclass(frozen=True)
class Faults:
    """What a careful look finds. `clearance`: the least distance of a link from a foreign name.

    Taken from points one unit apart on every curve, and not by the arithmetic under test.
    """

    clearance: float
    signs_on_names: tuple[str, ...]
    signs_on_links: tuple[str, ...]
    signs_on_signs: tuple[str, ...]
    badges_on_names: tuple[str, ...]
    badges_on_links: tuple[str, ...]


def faults(composition: Composition) -> Faults:
    map_ = composition.map
    outlines = {i: outline_of(v, composition.theme) for i, v in map_.variables.items()}
    points = {i: _points(composition, i) for i in map_.links}
    badges = [k.id for k in composition.loops if composition.has(k.id)]
    return Faults(
        _clearance(map_, outlines, points),
        tuple(i for i in map_.links if _near_name(composition, i, outlines) < 5.0),
        tuple(i for i in map_.links if _near_link(composition, i, points) < 6.0),
        tuple(
            f"{i} {j}"
            for i in map_.links
            for j in map_.links
            if i < j and _apart(composition, i, j) < 12.0
        ),
        tuple(b for b in badges if _badge_to_names(composition, b, outlines) < 18.0),
        tuple(b for b in badges if _badge_to_links(composition, b, points) < 18.0),
    )


def _points(composition: Composition, link: str) -> list[tuple[float, float]]:
    curve = composition.curve(link)
    count = max(2, int(curve.length / _STEP))
    return [curve.at(i / count) for i in range(count + 1)]


def _clearance(
    map_: SystemsMap,
    outlines: dict[str, Outline],
    points: dict[str, list[tuple[float, float]]],
) -> float:
    least = inf
    for link in map_.links.values():
        for id_, outline in outlines.items():
            if id_ not in (link.source, link.target):
                least = min(least, *(outline.distance(*p) for p in points[link.id]))
    return least


def _near_name(composition: Composition, link: str, outlines: dict[str, Outline]) -> float:
    at = composition.sign_at(link)
    return min(o.distance(at.x, at.y) for o in outlines.values())


def _near_link(
    composition: Composition, link: str, points: dict[str, list[tuple[float, float]]]
) -> float:
    at = composition.sign_at(link)
    return min(hypot(x - at.x, y - at.y) for p in points.values() for x, y in p)


def _apart(composition: Composition, one: str, other: str) -> float:
    a, b = composition.sign_at(one), composition.sign_at(other)
    return hypot(a.x - b.x, a.y - b.y)


def _badge_to_names(composition: Composition, loop: str, outlines: dict[str, Outline]) -> float:
    middle = composition.badge(loop).middle
    return min(o.distance(middle.x, middle.y) for o in outlines.values())


def _badge_to_links(
    composition: Composition, loop: str, points: dict[str, list[tuple[float, float]]]
) -> float:
    middle = composition.badge(loop).middle
    return min(hypot(x - middle.x, y - middle.y) for p in points.values() for x, y in p)
