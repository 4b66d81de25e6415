"""The map as a networkx graph: the only place where one becomes the other.

networkx is imported when the first graph is asked for, not with this module: it takes a tenth of
a second that the first picture need not wait for.
"""

from typing import TYPE_CHECKING

from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from networkx import DiGraph


def as_digraph(map_: SystemsMap) -> "DiGraph[str]":
    """Return the map as a directed graph on the ids of its variables, in their order.

    Each edge carries `link` (the link's id), `polarity` and `delayed`.
    """
    from networkx import DiGraph  # noqa: PLC0415 (see above)

    graph: DiGraph[str] = DiGraph()
    graph.add_nodes_from(map_.variables)
    graph.add_edges_from(
        (k.source, k.target, {"link": k.id, "polarity": k.polarity, "delayed": k.delayed})
        for k in map_.links.values()
    )
    return graph


def cores(map_: SystemsMap) -> list[set[str]]:
    """Return the groups of variables that feed back on each other, a lone self-link included.

    These are the strongly connected components in which there is a loop.
    """
    from networkx import strongly_connected_components  # noqa: PLC0415 (see above)

    graph = as_digraph(map_)
    groups = strongly_connected_components(graph)
    return [g for g in groups if len(g) > 1 or graph.has_edge(*(next(iter(g)),) * 2)]
