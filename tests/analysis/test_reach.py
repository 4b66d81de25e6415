"""Reach up and down, against networkx."""

import networkx as nx
import pytest
from hypothesis import given

from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.influence import influence_of
from systemsmap.analysis.reach import reach_of
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, maps, tangle


def agrees(map_: SystemsMap) -> bool:
    reach, graph, place = reach_of(map_), as_digraph(map_), list(map_.variables).index
    influence = influence_of(map_)
    return all(
        list(reach.downstream(v)) == sorted(nx.descendants(graph, v), key=place)
        and list(reach.upstream(v)) == sorted(nx.ancestors(graph, v), key=place)
        and influence[v].reaches == len(reach.downstream(v))
        and influence[v].reached_by == len(reach.upstream(v))
        for v in map_.variables
    )


@given(maps())
def test_reach_is_that_of_networkx_for_any_map(map_: SystemsMap) -> None:
    assert agrees(map_)


@pytest.mark.parametrize("density", [0.8, 1.3])
def test_reach_is_that_of_networkx_for_a_large_map(density: float) -> None:
    assert agrees(tangle(120, density))


def test_nothing_is_up_or_downstream_of_itself() -> None:
    reach = reach_of(map_from("a + a", "a + b", "b + a", "b + c"))
    assert (reach.downstream("a"), reach.upstream("a")) == (("b", "c"), ("b",))
    assert (reach.downstream("c"), reach.upstream("c")) == ((), ("a", "b"))
