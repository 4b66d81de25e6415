"""XMILE as Stella and others write it: connectors, aliases, angles, notes and loop indicators."""

import re
from collections import Counter
from pathlib import Path
from time import process_time

import pytest

from systemsmap.interchange import xmile
from systemsmap.interchange.holding import seen
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Link, MapInfo, NamedLoop, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.maps import example

FILES = Path(__file__).parents[1] / "data" / "formats" / "xmile"
OLD = "http://www.systemdynamics.org/XMILE"
A, B = '<aux name="A" x="0" y="0"/>', '<aux name="B" x="100" y="0"/>'


def _read(view: str, variables: str = "", space: str = xmile.SPACE) -> Imported:
    text = (
        f'<xmile version="1.0" xmlns="{space}" xmlns:isee="{xmile.ISEE}">'
        f"<header><name>A model</name></header><model><variables>{variables}</variables>"
        f'<views><view type="stock_flow">{view}</view></views></model></xmile>'
    )
    return xmile.read(text.encode())


def _arrow(start: str, end: str, fields: str = "", inside: str = "") -> str:
    return f"<connector {fields}><from>{start}</from><to>{end}</to>{inside}</connector>"


def _ends(map_: SystemsMap) -> list[tuple[str, str]]:
    names = {v.id: v.name for v in map_.variables.values()}
    return [(names[k.source], names[k.target]) for k in map_.links.values()]


def _only_link(imported: Imported) -> Link:
    (link,) = imported.map_.links.values()
    return link


@pytest.mark.parametrize(
    ("name", "variables", "links", "signs"),
    [
        ("bass_loop_indicators.stmx", 10, 11, {"+": 1, "-": 1, "?": 9}),
        ("urban_polarity.stmx", 33, 47, {"+": 32, "-": 11, "?": 4}),
        ("sir.xmile", 8, 10, {"+": 2, "-": 2, "?": 6}),
    ],
)
def test_a_real_model_is_read(name: str, variables: int, links: int, signs: object) -> None:
    imported = xmile.read((FILES / name).read_bytes())
    map_ = imported.map_
    assert (len(map_.variables), len(map_.links)) == (variables, links)
    assert Counter(k.polarity.value for k in map_.links.values()) == signs
    assert not any(k.delayed for k in map_.links.values())
    assert not imported.unplaced


def test_loops_that_run_through_a_pipe_are_found() -> None:
    imported = xmile.read((FILES / "bass_loop_indicators.stmx").read_bytes())
    map_ = imported.map_
    starts = {
        loop.name: [map_.variables[map_.links[i].source].name for i in loop.links]
        for loop in map_.loops.values()
    }
    shared = ["potentials contacts\nwith adopters", "adoption from\nword of mouth", "adopting"]
    assert starts == {
        "WOM effect": ["Adopters", "adopter\ncontacts", *shared],
        "Exhausting effect": [
            "Potential\nAdopters",
            "probability of\ncontact with potentials",
            *shared,
        ],
    }
    assert not any("Loop left out" in told for told in imported.lost)
    again = xmile.read(xmile.write(map_)).map_
    assert {x.name for x in again.loops.values()} == starts.keys()


def test_flows_are_links_and_that_is_told() -> None:
    nodes = (
        '<stock name="S" x="1" y="2"/><flow name="In" x="9" y="2"/><flow name="Out" x="5" y="2"/>'
    )
    variables = (
        '<stock name="S"><inflow>In</inflow><outflow>Out</outflow><inflow>Gone</inflow></stock>'
        '<flow name="In"/><flow name="Out"/>'
    )
    imported = _read(nodes + _arrow("Out", "S", 'polarity="+"'), variables)
    signs = [k.polarity for k in imported.map_.links.values()]
    assert _ends(imported.map_) == [("Out", "S"), ("In", "S")]
    assert signs == [Polarity.POSITIVE, Polarity.POSITIVE], "the connector's own sign counts"
    told = " ".join(imported.lost)
    assert "Flow read as a link, + into a stock and - out of one (1): “In to S”" in told
    assert "one of its ends is not there (1): “Gone to S”" in told


