"""What is written for Graphviz, Graphviz reads as it was meant."""

from typing import Any

import pytest
from hypothesis import given, settings

from systemsmap.interchange import gv
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.interchange.any_map import any_maps
from tests.interchange.collection import collected

pygraphviz = pytest.importorskip("pygraphviz")


def _read(map_: SystemsMap) -> Any:
    return pygraphviz.AGraph(gv.write(map_).decode())


@given(any_maps())
@settings(max_examples=40, deadline=None)
def test_any_map_is_sound_in_the_dot_language(map_: SystemsMap) -> None:
    graph = _read(map_)
    assert len(graph.nodes()) == len(map_.variables)
    assert len(graph.edges()) == len(map_.links)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ("a:b", "a:b"),
        ("graph", "graph"),
        ('say "no"', 'say "no"'),
        ("two\nlines", r"two\nlines"),
        ("ends with \\", r"ends with \\"),
        (r"\N \G \l", r"\\N \\G \\l"),
        ("{a|b}", "{a|b}"),
        ("a\x00\x1bb", "ab"),
    ],
)
def test_names_stay_words(name: str, label: str) -> None:
    graph = _read(map_of([Variable("a", name, 1, 1)]))
    (node,) = graph.nodes()
    assert graph.get_node(node).attr["label"] == label


def test_positions_and_signs_are_kept() -> None:
    variables = [Variable("a", "A", 100.0, 40.0), Variable("b", "B", -8.0, 0.0)]
    link = Link("l", "a", "b", Polarity.NEGATIVE, delayed=True, rationale="<why>")
    graph = _read(map_of([*variables, link]))
    assert graph.get_node("v1").attr["pos"] == "75.00,-30.00!"
    assert graph.get_node("v2").attr["pos"] == "-6.00,0.00!"
    edge = graph.get_edge("v1", "v2")
    assert (edge.attr["label"], edge.attr["tooltip"]) == ("- ||", "<why>")


def test_a_map_nobody_placed_has_no_positions() -> None:
    graph = _read(map_of([Variable("a", "A"), Variable("b", "B")]))
    assert graph.get_node("v1").attr["pos"] in ("", None)


def test_the_title_is_on_the_drawing() -> None:
    graph = _read(collected("r5_agency_staff"))
    assert graph.graph_attr["label"].startswith("Agency staff")
