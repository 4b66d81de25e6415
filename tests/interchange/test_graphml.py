"""GraphML: of yEd, of Gephi, of scripts."""

import io
import time

import networkx as nx
import pytest
from hypothesis import given, settings

from systemsmap.interchange import graphml
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.interchange.any_map import any_maps

KEYS = (
    '<key id="d5" for="node" yfiles.type="nodegraphics"/>'
    '<key id="d9" for="edge" yfiles.type="edgegraphics"/>'
    '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
)


def _read(inside: str, keys: str = KEYS, usual: str = "directed") -> Imported:
    text = (
        f'<graphml xmlns="{graphml.SPACE}" xmlns:y="http://www.yworks.com/xml/graphml">{keys}'
        f'<graph edgedefault="{usual}">{inside}</graph></graphml>'
    )
    return graphml.read(text.encode())


def _node(id_: str, label: str) -> str:
    return (
        f'<node id="{id_}"><data key="d5"><y:ShapeNode><y:Geometry x="100" y="50" width="80" '
        f'height="20"/><y:NodeLabel>{label}<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>'
    )


def _edge(drawn: str, ends: str = 'source="a" target="b"') -> str:
    line = f'<data key="d9"><y:PolyLineEdge>{drawn}</y:PolyLineEdge></data>' if drawn else ""
    return f"<edge {ends}>{line}</edge>"


NODES = _node("a", "A") + _node("b", "B")


def _links(imported: Imported) -> list[tuple[str, str, str]]:
    map_ = imported.map_
    return [
        (map_.variables[k.source].name, map_.variables[k.target].name, k.polarity.value)
        for k in map_.links.values()
    ]


def _weighed(*weights: str) -> Imported:
    data = [f'<data key="w">{weight}</data>' for weight in weights]
    ends = ['source="a" target="b"', 'source="b" target="a"']
    return _read(NODES + "".join(f"<edge {e}>{d}</edge>" for e, d in zip(ends, data, strict=True)))


def test_weights_tell_signs_only_where_some_are_below_zero() -> None:
    assert [k[2] for k in _links(_weighed("1.0", "1.0"))] == ["?", "?"]
    assert [k[2] for k in _links(_weighed("1.0", "-1.0"))] == ["+", "-"]
    assert _weighed("1.0", "1.0").lost == ("No sign, so undecided (2): “A to B”, “B to A”.",)
    assert "Strength not kept (2): “A to B”, “B to A”." in _weighed("0.5", "-2").lost


MAP = map_of(
    [
        Variable("a", "Staff", 100.25, 50.0, note="kept"),
        Variable("b", "Pay", 300.0, 50.0),
        Link("k", "a", "b", Polarity.POSITIVE, delayed=True, bend=0.2, rationale="So it is"),
        MapInfo(title="A title"),
    ]
)


def _changed(*changes: tuple[str, str]) -> Imported:
    text = graphml.write(MAP).decode()
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    return graphml.read(text.encode())


def _corner() -> str:
    text = graphml.write(MAP).decode()
    return text.split("<y:Geometry ")[1].split(" width")[0]


def test_what_was_moved_in_yed_is_where_it_was_moved_to() -> None:
    x, y = (float(part.split('"')[1]) for part in _corner().split())
    imported = _changed((_corner(), f'x="{x + 70}" y="{y - 30}"'))
    staff, pay = imported.map_.variables.values()
    assert (round(staff.x, 1), round(staff.y, 1)) == (170.2, 20.0)
    assert (pay.x, pay.y, staff.note) == (300.0, 50.0, "kept")
    assert imported.lost == (
        "Place taken from the drawing of yEd, the data has another (1): “Staff”.",
    )


def test_what_nobody_moved_is_where_it_was_to_the_last_digit() -> None:
    imported = _changed()
    assert [v.x for v in imported.map_.variables.values()] == [100.25, 300.0]
    assert imported.lost == ()
    assert imported.map_.info.title == "A title"


def test_what_was_renamed_in_yed_has_its_new_name() -> None:
    imported = _changed(("<y:NodeLabel>Pay<", "<y:NodeLabel>Wages<"))
    assert [v.name for v in imported.map_.variables.values()] == ["Staff", "Wages"]
    assert imported.lost == (
        "Name taken from the drawing of yEd, the data has another (1): “Wages”.",
    )


def test_a_sign_that_was_changed_in_yed_is_the_new_one() -> None:
    imported = _changed(("<y:EdgeLabel>+ ||<", "<y:EdgeLabel>-<"))
    (link,) = imported.map_.links.values()
    assert (link.polarity, link.delayed, link.note) == (Polarity.NEGATIVE, False, "")
    assert (link.bend, link.rationale) == (0.2, "So it is")
    assert "Sign taken from the drawing of yEd" in imported.lost[0]


