"""JSON Canvas: the boards of Obsidian."""

import json
from pathlib import Path

import pytest

from systemsmap.interchange import json_canvas
from systemsmap.interchange.holding import ALL, Holds, seen
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Note, Polarity, Variable
from systemsmap.model.systems_map import map_of
from tests.interchange.test_real_files import drawn

SAMPLE = Path(__file__).parents[1] / "data" / "formats" / "jsoncanvas" / "sample.canvas"


def _card(id_: str, text: str, **more: object) -> dict[str, object]:
    return {"id": id_, "type": "text", "text": text, "x": 0, "y": 0} | {
        "width": 100,
        "height": 40,
        **more,
    }


def _read(nodes: list[object], *edges: object) -> Imported:
    return json_canvas.read(json.dumps({"nodes": nodes, "edges": edges}).encode())


def _edge(label: str = "", **more: object) -> dict[str, object]:
    return {"id": "e", "fromNode": "a", "toNode": "b", "label": label, **more}


TWO: list[object] = [_card("a", "A"), _card("b", "B", x=200)]


def _ends(imported: Imported) -> list[tuple[str, str]]:
    names = {v.id: v.name for v in imported.map_.variables.values()}
    return [(names[k.source], names[k.target]) for k in imported.map_.links.values()]


def test_the_real_board_gives_its_card_and_tells_what_is_no_card() -> None:
    imported = json_canvas.read(SAMPLE.read_bytes())
    (card,) = imported.map_.variables.values()
    assert (card.name, card.note.splitlines()[0]) == ("Learn more:", "- [Apps](/docs/apps.md)")
    assert (card.x, card.y) == (165.0, -360.0)
    told = " ".join(imported.lost)
    assert "left out (4): “JSON Canvas”, “readme.md”" in told
    assert "Link left out, one of its ends is not there (1)" in told


def test_a_board_holds_all_of_a_map() -> None:
    again = json_canvas.read(json_canvas.write(drawn()))
    most = ALL & ~Holds.POSITIONS
    assert seen(again.map_, most) == seen(drawn(), most)
    assert again.lost == ()
    for there, here in zip(again.map_.variables.values(), drawn().variables.values(), strict=True):
        assert (there.x, there.y) == pytest.approx((here.x, here.y), abs=1)


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("# Waiting time", "Waiting time", ""),
        ("**Trust**\nin us\n\nWhat people say", "Trust\nin us", "What people say"),
        ("#calls", "#calls", ""),
        ("Cost\n \nFirst\n\nSecond", "Cost", "First\n\nSecond"),
    ],
)
def test_the_first_paragraph_of_a_card_is_the_name(text: str, name: str, note: str) -> None:
    (card,) = _read([_card("a", text)]).map_.variables.values()
    assert (card.name, card.note) == (name, note)


@pytest.mark.parametrize("name", ["# of calls", "** a **", "\\", "1. A", "a\\#b"])
def test_names_that_look_like_markdown_come_back(name: str) -> None:
    map_ = map_of([Variable("a", name), Note("n", f"{name} x", 0, 0)])
    again = json_canvas.read(json_canvas.write(map_)).map_
    assert [v.name for v in again.variables.values()] == [name]
    assert [n.text for n in again.notes.values()] == [f"{name} x"]


def test_directions_of_arrows() -> None:
    assert _ends(_read(TWO, _edge())) == [("A", "B")]
    assert _ends(_read(TWO, _edge(fromEnd="arrow", toEnd="none"))) == [("B", "A")]
    both = _read(TWO, _edge("+", fromEnd="arrow"))
    assert _ends(both) == [("A", "B"), ("B", "A")]
    assert both.lost == ("Arrow with two heads, read as a link each way (1): “A to B”.",)
    neither = _read(TWO, _edge("+", toEnd="none"))
    assert neither.lost == (
        "Line without an arrow, read from its first card to its second (1): “A to B”.",
    )


def test_labels_give_signs_delays_and_notes() -> None:
    (link,) = _read(TWO, _edge("− ||")).map_.links.values()
    assert (link.polarity, link.delayed) == (Polarity.NEGATIVE, True)
    (link,) = _read(TWO, _edge("Delayed reports")).map_.links.values()
    assert (link.polarity, link.delayed, link.note) == (
        Polarity.UNDECIDED,
        False,
        "Delayed reports",
    )


def test_a_label_that_was_changed_in_obsidian_wins_over_our_field() -> None:
    ours = {"mixed": True, "delayed": True, "bend": "x", "evidence": []}
    (link,) = _read(TWO, _edge("-", systemsmap=ours)).map_.links.values()
    assert (link.polarity, link.delayed, link.bend) == (Polarity.NEGATIVE, False, None)


def test_sides_face_each_other_and_numbers_are_whole() -> None:
    variables = [Variable("a", "A", 0.4, 0.6), Variable("b", "B", 10, 300)]
    raw = json.loads(json_canvas.write(map_of([*variables, Link("k", "a", "b")])))
    (edge,) = raw["edges"]
    assert (edge["fromSide"], edge["toSide"]) == ("bottom", "top")
    for node in raw["nodes"]:
        assert all(isinstance(node[key], int) for key in ("x", "y", "width", "height"))


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b'{"nodes": []}',
        b'{"nodes": {}, "edges": []}',
        b'{"nodes": [1, null, []], "edges": [{"fromNode": [], "toNode": {}}]}',
        b'{"nodes": [{"type": "text", "text": [], "width": {}}]}',
    ],
)
def test_what_is_no_board_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        json_canvas.read(data)
