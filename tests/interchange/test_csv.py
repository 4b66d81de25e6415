"""Tables as people keep them: any order of columns, any delimiter, lists and matrices."""

import pytest

from systemsmap.interchange import csv
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Evidence
from tests.maps import map_from


def _links(imported: Imported) -> list[tuple[str, str, str, bool]]:
    map_ = imported.map_
    return [
        (
            map_.variables[k.source].name,
            map_.variables[k.target].name,
            k.polarity.value,
            k.delayed,
        )
        for k in map_.links.values()
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings_are_found_out(delimiter: str, code: str) -> None:
    rows = (("Effect", "Cause", "Polarity", "Lag"), ("Größe", "Café", "opposite", "yes"))
    text = "\n".join(delimiter.join(row) for row in rows)
    assert _links(csv.read(text.encode(code))) == [("Café", "Größe", "-", True)]


@pytest.mark.parametrize(
    ("sign", "read"), [("+", "+"), ("−", "-"), ("S", "+"), ("o", "-"), ("±", "±"), ("", "?")]
)
def test_signs_are_read_in_all_their_spellings(sign: str, read: str) -> None:
    imported = csv.read(f"from,to,sign\nA,B,{sign}\n".encode())
    assert _links(imported) == [("A", "B", read, False)]
    assert bool(imported.lost) is (sign == "")


def test_weights_become_signs_and_evidence_is_kept() -> None:
    text = "Source,Target,Weight,Evidence,Why\nA,B,-0.6,data,Counted\nB,A,2,hearsay,\n"
    imported = csv.read(text.encode())
    assert [link[2] for link in _links(imported)] == ["-", "+"]
    first = next(iter(imported.map_.links.values()))
    assert (first.evidence, first.rationale) == (Evidence.DATA, "Counted")
    assert "Evidence not understood" in imported.lost[0]


def test_a_matrix_has_causes_down_the_side() -> None:
    imported = csv.read(b";A;B;C\nA;0;1;\nB;-0.5;;0\nC;x;;\n")
    assert _links(imported) == [
        ("A", "B", "+", False),
        ("B", "A", "-", False),
        ("C", "A", "?", False),
    ]


def test_kumu_writes_several_effects_into_one_cell() -> None:
    imported = csv.read(b"From,To,Type\nA,B|C,+\n")
    assert [link[:2] for link in _links(imported)] == [("A", "B"), ("A", "C")]


def test_no_cell_is_a_formula_and_names_come_back_as_they_were() -> None:
    map_ = map_from("=1+1 + b", "b - =1+1")
    written = csv.write(map_)
    assert b"\r\n'=1+1,b,+" in written
    assert [link[:2] for link in _links(csv.read(written))] == [("=1+1", "b"), ("b", "=1+1")]


@pytest.mark.parametrize("data", [b"", b"A,B\n1,2\n", b"from,to\n,\n", b"from;to\n" + b"\0;a"])
def test_what_is_no_table_of_links_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble):
        csv.read(data)


def test_a_direction_is_taken_as_kumu_means_it() -> None:
    table = b"From,To,Type,Direction\nA,B,+,mutual\nB,C,-,undirected\nC,A,+,directed\n"
    imported = csv.read(table)
    names = {v.id: v.name for v in imported.map_.variables.values()}
    links = [(names[k.source], names[k.target]) for k in imported.map_.links.values()]
    assert links == [("A", "B"), ("B", "A"), ("C", "A")]
    assert imported.lost == (
        "Left out, a connection without a direction is no link (1): \u201cB and C\u201d.",
    )