def test_words_that_were_put_on_a_link_in_yed_are_its_note() -> None:
    (link,) = _changed(("<y:EdgeLabel>+ ||<", "<y:EdgeLabel>in spring<")).map_.links.values()
    assert (link.polarity, link.delayed, link.note) == (Polarity.POSITIVE, True, "in spring")


def test_labels_in_html_are_read_as_words() -> None:
    label = "&lt;html&gt;&lt;b&gt;Waiting&lt;/b&gt;&lt;br&gt;time &amp;amp; pay&lt;/html&gt;"
    imported = _read(_node("a", label) + _node("b", "&lt;b&gt; stays"))
    assert [v.name for v in imported.map_.variables.values()] == [
        "Waiting\ntime & pay",
        "<b> stays",
    ]


@pytest.mark.parametrize("name", ["<html>", "<html><b>x</b></html>", "<HTML>a &amp; b"])
def test_a_name_that_looks_like_html_comes_back_as_it_was(name: str) -> None:
    again = graphml.read(graphml.write(map_of([Variable("a", name)])))
    assert [v.name for v in again.map_.variables.values()] == [name]
    assert again.lost == ()


def test_links_lead_where_their_arrows_do() -> None:
    for source, target, links in (
        ("none", "standard", [("A", "B", "?")]),
        ("delta", "none", [("B", "A", "?")]),
        ("t_shape", "standard", [("A", "B", "?"), ("B", "A", "-")]),
        ("none", "t_shape", [("A", "B", "-")]),
    ):
        drawn = f'<y:Arrows source="{source}" target="{target}"/>'
        for usual in ("directed", "undirected"):
            imported = _read(NODES + _edge(drawn), usual=usual)
            assert _links(imported) == links
            assert not any("without a direction" in told for told in imported.lost)


def test_a_line_without_arrows_is_told() -> None:
    none = '<y:Arrows source="none" target="none"/><y:EdgeLabel>+</y:EdgeLabel>'
    told = ("Edge without a direction, read from its first end (1): “A to B”.",)
    assert _read(NODES + _edge(none)).lost == told
    assert _read(NODES + _edge("<y:EdgeLabel>+</y:EdgeLabel>"), usual="undirected").lost == told


def test_an_arrow_to_itself_is_one_link() -> None:
    drawn = '<y:Arrows source="standard" target="standard"/>'
    assert _links(_read(NODES + _edge(drawn, 'source="a" target="a"'))) == [("A", "A", "?")]


def test_sign_and_words_in_two_labels_are_both_read() -> None:
    drawn = "<y:EdgeLabel>slowly</y:EdgeLabel><y:EdgeLabel>-</y:EdgeLabel>"
    (link,) = _read(NODES + _edge(drawn)).map_.links.values()
    assert (link.polarity, link.note) == (Polarity.NEGATIVE, "slowly")


def test_what_is_said_of_all_holds_for_those_that_say_nothing() -> None:
    keys = (
        '<key id="0" for="edge" attr.name="polarity"><default>-</default></key>'
        '<key id="1" for="all" attr.name="notes"><default>as usual</default></key>'
        '<key id="2" for="node" attr.name="size"><default>4</default></key>'
    )
    edges = _edge("") + '<edge source="b" target="a"><data key="0">+</data></edge>'
    imported = _read('<node id="a"/><node id="b"><data key="1">b</data></node>' + edges, keys)
    map_ = imported.map_
    assert [k.polarity.value for k in map_.links.values()] == ["-", "+"]
    assert [k.note for k in map_.links.values()] == ["as usual", "as usual"]
    assert [v.note for v in map_.variables.values()] == ["as usual", "b"]
    assert imported.lost == ("Field left out, systemsmap has no place for it (1): “size”.",)


def test_groups_and_edges_between_many_are_told() -> None:
    group = f'<node id="g"><graph id="g:">{NODES}</graph></node><hyperedge id="h"/>'
    imported = _read(group)
    assert len(imported.map_.variables) == 3
    assert imported.lost == (
        "Group read as a variable beside those in it (1): “g”.",
        "Edge between more than two left out (1): “h”.",
    )


@given(any_maps())
@settings(max_examples=40, deadline=None)
def test_networkx_reads_any_map(map_: SystemsMap) -> None:
    graph = nx.read_graphml(io.BytesIO(graphml.write(map_)))
    assert {(n, fields["x"]) for n, fields in graph.nodes(data=True)} == {
        (v.id, v.x) for v in map_.variables.values()
    }
    assert len(graph.edges) == len(map_.links)


def test_a_long_default_for_many_is_refused_at_once() -> None:
    key = f'<key id="0" for="node" attr.name="notes"><default>{"x" * 1_000_000}</default></key>'
    begun = time.process_time()
    with pytest.raises(ImportTrouble, match="repeats too much"):
        _read("".join(f'<node id="{n}"/>' for n in range(4_000)), key)
    assert time.process_time() - begun < 2.0
