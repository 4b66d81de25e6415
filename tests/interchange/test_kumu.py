"""Kumu's projects and blueprints, as its users have them."""

import json

import pytest

from systemsmap.interchange import kumu
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.several import SeveralMaps
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Evidence, Kind, Link, Polarity, Variable
from systemsmap.model.systems_map import map_of
from tests.maps import example


def _project(**fields: object) -> dict[str, object]:
    names = {"a": "Cuts  to service", "b": "Contact", "c": "Cost"}
    return {
        "name": "A service",
        "elements": [
            {"_id": id_, "attributes": {"label": name, "description": f"About {id_}"}}
            for id_, name in names.items()
        ],
        "connections": [
            _connection("ab", "a", "b", "-"),
            _connection("bc", "b", "c", "--", delayed=True),
            _connection("ac", "a", "c", "same", reversed=True),
        ],
        **fields,
    }


def _connection(id_: str, start: str, end: str, kind: str, **fields: object) -> dict[str, object]:
    about = {"connection type": kind}
    return {"_id": id_, "from": start, "to": end, "attributes": about, **fields}


def _read(raw: object, part: str | None = None) -> Imported:
    return kumu.read(json.dumps(raw).encode(), part)


def _links(imported: Imported) -> dict[tuple[str, str], tuple[str, bool]]:
    map_ = imported.map_
    return {
        (map_.variables[k.source].name, map_.variables[k.target].name): (k.polarity, k.delayed)
        for k in map_.links.values()
    }


def test_two_signs_are_multiplied_and_reversed_arrows_turned() -> None:
    imported = _read(_project())
    cuts = "Cuts\nto service"
    assert _links(imported) == {
        (cuts, "Contact"): (Polarity.NEGATIVE, False),
        ("Contact", "Cost"): (Polarity.POSITIVE, True),
        ("Cost", cuts): (Polarity.POSITIVE, False),
    }
    assert imported.map_.info.title == "A service"
    assert [v.note for v in imported.map_.variables.values()] == ["About a", "About b", "About c"]


def test_places_and_loops_of_a_map_are_read() -> None:
    nodes = [{"element": i, "position": {"x": 10.5, "y": -3}} for i in "ab"]
    loops = [
        {
            "attributes": {"label": "R1: Round", "description": "Why"},
            "connections": ["bc", "ab", "ac"],
        }
    ]
    edges = [{"connection": i} for i in ("ab", "bc", "ac")]
    shown = [*nodes, {"element": "c", "position": None}]
    imported = _read(
        _project(loops=loops, maps=[{"name": "M", "elements": shown, "connections": edges}])
    )
    places = {v.name: (v.x, v.y) for v in imported.map_.variables.values()}
    assert places["Contact"] == (10.5, -3.0)
    assert [imported.map_.variables[i].name for i in imported.unplaced] == ["Cost"]
    (loop,) = imported.map_.loops.values()
    assert (loop.name, loop.story, len(loop.links)) == ("R1: Round", "Why", 3)


def test_of_several_maps_the_named_one_shows_what_is_on_it() -> None:
    maps = [{"name": "One", "elements": [{"element": "a"}]}, {"name": "Two", "elements": []}]
    with pytest.raises(SeveralMaps) as several:
        _read(_project(maps=maps))
    assert several.value.names == ("One", "Two")
    assert len(_read(_project(maps=maps), "One").map_.variables) == 1
    with pytest.raises(SeveralMaps, match="There is no map “Three” in it"):
        _read(_project(maps=maps), "Three")


def test_what_is_assumed_is_told() -> None:
    more = [
        _connection("x", "a", "nobody", "+"),
        {"_id": "y", "from": "c", "to": "b", "direction": "undirected", "attributes": {}},
        {"_id": "z", "from": "c", "to": "c", "direction": "mutual", "attributes": {}},
    ]
    connections = _project()["connections"]
    assert isinstance(connections, list)
    told = " ".join(_read(_project(connections=[*connections, *more])).lost)
    for words in ("one of its ends is not there", "Cost and Contact", "No sign, so undecided"):
        assert words in told


def test_a_blueprint_names_its_ends() -> None:
    raw = {
        "elements": [{"label": "A", "type": "x"}, {"label": "B"}],
        "connections": [{"from": "a", "to": "B", "type": "o", "delay": "true"}],
    }
    assert _links(_read(raw)) == {("A", "B"): (Polarity.NEGATIVE, True)}


def test_ids_of_kumu_come_back_to_it() -> None:
    written = json.loads(kumu.write(_read(_project()).map_))
    assert [e["_id"] for e in written["elements"]] == ["a", "b", "c"]
    assert {c["_id"] for c in written["connections"]} == {"ab", "bc", "ac"}
    assert all(node["style"] == {} for node in written["maps"][0]["elements"])


