"""Workbooks: our own, those of Kumu and PRSM, and any sheet with a list of links or a matrix.

Nothing in a workbook is run or followed: formulas are read as the values last worked out, and
what is written is plain text. How large a workbook unpacks is looked at before it is opened.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from systemsmap.interchange import csv, limits
from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    distinct_names,
    foreign_id,
    number,
    place,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Evidence, Kind
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.BENDS
    | Holds.NOTES
    | Holds.KINDS
    | Holds.OUTSIDE
    | Holds.EVIDENCE
    | Holds.REASONS
    | Holds.LINK_NOTES
    | Holds.LOOPS
    | Holds.STORIES
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
FOR_PRSM = Holds.SIGNS | Holds.MIXED | Holds.POSITIONS | Holds.NOTES | Holds.LINK_NOTES
FOR_PRSM |= Holds.SELF | Holds.LONE | Holds.MARKS
FOR_KUMU = (FOR_PRSM & ~Holds.POSITIONS) | Holds.DELAYS | Holds.KINDS
UNPACKED, RATIO, MEMBERS = 50_000_000, 200, 2_000
"""How large a workbook may be when it is unpacked, in bytes, times, and files in it."""
_VARIABLES = ("ID", "Label", "Kind", "Outside", "Description", "X", "Y")
_LINKS = ("ID", "From", "To", "Type", "Delay", "Bend", "Evidence", "Why", "Reference", "Note")
_LOOPS = ("Loop", "Name", "Story", "Through")
_EVIDENCE = ("Level", "What it rests on", "Links")
_NAMES = ("label", "name", "variable", "factor", "element")
_NOTES = ("description", "note", "notes")
_KINDS = {kind.label.casefold(): kind for kind in Kind}
_TRUE = frozenset({"yes", "true", "1", "x"})
_LONGEST = 32_000  # characters that a cell may hold
_BETWEEN = " → "
Row = list[str]
_Cell = str | float


def read(data: bytes) -> Imported:
    """Return the map of a workbook. Raises ImportTrouble."""
    sheets = _sheets(data)
    lists = {name: rows for name, rows in sheets.items() if _is_of_links(rows)}
    others = {name: rows for name, rows in sheets.items() if name not in lists}
    if not lists:
        matrix = next((rows for rows in others.values() if csv.is_matrix(rows)), None)
        if matrix:
            return csv.read_rows(matrix, MapBuilder("workbook"))
    if not lists and not any(map(_is_of_variables, others.values())):
        raise ImportTrouble("No sheet of it has columns called From and To.")
    builder = MapBuilder("workbook")
    for rows in others.values():
        _take_variables(builder, rows)
    for rows in lists.values():
        _take_links(builder, rows, csv.headings(rows[0]))
    _take_rest(builder, others)
    return builder.imported()


def _take_rest(builder: MapBuilder, sheets: Mapping[str, list[Row]]) -> None:
    for name, rows in sheets.items():
        if folded(name) == "loops":
            _take_loops(builder, rows)
        if folded(name) == "about":
            builder.title = next((row[1] for row in rows if folded(row[0]) == "title"), "")


def _is_of_links(rows: list[Row]) -> bool:
    return {"from", "to"} <= csv.headings(rows[0]).keys()


def _sheets(data: bytes) -> dict[str, list[Row]]:
    """Return the rows of each sheet that has any. Raises ImportTrouble."""
    _look_inside(data)
    from openpyxl import load_workbook  # noqa: PLC0415 - a tenth of a second

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = dict(_rows_of(book))
        book.close()
    except ImportTrouble:
        raise
    except Exception:
        raise ImportTrouble("It is a damaged workbook.") from None
    if not found:
        raise ImportTrouble("There is nothing in the workbook.")
    return found


def _look_inside(data: bytes) -> None:
    """Refuse what is no zip file, or unpacks to more than any map."""
    if len(data) > limits.FILE_BYTES:
        raise ImportTrouble(f"The file is larger than {limits.FILE_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError):
        raise ImportTrouble("It is no workbook, or a damaged one.") from None
    size = sum(member.file_size for member in members)
    if len(members) > MEMBERS or size > UNPACKED or size > RATIO * max(len(data), 100_000):
        raise ImportTrouble("The workbook is far larger inside than any map.")
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise ImportTrouble("It is no workbook.")


def _rows_of(book: "Workbook") -> Iterator[tuple[str, list[Row]]]:
    for sheet in book.worksheets:
        if "(ignore)" in sheet.title.casefold():
            continue
        cells = sheet.iter_rows(values_only=True, max_col=csv.MOST_COLUMNS)
        rows: list[Row] = []
        for row in islice(cells, limits.LINKS + 2):
            texts = ["" if cell is None else str(cell).strip() for cell in row]
            if any(texts):
                rows.append(texts)
        if rows:
            yield sheet.title, rows


def _places(row: Sequence[str]) -> dict[str, int]:
    return {folded(cell): at for at, cell in reversed(list(enumerate(row)))}


def _is_of_variables(rows: list[Row]) -> bool:
    return any(name in _places(rows[0]) for name in _NAMES) and "through" not in _places(rows[0])


def _take_variables(builder: MapBuilder, rows: list[Row]) -> None:
    """Add the variables of a sheet whose first row has a column for names."""
    if not _is_of_variables(rows):
        return
    at = _places(rows[0])
    name_at = next(at[name] for name in _NAMES if name in at)
    for row in rows[1:]:
        cells = {name: row[n] if n < len(row) else "" for name, n in at.items()}
        name = row[name_at] if name_at < len(row) else ""
        if not name or builder.find(name) is not None:
            continue
        said = SaidOfVariable(
            next((cells[k] for k in _NOTES if cells.get(k)), ""),
            _KINDS.get((cells.get("kind") or cells.get("type") or "").casefold()),
            cells.get("outside", "").casefold() in _TRUE,
        )
        builder.variable(cells.get("id") or name, name, place(cells.get("x"), cells.get("y")), said)


def _take_links(builder: MapBuilder, rows: list[Row], columns: dict[str, int]) -> None:
    at = _places(rows[0])
    several = "type" in at and "bend" not in at
    if "bend" not in at:
        csv.take_links(builder, rows[1:], columns, several=several)
        return
    for row in rows[1:]:
        cells = {name: row[n] if n < len(row) else "" for name, n in at.items()}
        said = SaidOfLink(
            sign_of(cells.get("type", "")),
            cells.get("delay", "").casefold() in _TRUE,
            number(cells["bend"]),
            next((e for e in Evidence if e.value == cells.get("evidence")), Evidence.ASSUMPTION),
            cells.get("why", ""),
            cells.get("reference", ""),
            cells.get("note", ""),
            cells.get("id", ""),
        )
        for end in (cells["from"], cells["to"]):
            builder.named(end)
        builder.link(cells["from"], cells["to"], said)


def _take_loops(builder: MapBuilder, rows: list[Row]) -> None:
    at = _places(rows[0])
    if not {"name", "through"} <= at.keys():
        return
    for row in rows[1:]:
        cells = {name: row[n] if n < len(row) else "" for name, n in at.items()}
        if cells["name"]:
            members = [name.strip() for name in cells["through"].split(_BETWEEN.strip())]
            builder.loop_through(members, cells["name"], cells.get("story", ""))


def write(map_: SystemsMap) -> bytes:
    """Return a workbook with sheets for variables, links, loops and evidence."""
    names = distinct_names(map_, Cleaner().text)
    return _book(
        {
            "Variables": [_VARIABLES, *_variable_rows(map_, names)],
            "Links": [_LINKS, *_link_rows(map_, names)],
            "Loops": [_LOOPS, *_loop_rows(map_, names)],
            "Evidence": [_EVIDENCE, *_evidence_rows(map_)],
            "About": [("Title", map_.info.title), ("Question", map_.info.question)],
        }
    )


def write_for_kumu(map_: SystemsMap) -> bytes:
    """Return a workbook with the sheets and headings that Kumu imports."""
    names = distinct_names(map_, Cleaner().text)
    elements = [
        (names[v.id], v.kind.label if v.kind else "", v.note) for v in map_.variables.values()
    ]
    connections = [
        (names[k.source], names[k.target], k.polarity.value, k.note, "yes" if k.delayed else "")
        for k in map_.links.values()
    ]
    return _book(
        {
            "Elements": [("Label", "Type", "Description"), *elements],
            "Connections": [("From", "To", "Type", "Description", "Delay"), *connections],
        }
    )


def write_for_prsm(map_: SystemsMap) -> bytes:
    """Return a workbook with the sheets and headings that PRSM imports."""
    names = distinct_names(map_, Cleaner().text)
    factors = [(names[v.id], v.note, 1, v.x, v.y) for v in map_.variables.values()]
    styles = {"+": 1, "-": 2}
    links = [
        (
            names[k.source],
            names[k.target],
            k.polarity.value,
            k.note,
            styles.get(k.polarity.value, 3),
        )
        for k in map_.links.values()
    ]
    return _book(
        {
            "Factors": [("Label", "Note", "Style", "x", "y"), *factors],
            "Links": [("From", "To", "Label", "Note", "Style"), *links],
        }
    )


def _variable_rows(map_: SystemsMap, names: Mapping[str, str]) -> Iterator[tuple[_Cell, ...]]:
    for v in map_.variables.values():
        kind, outside = v.kind.label if v.kind else "", "yes" if v.outside else ""
        id_ = foreign_id(v.extra, "workbook") or v.id
        yield id_, names[v.id], kind, outside, v.note, v.x, v.y


def _link_rows(map_: SystemsMap, names: Mapping[str, str]) -> Iterator[tuple[_Cell, ...]]:
    for k in map_.links.values():
        ends = names[k.source], names[k.target]
        said = (k.evidence.value, k.rationale, k.reference, k.note)
        bend: _Cell = "" if k.bend is None else k.bend
        id_ = foreign_id(k.extra, "workbook") or k.id
        yield id_, *ends, k.polarity.value, "yes" if k.delayed else "", bend, *said


def _loop_rows(map_: SystemsMap, names: Mapping[str, str]) -> Iterator[tuple[_Cell, ...]]:
    for loop in map_.loops.values():
        if all(i in map_.links for i in loop.links):
            through = _BETWEEN.join(names[map_.links[i].source] for i in loop.links)
            label = "".join(f"{letter}{n}" for letter, n in loop.numbers[-1:])
            yield label, loop.name, loop.story, through


def _evidence_rows(map_: SystemsMap) -> Iterator[tuple[_Cell, ...]]:
    for level in Evidence:
        count = sum(k.evidence is level for k in map_.links.values())
        yield level.value, level.label, count


def _book(sheets: Mapping[str, Sequence[Sequence[_Cell]]]) -> bytes:
    """Return a workbook of plain cells; the first row of each sheet stands out and stays."""
    from xlsxwriter import Workbook as Writer  # noqa: PLC0415 - not where this is only named

    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = Writer(content, options)
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 12, 24)
        for n, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(
                        n, at, Cleaner().text(cell)[:32_000], bold if not n else None
                    )
                else:
                    sheet.write_number(n, at, cell)
    book.close()
    return content.getvalue()
