"""Workbooks made for tests, by another library than the one that reads them."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

from systemsmap.model.systems_map import SystemsMap

Rows = Sequence[Sequence[object]]


def book(**sheets: Rows) -> bytes:
    """Return a workbook with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def ends(map_: SystemsMap) -> set[tuple[str, str, str]]:
    """Return cause, effect and sign of each link."""
    names = {v.id: " ".join(v.name.split()) for v in map_.variables.values()}
    return {(names[k.source], names[k.target], k.polarity.value) for k in map_.links.values()}


def names(map_: SystemsMap) -> list[str]:
    """Return what the variables are called, in order."""
    return sorted(v.name for v in map_.variables.values())
