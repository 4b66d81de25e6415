"""CatColab: notebooks of objects and morphisms."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from systemsmap.interchange import catcolab
from systemsmap.interchange.holding import seen
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.interchange.test_real_files import drawn

FILES = Path(__file__).parents[1] / "data" / "formats" / "catcolab"
VARIABLES = [Variable("a", "A", note="About A"), Variable("b", "B")]


def _real() -> Imported:
    return catcolab.read((FILES / "cap_and_trade_delays_v2.json").read_bytes())


def _read(kind: object, theory: str = "causal-loop", cells: object = None) -> Imported:
    contents = [
        {"tag": "object", "id": "a", "name": "A"},
        {"tag": "object", "id": "b", "name": "B"},
        {"tag": "morphism", "id": "k", "name": "", "morType": kind}
        | {"dom": {"content": "a"}, "cod": {"content": "b"}},
    ]
    listed = cells or [{"tag": "formal", "content": one} for one in contents]
    raw = {"theory": theory, "name": "N", "notebook": {"cells": listed}}
    return catcolab.read(json.dumps(raw).encode())


def _written(*links: Link) -> dict[str, object]:
    raw: dict[str, object] = json.loads(catcolab.write(map_of([*VARIABLES, *links])))
    return raw


def test_text_in_a_real_notebook_describes_the_map() -> None:
    imported = _real()
    assert imported.map_.info.title == "CA Cap-and-trade"
    assert "This CLD is due to Tom Fiddaman" in imported.map_.info.description
    assert sum(link.delayed for link in imported.map_.links.values()) == 2
    assert imported.lost == ()


def test_a_real_notebook_is_handed_back_with_its_ids() -> None:
    first = _real().map_
    original = json.loads((FILES / "cap_and_trade_delays_v2.json").read_text())
    again = json.loads(catcolab.write(first))
    assert _declared(again) == _declared(original)
    assert again["theory"] == original["theory"]
    assert catcolab.read(json.dumps(again).encode()).map_.info == first.info


def _declared(raw: dict[str, dict[str, dict[str, dict[str, object]]]]) -> list[str]:
    cells = raw["notebook"]["cellContents"].values()
    said = (cell["content"] for cell in cells if cell["tag"] == "formal")
    return sorted(json.dumps(one, sort_keys=True) for one in said)


@pytest.mark.parametrize(
    ("kind", "sign", "delayed"),
    [
        ({"tag": "Hom", "content": {}}, "+", False),
        ({"tag": "Basic", "content": "NegativeSlow"}, "-", True),
        ({"tag": "Basic", "content": "Zero"}, "?", False),
        ({"tag": "Basic", "content": "Degree"}, "+", False),
        (
            {"tag": "Composite", "content": [{"content": "Negative"}, {"content": "Degree"}]},
            "-",
            False,
        ),
        ({"tag": "Composite", "content": "x"}, "?", False),
        ({"tag": "Basic", "content": "Else"}, "?", False),
    ],
)
def test_types_are_signs_and_delays(kind: object, sign: str, delayed: bool) -> None:
    (link,) = _read(kind).map_.links.values()
    assert (link.polarity.value, link.delayed) == (sign, delayed)


def test_a_type_that_is_not_known_and_other_cells_are_told() -> None:
    assert _read({"tag": "Basic", "content": "Else"}).lost == (
        "Type of link not known, so undecided (1): “A to B”.",
    )
    cell = {"tag": "formal", "content": {"tag": "instantiation", "name": "Sub"}}
    one = {"tag": "formal", "content": {"tag": "object", "id": "a", "name": "A"}}
    imported = _read(None, cells=[one, cell])
    assert imported.lost == ("Only objects and morphisms are read, left out (1): “Sub”.",)


@pytest.mark.parametrize(
    ("links", "theory"),
    [
        ([Link("k", "a", "b", Polarity.POSITIVE)], "causal-loop"),
        ([Link("k", "a", "b", Polarity.NEGATIVE, delayed=True)], "causal-loop-delays"),
        ([Link("k", "a", "b", Polarity.UNDECIDED)], "indeterminate-causal-loop"),
        ([Link("k", "a", "b", Polarity.UNDECIDED, delayed=True)], "indeterminate-causal-loop"),
    ],
)
def test_a_map_is_written_in_the_theory_that_knows_its_links(
    links: list[Link], theory: str
) -> None:
    raw = _written(*links)
    assert raw["theory"] == theory
    again = catcolab.read(json.dumps(raw).encode()).map_
    assert [(k.polarity, k.delayed) for k in again.links.values()] == [
        (k.polarity, k.delayed) for k in links
    ]


def test_every_id_is_a_uuid_and_each_cell_its_own() -> None:
    raw = json.loads(catcolab.write(drawn()))
    cells = raw["notebook"]["cellContents"]
    assert len(set(raw["notebook"]["cellOrder"])) == len(cells) > len(drawn().links)
    for key, cell in cells.items():
        assert str(UUID(key)) == cell["id"] == key
        if cell["tag"] == "formal":
            assert str(UUID(cell["content"]["id"])) == cell["content"]["id"]


def test_a_note_stands_in_a_cell_of_text_after_its_variable() -> None:
    raw = json.loads(catcolab.write(map_of(VARIABLES)))
    cells = [raw["notebook"]["cellContents"][key] for key in raw["notebook"]["cellOrder"]]
    assert [cell["tag"] for cell in cells] == ["formal", "rich-text", "formal"]
    assert cells[1]["content"] == "About A"


def test_an_example_comes_back() -> None:
    again: SystemsMap = catcolab.read(catcolab.write(drawn())).map_
    assert seen(again, catcolab.HOLDS) == seen(drawn(), catcolab.HOLDS)
    assert again.info.description == drawn().info.description


@pytest.mark.parametrize(
    "data",
    [
        b'{"theory": "petri-net", "notebook": {}}',
        b'{"theory": "causal-loop", "notebook": {"cellOrder": [[]], "cellContents": {}}}',
        b'{"theory": [], "notebook": {}}',
        b'{"theory": "causal-loop", "notebook": []}',
    ],
)
def test_what_is_no_causal_loop_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        catcolab.read(data)
