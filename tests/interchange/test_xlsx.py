"""Workbooks: ours, those for Kumu and PRSM, and bad ones."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from systemsmap.interchange import pptx, xlsx
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.systems_map import SystemsMap
from tests.interchange.test_real_files import drawn
from tests.maps import map_from


def _ends(map_: SystemsMap) -> set[tuple[str, str, str]]:
    names = {v.id: " ".join(v.name.split()) for v in map_.variables.values()}
    return {(names[k.source], names[k.target], k.polarity.value) for k in map_.links.values()}


def _book(rows: list[list[object]], title: str = "Sheet") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_sheets_for_kumu_and_prsm_are_read_as_the_same_links() -> None:
    map_ = drawn()
    for write in (xlsx.write, xlsx.write_for_kumu, xlsx.write_for_prsm):
        assert _ends(xlsx.read(write(map_)).map_) == _ends(map_)


def test_the_sheets_have_the_names_those_programs_ask_for() -> None:
    book = load_workbook(io.BytesIO(xlsx.write_for_kumu(drawn())))
    assert book.sheetnames == ["Elements", "Connections"]
    assert [c.value for c in book["Connections"][1]][:3] == ["From", "To", "Type"]
    other = load_workbook(io.BytesIO(xlsx.write_for_prsm(drawn())))
    assert other.sheetnames == ["Factors", "Links"]


def test_no_cell_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(xlsx.write(map_from("=1+1 + @x"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}


def test_any_sheet_with_from_and_to_or_a_matrix_is_read() -> None:
    links = xlsx.read(_book([["Polarity", "Effect", "Cause"], ["-", "B", "A"]])).map_
    assert _ends(links) == {("A", "B", "-")}
    matrix = xlsx.read(_book([[None, "A", "B"], ["A", 0, 1], ["B", -0.5, 0]])).map_
    assert _ends(matrix) == {("A", "B", "+"), ("B", "A", "-")}


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(ImportTrouble, match="far larger inside"):
        xlsx.read(content.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", _book([["A", "B"], [1, 2]])[:900]])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(ImportTrouble):
        xlsx.read(data)


def test_a_slide_has_a_box_for_each_variable_and_glued_arrows() -> None:
    from pptx import Presentation  # the library; ours of that name writes it

    map_ = drawn()
    slide = Presentation(io.BytesIO(pptx.write(map_))).slides[0]
    texts = [s.text_frame.text.replace("\v", "\n") for s in slide.shapes if s.has_text_frame]
    assert {v.name for v in map_.variables.values()} <= set(texts)
    lines = [shape for shape in slide.shapes if "Connector" in shape.name]
    assert len(lines) == len(map_.links)
    glued = [line._element.xpath(".//a:stCxn|.//a:endCxn") for line in lines]
    assert all(len(ends) == 2 for ends in glued)
