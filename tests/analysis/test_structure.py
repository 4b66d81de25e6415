"""Cores, islands, and the part of each variable in the feedback."""

import networkx as nx
from hypothesis import given

from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.structure import Shape, cores_of, shapes_of, structure_of
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, maps, two_loops


def test_each_variable_has_its_part_in_the_feedback() -> None:
    map_ = map_from(
        "far + near", "near + a", "a + b", "b - a", "b + way", "way + c", "c + d", "d + c",
        "d + out", "out + end", "lone + other",
    )  # fmt: skip
    shapes = shapes_of(map_)
    assert list(shapes) == list(map_.variables)
    assert {s: [v for v in shapes if shapes[v] is s] for s in Shape} == {
        Shape.IN_CORE: ["a", "b", "c", "d"],
        Shape.DRIVES: ["far", "near"],
        Shape.OUTCOME: ["out", "end"],
        Shape.BETWEEN: ["way"],
        Shape.APART: ["lone", "other"],
    }


@given(maps())
def test_a_variable_is_in_the_core_exactly_when_it_is_on_a_loop(map_: SystemsMap) -> None:
    on_loops = {v for loop in nx.simple_cycles(as_digraph(map_)) for v in loop}
    shapes = shapes_of(map_)
    assert {v for v in shapes if shapes[v] is Shape.IN_CORE} == on_loops
    for v, shape in shapes.items():
        feeds = bool(nx.descendants(as_digraph(map_), v) & on_loops)
        fed = bool(nx.ancestors(as_digraph(map_), v) & on_loops)
        if shape is not Shape.IN_CORE:
            assert (feeds, fed) == (
                shape in (Shape.DRIVES, Shape.BETWEEN),
                shape in (Shape.OUTCOME, Shape.BETWEEN),
            )


def test_cores_come_largest_first_in_the_order_of_the_map() -> None:
    map_ = map_from("x + x", "b + a", "a + b", "m + n", "n + o", "o + m")
    assert cores_of(map_) == (("m", "n", "o"), ("b", "a"), ("x",))
    assert structure_of(two_loops()).cores == (("people", "births", "deaths"),)
