"""Loopy: files and links of ncase.me/loopy, and what its pixels mean."""

import json
from pathlib import Path

import pytest

from systemsmap.interchange import loopy
from systemsmap.interchange.holding import seen
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.maps import example

FILES = Path(__file__).parents[1] / "data" / "formats" / "loopy"
NODES = [[1, 0, 0, 0.5, "A", 0], [2, 200, 0, 0.5, "B%20%26%20C", 4]]


def _read(*edges: list[float], labels: object = ()) -> Imported:
    return loopy.read(json.dumps([NODES, edges, list(labels), 2]).encode())  # type: ignore[call-overload]


def _bends(map_: SystemsMap) -> list[float | None]:
    return [link.bend for link in map_.links.values()]


def test_a_positive_arc_bulges_to_the_left_of_travel() -> None:
    # In the rabbits map both arcs are positive, and the writing beside them says which is above:
    # “more rabbits means MORE foxes” over the arrow to the right.
    map_ = loopy.read((FILES / "loopy1_rabbits.url.txt").read_bytes()).map_
    names = {v.id: v for v in map_.variables.values()}
    for link in map_.links.values():
        assert link.bend is not None
        assert link.bend > 0.3
        assert (names[link.target].x > names[link.source].x) is (link.polarity.value == "+")
    above = min(map_.notes.values(), key=lambda note: note.y)
    assert above.text.startswith("more rabbits means MORE foxes")


def test_an_arc_is_its_height_over_the_line() -> None:
    assert _bends(_read([1, 2, 50, 1, 0], [2, 1, -50, -1, 0]).map_) == [0.25, -0.25]


@pytest.mark.parametrize(("arc", "rotation", "turns"), [(100, 90, 0.25), (-100, 0, 0.5)])
def test_an_arrow_to_itself_stands_out_where_it_did(arc: int, rotation: int, turns: float) -> None:
    map_ = _read([1, 1, arc, 1, rotation]).map_
    assert _bends(map_) == [turns]
    assert _bends(loopy.read(loopy.write(map_)).map_) == [turns]


def test_a_bent_map_comes_back_bent() -> None:
    bent = map_of([Variable("a", "A"), Variable("b", "B", 300, 40), Link("k", "a", "b", bend=-0.3)])
    assert _bends(loopy.read(loopy.write(bent)).map_) == [pytest.approx(-0.3, abs=0.001)]


def test_strong_and_special_arrows_are_told_and_handed_back() -> None:
    imported = _read([1, 2, 50, -3, 0], [2, 1, 50, 0, 0])
    assert [k.polarity for k in imported.map_.links.values()] == [
        Polarity.NEGATIVE,
        Polarity.UNDECIDED,
    ]
    assert imported.lost == (
        "Stronger or special arrow, kept on the map as its plain sign (1): “A to B & C”.",
    )
    assert [edge[3] for edge in json.loads(loopy.write(imported.map_))[1]] == [-3, 0]


def test_ids_colours_and_beginnings_are_handed_back() -> None:
    nodes = [[7, 0, 0, 0.66, "A", 5], [3, 9, 9, 0, "B", 2]]
    map_ = loopy.read(json.dumps([nodes, [[7, 3, 1, 1, 0]], [], 9]).encode()).map_
    added = map_of([*map_.variables.values(), *map_.links.values(), Variable("new", "C", 5, 5)])
    again = json.loads(loopy.write(added))
    assert again[0][:2] == nodes
    assert (again[0][2][0], again[3]) == (8, 8)
    assert again[1][0][:2] == [7, 3]


def test_a_label_lies_with_its_middle_where_loopy_has_it() -> None:
    (note,) = _read(labels=[[300, 100, "Two%0Alines"]]).map_.notes.values()
    assert (note.text, note.x + note.width / 2) == ("Two\nlines", 300)
    (again,) = loopy.read(loopy.write(_map_with(note))).map_.notes.values()
    assert (again.x, again.y) == (note.x, note.y)


def _map_with(note: Note) -> SystemsMap:
    return map_of([Variable("a", "A"), note])


@pytest.mark.parametrize("name", ['Say "yes"', "100%", "%22", "A%20B", "a&b=c#d", "データ", "[]"])
def test_any_name_comes_back_from_a_file_and_from_a_link(name: str) -> None:
    map_ = map_of([Variable("a", name)])
    for data in (loopy.write(map_), loopy.as_link(map_).encode()):
        assert [v.name for v in loopy.read(data).map_.variables.values()] == [name]


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"[[],[],[]]",
        b"[[1],[],[]]",
        b'[[[1,0,0,0,"A",0]],[5],[]]',
        b'[[[1,0,0,0,"A",0],[2]],[],[]]',
        b"https://ncase.me/loopy/v1.1/",
        b"https://ncase.me/loopy/v1.1/?data=",
        b"https://example.org/?data=[[[1,0,0,0,%22A%22,0]],[],[]]",
        b"[[[1,0,0,0,[],0]],[],[]]",
        b"[[[1,NaN,0,0,1,0]],[],[]]",
    ],
)
def test_what_is_no_map_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        loopy.read(data)


def test_an_example_comes_back() -> None:
    map_ = example("01_digital_by_default")
    assert seen(loopy.read(loopy.write(map_)).map_, loopy.HOLDS) == seen(map_, loopy.HOLDS)
