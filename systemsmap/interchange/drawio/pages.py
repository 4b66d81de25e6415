"""The pages of a drawing, which may lie in the file deflated or as they are."""

import binascii
import re
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import unquote

from systemsmap.interchange import limits
from systemsmap.interchange.several import SeveralMaps
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import below, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPOILED = "The page is damaged: it cannot be unpacked."
# What draw.io calls a page that nobody named, in the languages met so far.
_UNNAMED = re.compile(
    r"(?:Page|Seite|Página|Pagina|Side|Sida|Strona|Sayfa|Oldal|Stránka|Sivu|Страница|ページ|页)-\d+"
)


def page_of(root: "_Element", part: str | None) -> "tuple[str, _Element]":
    """Return the title and the model of a page, the one of this name where there are several.

    Raises ImportTrouble, SeveralMaps when there are several pages and none was named.
    """
    if local(root) == "mxGraphModel":
        return "", root
    if local(root) != "mxfile":
        raise ImportTrouble("It is XML, but no drawing of draw.io.")
    pages = below(root, "diagram")
    names = [page.get("name") or f"Page {n}" for n, page in enumerate(pages, 1)]
    if part is not None and part not in names:
        raise SeveralMaps(names, part)
    if part is None and len(pages) > 1:
        raise SeveralMaps(names)
    if not pages:
        raise ImportTrouble("There is no page in the drawing.")
    page = pages[names.index(part)] if part is not None else pages[0]
    inside, name = below(page, "mxGraphModel"), page.get("name") or ""
    title = "" if _UNNAMED.fullmatch(name) else name
    return title, inside[0] if inside else _unpacked(page.text or "")


def _unpacked(text: str) -> "_Element":
    text = text.strip()
    return parse_xml(text.encode() if text.startswith("<") else _inflated(text), "page")


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
    return unquote(data.decode("utf-8", "replace")).encode("utf-8", "replace")
