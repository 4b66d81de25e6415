"""Stands in for Graphviz where it cannot run: plainer proposals, from networkx and arithmetic."""

from math import ceil, sqrt

from systemsmap.layout.net import Net
from systemsmap.layout.request import XY
from systemsmap.layout.starts import planar_start, ring_starts, settle

COLUMN_GAP, ROW_GAP = 110.0, 56.0
"""Room between columns and between rows, in map units."""

FEW = 60
"""Up to so many variables a drawing without crossings stays legible."""


def propose_without_graphviz(net: Net, engine: str) -> list[XY]:
    """Return positions for the net without any engine but networkx."""
    if engine == "near" and len(net.sizes) <= FEW:
        return planar_start(net) or next(iter(ring_starts(net, 1)), settle(net, {}))
    return layers(net)


def layers(net: Net) -> list[XY]:
    """Return columns by distance from where the influence begins; tall columns are broken."""
    import networkx as nx  # noqa: PLC0415 - a tenth of a second, wanted in the worker only

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(net.sizes)))
    graph.add_edges_from(net.pairs)
    columns: list[list[int]] = []
    for piece in sorted(nx.connected_components(graph), key=lambda p: (-len(p), min(p))):
        columns.extend(sorted(layer) for layer in nx.bfs_layers(graph, min(piece)))
    return _in_columns(net, columns)


def _in_columns(net: Net, columns: list[list[int]]) -> list[XY]:
    tallest = max(3, ceil(sqrt(len(net.sizes))))
    broken = [c[k : k + tallest] for c in columns for k in range(0, len(c), tallest)]
    places: list[XY] = [(0.0, 0.0)] * len(net.sizes)
    left = 0.0
    for column in broken:
        width = max(net.sizes[v][0] for v in column)
        high = sum(net.sizes[v][1] + ROW_GAP for v in column)
        top = -high / 2
        for v in column:
            places[v] = (left + width / 2, top + net.sizes[v][1] / 2)
            top += net.sizes[v][1] + ROW_GAP
        left += width + COLUMN_GAP
    return places


def rows(net: Net) -> list[XY]:
    """Return places in rows, in the map's order: the plainest layout, which cannot fail."""
    columns = ceil(sqrt(len(net.sizes))) or 1
    wide = max((w for w, _ in net.sizes), default=0.0) + COLUMN_GAP
    high = max((h for _, h in net.sizes), default=0.0) + ROW_GAP
    return [(i % columns * wide, i // columns * high) for i in range(len(net.sizes))]
