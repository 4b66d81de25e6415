"""The JSON of sd-ai: what its engines draft, and what they take."""

import json
from collections import Counter
from pathlib import Path

import pytest

from systemsmap.interchange import catcolab, json_canvas, kumu, model_json, sd_ai
from systemsmap.interchange.holding import seen
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import map_of
from tests.maps import example

FILES = Path(__file__).parents[1] / "data" / "formats" / "sd-ai"


@pytest.mark.parametrize(
    ("name", "links", "signs"),
    [("armsRace.json", 12, "+6 -2 ?4"), ("bassDiffusion.json", 11, "+7 -1 ?3")],
)
def test_a_real_model_is_read_with_the_signs_of_its_feedback_loops(
    name: str, links: int, signs: str
) -> None:
    imported = sd_ai.read((FILES / name).read_bytes())
    map_ = imported.map_
    assert (len(map_.variables), len(map_.links)) == (10, links)
    found = Counter(k.polarity.value for k in map_.links.values())
    assert " ".join(f"{sign}{found[sign]}" for sign in "+-?") == signs
    assert imported.lost[0].startswith("Sign taken from the feedback loops in the file (6)")
    assert any(f"No sign, so undecided ({found['?']})" in told for told in imported.lost)
    assert imported.unplaced == frozenset(map_.variables)


def test_signs_that_loops_do_not_agree_on_stay_undecided() -> None:
    links = [{"from": "a", "to": "B", "polarity": sign} for sign in "+-"]
    loops = [{"name": "R1", "links": links[:1]}, {"name": "B1", "links": links[1:]}]
    model = {"variables": [], "relationships": [{"from": "A", "to": "B"}]}
    raw = {"feedback": {"feedbackLoops": loops}, "model": model}
    (link,) = sd_ai.read(json.dumps(raw).encode()).map_.links.values()
    assert link.polarity is Polarity.UNDECIDED


def test_flows_of_a_stock_that_no_relationship_names_are_links_and_told() -> None:
    stock = {"name": "People", "inflows": ["births"], "outflows": ["deaths"]}
    flows = [{"name": "births"}, {"name": "deaths"}]
    said = {"from": "births", "to": "people", "polarity": "+"}
    raw = {"variables": [stock, *flows], "relationships": [said]}
    imported = sd_ai.read(json.dumps(raw).encode())
    assert [k.polarity.value for k in imported.map_.links.values()] == ["+", "-"]
    assert imported.lost == (
        "Flow read as a link, + into a stock and - out of one (1): “deaths to People”.",
    )


@pytest.mark.parametrize("wrapped", [True, False])
def test_reasons_are_notes_and_ends_that_are_not_listed_are_added(wrapped: bool) -> None:
    said = {"from": "Staff", "to": "Queue", "polarity": "-", "reasoning": "They serve"}
    model = {
        "variables": [{"name": "Queue", "type": "stock", "documentation": "People waiting"}],
        "relationships": [{**said, "polarityReasoning": "Fewer wait"}],
    }
    imported = sd_ai.read(json.dumps({"model": model} if wrapped else model).encode())
    notes = {v.name: v.note for v in imported.map_.variables.values()}
    assert notes == {"Queue": "People waiting", "Staff": ""}
    (link,) = imported.map_.links.values()
    assert (link.polarity, link.note) == (Polarity.NEGATIVE, "They serve")
    assert link.rationale == "Fewer wait"


def test_a_map_comes_back() -> None:
    variables = [Variable("a", "Waiting\ntime", note="Days"), Variable("b", 'A "b"')]
    links = [
        Link("ab", "a", "b", Polarity.POSITIVE, note="Why"),
        Link("bb", "b", "b", Polarity.NEGATIVE),
    ]
    for map_ in (
        map_of([*variables, Variable("c", "Alone"), *links, MapInfo()]),
        example("01_digital_by_default"),
    ):
        assert seen(sd_ai.read(sd_ai.write(map_)).map_, sd_ai.HOLDS) == seen(map_, sd_ai.HOLDS)


def test_only_its_own_json_is_recognised() -> None:
    map_ = example("01_digital_by_default")
    assert sd_ai.is_sd_ai(json.loads(sd_ai.write(map_)))
    for other in (catcolab, json_canvas, kumu, model_json):
        assert not sd_ai.is_sd_ai(json.loads(other.write(map_)))
    others: tuple[object, ...] = (
        None,
        1,
        "relationships",
        [],
        {},
        {"model": []},
        {"relationships": {}},
        {"relationships": []},
        {"nodes": [], "relationships": [{"from": "a", "to": "b"}]},
        {"variables": [{"name": "a"}], "relationships": [{"source": "a", "target": "b"}]},
        {"variables": [{"name": "a"}], "relationships": [{"from": 1, "to": 2}]},
    )
    for raw in others:
        assert not sd_ai.is_sd_ai(raw)


@pytest.mark.parametrize("name", ["", "\x00\ud800\ufffe", '"', "=1+1", "-x", "a:b|c"])
def test_any_name_can_be_written(name: str) -> None:
    map_ = map_of([Variable("a", name), MapInfo()])
    assert len(sd_ai.read(sd_ai.write(map_)).map_.variables) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(range(256)),
        b'{"relationships": [',
        b"[]",
        b"null",
        b'{"relationships": []}',
        b'{"relationships": [1, null, {"from": [], "to": {}}]}',
        b'{"relationships": [NaN]}',
        b"[" * 90_000,
        b" " * 20_000_001,
    ],
    ids=["empty", "noise", "cut", "list", "null", "bare", "wrong", "nan", "deep", "large"],
)
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        sd_ai.read(data)


def test_an_empty_map_can_be_written() -> None:
    assert json.loads(sd_ai.write(map_of([MapInfo()]))) == {"variables": [], "relationships": []}
