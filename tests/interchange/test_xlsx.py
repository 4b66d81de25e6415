"""Workbooks: ours, those for Kumu and PRSM, and what people make by hand."""

import io
import time
from math import inf, nan

import pytest
from openpyxl import load_workbook

from systemsmap.interchange import xlsx
from systemsmap.interchange.holding import seen
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Evidence, Link, NamedLoop, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.benchmarks.spread import spread
from tests.interchange.books import Rows, book, ends, names
from tests.interchange.test_real_files import FILES, drawn
from tests.maps import map_from

LINKS = [["From", "To", "Type"], ["A", "B", "+"], ["B", "C", "-"]]


def test_sheets_for_kumu_and_prsm_are_read_as_the_same_links() -> None:
    map_ = drawn()
    for write in (xlsx.write, xlsx.write_for_kumu, xlsx.write_for_prsm):
        assert ends(xlsx.read(write(map_)).map_) == ends(map_)
        assert xlsx.read(write(map_)).lost == ()


def test_the_sheets_have_the_names_those_programs_ask_for() -> None:
    kumu = load_workbook(io.BytesIO(xlsx.write_for_kumu(drawn())))
    assert kumu.sheetnames == ["Elements", "Connections"]
    assert [c.value for c in kumu["Elements"][1]] == ["Label", "Type", "Description"]
    assert [c.value for c in kumu["Connections"][1]][:3] == ["From", "To", "Type"]
    other = load_workbook(io.BytesIO(xlsx.write_for_prsm(drawn())))
    assert other.sheetnames == ["Factors", "Links"]


def test_no_cell_is_a_formula() -> None:
    made = load_workbook(io.BytesIO(xlsx.write(map_from("=1+1 + @x"))))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}


def test_any_sheet_with_from_and_to_or_a_matrix_is_read() -> None:
    links = xlsx.read(book(Sheet=[["Polarity", "Effect", "Cause"], ["-", "B", "A"]])).map_
    assert ends(links) == {("A", "B", "-")}
    matrix = xlsx.read(book(Sheet=[[None, "A", "B"], ["A", 0, 1], ["B", -0.5, 0]])).map_
    assert ends(matrix) == {("A", "B", "+"), ("B", "A", "-")}


def test_a_workbook_that_libreoffice_saved_holds_what_it_was_given() -> None:
    saved = xlsx.read((FILES / "xlsx/saved_by_libreoffice.xlsx").read_bytes())
    assert saved.lost == ()
    assert seen(saved.map_, xlsx.HOLDS) == seen(drawn(), xlsx.HOLDS)


# ------------------------------------------------------------------ variables


def test_a_variable_may_be_called_what_the_id_of_another_one_is() -> None:
    a, b, c = Variable("1", "Trust"), Variable("2", "1"), Variable("3", "2")
    map_ = map_of([a, b, c, Link("k", "1", "2"), Link("l", "2", "3"), Link("m", "3", "1")])
    again = xlsx.read(xlsx.write(map_))
    assert again.lost == ()
    assert ends(again.map_) == ends(map_)


def test_a_name_without_an_id_may_be_the_id_of_another_one() -> None:
    variables: Rows = [["ID", "Label"], [None, "x"], ["x", "Trust"]]
    again = xlsx.read(
        book(Variables=variables, Links=[["From", "To", "Sign"], ["Trust", "x", "+"]])
    )
    assert ends(again.map_) == {("Trust", "x", "+")}
    assert again.lost == ()
    assert ends(xlsx.read(xlsx.write(again.map_)).map_) == ends(again.map_)


def test_links_may_be_between_ids() -> None:
    variables = [["ID", "Label"], ["e1", "A"], ["e2", "B"], ["e3", "B"]]
    again = xlsx.read(book(Elements=variables, C=[["From", "To", "Sign"], ["e1", "e3", "+"]]))
    (link,) = again.map_.links.values()
    assert "e3" in again.map_.variables[link.target].extra
    assert names(again.map_) == ["A", "B", "B"]


