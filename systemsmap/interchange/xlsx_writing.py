"""Workbooks as they are written: our own sheets, or those of Kumu or PRSM. No cell is a formula."""

import io
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from systemsmap.interchange.building import distinct_names, foreign_id
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.xlsx_reading import ARROWS
from systemsmap.model.records import Evidence
from systemsmap.model.systems_map import SystemsMap

_VARIABLES = ("ID", "Label", "Kind", "Outside", "Description", "X", "Y")
_LINKS = ("ID", "From", "To", "Type", "Delay", "Bend", "Evidence", "Why", "Reference", "Note")
_LOOPS = ("Loop", "Name", "Story", "Through")
_EVIDENCE = ("Level", "What it rests on", "Links")
_LONGEST = 32_767  # units of UTF-16 that a cell may hold
_Cell = str | float
_Rows = Iterator[tuple[_Cell, ...]]


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
    """Return a workbook with the sheets and headings that Kumu imports.

    Kumu takes `|` in the column To for the end of a name. Where a name has one in it, elements
    get ids, and connections are between these.
    """
    names = distinct_names(map_, Cleaner().text)
    has_ids = any("|" in name for name in names.values())
    ends = {id_: id_ for id_ in names} if has_ids else names
    elements: list[tuple[_Cell, ...]] = [
        (*[v.id][:has_ids], names[v.id], v.kind.label if v.kind else "", v.note)
        for v in map_.variables.values()
    ]
    connections = [
        (ends[k.source], ends[k.target], k.polarity.value, k.note, "yes" if k.delayed else "")
        for k in map_.links.values()
    ]
    headings = (*["ID"][:has_ids], "Label", "Type", "Description")
    return _book(
        {
            "Elements": [headings, *elements],
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


def _variable_rows(map_: SystemsMap, names: Mapping[str, str]) -> _Rows:
    for v in map_.variables.values():
        kind, outside = v.kind.label if v.kind else "", "yes" if v.outside else ""
        id_ = foreign_id(v.extra, "workbook") or v.id
        yield id_, names[v.id], kind, outside, v.note, v.x, v.y


def _link_rows(map_: SystemsMap, names: Mapping[str, str]) -> _Rows:
    for k in map_.links.values():
        ends = names[k.source], names[k.target]
        said = (k.evidence.value, k.rationale, k.reference, k.note)
        bend: _Cell = "" if k.bend is None else k.bend
        id_ = foreign_id(k.extra, "workbook") or k.id
        yield id_, *ends, k.polarity.value, "yes" if k.delayed else "", bend, *said


def _loop_rows(map_: SystemsMap, names: Mapping[str, str]) -> _Rows:
    told = "\n".join(names.values())
    between = next((arrow for arrow in ARROWS if arrow not in told), ARROWS[0])
    for loop in map_.loops.values():
        if all(i in map_.links for i in loop.links):
            through = f" {between} ".join(names[map_.links[i].source] for i in loop.links)
            label = "".join(f"{letter}{n}" for letter, n in loop.numbers[-1:])
            yield label, loop.name, loop.story, through


def _evidence_rows(map_: SystemsMap) -> _Rows:
    for level in Evidence:
        count = sum(k.evidence is level for k in map_.links.values())
        yield level.value, level.label, count


def _book(sheets: Mapping[str, Sequence[Sequence[_Cell]]]) -> bytes:
    """Return a workbook of plain cells; the first row of each sheet stands out and stays."""
    from xlsxwriter import Workbook as Writer  # noqa: PLC0415 - not where this is only named

    content, clean = io.BytesIO(), Cleaner()
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
                    sheet.write_string(n, at, _held(clean.text(cell)), None if n else bold)
                elif isfinite(cell):
                    sheet.write_number(n, at, cell)
    book.close()
    return content.getvalue()


def _held(text: str) -> str:
    """Return as much of a text as a cell holds."""
    if 2 * len(text) <= _LONGEST:
        return text
    return text.encode("utf-16-le", "replace")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
