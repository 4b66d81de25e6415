"""Tables: a link on each row, or a matrix of weights, with commas, semicolons or tabs between.

A list is known by its headings, in any order; a matrix by having the same names across and down,
causes down the side. What is written is a list of links, then the variables without any.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from systemsmap.interchange import limits
from systemsmap.interchange.building import MapBuilder, SaidOfLink, distinct_names, number
from systemsmap.interchange.directions import connect
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.signs import sign_of, sign_of_number
from systemsmap.interchange.terms import YES, evidence_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Evidence
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.EVIDENCE
    | Holds.REASONS
    | Holds.LINK_NOTES
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
HEADINGS: dict[str, tuple[str, ...]] = {
    "from": ("from", "source", "cause", "start", "origin", "from variable"),
    "to": ("to", "target", "effect", "end", "destination", "to variable"),
    "sign": ("sign", "polarity", "type", "+/-", "connection type", "direction of effect"),
    "weight": ("weight", "strength", "influence", "value"),
    "delay": ("delay", "delayed", "lag", "slow"),
    "evidence": ("evidence", "basis"),
    "rationale": ("rationale", "reason", "why", "reasoning"),
    "reference": ("reference", "source of evidence", "citation"),
    "note": ("note", "notes", "description", "comment"),
    "label": ("label",),
    "direction": ("direction",),
}
COLUMNS = ("From", "To", "Sign", "Delay", "Evidence", "Why", "Reference", "Note")
MOST_COLUMNS = 2_100
DELAYED = YES | {"delay", "delayed", "||", "‖"}
Row = Sequence[str]


def read(data: bytes) -> Imported:
    """Return the map that a table makes. Raises ImportTrouble."""
    return read_rows(rows_of(data))


def read_rows(rows: list[list[str]], builder: MapBuilder | None = None) -> Imported:
    """Return the map that the rows of a table make. Raises ImportTrouble."""
    if not rows:
        raise ImportTrouble("There is nothing in it.")
    builder = builder or MapBuilder("table")
    columns = headings(rows[0])
    if "from" in columns and "to" in columns:
        take_links(builder, rows[1:], columns, several=_is_kumu(rows[0], columns))
    elif is_matrix(rows):
        _take_matrix(builder, rows)
    else:
        raise ImportTrouble("It has neither columns called From and To nor the same names twice.")
    return builder.imported()


def is_table(text: str) -> bool:
    """Tell whether a text is a table of links or a matrix, as spreadsheets hand over cells."""
    try:
        is_long = "\n" in text.strip()
        rows = rows_of(text.encode("utf-8", "replace")) if is_long else []
    except ImportTrouble:
        return False
    return bool(rows) and ({"from", "to"} <= headings(rows[0]).keys() or is_matrix(rows))


def rows_of(data: bytes) -> list[list[str]]:
    """Return the rows of a table that are not empty. Raises ImportTrouble."""
    text = decoded(data)
    delimiter = _delimiter(text)
    # Before they become a list of millions; commas in a note are never so many.
    if any(line.count(delimiter) > limits.TEXT for line in text.split("\n")):
        raise ImportTrouble(f"It has more than {MOST_COLUMNS:,} columns.")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        full = (_narrow(row) for row in reader if any(map(str.strip, row)))
        rows = [[cell.strip() for cell in row] for row in islice(full, limits.LINKS + 2)]
    except csv.Error:
        raise ImportTrouble("It is not a table: a cell is too long or never ends.") from None
    if len(rows) > limits.LINKS + 1:  # and its headings
        raise ImportTrouble(f"There are more than {limits.LINKS:,} links in it.")
    return rows


def _narrow(row: list[str]) -> list[str]:
    if len(row) > MOST_COLUMNS:
        raise ImportTrouble(f"It has more than {MOST_COLUMNS:,} columns.")
    return row


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, or the code page of Windows."""
    if len(data) > limits.FILE_BYTES:
        raise ImportTrouble(f"The file is larger than {limits.FILE_BYTES // 1_000_000} MB.")
    codes = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ImportTrouble("It is not a text.")


