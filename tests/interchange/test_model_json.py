"""ModelJSON of Insight Maker: variables and links by name, places from the top left."""

import json

import pytest

from systemsmap.interchange import catcolab, json_canvas, kumu, model_json, sd_ai
from systemsmap.interchange.holding import Holds, seen
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import map_of
from tests.interchange.test_real_files import drawn
from tests.maps import example


def _read(*elements: object) -> Imported:
    raw = {"name": "M", "description": "About", "elements": elements}
    return model_json.read(json.dumps(raw).encode())


def _node(name: str, kind: str = "VARIABLE", **fields: object) -> dict[str, object]:
    return {"type": kind, "name": name, **fields}


def _link(polarity: str, end: str = "B") -> dict[str, object]:
    return {"type": "LINK", "from": "a", "to": end, "behavior": {"polarity": polarity}}


@pytest.mark.parametrize(
    ("polarity", "sign"),
    [
        ("POSITIVE", Polarity.POSITIVE),
        ("NEGATIVE", Polarity.NEGATIVE),
        ("NEUTRAL", Polarity.UNDECIDED),
    ],
)
def test_ends_are_found_whatever_their_case(polarity: str, sign: Polarity) -> None:
    imported = _read(_link(polarity), _node("A", "STOCK"), _node("B"))
    (link,) = imported.map_.links.values()
    assert link.polarity is sign
    assert imported.lost == ()
    info = imported.map_.info
    assert (info.title, info.description) == ("M", "About")


def test_a_place_is_the_middle_of_what_is_drawn() -> None:
    drawn = _node("A", display={"coordinates": [10, 20], "size": [100, 40]})
    imported = _read(drawn, _node("B", display={"coordinates": ["x", 1]}))
    a, b = imported.map_.variables.values()
    assert (a.x, a.y) == (60.0, 40.0)
    assert imported.unplaced == {b.id}


def test_what_cannot_be_kept_is_told() -> None:
    told = " ".join(_read(_node("A"), _node("a"), _node("B"), _link("", "Nobody"), _link("")).lost)
    for words in ("another one has the same name", "ends is not there", "No sign, so undecided"):
        assert words in told


def test_a_map_comes_back() -> None:
    variables = [Variable("a", "Waiting\ntime", 0, 0, note="Days"), Variable("b", 'A "b"', 300, -9)]
    links = [
        Link("ab", "a", "b", Polarity.POSITIVE, note="Why"),
        Link("bb", "b", "b", Polarity.NEGATIVE),
    ]
    for map_ in (
        map_of([*variables, Variable("c", "Alone", 9, 9), *links, MapInfo(title="T")]),
        example("01_digital_by_default"),
    ):
        again = model_json.read(model_json.write(map_)).map_
        assert seen(again, model_json.HOLDS) == seen(map_, model_json.HOLDS)


def test_a_flow_fills_one_stock_and_drains_the_other() -> None:
    flow = _node("Flow", "FLOW", **{"from": "A", "to": "B"})
    source = _node("Births", "FLOW", **{"from": None, "to": "B"})
    said = {"type": "LINK", "from": "Births", "to": "B", "behavior": {"polarity": "POSITIVE"}}
    imported = _read(_node("A", "STOCK"), flow, _node("B", "STOCK"), source, said)
    names = {v.id: v.name for v in imported.map_.variables.values()}
    links = {(names[k.source], names[k.target]): k.polarity for k in imported.map_.links.values()}
    assert links == {
        ("Births", "B"): Polarity.POSITIVE,
        ("Flow", "A"): Polarity.NEGATIVE,
        ("Flow", "B"): Polarity.POSITIVE,
    }
    assert imported.lost == (
        "Flow read as a link, + into a stock and - out of one (2): “Flow to A”, “Flow to B”.",
    )


def test_what_the_format_has_no_word_for_stands_in_a_field_of_ours() -> None:
    again = model_json.read(model_json.write(drawn()))
    assert again.lost == ()
    most = model_json.HOLDS & ~Holds.POSITIONS
    assert seen(again.map_, most) == seen(drawn(), most)


def test_a_sign_that_was_changed_elsewhere_wins_over_our_field() -> None:
    ours = {"mixed": True, "delayed": "yes", "bend": [], "evidence": 3}
    said = _link("NEGATIVE") | {"_systemsmap": ours}
    (link,) = _read(_node("A"), _node("B"), said).map_.links.values()
    assert (link.polarity, link.delayed, link.bend) == (Polarity.NEGATIVE, False, None)


def test_only_its_own_json_is_recognised() -> None:
    map_ = example("01_digital_by_default")
    assert model_json.is_model_json(json.loads(model_json.write(map_)))
    for other in (catcolab, json_canvas, kumu, sd_ai):
        assert not model_json.is_model_json(json.loads(other.write(map_)))
    others: tuple[object, ...] = (
        None,
        1,
        "LINK",
        [],
        {},
        {"elements": [1]},
        {"elements": [{"type": []}]},
    )
    for raw in others:
        assert not model_json.is_model_json(raw)


@pytest.mark.parametrize("name", ["", "\x00\ud800\ufffe", '"', "=1+1", "-x", "a:b|c"])
def test_any_name_can_be_written(name: str) -> None:
    map_ = map_of([Variable("a", name), MapInfo(title=name)])
    assert len(model_json.read(model_json.write(map_)).map_.variables) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(range(256)),
        b'{"elements": [{"type": "VARIABLE"',
        b"[]",
        b"null",
        b'{"elements": []}',
        b'{"elements": [{"type": "LINK", "from": [], "to": 1}]}',
        b'{"elements": [{"type": "VARIABLE", "x": 1e999}]}',
        b"[" * 90_000,
        b" " * 20_000_001,
    ],
    ids=["empty", "noise", "cut", "list", "null", "bare", "wrong", "huge", "deep", "large"],
)
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        model_json.read(data)


def test_an_empty_map_can_be_written() -> None:
    assert json.loads(model_json.write(map_of([MapInfo()])))["elements"] == []
