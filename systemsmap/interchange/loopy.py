"""Loopy: a `.loopy` file, or the long link of a map at ncase.me/loopy.

Both are a list of lists: nodes, edges, labels, the last number given. Names are encoded as in a
link, once in a file and twice in a link. An arc is its height in pixels over the straight line.
"""

import json
from math import hypot
from urllib.parse import quote, unquote

from systemsmap.interchange import limits
from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    number,
    place,
    words,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.signs import sign_of_number
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.POSITIONS | Holds.TEXTS | Holds.SELF | Holds.LONE | Holds.MARKS
PAGE = "https://ncase.me/loopy/v1.1/?data="
_MARK = "data="
_STRENGTH = {Polarity.POSITIVE: 1, Polarity.NEGATIVE: -1}
_ARC = 80.0  # pixels that an arc rises where nobody bent it
_NOTE_WIDTH = 240.0


def is_loopy(raw: object) -> bool:
    """Tell whether this looks like a map of Loopy: lists of nodes, edges and labels."""
    if not isinstance(raw, list) or len(raw) < 2:
        return False
    nodes, edges = raw[0], raw[1]
    if not isinstance(nodes, list) or not isinstance(edges, list) or not nodes:
        return False
    return all(isinstance(node, list) and len(node) >= 5 for node in nodes)


def read(data: bytes) -> Imported:
    """Return the map in a file, or behind a link. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(_json(data)))
    if not is_loopy(raw):
        raise ImportTrouble("It is no map of Loopy.")
    assert isinstance(raw, list)
    builder = MapBuilder("loopy")
    middles: dict[str, tuple[float, float]] = {}
    for node in raw[0]:
        key, at = words(node[0]), place(node[1], node[2])
        builder.variable(key, unquote(words(node[4])).replace("%22", '"'), at)
        middles[key] = at or (0.0, 0.0)
    for edge in raw[1]:
        if not isinstance(edge, list) or len(edge) < 4:
            raise ImportTrouble("In the file, an arrow is not a list of numbers.")
        _take_edge(builder, edge, middles)
    for label in raw[2] if len(raw) > 2 and isinstance(raw[2], list) else []:
        if isinstance(label, list) and len(label) >= 3:
            at = place(label[0], label[1]) or (0.0, 0.0)
            builder.text(unquote(words(label[2])), at, _NOTE_WIDTH)
    return builder.imported()


def _json(data: bytes) -> bytes:
    """Return the JSON in a file; of a link, what stands behind `data=`, decoded once."""
    if len(data) > limits.FILE_BYTES:
        raise ImportTrouble("The file is too large for a map of Loopy.")
    text = data.decode("utf-8", "replace").strip().lstrip("\ufeff")
    if text.startswith("["):
        return text.encode()
    _, mark, rest = text.partition(_MARK)
    if not mark or not text.lower().startswith("http"):
        raise ImportTrouble("It is neither a file nor a link of Loopy.")
    return unquote(rest.split("&", 1)[0].split()[0] if rest.split() else "").encode()


def _take_edge(
    builder: MapBuilder, edge: list[object], middles: dict[str, tuple[float, float]]
) -> None:
    start, end = words(edge[0]), words(edge[1])
    arc, strength = number(edge[2]) or 0.0, number(edge[3])
    chord = hypot(
        *(a - b for a, b in zip(middles.get(start, (0, 0)), middles.get(end, (0, 0)), strict=True))
    )
    bend = -arc / chord if chord and start != end else None
    sign = None if strength is None else sign_of_number(strength)
    builder.link(start, end, SaidOfLink(sign, bend=bend))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a `.loopy` file."""
    ids = {id_: n for n, id_ in enumerate(map_.variables, 1)}
    nodes = [
        [ids[v.id], round(v.x), round(v.y), 0.5, _encoded(v.name), n % 6]
        for n, v in enumerate(map_.variables.values())
    ]
    edges = [
        [ids[k.source], ids[k.target], _arc(map_, k), _STRENGTH.get(k.polarity, 0), 0]
        for k in map_.links.values()
    ]
    labels = [[round(n.x), round(n.y), _encoded(n.text)] for n in map_.notes.values()]
    return json.dumps([nodes, edges, labels, len(nodes)], separators=(",", ":")).encode()


def _encoded(text: str) -> str:
    return quote(Cleaner().text(text), safe="-_.!~*'()")


def _arc(map_: SystemsMap, link: Link) -> float:
    a, b = map_.variables[link.source], map_.variables[link.target]
    if link.bend is None or link.source == link.target:
        return _ARC
    return round(-link.bend * hypot(a.x - b.x, a.y - b.y), 1) or 0.1


def as_link(map_: SystemsMap) -> str:
    """Return a link that opens the map at Loopy's page."""
    raw = json.loads(write(map_))
    for node in raw[0]:
        node[4] = quote(node[4], safe="")
    for label in raw[2]:
        label[2] = quote(label[2], safe="")
    text = json.dumps(raw, separators=(",", ":")).replace('"', "%22")
    return f"{PAGE}{text[:-1]}%5D"
