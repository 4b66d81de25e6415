"""All variables on one ring, neighbours near each other."""

from collections.abc import Sequence
from math import cos, pi, sin

from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

WIDE = 1.5
"""A ring is an ellipse this much wider than high: screens are wide and so are names."""


def ellipse(sizes: Sequence[XY], length: float, gap: float, wide: float = WIDE) -> list[XY]:
    """Return places for boxes evenly on an ellipse about (0, 0), clockwise from the top.

    It is about `length` round, or longer where boxes would come nearer than `gap`.
    """
    count = len(sizes)
    if count == 1:
        return [(0.0, 0.0)]
    radius = max(length / (2 * pi), 60.0)
    while True:
        a, b = radius * wide**0.5, radius / wide**0.5
        turns = [k * 2 * pi / count - pi / 2 for k in range(count)]
        places = [(a * cos(turn), b * sin(turn)) for turn in turns]
        if all(_apart(sizes, places, k, gap) for k in range(count)):
            return places
        radius *= 1.05


def _apart(sizes: Sequence[XY], places: Sequence[XY], k: int, gap: float) -> bool:
    # On an ellipse only near neighbours and those straight across can come too close.
    count = len(sizes)
    for other in {(k + 1) % count, (k + 2) % count, (count - k) % count} - {k}:
        across = abs(places[k][0] - places[other][0]) - (sizes[k][0] + sizes[other][0]) / 2
        down = abs(places[k][1] - places[other][1]) - (sizes[k][1] + sizes[other][1]) / 2
        if max(across, down) < gap:
            return False
    return True


def ring_of_all(net: Net, gap: float = 46.0) -> list[XY]:
    """Return places for every variable on one ring."""
    order = ring_order(net)
    length = sum(
        net.wanted_length(a, b) for a, b in zip(order, (*order[1:], order[0]), strict=True)
    )
    places = ellipse([net.sizes[v] for v in order], length, gap)
    at = dict(zip(order, places, strict=True))
    return [at[v] for v in range(len(order))]


def ring_order(net: Net) -> list[int]:
    """Return an order with short ways between linked variables, begun with the longest loop."""
    order = list(net.loops[-1]) if net.loops else []
    beside: list[set[int]] = [set() for _ in net.sizes]
    for a, b in net.pairs:
        beside[a].add(b)
        beside[b].add(a)
    waiting = [v for v in range(len(net.sizes)) if v not in order]
    while waiting:
        placed = set(order)
        v = max(waiting, key=lambda u: (len(beside[u] & placed), len(beside[u]), -u))
        waiting.remove(v)
        order.insert(_best_slot(order, beside[v]), v)
    return order


def _best_slot(order: Sequence[int], near: set[int]) -> int:
    count = len(order) + 1
    spots = [k for k, u in enumerate(order) if u in near]
    if not spots:
        return len(order)

    def way(slot: int) -> int:
        gaps = [abs(k + (k >= slot) - slot) for k in spots]
        return sum(min(gap, count - gap) for gap in gaps)

    return min(range(count), key=way)
