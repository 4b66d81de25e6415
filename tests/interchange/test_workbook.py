"""The cells of workbooks: as openpyxl reads them, and bad ones refused."""

import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from systemsmap.interchange import xlsx
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.workbook import sheets
from tests.interchange.books import book
from tests.interchange.test_real_files import FILES, drawn

_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
CELLS = st.none() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6) | st.booleans() | _TEXTS


def _as_openpyxl(data: bytes) -> dict[str, list[list[str]]]:
    found = {}
    for sheet in load_workbook(io.BytesIO(data), data_only=True).worksheets:
        rows = [[_said(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        found[sheet.title] = [row for row in map(_trimmed, rows) if row]
    return {title: rows for title, rows in found.items() if rows}


def _said(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return "" if cell is None else str(cell).removesuffix(".0").strip()


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _as_read(data: bytes) -> dict[str, list[list[str]]]:
    return {sheet.title: [_trimmed(row) for row in sheet.rows] for sheet in sheets(data)}


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
@settings(max_examples=60, deadline=None)
def test_cells_are_what_openpyxl_says_they_are(rows: list[list[object]]) -> None:
    plain = [[f"'{c}" if isinstance(c, str) and c[:1] in "=#" else c for c in row] for row in rows]
    data = book(Sheet=[["head"], *plain])
    ours, theirs = _as_read(data)["Sheet"], _as_openpyxl(data)["Sheet"]
    assert [[_number(c) for c in row] for row in ours] == [[_number(c) for c in r] for r in theirs]


def _number(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


@pytest.mark.parametrize("write", [xlsx.write, xlsx.write_for_kumu, xlsx.write_for_prsm])
def test_our_own_books_are_read_as_openpyxl_reads_them(write: object) -> None:
    data = write(drawn())  # type: ignore[operator]
    assert _as_read(data) == _as_openpyxl(data)


def test_a_book_of_libreoffice_is_read_as_openpyxl_reads_it() -> None:
    data = (FILES / "xlsx/saved_by_libreoffice.xlsx").read_bytes()
    assert _as_read(data) == _as_openpyxl(data)


_RELATIONS = (
    '<Relationships><Relationship Id="r1" Type="t/worksheet" Target="{}"/>'
    '<Relationship Id="r2" Type="t/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
_BOOK = '<workbook xmlns:r="r"><sheets><sheet name="Links" r:id="r1"/></sheets></workbook>'


def _made(sheet: str, texts: str = "<sst/>", target: str = "/xl/s.xml", book: str = _BOOK) -> bytes:
    """Return a workbook of one sheet, written as some programs write it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(target))
        archive.writestr("xl/sharedStrings.xml", texts)
        archive.writestr("xl/s.xml", sheet)
    return content.getvalue()


def _cells(row: str, texts: str = "<sst/>") -> list[str]:
    (sheet,) = sheets(
        _made(f"<worksheet><sheetData><row>{row}</row></sheetData></worksheet>", texts)
    )
    return sheet.rows[0]


def test_cells_are_understood_however_they_are_written() -> None:
    texts = "<sst><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>say</t></rPh></si></sst>"
    assert _cells('<c r="B1" t="s"><v>0</v></c>', texts) == ["", "rich text"]
    assert _cells('<c t="inlineStr"><is><t>in</t></is></c><c><v>3</v></c>') == ["in", "3"]
    assert _cells('<c t="str"><f>A1</f><v>of a formula</v></c>') == ["of a formula"]
    assert _cells('<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><v>0.5</v></c>')[::2] == [
        *("TRUE", "0.5")
    ]
    assert _cells('<c t="str"><v>a_x000D_b_x005F_x0041_</v></c>') == ["a\rb_x0041_"]
    assert _cells('<c r="AB1"><v>1.0</v></c>')[27] == "1"


def test_a_sheet_that_is_named_a_thousand_times_is_read_once() -> None:
    again = _BOOK.replace("<sheets>", "<sheets>" + '<sheet name="x" r:id="r1"/>' * 1000)
    assert len(sheets(_made("<worksheet><row><c><v>7</v></c></row></worksheet>", book=again))) == 1


def test_names_of_elements_may_have_a_prefix() -> None:
    sheet = '<x:worksheet xmlns:x="m"><x:row><x:c><x:v>7</x:v></x:c></x:row></x:worksheet>'
    assert sheets(_made(sheet))[0].rows == [["7"]]


def test_a_document_type_is_refused() -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><row><c><v>&a;</v></c></row></worksheet>'
    with pytest.raises(ImportTrouble, match="document type"):
        sheets(_made(sheet))


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_opened() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    begun = time.process_time()
    with pytest.raises(ImportTrouble, match="far larger inside"):
        xlsx.read(content.getvalue())
    assert time.process_time() - begun < 0.5


_MANY = {
    "cells in a row": "<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>",
    "rows": "<row><c><v>1</v></c></row>" * 600_000,
    "empty cells far out": '<row><c r="XFD1"/></row>' * 600_000,
    "texts": '<row><c t="str"><v>word</v></c></row>' * 400_000,
    "a long text": f'<row><c t="str"><v>{"a" * 15_000_000}</v></c></row>',
    "deep elements": "<a>" * 2_000_000 + "</a>" * 2_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", _MANY)
def test_a_sheet_full_of_nothing_takes_little_time_and_memory(name: str) -> None:
    data = _made(f"<worksheet>{_MANY[name]}</worksheet>")
    begun = time.process_time()
    with pytest.raises(ImportTrouble):
        xlsx.read(data)
    assert time.process_time() - begun < 5.0  # up to 1 on a quiet machine
    tracemalloc.start()
    with pytest.raises(ImportTrouble):
        xlsx.read(data)
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        book(Sheet=[["A", "B"], [1, 2]])[:900],
        _made("<worksheet/>", target="/xl/nowhere.xml"),
        _made('<worksheet><row><c t="s"><v>7</v></c></row></worksheet>'),
        _made("<worksheet><row><c><v>seven</v></c></row></worksheet>"),
        _made("<worksheet><row>"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble):
        xlsx.read(data)
