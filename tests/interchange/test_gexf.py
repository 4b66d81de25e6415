"""GEXF of every age, as Gephi and others write it."""

import io
import time

import networkx as nx
import pytest
from hypothesis import given, settings

from systemsmap.interchange import gexf
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Kind, Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.interchange.any_map import any_maps


def _read(inside: str, edges: str = "", usual: str = "directed") -> Imported:
    text = (
        f'<gexf xmlns="http://gexf.net/1.3"><graph defaultedgetype="{usual}">{inside}'
        f"<edges>{edges}</edges></graph></gexf>"
    )
    return gexf.read(text.encode())


NODES = '<nodes><node id="a" label="A"/><node id="b" label="B"/></nodes>'


def _links(imported: Imported) -> list[tuple[str, str, str]]:
    map_ = imported.map_
    return [
        (map_.variables[k.source].name, map_.variables[k.target].name, k.polarity.value)
        for k in map_.links.values()
    ]


def test_a_mutual_edge_is_two_links() -> None:
    imported = _read(NODES, '<edge id="1" source="a" target="b" type="mutual" label="-"/>')
    assert _links(imported) == [("A", "B", "-"), ("B", "A", "-")]
    assert imported.lost == ()
    assert _links(_read(NODES, '<edge source="a" target="b" label="-"/>', "mutual")) == [
        ("A", "B", "-"),
        ("B", "A", "-"),
    ]


def test_an_edge_without_a_direction_is_told() -> None:
    imported = _read(NODES, '<edge source="a" target="b" label="-"/>', "undirected")
    assert imported.lost == ("Edge without a direction, read from its first end (1): “A to B”.",)


@pytest.mark.parametrize("by", ["for", "id"])
def test_values_say_by_either_word_what_they_are_of(by: str) -> None:
    columns = (
        '<attributes class="node"><attribute id="0" title="Notes"/></attributes>'
        '<attributes class="edge"><attribute id="0" title="polarity"/>'
        '<attribute id="1" title="notes"/></attributes>'
    )
    nodes = (
        f'<nodes><node id="a" label="A"><attvalues><attvalue {by}="0" value="of A"/></attvalues>'
        '</node><node id="b" label="B"/></nodes>'
    )
    edge = (
        f'<edge source="a" target="b"><attvalues><attvalue {by}="0" value="-"/>'
        f'<attvalue {by}="1" value="of the link"/></attvalues></edge>'
    )
    map_ = _read(columns + nodes, edge).map_
    (link,) = map_.links.values()
    assert [v.note for v in map_.variables.values()] == ["of A", ""]
    assert (link.polarity, link.note) == (Polarity.NEGATIVE, "of the link")


def test_what_is_said_of_all_holds_for_those_that_say_nothing() -> None:
    columns = (
        '<attributes class="node"><attribute id="0" title="kind"><default>need</default>'
        '</attribute><attribute id="1" title="Modularity Class"/></attributes>'
    )
    nodes = (
        '<nodes><node id="a" label="A"/><node id="b" label="B"><attvalues>'
        '<attvalue for="0" value="cost"/></attvalues></node></nodes>'
    )
    imported = _read(columns + nodes)
    assert [v.kind for v in imported.map_.variables.values()] == [Kind.NEED, Kind.COST]
    assert imported.lost == (
        "Field left out, systemsmap has no place for it (1): “Modularity Class”.",
    )


def test_weights_tell_signs_only_where_some_are_below_zero() -> None:
    edges = '<edge source="a" target="b" weight="{}"/><edge source="b" target="a" weight="{}"/>'
    assert [k[2] for k in _links(_read(NODES, edges.format("1.0", "1.0")))] == ["?", "?"]
    assert [k[2] for k in _links(_read(NODES, edges.format("1.0", "-1.0")))] == ["+", "-"]
    imported = _read(NODES, edges.format("0.5", "2"))
    assert [k[2] for k in _links(imported)] == ["?", "?"]
    assert imported.lost[0] == "Strength not kept (2): “A to B”, “B to A”."


def test_gephi_counts_upwards() -> None:
    written = gexf.write(map_of([Variable("a", "A", 5.0, 7.0), Variable("b", "B", 0.0, 0.0)]))
    assert b'<viz:position x="5.0" y="-7.0" z="0.0"/>' in written
    assert [(v.x, v.y) for v in gexf.read(written).map_.variables.values()] == [(5, 7), (0, 0)]


def test_title_and_description_stand_where_gephi_has_them() -> None:
    info = MapInfo(title="Waiting & paying", description="Two lines\nof it")
    written = gexf.write(map_of([Variable("a", "A"), info]))
    assert b"<creator>systemsmap</creator>\n    <title>Waiting &amp; paying</title>" in written
    again = gexf.read(written).map_.info
    assert (again.title, again.description) == (info.title, info.description)


@given(any_maps())
@settings(max_examples=40, deadline=None)
def test_networkx_reads_any_map(map_: SystemsMap) -> None:
    graph = nx.read_gexf(io.BytesIO(gexf.write(map_)))
    assert {n: fields["label"] for n, fields in graph.nodes(data=True)} == {
        v.id: v.name for v in map_.variables.values()
    }
    assert len(graph.edges) == len(map_.links)


def test_networkx_reads_what_is_said_of_a_link() -> None:
    link = Link("k", "a", "b", Polarity.MIXED, delayed=True, bend=0.25, rationale="So it goes")
    map_ = map_of([Variable("a", "A", outside=True), Variable("b", "B"), link])
    graph = nx.read_gexf(io.BytesIO(gexf.write(map_)))
    said = graph.edges["a", "b"]
    assert (said["polarity"], said["delay"], said["bend"]) == ("±", True, 0.25)
    assert said["rationale"] == "So it goes"
    assert graph.nodes["a"]["outside"] is True


def test_a_long_default_for_many_is_refused_at_once() -> None:
    column = f'<attribute id="0" title="notes"><default>{"x" * 1_000_000}</default></attribute>'
    nodes = "".join(f'<node id="{n}"/>' for n in range(4_000))
    begun = time.process_time()
    with pytest.raises(ImportTrouble, match="repeats too much"):
        _read(f'<attributes class="node">{column}</attributes><nodes>{nodes}</nodes>')
    assert time.process_time() - begun < 2.0


@pytest.mark.parametrize("part", ["<node/>", '<edge source="a" target="a"/>'])
def test_more_than_any_map_holds_is_refused_at_once(part: str) -> None:
    inside = '<nodes><node id="a"/></nodes>' + part * 200_000
    begun = time.process_time()
    with pytest.raises(ImportTrouble, match="There are more than"):
        _read(inside)
    assert time.process_time() - begun < 2.0