@pytest.mark.parametrize(("access", "is_told"), [("", True), (' access="input"', False)])
def test_one_name_in_several_modules_is_told_unless_the_model_joins_them(
    access: str, is_told: bool
) -> None:
    text = (
        f'<xmile xmlns="{xmile.SPACE}"><model><variables><aux name="A"><doc>One</doc></aux>'
        f"</variables></model><model name='M'><variables><aux name='a'{access}/><aux name='B'/>"
        "</variables></model></xmile>"
    )
    imported = xmile.read(text.encode())
    assert [(v.name, v.note) for v in imported.map_.variables.values()] == [("A", "One"), ("B", "")]
    told = "In several modules by one name, now one variable (1): “A”."
    assert (told in imported.lost) is is_told


def test_connectors_keep_the_uids_they_had() -> None:
    arrows = _arrow("A", "B", 'uid="41" polarity="+"') + _arrow("B", "A", 'uid="2" polarity="-"')
    map_ = _read(A + B + arrows).map_
    new = Link("new", next(iter(map_.variables)), next(iter(map_.variables)), Polarity.POSITIVE)
    way = tuple(map_.links)
    loop = NamedLoop(loop_id(way), way, name="Round")
    more = map_of([*map_.variables.values(), *map_.links.values(), new, loop])
    data = xmile.write(more)
    assert re.findall(rb'<connector uid="(\d+)"', data) == [b"41", b"2", b"1"]
    assert re.findall(rb'<item uid="(\d+)"', data) == [b"41", b"2"]
    assert re.findall(rb'indicator [^>]*uid="(\d+)"', data) == [b"3"]
    again = xmile.read(data).map_
    assert [k.extra for k in again.links.values()][:2] == [k.extra for k in map_.links.values()]


def test_a_uid_that_two_connectors_had_is_written_once() -> None:
    twice = [Link(n, "a", n, extra='{"xmile_id": "7"}') for n in "ab"]
    data = xmile.write(map_of([Variable("a", "A"), Variable("b", "B"), *twice]))
    assert sorted(re.findall(rb'<connector uid="(\d+)"', data)) == [b"1", b"7"]


@pytest.mark.parametrize("bend", [None, -3.0, -0.4, 0.0, 0.2, 0.25, 0.7])
def test_bends_come_back_and_so_does_what_nobody_bent(bend: float | None) -> None:
    variables = [Variable("a", "A"), Variable("b", "B", -30.0, 70.0)]
    links = [Link("ab", "a", "b", bend=bend), Link("ba", "b", "a", bend=bend)]
    again = xmile.read(xmile.write(map_of([*variables, *links]))).map_
    for link in again.links.values():
        assert link.bend == (None if bend is None else pytest.approx(bend, abs=0.002))


@pytest.mark.parametrize("bend", [None, -0.25, 0.0, 0.1, 0.4])
def test_an_arc_back_to_its_start_stands_out_where_it_did(bend: float | None) -> None:
    map_ = map_of([Variable("a", "A", 5.0, 7.0), Link("k", "a", "a", bend=bend)])
    (link,) = xmile.read(xmile.write(map_)).map_.links.values()
    assert link.bend == (None if bend is None else pytest.approx(bend, abs=0.001))


def test_text_boxes_are_notes_on_the_canvas() -> None:
    style = '<style><text_box color="red"/></style>'
    box = '<text_box uid="9" x="10" y="20" width="150" height="40">Who waits?</text_box>'
    map_ = _read(style + A + B + box).map_
    for one in (map_, xmile.read(xmile.write(map_)).map_):
        notes = [(n.text, n.x, n.y, n.width) for n in one.notes.values()]
        assert notes == [("Who waits?", 10, 20, 150)]


