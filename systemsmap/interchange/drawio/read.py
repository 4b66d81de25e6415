"""Reads a page of a drawing."""

from collections.abc import Mapping

from systemsmap.interchange.building import Kept, MapBuilder, SaidOfLink, SaidOfVariable
from systemsmap.interchange.drawio.bends import bend_at, turns_at
from systemsmap.interchange.drawio.cells import Cell, Page, cells_of
from systemsmap.interchange.drawio.pages import page_of
from systemsmap.interchange.drawio.properties import (
    BOUNDARY,
    EVIDENCE,
    KIND,
    LOOP,
    LOOP_NAME,
    NOTE,
    OURS,
    OUTSIDE,
    REFERENCE,
    STORY,
    WHAT,
    WHY,
)
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.labels import said_on
from systemsmap.interchange.terms import evidence_of, kind_of
from systemsmap.interchange.xml import parse_xml
from systemsmap.model.records import Evidence


def read(data: bytes, part: str | None = None) -> Imported:
    """Return the map on a page; `part` is the page's name.

    Raises ImportTrouble, SeveralMaps when there are several pages and none was named.
    """
    title, model = page_of(parse_xml(data), part)
    page = Page(cells_of(model))
    builder = MapBuilder("drawio", title)
    loops: list[Cell] = []
    for cell in page.cells:
        if cell.is_box and not page.is_label(cell):
            if cell.fields.get(WHAT) == LOOP:
                loops.append(cell)
            else:
                _take_box(builder, cell, page)
    for cell in page.cells:
        if cell.is_line:
            _take_line(builder, cell, page)
    for cell in loops:
        links = cell.fields.get(LOOP, "").splitlines()
        builder.loop(links, cell.fields.get(LOOP_NAME, ""), cell.fields.get(STORY, ""))
    return builder.imported()


def _take_box(builder: MapBuilder, cell: Cell, page: Page) -> None:
    is_note = cell.fields.get(WHAT) == NOTE or cell.style.get("shape") == "note"
    if is_note and cell.label and cell.id not in page.linked:
        builder.text(cell.label, page.corner(cell) or (0.0, 0.0), cell.size[0] or 240.0)
    elif cell.label:
        said = _said_of_box(builder, cell)
        builder.variable(cell.id or cell.label, cell.label, page.middle(cell), said)
    elif "group" not in cell.style:
        builder.lose("Box without words left out", cell.id)


def _said_of_box(builder: MapBuilder, cell: Cell) -> SaidOfVariable:
    fields = cell.fields
    kind = kind_of(fields.get(KIND, ""))
    if KIND in fields and kind is None:
        builder.lose("Kind not known, now without one", f"{cell.label}: {fields[KIND]}")
    outside = fields.get(BOUNDARY, "").casefold() == OUTSIDE
    return SaidOfVariable(_note(fields), kind, outside, _kept(fields))


def _note(fields: Mapping[str, str]) -> str:
    return fields.get("tooltip") or fields.get("note") or ""


def _kept(fields: Mapping[str, str]) -> Kept:
    return tuple((name, said) for name, said in fields.items() if name not in OURS)


def _take_line(builder: MapBuilder, cell: Cell, page: Page) -> None:
    start, end, label = cell.source, cell.target, cell.label
    label = " ".join(part for part in (label, page.labels.get(cell.id, "")) if part)
    if not start or not end:
        builder.lose("Line that ends in the open left out", label or cell.id)
        return
    head, tail = (
        cell.style.get(side, usual) != "none"
        for side, usual in (("endArrow", "classic"), ("startArrow", "none"))
    )
    bend = _bend(cell, page)
    told = f"{builder.name(start)} to {builder.name(end)}"
    if not head and not tail:
        builder.lose("Line without an arrow, read from its first box to its second", told)
    if tail and not head:
        start, end, bend = end, start, None if bend is None else -bend
    builder.link(start, end, _said_of_line(builder, cell, label, bend))
    if tail and head and start != end:
        builder.lose("Arrow with two heads, read as a link each way", told)
        back = None if bend is None else -bend
        builder.link(end, start, _said_of_line(builder, cell, label, back, again="-back"))


def _said_of_line(
    builder: MapBuilder, cell: Cell, label: str, bend: float | None, again: str = ""
) -> SaidOfLink:
    fields = cell.fields
    sign, delayed, words = said_on(label)
    level = evidence_of(fields.get(EVIDENCE, ""))
    if EVIDENCE in fields and level is None:
        builder.lose("Evidence not understood, now an assumption", fields[EVIDENCE])
    return SaidOfLink(
        sign,
        delayed,
        bend,
        level or Evidence.ASSUMPTION,
        fields.get(WHY, ""),
        fields.get(REFERENCE, ""),
        "\n".join(part for part in (words, _note(fields)) if part),
        f"{cell.id}{again}" if cell.id else "",
        _kept(fields),
    )


def _bend(cell: Cell, page: Page) -> float | None:
    """Return how a line is bent by its waypoints; the corners of a square line say nothing."""
    start, end, origin = page.middle_of(cell.source), page.middle_of(cell.target), page.origin(cell)
    edge = cell.style.get("edgeStyle", "none")
    if start is None or end is None or origin is None or edge not in ("none", ""):
        return None
    points = [(origin[0] + x, origin[1] + y) for x, y in cell.points]
    if cell.source == cell.target:
        return turns_at(start, points)
    return bend_at(start, end, points, curved=cell.style.get("curved") == "1")
