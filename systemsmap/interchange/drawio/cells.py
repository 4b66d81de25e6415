"""The cells of a page: boxes and lines with their labels, styles, places and custom properties."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from systemsmap.interchange import limits
from systemsmap.interchange.building import Place, number, place
from systemsmap.interchange.markup import words_of_markup
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import below, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_KNOWN = re.compile(r"</?(?:b|i|u|s|br|p|div|span|font|strong|em|h[1-6])\b[^<>]*>", re.IGNORECASE)
_WRAPPERS = ("object", "UserObject")
_OWN = ("id", "label", "placeholders")
_HOLDER = re.compile(r"%([\w.-]{1,60})%")


@dataclass(frozen=True, slots=True)
class Cell:
    """A box or a line. `corner` and `points` are counted from the cell that it lies in."""

    id: str
    label: str
    parent: str
    style: Mapping[str, str]
    is_box: bool
    is_line: bool
    source: str = ""
    target: str = ""
    corner: Place | None = (0.0, 0.0)
    size: Place = (0.0, 0.0)
    points: tuple[Place, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def cells_of(page: "_Element") -> list[Cell]:
    """Return the cells of a page, those that are wrapped in an object with its properties.

    Raises ImportTrouble when there are more of them than any map could need.
    """
    pairs = list(_pairs(page))
    if len(pairs) > limits.TRIED:
        raise ImportTrouble(f"There are more than {limits.TRIED:,} boxes and lines on the page.")
    return [_cell(inside, around) for inside, around in pairs]


def _pairs(page: "_Element") -> "Iterator[tuple[_Element, _Element | None]]":
    for element in page.iter():
        if local(element) in _WRAPPERS:
            yield from ((inside, element) for inside in below(element, "mxCell")[:1])
        elif local(element) == "mxCell":
            around = element.getparent()
            if around is None or local(around) not in _WRAPPERS:
                yield element, None


def _cell(inside: "_Element", around: "_Element | None") -> Cell:
    style = _style(inside.get("style") or "")
    said = {str(k): str(v) for k, v in around.attrib.items()} if around is not None else {}
    label = said.get("label") or inside.get("value") or ""
    if said.get("placeholders") == "1":
        label = _HOLDER.sub(lambda found: said.get(found[1], found[0])[: limits.LABEL], label)
    box = next(iter(below(inside, "mxGeometry")), None)
    corner, size = (0.0, 0.0), (0.0, 0.0)
    at: Place | None = corner
    if box is not None:
        at = place(box.get("x", "0"), box.get("y", "0"))
        size = (number(box.get("width")) or 0.0, number(box.get("height")) or 0.0)
    return Cell(
        id=said.get("id") or inside.get("id") or "",
        label=words_of(label, is_html=style.get("html") == "1"),
        parent=inside.get("parent") or "",
        style=style,
        is_box=inside.get("vertex") == "1",
        is_line=inside.get("edge") == "1",
        source=inside.get("source") or "",
        target=inside.get("target") or "",
        corner=at,
        size=size,
        points=tuple(_points(box)) if box is not None else (),
        fields={k: v for k, v in said.items() if k not in _OWN and not k.startswith("{")},
    )


def _style(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";") if part)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _points(box: "_Element") -> Iterator[Place]:
    for points in below(box, "Array"):
        if points.get("as") == "points":
            for point in below(points, "mxPoint"):
                at = place(point.get("x", "0"), point.get("y", "0"))
                if at is not None:
                    yield at


def words_of(label: str, *, is_html: bool) -> str:
    """Return a label as plain words, its lines kept; one that is no HTML as it stands."""
    if not is_html and not _KNOWN.search(label):
        return label.replace("\xa0", " ").strip()
    return words_of_markup(label)


class Page:
    """The cells of a page by their ids, and where things lie on it."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self._by_id: dict[str, Cell] = {}
        for cell in cells:
            self._by_id.setdefault(cell.id, cell)
        parts: dict[str, list[str]] = {}
        for cell in cells:
            if self.is_label(cell) and cell.label:
                parts.setdefault(cell.parent, []).append(cell.label)
        self.labels = {id_: " ".join(words) for id_, words in parts.items()}
        self.linked = {end for c in cells if c.is_line for end in (c.source, c.target)}

    def is_label(self, cell: Cell) -> bool:
        """Return whether a box is only what is written on a line."""
        parent = self._by_id.get(cell.parent)
        return cell.is_box and parent is not None and parent.is_line

    def origin(self, cell: Cell) -> Place | None:
        """Return from where on the page the places in a cell are counted."""
        x = y = 0.0
        at = self._by_id.get(cell.parent)
        for _ in range(limits.DEPTH):
            if at is None:
                break
            if at.corner is None:
                return None
            x, y = x + at.corner[0], y + at.corner[1]
            at = self._by_id.get(at.parent)
        return x, y

    def corner(self, cell: Cell) -> Place | None:
        """Return the top left corner of a box on the page."""
        origin = self.origin(cell)
        if origin is None or cell.corner is None:
            return None
        return origin[0] + cell.corner[0], origin[1] + cell.corner[1]

    def middle(self, cell: Cell) -> Place | None:
        """Return the middle of a box on the page."""
        at = self.corner(cell)
        return (at[0] + cell.size[0] / 2, at[1] + cell.size[1] / 2) if at else None

    def middle_of(self, id_: str) -> Place | None:
        """Return the middle of the box with this id, None where there is none."""
        cell = self._by_id.get(id_)
        return self.middle(cell) if cell is not None else None
