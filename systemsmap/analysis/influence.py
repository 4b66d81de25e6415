"""How far each variable reaches, and how much bears on it.

These are facts of the drawing, no more. Where to intervene does not follow from them: rankings by
centrality differ between equally good maps of one matter (Crielaard et al. 2023).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.reach import reach_of
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
    graph, reach = as_digraph(map_), reach_of(map_)
    return {
        id_: Influence(
            len(set(graph.predecessors(id_)) - {id_}),
            len(set(graph.successors(id_)) - {id_}),
            reach.down[id_].bit_count(),
            reach.up[id_].bit_count(),
        )
        for id_ in map_.variables
    }
