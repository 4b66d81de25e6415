"""Mental Modeler: weighted concepts, in XML and in JSON."""

import json
import re
from pathlib import Path

import pytest

from systemsmap.interchange import mental_modeler
from systemsmap.interchange.holding import Holds, seen
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import map_of
from tests.interchange.test_real_files import drawn

FILES = Path(__file__).parents[1] / "data" / "formats" / "mentalmodeler"


def _fish() -> Imported:
    return mental_modeler.read((FILES / "fish_wetland.mmp").read_bytes())


def _fire() -> Imported:
    return mental_modeler.read((FILES / "fire.mmp.json").read_bytes())


def _one(influence: object, **more: object) -> Imported:
    link = {"id": "2", "influence": influence, **more}
    concepts = [
        {"id": "1", "name": "A", "x": "0", "y": "0", "relationships": [link]},
        {"id": "2", "name": "B", "x": "9", "y": "9"},
    ]
    return mental_modeler.read(json.dumps({"concepts": concepts}).encode())


def _only(imported: Imported) -> Link:
    (link,) = imported.map_.links.values()
    return link


def test_the_name_of_the_other_end_is_no_note_of_a_link() -> None:
    assert {link.note for link in _fish().map_.links.values()} == {""}
    fire = _fire().map_
    assert not any(link.note.startswith("Tourism") for link in fire.links.values())
    assert any(link.note.startswith("Lorem ipsum") for link in fire.links.values())


def test_scenarios_and_influences_of_0_are_told() -> None:
    told = " ".join(_fire().lost)
    assert "An influence of 0, so undecided (1)" in told
    assert "Scenario left out" in told


@pytest.mark.parametrize(
    ("influence", "sign"),
    [
        ("0.62", "+"),
        (-1, "-"),
        ("1e-3", "+"),
        ("+", "+"),
        ("high negative", "-"),
        ("Positive", "+"),
        ("", "?"),
        ("NaN", "?"),
        ("strong", "?"),
    ],
)
def test_an_influence_is_a_weight_or_a_word(influence: object, sign: str) -> None:
    imported = _one(influence)
    assert _only(imported).polarity.value == sign
    assert bool(imported.lost) is (sign == "?")


def test_weights_groups_and_units_are_handed_back() -> None:
    again = mental_modeler.write(_fish().map_).decode()
    original = (FILES / "fish_wetland.mmp").read_text()
    concepts = original[original.index("<concepts>") : original.index("</concepts>")]
    weights = re.findall(r"<influence><!\[CDATA\[(.+?)\]\]>", concepts)
    assert len(weights) == 11
    assert re.findall(r"<influence>(.+?)</influence>", again) == weights
    assert re.findall(r"<group>(.+?)</group>", again) == re.findall(
        r"<group><!\[CDATA\[(.+?)\]\]>", concepts
    )
    assert '<groupName index="1">ertyretyrte</groupName>' in again


def test_a_sign_that_was_turned_turns_the_weight() -> None:
    link = _only(_one("0.8", confidence="2"))
    turned = Link("k", link.source, link.target, Polarity.NEGATIVE, extra=link.extra)
    map_ = map_of([*_one("0.8").map_.variables.values(), turned])
    text = mental_modeler.write(map_).decode()
    assert "<influence>-0.8</influence>" in text
    assert "<confidence>2</confidence>" in text


def test_places_are_whole_numbers_and_undecided_links_weigh_0() -> None:
    variables = [Variable("a", "A", 1_000_000.0, -0.4), Variable("b", "B", 123456.7, 1)]
    text = mental_modeler.write(map_of([*variables, Link("k", "a", "b")])).decode()
    assert re.findall(r"<[xy]>(.*?)</[xy]>", text) == ["1000000", "0", "123457", "1"]
    assert "<influence>0</influence>" in text


def test_an_example_comes_back_with_title_and_description() -> None:
    again = mental_modeler.read(mental_modeler.write(drawn())).map_
    most = mental_modeler.HOLDS & ~Holds.POSITIONS
    assert seen(again, most) == seen(drawn(), most)
    about = map_of([Variable("a", "A"), MapInfo(title="T", description="D")])
    info = mental_modeler.read(mental_modeler.write(about)).map_.info
    assert (info.title, info.description) == ("T", "D")


def test_two_concepts_of_one_id_are_told() -> None:
    concepts = [{"id": "1", "name": name} for name in "AB"]
    imported = mental_modeler.read(json.dumps({"concepts": concepts}).encode())
    assert imported.lost == ("Left out, the file has another one by the same id (1): “B”.",)


def test_any_json_with_concepts_is_no_model() -> None:
    others: list[object] = [
        {"concepts": []},
        {"concepts": 3},
        {"concepts": [{"label": "x"}]},
        {"mentalmodeler": 1},
        [],
    ]
    for raw in others:
        assert not mental_modeler.is_mental_modeler(raw)


@pytest.mark.parametrize(
    "data",
    [
        b"<mentalmodeler/>",
        b"<other/>",
        b"<mentalmodeler><concepts><concept>",
        b'{"concepts": [{"id": {}, "name": []}], "x": NaN}',
    ],
)
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        mental_modeler.read(data)
