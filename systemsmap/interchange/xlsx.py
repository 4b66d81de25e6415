"""Workbooks: our own, those of Kumu and PRSM, and any sheet with a list of links or a matrix."""

from collections.abc import Sequence

from systemsmap.interchange import csv
from systemsmap.interchange.building import MapBuilder
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.workbook import MOST_ROWS, Sheet, sheets
from systemsmap.interchange.xlsx_reading import (
    Names,
    ends_of,
    is_of_links,
    is_of_variables,
    take_links,
    take_loops,
    take_variables,
)
from systemsmap.interchange.xlsx_writing import write, write_for_kumu, write_for_prsm

__all__ = ["FOR_KUMU", "FOR_PRSM", "HOLDS", "read", "write", "write_for_kumu", "write_for_prsm"]

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
_OURS = frozenset({"evidence", "about"})
_ASIDE = "Sheet left aside, nothing in it is known to be of a map"


def read(data: bytes) -> Imported:
    """Return the map of a workbook. Raises ImportTrouble."""
    found = sheets(data)
    builder = MapBuilder("workbook")
    links = [sheet for sheet in found if is_of_links(sheet)]
    others = [sheet for sheet in found if not is_of_links(sheet)]
    ends = ends_of(links)
    is_only = len(found) == 1
    lists = [sheet for sheet in others if is_of_variables(sheet, ends, is_only=is_only)]
    if not links:
        matrix = next((sheet for sheet in others if csv.is_matrix(sheet.rows)), None)
        if matrix:
            _tell_rest(builder, [sheet for sheet in others if sheet is not matrix])
            return csv.read_rows(matrix.rows, builder)
    if not links and not lists:
        raise ImportTrouble("No sheet of it has columns called From and To.")
    names = Names()
    for sheet in lists:
        take_variables(builder, names, sheet)
    for sheet in links:
        take_links(builder, names, sheet)
    _take_rest(builder, names, [sheet for sheet in others if sheet not in lists])
    for sheet in filter(lambda sheet: sheet.is_cut, (*links, *lists)):
        builder.lose(f"Only {MOST_ROWS:,} rows and {csv.MOST_COLUMNS:,} columns read", sheet.title)
    return builder.imported()


def _take_rest(builder: MapBuilder, names: Names, rest: Sequence[Sheet]) -> None:
    unknown = []
    for sheet in rest:
        title = folded(sheet.title)
        if title == "about":
            said = {folded(row[0]): row[1] for row in sheet.rows if len(row) > 1}
            builder.title, builder.question = said.get("title", ""), said.get("question", "")
        elif title != "loops" or not take_loops(builder, names, sheet):
            unknown.append(sheet)
    _tell_rest(builder, unknown)


def _tell_rest(builder: MapBuilder, rest: Sequence[Sheet]) -> None:
    for sheet in rest:
        if folded(sheet.title) not in _OURS:
            builder.lose(_ASIDE, sheet.title)
