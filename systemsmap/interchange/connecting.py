"""Chooses a connector for each link of a map: the one most like the arc that the map shows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import hypot

from systemsmap.interchange.connectors import SIDES, Connector, Place, Port, curved, ports, straight
from systemsmap.interchange.nearby import Nearby
from systemsmap.model.records import Link
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds

_PORTS = 5  # sites of a box that are tried, the nearest ones
_USED_START, _USED_END = 9.0, 16.0  # what it costs to share a site, in map units off the arc
_WAVY, _FLAT = 10.0, 50.0
_STEEP, _SKIMS = 0.45, 60.0
_UNDER = 30.0  # what a point under a name costs


def connect(
    composition: Composition, boxes: Mapping[str, Bounds], reach: float
) -> dict[str, Connector]:
    """Return a connector for each link. Those of short links are chosen first.

    `reach` is how far one goes out that leaves a side and comes back to the same.
    """
    all_ports = {id_: ports(box) for id_, box in boxes.items()}
    names = Nearby(240.0)
    for id_, box in boxes.items():
        names.put_box(id_, box.grown(-1.0))
    used: Counter[tuple[str, int, bool]] = Counter()
    chosen: dict[str, Connector] = {}
    links = composition.map.links
    for link in sorted(links.values(), key=lambda k: composition.curve(k.id).length):
        arc = composition.curve(link.id)
        near = [arc.at(i / 8) for i in range(9)]
        prices = [
            (_cost(made, near, link, used) + _hidden(made, names), n, made)
            for n, made in enumerate(
                _candidates(all_ports[link.source], all_ports[link.target], near, reach)
            )
        ]
        found = min(prices)[2]
        used[link.source, found.start.site, False] += 1
        used[link.target, found.end.site, True] += 1
        chosen[link.id] = found
    return {id_: chosen[id_] for id_ in links}


def _candidates(
    starts: Sequence[Port], ends: Sequence[Port], near: Sequence[Place], reach: float
) -> list[Connector]:
    """Return straight connectors between sites near the ends of an arc, curved ones of any sides.

    Curved ones use the middles of sides only, and go round only as far as `reach`: LibreOffice 7.4
    draws those nearly as the presets say. From other sites it leaves a box in any direction.
    """
    found = [
        straight(start, end)
        for start in _nearest(starts, near[0])
        for end in _nearest(ends, near[-1])
        if starts is not ends
    ]
    pairs = [(start, end) for start in starts[:SIDES] for end in ends[:SIDES]]
    if starts is ends:
        pairs = [(a, b) for a in starts[SIDES:] for b in ends[:SIDES] if a.out == b.out]
    found += [bent for start, end in pairs if (bent := curved(start, end, reach))]
    return found


def _height(near: Sequence[Place]) -> float:
    """Return the height of an arc over its chord, as a part of the chord."""
    (ax, ay), (bx, by), (mx, my) = near[0], near[-1], near[len(near) // 2]
    chord = hypot(bx - ax, by - ay)
    return hypot(mx - (ax + bx) / 2, my - (ay + by) / 2) / max(chord, 1e-6)


def _nearest(all_: Sequence[Port], place: Place) -> list[Port]:
    x, y = place
    return sorted(all_, key=lambda port: hypot(port.x - x, port.y - y))[:_PORTS]


def _cost(
    made: Connector, near: Sequence[Place], link: Link, used: Counter[tuple[str, int, bool]]
) -> float:
    """Return how unlike the arc a connector is, and how crowded where it ends."""
    off = sum(hypot(x - a, y - b) for (x, y), (a, b) in zip(made.points, near, strict=True))
    one, other = made.start.site, made.end.site
    crowd = _USED_START * used[link.source, one, False] + _USED_END * used[link.source, one, True]
    crowd += _USED_END * (used[link.target, other, False] + used[link.target, other, True])
    return off / len(near) + crowd + _looks(made, near)


def _looks(made: Connector, near: Sequence[Place]) -> float:
    """Return what it costs that a wave stands for an arc, or a line that skims along its box."""
    if made.is_wave:
        return _WAVY
    if not made.is_straight:
        return 0.0
    dx, dy = made.end.x - made.start.x, made.end.y - made.start.y
    long = hypot(dx, dy) or 1.0
    (ax, ay), (bx, by) = made.start.out, made.end.out
    steepness = min(ax * dx + ay * dy, -bx * dx - by * dy) / long
    return _FLAT * _height(near) + _SKIMS * max(0.0, _STEEP - steepness)


def _hidden(made: Connector, names: Nearby) -> float:
    """Return what it costs that a connector runs under names."""
    return _UNDER * sum(
        box.contains(x, y) for x, y in made.points[1:-1] for box, _ in names.boxes(x, y)
    )
