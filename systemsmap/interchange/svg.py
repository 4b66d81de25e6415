"""SVG pictures with the map inside: out as the drawing, in from what is embedded in them."""

from systemsmap.interchange import json, limits
from systemsmap.interchange.embedding import pack, unpack
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.picture_of import drawn
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import parse_xml
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.picture import Picture
from systemsmap.rendering.svg import MAP_NAMESPACE, to_svg

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
    root = parse_xml(data, "picture", limits.PICTURE_BYTES)
    element = next(root.iter(_TAG), None)
    if element is None:
        raise ImportTrouble("There is no map inside this picture.")
    return json.read(unpack(element.text or ""))
