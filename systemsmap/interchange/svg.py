"""SVG pictures with the map inside: out as the drawing, in from what is embedded in them."""

from typing import TYPE_CHECKING

from systemsmap.interchange import json
from systemsmap.interchange.embedding import pack, unpack
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.picture_of import drawn
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.picture import Picture
from systemsmap.rendering.svg import MAP_NAMESPACE, to_svg

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG = f"{{{MAP_NAMESPACE}}}map"


def write(map_: SystemsMap) -> bytes:
    """Return the picture of a map, with badges, key and title, as SVG in UTF-8."""
    map_, picture = drawn(map_)
    return svg_of(picture, map_)


def svg_of(picture: Picture, map_: SystemsMap) -> bytes:
    """Return a picture as SVG in UTF-8, the whole of `map_` embedded, whatever it shows of it."""
    return to_svg(picture, pack(json.write(map_, compact=True))).encode()


def read(data: bytes) -> Imported:
    """Return the map embedded in an SVG picture. Raises ImportTrouble when there is none."""
    element = next(_root(data).iter(_TAG), None)
    if element is None:
        raise ImportTrouble("There is no map inside this picture.")
    return json.read(unpack(element.text or ""))


def _root(data: bytes) -> "_Element":
    """The parsed picture. Nothing it refers to is followed, and no entities are accepted."""
    from lxml import etree  # noqa: PLC0415 - thirty milliseconds that only readers of SVG wait for

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ImportTrouble("The file is not an SVG picture, or a damaged one.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportTrouble("The picture has a document type declaration, so it was not read.")
    return root
