"""GML, as yEd, Gephi, networkx and people write it."""

import time

import networkx as nx
import pytest
from hypothesis import given, settings

from systemsmap.interchange import gml
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.interchange.any_map import any_maps


def _graph(inside: str, before: str = "") -> str:
    return f"{before}\ngraph [ directed 1 {inside} ]"


def _nodes(*labels: str) -> str:
    return " ".join(f'node [ id {n} label "{label}" ]' for n, label in enumerate(labels))


def _signs(text: str) -> str:
    links = gml.read(text.encode()).map_.links.values()
    return "".join(link.polarity.value for link in links)


def test_a_code_for_no_letter_is_left_as_it_is() -> None:
    code = f"&#{'9' * 5000};"
    imported = gml.read(_graph(_nodes(f"a {code}", "R&amp;D &#228;")).encode())
    names = [v.name for v in imported.map_.variables.values()]
    assert names[0].startswith("a &#999")
    assert names[1] == "R&D ä"


@pytest.mark.parametrize(
    "text",
    [
        _graph(_nodes("a", "b"))[:-1],
        _graph("node [ id 1"),
        _graph('node [ id 1 label "a'),
        _graph(_nodes("a")) + " ]",
        _graph("node [ id ]"),
        _graph(_nodes("a")) + " more",
        _graph("[ ]"),
        "a map of things",
    ],
)
def test_what_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(ImportTrouble, match=r"^It is no[^\n]+\.$"):
        gml.read(text.encode())


def test_weights_tell_signs_only_where_some_are_below_zero() -> None:
    edges = "edge [ source 0 target 1 weight {} ] edge [ source 1 target 0 value {} ]"
    assert _signs(_graph(_nodes("a", "b") + edges.format(0.4, -2))) == "+-"
    assert _signs(_graph(_nodes("a", "b") + edges.format(1, 1))) == "??"
    lost = gml.read(_graph(_nodes("a", "b") + edges.format(1, 3)).encode()).lost
    assert "Strength not kept (2): “a to b”, “b to a”." in lost


def test_ids_are_what_they_were_and_new_ones_are_free() -> None:
    text = 'graph [ directed 1 node [ id 7 label "a" ] node [ id 1 label "b" ] edge [ id 4 \
source 7 target 1 label "+" ] ]'
    read = gml.read(text.encode()).map_
    new = (Variable("n", "new"), Link("k", "n", next(iter(read.variables))))
    map_ = map_of([*read.variables.values(), *read.links.values(), *new])
    written = nx.parse_gml(gml.write(map_).decode(), label="id")
    assert {n: fields["label"] for n, fields in written.nodes(data=True)} == {
        7: "a",
        1: "b",
        2: "new",
    }
    assert [(a, b, fields["id"]) for a, b, fields in written.edges(data=True)] == [
        (7, 1, 4),
        (2, 7, 1),
    ]


def test_an_id_that_is_no_number_of_gml_is_not_written() -> None:
    extras = ['{"gml_id": "n0"}', '{"gml_id": "99999999999"}', '{"gml_id": "3"}', '{"gml_id": "3"}']
    records = [Variable(f"v{n}", f"v{n}", 0, 0, extra=extra) for n, extra in enumerate(extras)]
    read = nx.parse_gml(gml.write(map_of(records)).decode(), label="id")
    assert sorted(read.nodes) == [1, 2, 3, 4]


def test_a_line_of_a_note_may_begin_with_a_number_sign() -> None:
    text = _graph('node [ id 1 label "a" notes "first\n# second" ]', "# said before\nVersion 1")
    (variable,) = gml.read(text.encode()).map_.variables.values()
    assert variable.note == "first\n# second"


def test_what_gephi_drew_upwards_is_turned_over() -> None:
    node = 'node [ id 1 label "a" graphics [ x 5.0 y 7.0 ] ] '
    other = 'node [ id 2 label "b" graphics [ x 0.0 y 0.0 ] ]'
    for creator, y in (('Creator "Gephi"', -7.0), ('Creator "yFiles"', 7.0)):
        for text in (_graph(creator + node + other), _graph(node + other, creator)):
            first = next(iter(gml.read(text.encode()).map_.variables.values()))
            assert (first.x, first.y) == (5.0, y)


def test_each_edge_may_say_whether_it_has_a_direction() -> None:
    edges = "edge [ source 0 target 1 directed 0 ] edge [ source 1 target 0 ]"
    lost = gml.read(_graph(_nodes("a", "b") + edges).encode()).lost
    assert lost[0] == "Edge without a direction, read from its first end (1): “a to b”."


def test_numbers_of_every_size_are_numbers_of_gml() -> None:
    records = [Variable("a", "a", 1e-05, -1e-07), Variable("b", "b", 1e6, 0.5)]
    link = Link("k", "a", "b", Polarity.MIXED, bend=1e-05)
    written = gml.write(map_of([*records, link, MapInfo(title="Ä “title”\nin two")]))
    assert written.isascii()
    graph = nx.parse_gml(written.decode(), label="label")
    assert graph.nodes["a"]["graphics"] == {"x": 1e-05, "y": -1e-07}
    assert graph.edges["a", "b"]["polarity"] == "±"
    assert graph.graph["label"] == "Ä “title”\nin two"


@given(any_maps())
@settings(max_examples=40, deadline=None)
def test_networkx_reads_any_map(map_: SystemsMap) -> None:
    graph = nx.parse_gml(gml.write(map_).decode(), label="id")
    assert len(graph.nodes) == len(map_.variables)
    assert len(graph.edges) == len(map_.links)


@pytest.mark.parametrize("part", ["a 1 ", "graph [ ", "node [ ] ", "edge [ ] ", '"" ', "#\n", "&"])
def test_what_is_more_than_any_map_is_refused_at_once(part: str) -> None:
    data = f"graph [ {part * (8_000_000 // len(part))}".encode()
    begun = time.process_time()
    with pytest.raises(ImportTrouble):
        gml.read(data)
    assert time.process_time() - begun < 2.0