def test_a_second_row_with_the_same_name_is_told_of() -> None:
    variables = [["Label", "Description"], ["Trust", "first"], ["trust", "second"], ["B", ""]]
    read = xlsx.read(book(Variables=variables, Links=[["From", "To"], ["Trust", "B"]]))
    assert names(read.map_) == ["B", "Trust"]
    assert any(told.startswith("Row left out") and "“trust”" in told for told in read.lost)


def test_two_variables_of_one_name_with_ids_of_their_own_are_kept_and_told_of() -> None:
    variables = [["ID", "Label"], ["e1", "Trust"], ["e2", "Trust"], ["e3", "B"]]
    read = xlsx.read(book(Variables=variables, Links=[["From", "To", "Sign"], ["Trust", "B", "+"]]))
    assert names(read.map_) == ["B", "Trust", "Trust"]
    assert any("Several variables of one name" in told for told in read.lost)


def test_an_id_used_twice_is_told_of_and_both_variables_stay() -> None:
    variables = [["ID", "Label"], ["e1", "A"], ["e1", "B"]]
    read = xlsx.read(book(Variables=variables, Links=[["From", "To", "Sign"], ["A", "B", "+"]]))
    assert ends(read.map_) == {("A", "B", "+")}
    assert read.lost == ("Id of another one too, so left without it (1): “B”.",)


def test_a_list_of_people_is_not_taken_for_variables() -> None:
    people = [["Name", "Email"], ["Ann", "ann@example.org"], ["Bo", "bo@example.org"]]
    read = xlsx.read(book(Contacts=people, Links=LINKS))
    assert names(read.map_) == ["A", "B", "C"]
    assert any("Sheet left aside" in told and "“Contacts”" in told for told in read.lost)


def test_a_list_of_names_that_are_in_the_links_is_one_of_variables() -> None:
    notes = [["Name", "Description"], ["A", "first"], ["B", "second"], ["Z", "lone"]]
    read = xlsx.read(book(Sheet2=notes, Links=LINKS))
    assert names(read.map_) == ["A", "B", "C", "Z"]
    assert read.lost == ()


def test_a_sheet_of_names_alone_is_a_map_when_it_is_all_there_is() -> None:
    assert names(xlsx.read(book(Sheet1=[["Name"], ["A"], ["B"]])).map_) == ["A", "B"]
    with pytest.raises(ImportTrouble, match="No sheet"):
        xlsx.read(book(Contacts=[["Name"], ["Ann"]], Money=[["Item", "Cost"], ["Pen", 2]]))


def test_columns_and_kinds_that_have_no_place_are_told_of() -> None:
    variables: Rows = [["Label", "Type", "Budget"], ["A", "Person", 7], ["B", "Cost", None]]
    read = xlsx.read(book(Elements=variables, Links=LINKS))
    assert "Column left aside (1): “Budget”." in read.lost
    assert "Kind not understood, so left out (1): “Person”." in read.lost


@pytest.mark.parametrize("bad", [nan, inf, -inf])
def test_a_place_that_is_no_number_is_left_empty(bad: float) -> None:
    map_ = map_of([Variable("a", "A", bad, 5.0), Variable("b", "B", 1.0, 2.0), Link("k", "a", "b")])
    for write in (xlsx.write, xlsx.write_for_prsm, xlsx.write_for_kumu):
        assert names(xlsx.read(write(map_)).map_) == ["A", "B"]
    again = xlsx.read(xlsx.write(map_))
    assert [again.map_.variables[i].name for i in again.unplaced] == ["A"]


# ---------------------------------------------------------------------- links


def test_a_stroke_in_a_name_comes_back_from_the_sheets_for_kumu() -> None:
    map_ = map_of([Variable("i1", "a | b"), Variable("i2", "c"), Link("k", "i2", "i1")])
    again = xlsx.read(xlsx.write_for_kumu(map_))
    assert again.lost == ()
    assert ends(again.map_) == {("c", "a | b", "?")}
    sheets = load_workbook(io.BytesIO(xlsx.write_for_kumu(map_)))
    cells = [cell.value for row in sheets["Connections"].iter_rows() for cell in row]
    assert not any("|" in str(cell) for cell in cells), "Kumu would take it for two elements"


