"""Loopy: a `.loopy` file, or the long link of a map at ncase.me/loopy.

Both are a list of lists: nodes, edges, labels, the last number given. Names are encoded as in a
link, once in a file and twice in a link. An arc is its height in pixels over the straight line,
positive where it bulges to the left of travel; of a link from a node to itself `rotation` says, in
degrees clockwise from the top, where it stands out.
"""

import json
from math import hypot
from urllib.parse import quote, unquote

from systemsmap.interchange import limits
from systemsmap.interchange.building import (
    Kept,
    MapBuilder,
    Place,
    SaidOfLink,
    SaidOfVariable,
    foreign_fields,
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
from systemsmap.model.records import Link, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.POSITIONS | Holds.TEXTS | Holds.SELF | Holds.LONE | Holds.MARKS
PAGE = "https://ncase.me/loopy/v1.1/?data="
_MARK = "data="
_STRENGTH = {Polarity.POSITIVE: 1, Polarity.NEGATIVE: -1}
_BEND = 0.2  # of an arc that nobody bent: two links to and fro lie apart
_OWN_ARC = 100.0  # pixels of the arc of a node to itself, which stands out from under the node
_NOTE_WIDTH = 240.0
_LINE = 20.0  # pixels of a line of a label, which is centred where ours begins at the top left
_CODES = 12  # letters that one letter takes at most when it is encoded
_PLAIN = 1.0  # the strength of an arrow that nobody made stronger


def is_loopy(raw: object) -> bool:
    """Tell whether this looks like a map of Loopy: lists of nodes, edges and labels."""
    if not isinstance(raw, list) or len(raw) < 2:
        return False
    nodes, edges = raw[0], raw[1]
    if not isinstance(nodes, list) or not isinstance(edges, list) or not nodes:
        return False
    return all(isinstance(node, list) and len(node) >= 5 and words(node[4]) for node in nodes[:20])


def read(data: bytes) -> Imported:
    """Return the map in a file, or behind a link. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(_json(data)))
    if not is_loopy(raw):
        raise ImportTrouble("It is no map of Loopy.")
    assert isinstance(raw, list)
    builder = MapBuilder("loopy")
    middles: dict[str, Place] = {}
    for node in raw[0]:
        if not isinstance(node, list) or len(node) < 5:
            raise ImportTrouble("In the file, a circle is not a list of numbers and its name.")
        key, at = words(node[0]), place(node[1], node[2])
        kept = _kept(init=node[3], hue=node[5] if len(node) > 5 else "")
        builder.variable(key, _decoded(node[4]), at, SaidOfVariable(kept=kept))
        middles.setdefault(key, at or (0.0, 0.0))
    for edge in raw[1]:
        if not isinstance(edge, list) or len(edge) < 4:
            raise ImportTrouble("In the file, an arrow is not a list of numbers.")
        _take_edge(builder, edge, middles)
    for label in raw[2] if len(raw) > 2 and isinstance(raw[2], list) else []:
        if isinstance(label, list) and len(label) >= 3:
            _take_label(builder, label)
    return builder.imported()


def _json(data: bytes) -> bytes:
    """Return the JSON in a file; of a link, what stands behind `data=`, decoded once."""
    if len(data) > limits.FILE_BYTES:
        raise ImportTrouble("The file is too large for a map of Loopy.")
    text = data.decode("utf-8", "replace").lstrip("\ufeff").strip()
    if text.startswith("["):
        return text.encode()
    before, mark, rest = text.partition(_MARK)
    if not mark or "loopy" not in before.lower() or len(before) > limits.LABEL:
        raise ImportTrouble("It is neither a file nor a link of Loopy.")
    return unquote(rest.split("&", 1)[0].split()[0] if rest.split() else "").encode()


def _kept(**fields: object) -> Kept:
    return tuple((name, words(value)) for name, value in fields.items())


def _decoded(text: object) -> str:
    return unquote(words(text)[: _CODES * limits.TEXT])


def _take_label(builder: MapBuilder, label: list[object]) -> None:
    text, at = _decoded(label[2]), place(label[0], label[1]) or (0.0, 0.0)
    high = _LINE * (text.count("\n") + 1)
    builder.text(text, (at[0] - _NOTE_WIDTH / 2, at[1] - high / 2), _NOTE_WIDTH)


def _take_edge(builder: MapBuilder, edge: list[object], middles: dict[str, Place]) -> None:
    start, end = words(edge[0]), words(edge[1])
    arc, strength = number(edge[2]) or 0.0, number(edge[3])
    if start == end:
        bend: float | None = _turns(arc, edge)
    else:
        (x, y), (to_x, to_y) = (middles.get(key, (0.0, 0.0)) for key in (start, end))
        chord = hypot(to_x - x, to_y - y)
        bend = arc / chord if chord else None
    if strength is not None and abs(strength) > _PLAIN:
        told = f"{builder.name(start)} to {builder.name(end)}"
        builder.lose("Stronger or special arrow, kept on the map as its plain sign", told)
    sign = None if strength is None else sign_of_number(strength)
    kept = _kept(strength=edge[3]) if strength not in (None, 0.0, _PLAIN, -_PLAIN) else ()
    builder.link(start, end, SaidOfLink(sign, bend=bend, kept=kept))


def _turns(arc: float, edge: list[object]) -> float:
    """Return where the arc of a node to itself stands out, in turns clockwise from the top."""
    rotation = (number(edge[4]) if len(edge) > 4 else None) or 0.0
    return (rotation / 360 + (0.5 if arc < 0 else 0.0)) % 1.0


def write(map_: SystemsMap) -> bytes:
    """Return the map as a `.loopy` file."""
    ids = _ids(map_)
    nodes = [_node(v, ids[v.id], n % 6) for n, v in enumerate(map_.variables.values())]
    edges = [_edge(map_, k, ids) for k in map_.links.values()]
    labels = [_label(note) for note in map_.notes.values()]
    last = max(ids.values(), default=0)
    return json.dumps([nodes, edges, labels, last], separators=(",", ":")).encode()


def _ids(map_: SystemsMap) -> dict[str, int]:
    """Return a number for each variable: the one it had in Loopy, else one that is free."""
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for variable in map_.variables.values():
        had = foreign_fields(variable.extra, "loopy").get("id", "")
        if had.isascii() and had.isdigit() and len(had) < 10 and int(had) not in taken:
            ids[variable.id] = int(had)
            taken.add(int(had))
    last = max(taken, default=0)
    for id_ in map_.variables:
        if id_ not in ids:
            last += 1
            ids[id_] = last
    return ids


def _node(variable: Variable, id_: int, hue: int) -> list[object]:
    had = foreign_fields(variable.extra, "loopy")
    begins, colour = number(had.get("init")), number(had.get("hue"))
    x, y = round(variable.x), round(variable.y)
    shown = hue if colour is None or not 0 <= colour <= 5 else int(colour)
    return [id_, x, y, 0.5 if begins is None else begins, _encoded(variable.name), shown]


def _edge(map_: SystemsMap, link: Link, ids: dict[str, int]) -> list[object]:
    a, b = map_.variables[link.source], map_.variables[link.target]
    ends, strength = [ids[a.id], ids[b.id]], _strength(link)
    if a.id == b.id:
        return [*ends, _OWN_ARC, strength, round((link.bend or 0.0) * 360) % 360]
    bend = _BEND if link.bend is None else link.bend
    arc = round(bend * hypot(a.x - b.x, a.y - b.y), 1) or 0.1
    return [*ends, arc, strength, 0]


def _strength(link: Link) -> float:
    """Return the strength a link had in Loopy with the sign it has now."""
    had = number(foreign_fields(link.extra, "loopy").get("strength"))
    sign = _STRENGTH.get(link.polarity, 0)
    return sign * abs(had) if had else sign


def _label(note: Note) -> list[object]:
    high = _LINE * (note.text.count("\n") + 1)
    x, y = note.x + note.width / 2, note.y + high / 2
    return [round(x), round(y), _encoded(note.text)]


def _encoded(text: str) -> str:
    return quote(Cleaner().text(text), safe="-_.!~*'()")


def as_link(map_: SystemsMap) -> str:
    """Return a link that opens the map at Loopy's page."""
    raw = json.loads(write(map_))
    for node in raw[0]:
        node[4] = quote(node[4], safe="")
    for label in raw[2]:
        label[2] = quote(label[2], safe="")
    text = json.dumps(raw, separators=(",", ":")).replace('"', "%22")
    return f"{PAGE}{text[:-1]}%5D"
