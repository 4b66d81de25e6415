"""How far each variable reaches, and how much bears on it.

These are facts of the drawing, no more. Where to intervene does not follow from them: rankings by
centrality differ between equally good maps of one matter (Crielaard et al. 2023).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from systemsmap.analysis.graph import as_digraph
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Influence:
    """Counts of other variables: direct causes and effects, all it may affect or be affected by."""

    causes: int
    effects: int
    reaches: int
    reached_by: int


def influence_of(map_: SystemsMap) -> Mapping[str, Influence]:
    """Return the influence of every variable, in the order of the map."""
    from networkx import ancestors, descendants  # noqa: PLC0415 (as in `graph`)

    graph = as_digraph(map_)
    return {
        id_: Influence(
            len(set(graph.predecessors(id_)) - {id_}),
            len(set(graph.successors(id_)) - {id_}),
            len(descendants(graph, id_)),
            len(ancestors(graph, id_)),
        )
        for id_ in map_.variables
    }