def test_several_effects_in_a_cell_of_kumu_are_told_apart_unless_a_name_is_so() -> None:
    rows = [["From", "To", "Type"], ["A", "B | C", "+"], ["A", "d | e", "-"]]
    read = xlsx.read(book(Elements=[["Label"], ["d | e"]], Connections=rows))
    assert ends(read.map_) == {("A", "B", "+"), ("A", "C", "+"), ("A", "d | e", "-")}
    assert any("“B | C”" in told for told in read.lost)
    plain = xlsx.read(book(Links=[["From", "To", "Sign"], ["A", "B | C", "+"]]))
    assert ends(plain.map_) == {("A", "B | C", "+")}


def test_connections_of_kumu_go_the_way_their_direction_says() -> None:
    rows = [
        ["From", "To", "Direction", "Type"],
        ["A", "B", "directed", "+"],
        ["B", "C", "mutual", "-"],
        ["C", "D", "undirected", "+"],
        ["D", "E", "sideways", "+"],
    ]
    read = xlsx.read(book(Connections=rows))
    links = {("A", "B", "+"), ("B", "C", "-"), ("C", "B", "-"), ("D", "E", "+")}
    assert ends(read.map_) == links
    assert names(read.map_) == ["A", "B", "C", "D", "E"]
    told = [lost for lost in read.lost if "without a direction" in lost]
    assert told == ["Left out, a connection without a direction is no link (1): “C and D”."]
    assert any("“sideways”" in lost for lost in read.lost)


@pytest.mark.parametrize("level", Evidence)
def test_evidence_is_understood_by_its_label_too(level: Evidence) -> None:
    for words in (level.value, level.label, level.label.upper()):
        rows: Rows = [["From", "To", "Type", "Bend", "Evidence"], ["A", "B", "+", None, words]]
        read = xlsx.read(book(Links=rows))
        assert [k.evidence for k in read.map_.links.values()] == [level]
        assert read.lost == ()


def test_what_a_link_says_that_is_not_understood_is_told_of() -> None:
    rows = [["From", "To", "Type", "Delay", "Evidence"], ["A", "B", "Personal", "soon", "hearsay"]]
    told = " ".join(xlsx.read(book(Links=rows)).lost)
    assert all(word in told for word in ("“Personal”", "“soon”", "“hearsay”"))


# ---------------------------------------------------------------------- loops


def _looped(*called: str) -> SystemsMap:
    """Return a loop through variables of these names, and nothing else."""
    variables = [Variable(f"v{n}", name) for n, name in enumerate(called)]
    count = len(variables)
    links = [Link(f"k{n}", f"v{n}", f"v{(n + 1) % count}") for n in range(count)]
    way = tuple(link.id for link in links)
    return map_of([*variables, *links, NamedLoop(loop_id(way), way, name="Round")])


@pytest.mark.parametrize(
    "called",
    [
        ("a → b", "c"),
        ("a", "b", "a → b"),
        ("a ⇒ b → c", "a", "b"),
        ("a → b",),
        ("->", "→", "⇒"),
        ("→", "a"),
    ],
)
def test_a_loop_through_names_with_arrows_comes_back(called: tuple[str, ...]) -> None:
    map_ = _looped(*called)
    again = xlsx.read(xlsx.write(map_))
    assert again.lost == ()
    assert seen(again.map_, xlsx.HOLDS) == seen(map_, xlsx.HOLDS)


# ---------------------------------------------------------------- how it reads


@pytest.mark.slow
def test_twenty_thousand_links_are_read_within_the_time_and_memory_there_is() -> None:
    import tracemalloc

    data = xlsx.write(spread(5000, 20_000))
    begun = time.process_time()
    assert len(xlsx.read(data).map_.links) == 20_000
    assert time.process_time() - begun < 4.0  # 1.1 on a quiet machine
    tracemalloc.start()
    xlsx.read(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000_000  # measured: 58 MB with all that was there before
