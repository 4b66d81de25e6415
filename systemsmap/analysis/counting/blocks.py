"""The parts of a map that no loop leaves.

A loop stays inside one strongly connected component (Tarjan 1972), and inside one biconnected
block of it, as it would have to pass a variable that cuts the component in two twice (Hopcroft
and Tarjan 1973). Blocks of a strongly connected component are strongly connected themselves.
Both are asked of networkx.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from systemsmap.analysis.counting.guard import Guard
from systemsmap.analysis.graph import as_digraph
from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from networkx import DiGraph

Block = tuple[Link, ...]


def blocks(map_: SystemsMap, guard: Guard) -> list[Block]:
    """Return the links that may lie on a loop, block by block, those with few links first.

    Links from a variable to itself are in none of the blocks. Raises GaveUp.
    """
    place = {id_: at for at, id_ in enumerate(map_.links)}
    found = []
    for pairs in _pairs(as_digraph(map_)):
        guard.look()
        both = (ends for a, b in pairs for ends in ((a, b), (b, a)))
        ids = (map_.link_between[ends] for ends in both if ends in map_.link_between)
        found.append(sorted(ids, key=place.__getitem__))
    found.sort(key=lambda ids: (len(ids), place[ids[0]]))
    return [tuple(map_.links[i] for i in ids) for ids in found]


def self_links(map_: SystemsMap) -> Sequence[Link]:
    """Return the links from a variable to itself: each is a loop of one link."""
    return [link for link in map_.links.values() if link.source == link.target]


def _pairs(graph: "DiGraph[str]") -> Iterator[list[tuple[str, str]]]:
    """Yield the pairs of linked variables, block by block, each pair one way round."""
    from networkx import (  # noqa: PLC0415 (as in `graph`)
        Graph,
        biconnected_component_edges,
        strongly_connected_components,
    )

    for component in strongly_connected_components(graph):
        if len(component) > 1:
            sides: Graph[str] = Graph()
            sides.add_edges_from(_inner(graph, component))
            yield from biconnected_component_edges(sides)


def _inner(graph: "DiGraph[str]", component: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs with a link inside the component."""
    for source in component:
        for target in graph.successors(source):
            if target in component and target != source:
                yield source, target