def _delimiter(text: str) -> str:
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    return max(",;\t", key=first.count)


def headings(row: Row) -> dict[str, int]:
    """Return which column holds what, by its heading."""
    found: dict[str, int] = {}
    plain = [folded(cell) for cell in row]
    for what, known in HEADINGS.items():
        at = next((plain.index(word) for word in known if word in plain), None)
        if at is not None and at not in found.values():
            found[what] = at
    return found


def _is_kumu(row: Row, columns: Mapping[str, int]) -> bool:
    """Tell whether the headings are Kumu's, where several effects may stand in one cell."""
    return "sign" in columns and folded(row[columns["sign"]]) == "type"


def take_links(
    builder: MapBuilder, rows: Iterable[Row], columns: Mapping[str, int], *, several: bool = False
) -> None:
    """Add a link for each row; `several` effects in one cell are told apart by `|`."""
    for row in rows:
        cells = {what: row[at] if at < len(row) else "" for what, at in columns.items()}
        start, ends = _unguarded(cells["from"]), [cells["to"]]
        if several:
            ends = cells["to"].split("|")
        if start:
            builder.named(start)
        for end in filter(None, map(_unguarded, ends)):
            builder.named(end)
            if start:
                connect(builder, (start, end), _said(builder, cells), cells.get("direction", ""))


def _said(builder: MapBuilder, cells: Mapping[str, str]) -> SaidOfLink:
    weight = number(cells.get("weight"))
    sign = sign_of(_unguarded(cells.get("sign", "")))
    if sign is None and weight is not None:
        sign = sign_of_number(weight)
    label = _unguarded(cells.get("label", ""))
    if sign is None and "sign" not in cells and sign_of(label):
        sign, label = sign_of(label), ""  # PRSM writes signs as labels
    note = "\n".join(part for part in (label, _unguarded(cells.get("note", ""))) if part)
    evidence = cells.get("evidence", "")
    if evidence and evidence_of(evidence) is None:
        builder.lose("Evidence not understood, now an assumption", evidence)
    return SaidOfLink(
        sign,
        folded(cells.get("delay", "")) in DELAYED,
        None,
        evidence_of(evidence) or Evidence.ASSUMPTION,
        _unguarded(cells.get("rationale", "")),
        _unguarded(cells.get("reference", "")),
        note,
    )


def is_matrix(rows: Sequence[Row]) -> bool:
    """Tell whether the names across are those down the side."""
    across = [folded(cell) for cell in rows[0][1:] if cell]
    down = [folded(row[0]) for row in rows[1:]]
    return len(down) > 1 and across == down


def _take_matrix(builder: MapBuilder, rows: Sequence[Row]) -> None:
    names = [_unguarded(cell) for cell in rows[0][1:] if cell]
    for name in names:
        builder.named(name)
    for row in rows[1:]:
        for name, cell in zip(names, row[1:], strict=False):
            weight, sign = number(cell), sign_of(cell)
            if weight:
                builder.link(_unguarded(row[0]), name, SaidOfLink(sign_of_number(weight)))
            elif cell and weight is None:
                builder.link(_unguarded(row[0]), name, SaidOfLink(sign))


def write(map_: SystemsMap) -> bytes:
    """Return a table with a row for each link, in UTF-8 as spreadsheets open it."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    names = distinct_names(map_)
    for link in map_.links.values():
        cells = [names[link.source], names[link.target], link.polarity.value]
        cells += ["yes" if link.delayed else "", link.evidence.value]
        cells += [link.rationale, link.reference, link.note]
        writer.writerow([guarded(cell) for cell in cells])
    for id_ in map_.variables.keys() - map_.links_at.keys():
        writer.writerow([guarded(names[id_]), *[""] * (len(COLUMNS) - 1)])
    return table.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    risky = cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in "+-" and len(cell) > 1)
    return f"'{cell}" if risky else cell


def _unguarded(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "@", "+", "-", "\t", "\r") else cell
