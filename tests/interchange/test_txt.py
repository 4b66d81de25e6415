"""Maps in plain words: one grammar, from a line that is typed to a file of them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.interchange import txt
from systemsmap.interchange.statements.parse import parse
from systemsmap.interchange.statements.statement import StatementTrouble
from systemsmap.interchange.statements.write import name_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.interchange.any_map import any_maps

Said = list[tuple[str, str, str, bool]]


def said(line: str) -> Said:
    return [(k.cause, k.effect, k.polarity.value, k.delayed) for k in parse(line).links]


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("A", []),
        ("A -> B", [("A", "B", "?", False)]),
        ("A -> + B", [("A", "B", "+", False)]),
        ("A -> B +", [("A", "B", "+", False)]),
        ("A -> B : -", [("A", "B", "-", False)]),
        ("A->B−", [("A", "B−", "?", False)]),
        ("A + -> B", [("A", "B", "+", False)]),
        ("A -> B -> C", [("A", "B", "?", False), ("B", "C", "?", False)]),
        ("A -> + B -> C -, delay", [("A", "B", "+", False), ("B", "C", "-", True)]),
        ("A -> B || -> C", [("A", "B", "?", True), ("B", "C", "?", False)]),
        ("A <-> B -", [("A", "B", "-", False), ("B", "A", "-", False)]),
        ("A → B ||", [("A", "B", "?", True)]),
        ("A => B ±", [("A", "B", "±", False)]),
        ("A -> B, delayed +", [("A", "B", "+", True)]),
        ("A -> B +/-", [("A", "B", "±", False)]),
        ("more A leads to less B", [("A", "B", "-", False)]),
        ("Less A means more B.", [("A", "B", "-", False)]),
        ("fewer A means, after a while, less B", [("A", "B", "+", True)]),
        ("A affects B", [("A", "B", "?", False)]),
        (r"C:\new -> B", [(r"C:\new", "B", "?", False)]),
        ('"A -> x" -> "B +" -', [("A -> x", "B +", "-", False)]),
        ("“more haste” -> C++ +", [("more haste", "C++", "+", False)]),
        ("Follow-up calls -> Cost per call, in all +", [
            ("Follow-up calls", "Cost per call, in all", "+", False)
        ]),
    ],
)  # fmt: skip
def test_a_line_says(line: str, links: Said) -> None:
    assert said(line) == links


@pytest.mark.parametrize("line", ["", "  ", "-> B", "A ->", "A -> -> B", "A -> + B -", '"" -> B'])
def test_a_line_that_says_nothing_clear_is_refused_in_a_sentence(line: str) -> None:
    with pytest.raises(StatementTrouble, match=r"\.$"):
        parse(line)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40))
def test_any_name_can_be_written_so_that_it_is_read_again(name: str) -> None:
    plain = " ".join(name.split())
    if not plain:
        return
    line = f"{name_of(plain)} -> {name_of(plain)} -, delay"
    assert said(line) == [(plain, plain, "-", True)]
    assert parse(name_of(plain)).names == (plain,)


@given(st.text(max_size=60))
def test_no_line_is_more_than_refused(line: str) -> None:
    with suppress(StatementTrouble):
        assert parse(line).names


@given(any_maps())
def test_what_is_written_is_read_as_the_same_links(map_: SystemsMap) -> None:
    names = {" ".join(v.name.split()).casefold() for v in map_.variables.values()}
    if not names or len(names) < len(map_.variables):
        return
    back = txt.read(txt.write(map_))
    assert back.lost == ()
    assert _links(back.map_) == _links(map_)
    assert back.unplaced == back.map_.variables.keys()


def _links(map_: SystemsMap) -> set[tuple[str, str, Polarity, bool]]:
    key = {i: " ".join(v.name.split()).casefold() for i, v in map_.variables.items()}
    return {(key[k.source], key[k.target], k.polarity, k.delayed) for k in map_.links.values()}


def test_a_file_has_a_title_remarks_and_names_in_any_case() -> None:
    told = txt.read(
        b"# Calls\n\n# drawn on Tuesday\nWaiting times -> Calls to chase +\n"
        b"calls TO chase -> waiting times +, delay\nTrust\n"
    )
    assert told.map_.info.title == "Calls"
    assert [v.name for v in told.map_.variables.values()] == [
        "Waiting times",
        "Calls to chase",
        "Trust",
    ]
    assert len(told.map_.links) == 2
    assert told.lost == ()


def test_lines_that_are_not_understood_and_links_that_differ_are_told() -> None:
    told = txt.read(b"A -> B +\nA -> B -\n-> C\n")
    assert told.lost == (
        "Line 3 was left out: A name is missing beside an arrow.",
        "A to B was said in different ways: see its sign.",
    )
    (link,) = told.map_.links.values()
    assert link.polarity is Polarity.UNDECIDED


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a remark", b"\0" * 9, b"\xff\xfe", b"->"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble):
        txt.read(data)


def test_a_name_that_is_too_long_and_a_crowd_are_refused() -> None:
    assert txt.read(b"A\n" + b"B" * 600).lost[0].startswith("Line 2 was left out")
    with pytest.raises(ImportTrouble, match="more than"):
        txt.read("\n".join(f"name {n}" for n in range(6_000)).encode())
