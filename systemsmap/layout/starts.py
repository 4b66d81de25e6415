"""Places to start from: rings, a drawing without crossings, and whatever Graphviz proposes."""

from collections.abc import Mapping, Sequence
from math import cos, sin
from typing import Any

from systemsmap.layout.apart import part
from systemsmap.layout.circle import ellipse
from systemsmap.layout.net import Net
from systemsmap.layout.request import XY


def ring_starts(net: Net, most: int = 4) -> list[list[XY]]:
    """Return placements with one loop as a ring and the rest drawn to their neighbours.

    The longest loops come first, then the shorter ones that share the most with others.
    """
    loops = sorted((loop for loop in net.loops if len(loop) > 2), key=lambda loop: -len(loop))
    return [_around(net, loop) for loop in loops[:most]]


def _around(net: Net, ring: Sequence[int]) -> list[XY]:
    length = sum(net.wanted_length(a, b) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))
    places = ellipse([net.sizes[v] for v in ring], length, 46.0)
    return settle(net, dict(zip(ring, places, strict=True)))


def settle(net: Net, held: Mapping[int, XY], rounds: int = 60) -> list[XY]:
    """Return a placement where every variable not held stands amid its neighbours (Tutte 1963)."""
    beside: list[list[int]] = [[] for _ in net.sizes]
    for a, b in net.pairs:
        beside[a].append(b)
        beside[b].append(a)
    # A spiral of tiny offsets keeps variables with the same neighbours from sharing one place.
    at = [held.get(v, (3.0 * v * cos(2.4 * v), 3.0 * v * sin(2.4 * v))) for v in range(len(beside))]
    for _ in range(rounds):
        for v, near in enumerate(beside):
            if v in held or not near:
                continue
            x = sum(at[u][0] for u in near) / len(near)
            y = sum(at[u][1] for u in near) / len(near)
            at[v] = (x + 9 * cos(2.4 * v), y + 9 * sin(2.4 * v))
    still = [v in held for v in range(len(at))]
    return part(at, net.sizes, still, 45.0)


def planar_start(net: Net) -> list[XY] | None:
    """Return a placement whose straight links do not cross, or None when there is none."""
    import networkx as nx  # noqa: PLC0415 - a tenth of a second, wanted in the worker only

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(net.sizes)))
    graph.add_edges_from(net.pairs)
    found: Any = nx.check_planarity(graph)
    planar, embedding = found
    if not planar:
        return None
    if len(net.sizes) < 4:
        return [(220.0 * k, 120.0 * (k % 2)) for k in range(len(net.sizes))]
    grid = nx.combinatorial_embedding_to_pos(embedding)
    return [(grid[v][0] * 150.0, grid[v][1] * 110.0) for v in range(len(net.sizes))]