@pytest.mark.parametrize("space", [xmile.SPACE, OLD])
def test_both_namespaces_say_the_same(space: str) -> None:
    arrow = _arrow("A", "B", 'uid="1" polarity="-" delay_mark="true"')
    imported = _read(A + B + arrow, space=space)
    link = _only_link(imported)
    assert (link.polarity, link.delayed) == (Polarity.NEGATIVE, True)
    assert imported.map_.info.title == "A model"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Waiting time", "waiting_TIME"),
        (r"Waiting\ntime", "Waiting__time"),
        ("Why (now)?", "&quot;Why_(now)?&quot;"),
        (r"Say \&quot;so\&quot;", r"&quot;Say_\&quot;so\&quot;&quot;"),
    ],
)
def test_names_are_one_by_the_rule_for_identifiers(name: str, written: str) -> None:
    quoted = f"&quot;{name}&quot;" if "&quot;" in name else name
    node = f'<aux name="{quoted}" x="0" y="0"/>'
    imported = _read(node + B + _arrow(written, "b", 'polarity="+"'))
    assert imported.lost == ()
    assert len(imported.map_.variables) == 2
    assert len(imported.map_.links) == 1


def test_an_alias_stands_for_its_variable() -> None:
    alias = '<alias uid="80" x="9" y="9"><of>A</of></alias>'
    imported = _read(A + B + alias + _arrow('<alias uid="80"/>', "B", 'polarity="+"'))
    assert _ends(imported.map_) == [("A", "B")]


def test_stocks_and_flows_are_variables_with_their_notes() -> None:
    nodes = '<stock name="S" x="1" y="2"/><flow name="F" x="10" y="20" width="4" height="6"/>'
    imported = _read(nodes, '<stock name="S"><doc>In hand</doc></stock><flow name="F"/>')
    found = {v.name: (v.x, v.y, v.note) for v in imported.map_.variables.values()}
    assert found == {"S": (1.0, 2.0, "In hand"), "F": (12.0, 23.0, "")}


@pytest.mark.parametrize(("angle", "bend"), [(0, 0.0), (90, 0.5), (270, -0.5), (43.6028, 0.2)])
def test_an_angle_is_a_bend(angle: float, bend: float) -> None:
    link = _only_link(_read(A + B + _arrow("A", "B", f'angle="{angle}" polarity="+"')))
    assert link.bend == pytest.approx(bend, abs=0.001)


def test_words_at_a_connector_are_its_note_and_a_style_is_no_link() -> None:
    inside = "<isee:documentation>Seen in May</isee:documentation>"
    style = '<style><connector color="red"/></style>'
    link = _only_link(_read(style + A + B + _arrow("A", "B", 'polarity="+"', inside)))
    assert link.note == "Seen in May"


def test_a_loop_indicator_names_a_loop_whatever_the_order_of_its_members() -> None:
    arrows = _arrow("A", "B", 'uid="3" polarity="+"') + _arrow("B", "A", 'uid="5" polarity="+"')
    inside = (
        '<name>Round</name><isee:entities><item uid="5"/><item uid="3"/></isee:entities>'
        "<isee:documentation>Once more</isee:documentation>"
    )
    loop = f'<isee:loop_indicator text="R1" uid="9">{inside}</isee:loop_indicator>'
    imported = _read(A + B + arrows + loop)
    found = [(x.name, len(x.links), x.story) for x in imported.map_.loops.values()]
    assert found == [("Round", 2, "Once more")]


@pytest.mark.parametrize("items", [(3,), (3, 5, 7), (3, 9), (3, 5, 5)])
def test_members_that_do_not_lead_round_name_no_loop(items: tuple[int, ...]) -> None:
    arrows = "".join(
        _arrow(a, b, f'uid="{n}" polarity="+"') for n, a, b in ((3, "A", "B"), (5, "B", "A"))
    ) + _arrow("A", "A", 'uid="7" polarity="+"')
    inside = "".join(f'<item uid="{n}"/>' for n in items)
    loop = f'<isee:loop_indicator text="R1" uid="99">{inside}</isee:loop_indicator>'
    imported = _read(A + B + arrows + loop)
    assert not imported.map_.loops
    assert any(told.startswith("Loop left out") for told in imported.lost)