def test_a_piece_that_was_pasted_twice_has_its_own_id_at_kumu() -> None:
    variables = [Variable("1", "A"), Variable("2", "B")]
    twice = [Link(n, "1", n, extra='{"kumu_id": "conn-x"}') for n in "12"]
    written = json.loads(kumu.write(map_of([*variables, *twice])))
    assert [c["_id"] for c in written["connections"]] == ["conn-x", "conn-2"]


@pytest.mark.parametrize("bend", [None, -0.4, -0.0125, 0.0, 0.25, 3.5])
def test_the_side_of_a_bend_is_a_field_of_our_own(bend: float | None) -> None:
    links = [Link("ab", "a", "b", bend=bend), Link("aa", "a", "a", bend=bend)]
    map_ = map_of([Variable("a", "A"), Variable("b", "B"), *links])
    written = json.loads(kumu.write(map_))
    edge, _ = written["maps"][0]["connections"]
    curvature = None if bend is None else min(abs(bend), 1.0)
    assert (edge.get("curvature"), edge.get("bend")) == (curvature, bend)
    again = _read(written)
    assert again.lost == ()
    assert [k.bend for k in again.map_.links.values()] == [bend, bend]


@pytest.mark.parametrize(
    ("edge", "bend", "is_told"),
    [
        ({"curvature": 0.37}, None, True),
        ({"curvature": 0.37, "bend": -0.2}, None, True),
        ({"curvature": -0.2, "bend": -0.2}, -0.2, False),
        ({"curvature": 0}, 0.0, False),
        ({"curvature": None}, None, False),
    ],
)
def test_a_curvature_of_kumus_own_tells_no_side(
    edge: dict[str, object], bend: float | None, is_told: bool
) -> None:
    maps = [{"name": "M", "elements": [], "connections": [{"connection": "ab", **edge}]}]
    imported = _read(_project(maps=maps))
    assert [k.bend for k in imported.map_.links.values()] == [bend]
    told = "Bend left out, for Kumu does not say to which side (1): “Cuts to service to Contact”."
    assert (told in imported.lost) is is_told


def test_an_arrow_that_kumu_turned_is_bent_to_the_other_side() -> None:
    edges = [{"connection": "ac", "curvature": 0.2, "bend": 0.2}]
    maps = [{"name": "M", "elements": [], "connections": edges}]
    (link,) = _read(_project(maps=maps)).map_.links.values()
    assert link.bend == -0.2


def test_kinds_boundary_evidence_reasons_and_sources_are_fields() -> None:
    variables = [Variable("a", "A", kind=Kind.FAILURE_DEMAND, outside=True), Variable("b", "B")]
    link = Link("ab", "a", "b", Polarity.MIXED, True, None, Evidence.STUDY, "Why", "Who", "More")
    written = json.loads(kumu.write(map_of([*variables, link])))
    about = [e["attributes"] for e in written["elements"]]
    assert about == [
        {"label": "A", "element type": "Failure demand", "boundary": "outside"},
        {"label": "B"},
    ]
    assert written["connections"][0]["attributes"] == {
        "connection type": "±",
        "evidence": "Research or audit",
        "reason": "Why",
        "source": "Who",
        "description": "More",
    }
    again = _read(written).map_
    a, _ = again.variables.values()
    (read,) = again.links.values()
    assert (a.kind, a.outside) == (Kind.FAILURE_DEMAND, True)
    assert (read.evidence, read.rationale, read.reference) == (Evidence.STUDY, "Why", "Who")


def test_fields_without_a_place_here_are_told() -> None:
    project = _project()
    for part, fields in (
        ("elements", {"element type": "Person", "tags": ["x"], "owner": ""}),
        ("connections", {"evidence": "hearsay", "cost": 3}),
    ):
        things = project[part]
        assert isinstance(things, list)
        things[0]["attributes"] |= fields
    assert _read(project).lost == (
        "Element type left out, it is no kind of variable here (1): “Person”.",
        "Evidence left out, it is none of the five levels here (1): “hearsay”.",
        "Field left out (2): “tags”, “cost”.",
    )


def test_our_examples_are_the_same_after_a_visit() -> None:
    map_ = example("01_digital_by_default")
    again = kumu.read(kumu.write(map_))
    assert again.lost == ()
    assert len(again.map_.links) == len(map_.links)
    assert {loop.name for loop in again.map_.loops.values()} == {
        loop.name for loop in map_.loops.values()
    }


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b'{"elements": []}', b'{"elements": [], "connections": [1]}']
)
def test_what_is_no_project_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble):
        kumu.read(data)
