"""draw.io: boxes become variables, arrows between them links; a page is a map.

A page may lie in the file deflated; it is inflated only as far as a map may be large. Labels are
HTML and read as plain words. Places are top left corners there, middles here.
"""

import binascii
import re
import zlib
from base64 import b64decode
from collections.abc import Mapping
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from systemsmap.interchange import limits
from systemsmap.interchange.building import (
    MapBuilder,
    Place,
    SaidOfLink,
    number,
    place,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.several import SeveralMaps
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import anywhere, below, local, parse_xml
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDS = Holds.SIGNS | Holds.MIXED | Holds.DELAYS | Holds.POSITIONS | Holds.SELF | Holds.LONE
HOLDS |= Holds.MARKS
_SPOILED = "The page is damaged: it cannot be unpacked."
_BREAK = re.compile(r"<(?:br|/div|/p|/li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BOX = "text;html=1;strokeColor=none;fillColor=none;align=center;verticalAlign=middle;"
_LINE = "curved=1;endArrow=classic;html=1;"


def read(data: bytes, part: str | None = None) -> Imported:
    """Return the map on a page; `part` is the page's name.

    Raises ImportTrouble, SeveralMaps when there are several pages and none was named.
    """
    root = parse_xml(data)
    if local(root) not in ("mxfile", "mxGraphModel"):
        raise ImportTrouble("It is XML, but no drawing of draw.io.")
    title, page = _page(root, part)
    builder = MapBuilder("drawio", title)
    cells = {cell.get("id") or "": cell for cell in anywhere(page, "mxCell")}
    wrapped = {id(inside): one for one in page.iter() for inside in below(one, "mxCell")}
    labels: dict[str, str] = {}
    for cell in cells.values():
        parent = cells.get(cell.get("parent") or "")
        if cell.get("vertex") == "1" and parent is not None and parent.get("edge") == "1":
            labels[parent.get("id") or ""] = _words(cell.get("value") or "")
    for cell in anywhere(page, "mxCell"):
        _take_box(builder, cell, wrapped.get(id(cell)), cells)
    for cell in anywhere(page, "mxCell"):
        if cell.get("edge") == "1":
            _take_line(builder, cell, labels)
    return builder.imported()


def _page(root: "_Element", part: str | None) -> "tuple[str, _Element]":
    if local(root) == "mxGraphModel":
        return "", root
    pages = below(root, "diagram")
    names = [page.get("name") or f"Page {n}" for n, page in enumerate(pages, 1)]
    if part is not None and part not in names:
        raise SeveralMaps(names, part)
    if part is None and len(pages) > 1:
        raise SeveralMaps(names)
    if not pages:
        raise ImportTrouble("There is no page in the drawing.")
    page = pages[names.index(part)] if part is not None else pages[0]
    inside = below(page, "mxGraphModel")
    name = page.get("name") or ""
    return name, inside[0] if inside else parse_xml(_inflated(page.text or ""), "page")


def _inflated(text: str) -> bytes:
    """Return the XML of a page that was deflated. Raises ImportTrouble."""
    try:
        packed = b64decode("".join(text.split()), validate=True)
        inflater = zlib.decompressobj(-15)
        data = inflater.decompress(packed, limits.FILE_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        raise ImportTrouble(_SPOILED) from None
    if inflater.unconsumed_tail:
        raise ImportTrouble("The page is larger than any map when it is unpacked.")
    return unquote(data.decode("latin-1")).encode("utf-8", "replace")


def _words(label: str) -> str:
    """Return a label of HTML as plain words, its lines kept."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", label))).replace("\xa0", " ").strip()


def _take_box(
    builder: MapBuilder,
    cell: "_Element",
    around: "_Element | None",
    cells: "dict[str, _Element]",
) -> None:
    parent = cells.get(cell.get("parent") or "")
    on_line = parent is not None and parent.get("edge") == "1"
    if cell.get("vertex") != "1" or on_line:
        return
    is_wrapped = around is not None and local(around) in ("object", "UserObject")
    label = (around.get("label") if is_wrapped and around is not None else None) or ""
    name = _words(label or cell.get("value") or "")
    key = cell.get("id") or (around.get("id") if around is not None else None) or name
    if name:
        builder.variable(key, name, _middle(cell, cells))
    else:
        builder.lose("Box without words left out", key)


def _middle(cell: "_Element", cells: "dict[str, _Element]") -> Place | None:
    """Return the middle of a box on the page: corners are counted from the box it lies in."""
    x = y = 0.0
    at: _Element | None = cell
    for _ in range(limits.DEPTH):
        box = next(iter(below(at, "mxGeometry")), None) if at is not None else None
        if at is None or box is None:
            break
        corner = place(box.get("x", "0"), box.get("y", "0"))
        if corner is None:
            return None
        wide, high = (number(box.get(side)) or 0.0 for side in ("width", "height"))
        own = at is cell
        x += corner[0] + (wide / 2 if own else 0.0)
        y += corner[1] + (high / 2 if own else 0.0)
        at = cells.get(at.get("parent") or "")
    return x, y


def _take_line(builder: MapBuilder, cell: "_Element", labels: dict[str, str]) -> None:
    start, end = cell.get("source") or "", cell.get("target") or ""
    label = _words(cell.get("value") or "") or labels.get(cell.get("id") or "", "")
    if not start or not end:
        builder.lose("Line that ends in the open left out", label or cell.get("id") or "")
        return
    delayed = "||" in label or "delay" in label.casefold()
    plain = label.replace("||", "").replace("delay", "").strip(" ,")
    sign = sign_of(plain)
    style = cell.get("style") or ""
    if "endArrow=none" in style and "startArrow=classic" in style:
        start, end = end, start
    note = "" if sign else plain
    builder.link(start, end, SaidOfLink(sign, delayed, note=note, id=cell.get("id") or ""))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a drawing with one page, not deflated."""
    title = _attribute(map_.info.title or "Map")
    ids = written_ids(map_, "drawio")
    cells = [_box(v, ids) for v in map_.variables.values()]
    cells += [_line(k, ids) for k in map_.links.values()]
    text = (
        f'<mxfile host="systemsmap"><diagram name="{title}" id="map"><mxGraphModel grid="0">'
        '<root><mxCell id="0"/><mxCell id="1" parent="0"/>\n'
        + "\n".join(cells)
        + "\n</root></mxGraphModel></diagram></mxfile>\n"
    )
    return text.encode("utf-8", "replace")


def _attribute(text: str) -> str:
    return escape(Cleaner().text(text), quote=True).replace("\n", "&#10;")


def _box(variable: Variable, ids: Mapping[str, str]) -> str:
    label = escape(Cleaner().text(variable.name)).replace("\n", "<br>")
    wide, high = size_of(variable.name, PRINT)
    x, y = variable.x - wide / 2, variable.y - high / 2
    return (
        f'<mxCell id="{_attribute(ids[variable.id])}" value="{_attribute(label)}" style="{_BOX}"'
        f' vertex="1" parent="1"><mxGeometry x="{x:.3f}" y="{y:.3f}" width="{wide:.3f}"'
        f' height="{high:.3f}" as="geometry"/></mxCell>'
    )


def _line(link: Link, ids: Mapping[str, str]) -> str:
    sign = link.polarity.value
    label = f"{sign} ||" if link.delayed else sign
    colour = PRINT.link_colour(link.polarity)
    return (
        f'<mxCell id="{_attribute(ids[link.id])}" value="{_attribute(label)}"'
        f' style="{_LINE}strokeColor={colour};fontColor={colour};" edge="1" parent="1"'
        f' source="{_attribute(ids[link.source])}" target="{_attribute(ids[link.target])}">'
        '<mxGeometry relative="1" as="geometry"/></mxCell>'
    )