def test_many_indicators_beside_many_flows_take_no_long_time() -> None:
    stocks = "".join(f'<stock name="S{n}"><inflow>F</inflow></stock>' for n in range(4_000))
    variables = f'{stocks}<flow name="F"/><aux name="A"/>'
    loop = '<isee:loop_indicator text="R"><item uid="1"/></isee:loop_indicator>'
    view = _arrow("S1", "F", 'uid="1" polarity="+"') + loop * 20_000
    begun = process_time()
    imported = _read(view, variables)
    assert process_time() - begun < 5.0  # 1 on a quiet machine
    assert len(imported.map_.loops) == 1


def test_what_cannot_be_kept_is_told() -> None:
    view = A + B + _arrow("A", "Nobody", 'polarity="+"') + _arrow("A", "B")
    told = " ".join(_read(view + '<isee:loop_indicator text="R7" uid="1"/>').lost)
    for words in ("one of its ends is not there", "No sign, so undecided", "R7"):
        assert words in told


def test_a_map_comes_back() -> None:
    variables = [
        Variable("a", "Waiting\ntime", 0, 0, note="Days"),
        Variable("b", "R&D (new)?", 300, -40),
        Variable("c", "Alone", 80, 900),
    ]
    links = [
        Link("ab", "a", "b", Polarity.POSITIVE, delayed=True, note="Since <May>"),
        Link("ba", "b", "a", Polarity.NEGATIVE),
        Link("aa", "a", "a"),
    ]
    way = ("ab", "ba")
    loop = NamedLoop(loop_id(way), way, (("B", 1),), "Round & round", "It <always> did.")
    map_ = map_of([*variables, *links, loop, MapInfo(title="T")])
    again = xmile.read(xmile.write(map_))
    assert again.lost == ()
    assert seen(again.map_, xmile.HOLDS) == seen(map_, xmile.HOLDS)


def test_our_examples_come_back() -> None:
    map_ = example("01_digital_by_default")
    assert seen(xmile.read(xmile.write(map_)).map_, xmile.HOLDS) == seen(map_, xmile.HOLDS)


@pytest.mark.parametrize("name", ["", "\x00\ud800\ufffe", '"', "\\", "=1+1", "<b>", "a:b|c"])
def test_any_name_can_be_written(name: str) -> None:
    again = xmile.read(xmile.write(map_of([Variable("a", name), MapInfo(title=name)])))
    assert len(again.map_.variables) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(range(256)),
        b"<xmile><model>",
        b"<mxfile/>",
        b"<xmile/>",
        b"<xmile><model/></xmile>",
        b"<a>" * 5_000 + b"</a>" * 5_000,
        b'<!DOCTYPE x [<!ENTITY a "b">]><xmile>&a;</xmile>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///none">]><xmile>&e;</xmile>',
        b" " * 20_000_001,
    ],
    ids=["empty", "noise", "cut", "other", "bare", "void", "deep", "entity", "outside", "large"],
)
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        xmile.read(data)


def test_a_name_with_a_full_stop_is_in_quotes_or_it_would_be_of_a_module() -> None:
    data = xmile.write(map_of([Variable("a", "No. of staff"), Link("k", "a", "a")]))
    assert data.count(b"&quot;No. of staff&quot;") == 2
    assert _ends(xmile.read(data).map_) == [("No. of staff", "No. of staff")]


def test_an_empty_map_can_be_written() -> None:
    with pytest.raises(ImportTrouble, match="no variables"):
        xmile.read(xmile.write(map_of([MapInfo()])))
