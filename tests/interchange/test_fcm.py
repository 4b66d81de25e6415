"""Matrices of fuzzy cognitive maps, in figures and in words."""

import pytest

from systemsmap.interchange import csv, fcm
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import map_of


def _read(*lines: str) -> Imported:
    return fcm.read("\n".join(lines).encode())


def _links(imported: Imported) -> list[tuple[str, str, str]]:
    names = {v.id: v.name for v in imported.map_.variables.values()}
    links = imported.map_.links.values()
    return [(names[k.source], names[k.target], k.polarity.value) for k in links]


def test_causes_stand_down_the_side_and_that_is_told() -> None:
    imported = _read(",A,B", "A,0,-0.5", "B,,1")
    assert _links(imported) == [("A", "B", "-"), ("B", "B", "+")]
    assert imported.lost == (
        "Read as causes down the side, their effects across (1): “no words in the first cell”.",
    )


def test_what_we_wrote_needs_nothing_told() -> None:
    variables = [Variable("a", "A"), Variable("b", "=B"), Variable("c", "+C")]
    links = [Link("k", "a", "b", Polarity.MIXED), Link("l", "b", "c", Polarity.UNDECIDED)]
    imported = fcm.read(fcm.write(map_of([*variables, *links])))
    assert _links(imported) == [("A", "=B", "±"), ("=B", "+C", "?")]
    assert imported.lost == ()
    assert not any(v.extra for v in imported.map_.variables.values())


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("+", "+"),
        ("−", "-"),
        ("0,25", "+"),
        ("-0,25", "-"),
        ("+VH", "+"),
        ("-l", "-"),
        ("-1", "-"),
        ("1e-2", "+"),
        ("positive", "+"),
        ("maybe", "?"),
        ("NaN", "?"),
    ],
)
def test_a_weight_is_a_figure_or_a_word(cell: str, sign: str) -> None:
    imported = _read("x;A;B", f"A;;{cell}", "B;none;0,0")
    assert _links(imported) == [("A", "B", sign)]
    assert any("Weight not understood" in told for told in imported.lost) is (sign == "?")


def test_names_across_may_stand_in_another_order() -> None:
    links = _links(_read("x,B,A", "A,1,0", "B,0,-1"))
    assert links == [("A", "B", "+"), ("B", "A", "-")]


def test_rows_of_the_same_name_are_told_of_and_not_mixed() -> None:
    imported = _read("x,A,B,a", "A,0,1,0", "B,0,0,0", "a,0,-1,0")
    assert _links(imported) == [("A", "B", "+")]
    assert "Row left out, another one has the same name (1): “a”." in imported.lost


def test_the_words_of_experts_are_added_up() -> None:
    head = "From,To,-VH,-H,-M,-L,-VL,NA,+VL,+L,+M,+H,+VH"
    imported = _read(
        head,
        "A,B,0,0,0,0,0,0,0,0,0,1,0",
        "A,B,0,0,0,0,1,0,0,0,0,0,0",
        "B,A,1,0,0,0,0,0,0,0,0,0,0",
        "A,C,0,0,0,0,0,1,0,0,0,0,0",
    )
    assert _links(imported) == [("A", "B", "+"), ("B", "A", "-")]
    assert imported.lost == (
        "Experts do not agree on the sign, the weightier one was taken (1): “A to B”.",
        "No word chosen, so no link (1): “A to C”.",
    )


@pytest.mark.parametrize("data", [b"", b"A,B", b"x,A\nB,1", b"From,To\nA,B", b"x,A,B\nA,1,1"])
def test_what_is_no_matrix_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[^\n]+\.$"):
        fcm.read(data)


def test_a_table_of_another_kind_still_reads_our_matrix() -> None:
    map_ = map_of([Variable("a", "A"), Variable("b", "B"), Link("k", "a", "b", Polarity.NEGATIVE)])
    assert _links(csv.read(fcm.write(map_))) == [("A", "B", "-")]
