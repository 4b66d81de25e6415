"""Kumu: project exports and blueprints in JSON.

A connection's sign is its type. With two signs together there is one for each end, and what
counts is their product: `--` is positive. Delays, loops and places are read; of several maps in
a project one is chosen. What is written is a project that restores into a new one at Kumu.

Elements and connections have whatever fields people give them: kinds, the boundary, evidence,
reasons and sources are such fields. How far a connection is bent is its `curvature`; to which
side is said nowhere, so only a straight one and one that we wrote (`bend`) keep their bend.
"""

import json
from collections.abc import Mapping

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    entries,
    number,
    place,
    words,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.directions import connect
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.several import SeveralMaps
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.terms import evidence_of, kind_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Evidence, Link, NamedLoop, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

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
_Object = Mapping[str, object]
_OUTSIDE = "outside"
_OF_ELEMENTS = frozenset({"label", "element type", "boundary", "description"})
_OF_CONNECTIONS = frozenset(
    {
        "label",
        "connection type",
        "description",
        "delay",
        "direction",
        "evidence",
        "reason",
        "source",
    }
)
_SAME = 1e-6
_TYPES = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "-", Polarity.MIXED: "±"}


def read(data: bytes, part: str | None = None) -> Imported:
    """Return the map of a project, or of a blueprint; `part` is the name of one of its maps.

    Raises ImportTrouble, SeveralMaps when there are several and none was named.
    """
    raw = Cleaner().clean(parse(data))
    if not is_kumu(raw):
        raise ImportTrouble("It is JSON, but no project or blueprint of Kumu.")
    assert isinstance(raw, dict)
    shown = _chosen(entries(raw.get("maps")), part)
    builder = MapBuilder("kumu", words(raw.get("name")) or words(shown.get("name")))
    builder.description = words(raw.get("description"))
    _elements(builder, raw, shown)
    _connections(builder, raw, shown)
    _tell_fields(builder, raw)
    for loop in entries(raw.get("loops")):
        about = _about(loop)
        links = [words(i) for i in _list(loop.get("connections"))]
        builder.loop(links, words(about.get("label")), words(about.get("description")))
    return builder.imported()


def is_kumu(raw: object) -> bool:
    """Tell whether this looks like Kumu's JSON."""
    if not isinstance(raw, dict) or not isinstance(raw.get("elements"), list):
        return False
    return isinstance(raw.get("connections"), list)


def _chosen(maps: list[dict[str, object]], part: str | None) -> _Object:
    names = [words(one.get("name")) or f"Map {n}" for n, one in enumerate(maps, 1)]
    if part is not None:
        if part not in names:
            raise SeveralMaps(names, part)
        return maps[names.index(part)]
    if len(maps) > 1:
        raise SeveralMaps(names)
    return maps[0] if maps else {}


def _elements(builder: MapBuilder, raw: _Object, shown: _Object) -> None:
    """Add the elements that are on the chosen map, or all where there is none."""
    nodes = {words(one.get("element")): one for one in entries(shown.get("elements"))}
    for element in entries(raw.get("elements")):
        about = _about(element)
        name = words(about.get("label")).replace("  ", "\n")
        key = words(element.get("_id")) or words(element.get("id")) or name
        if nodes and key not in nodes:
            continue
        at = nodes.get(key, {}).get("position")
        where = place(at.get("x"), at.get("y")) if isinstance(at, dict) else None
        builder.variable(key, name, where, _said_of_element(builder, about))


def _said_of_element(builder: MapBuilder, about: _Object) -> SaidOfVariable:
    kind = words(about.get("element type")) or words(about.get("type"))
    known = kind_of(kind)
    if kind.strip() and not known:
        builder.lose("Element type left out, it is no kind of variable here", kind)
    outside = words(about.get("boundary")).strip().casefold() == _OUTSIDE
    return SaidOfVariable(words(about.get("description")), known, outside)


def _tell_fields(builder: MapBuilder, raw: _Object) -> None:
    """Tell of the fields that people made and a map here has no place for."""
    told: dict[str, None] = {}
    for part, known in (("elements", _OF_ELEMENTS), ("connections", _OF_CONNECTIONS)):
        for thing in entries(raw.get(part)):
            about = thing.get("attributes")
            fields = about.items() if isinstance(about, dict) else ()
            told |= dict.fromkeys(name for name, value in fields if value and name not in known)
    for name in told:
        builder.lose("Field left out", name)


def _connections(builder: MapBuilder, raw: _Object, shown: _Object) -> None:
    edges = {words(one.get("connection")): one for one in entries(shown.get("connections"))}
    for connection in entries(raw.get("connections")):
        about = _about(connection)
        key = words(connection.get("_id")) or words(connection.get("id"))
        if edges and key not in edges:
            continue
        start, end = words(connection.get("from")), words(connection.get("to"))
        told = f"{builder.name(start)} to {builder.name(end)}"
        bend = _bend(builder, edges.get(key, {}), told)
        if connection.get("reversed") is True:
            start, end, bend = end, start, -bend if bend else bend
        direction = words(connection.get("direction")) or words(about.get("direction"))
        connect(builder, (start, end), _said(builder, connection, key, bend), direction)


def _bend(builder: MapBuilder, edge: _Object, told: str) -> float | None:
    """Return the bend of a connection on the map, where it can be known."""
    curvature, bend = number(edge.get("curvature")), number(edge.get("bend"))
    if curvature is None:
        return bend
    if bend is not None and abs(_curvature(bend) - abs(curvature)) < _SAME:
        return bend
    if curvature:
        builder.lose("Bend left out, for Kumu does not say to which side", told)
    return None if curvature else 0.0


def _curvature(bend: float) -> float:
    """Return how far an arc is bent as Kumu has it, from 0 to 1."""
    return min(abs(bend), 1.0)


def _said(builder: MapBuilder, connection: _Object, key: str, bend: float | None) -> SaidOfLink:
    about = _about(connection)
    kind = words(about.get("connection type")) or words(about.get("type"))
    note = "\n".join(filter(None, (words(about.get(k)) for k in ("label", "description"))))
    delayed = connection.get("delayed") is True or words(about.get("delay")).lower() == "true"
    evidence = words(about.get("evidence")).strip()
    level = evidence_of(evidence)
    if evidence and not level:
        builder.lose("Evidence left out, it is none of the five levels here", evidence)
    level = level or Evidence.ASSUMPTION
    why, source = words(about.get("reason")), words(about.get("source"))
    return SaidOfLink(sign_of(kind), delayed, bend, level, why, source, note, key)


def _about(thing: _Object) -> _Object:
    """Return the attributes of an element of an export, or the object itself in a blueprint."""
    about = thing.get("attributes")
    return about if isinstance(about, dict) else thing


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def write(map_: SystemsMap) -> bytes:
    """Return the map as a project of Kumu with one map in it."""
    kept = written_ids(map_, "kumu")
    ids = {i: f"elem-{i}" if kept[i] == i else kept[i] for i in map_.variables}
    conns = {i: f"conn-{i}" if kept[i] == i else kept[i] for i in map_.links}
    loops = [
        (f"loop-{loop.id[-12:]}", loop)
        for loop in map_.loops.values()
        if loop.name and all(i in conns for i in loop.links)
    ]
    title = map_.info.title or "Map"
    project = {
        "name": title,
        "description": map_.info.description,
        "elements": [_element(ids[v.id], v) for v in map_.variables.values()],
        "connections": [_connection(conns[k.id], k, ids) for k in map_.links.values()],
        "loops": [_loop(id_, loop, conns) for id_, loop in loops],
        "maps": [
            {
                "_id": "map-1",
                "name": title,
                "elements": [_node(ids[v.id], v) for v in map_.variables.values()],
                "connections": [_edge(conns[k.id], k) for k in map_.links.values()],
                "loops": [_label(id_) for id_, _ in loops],
            }
        ],
        "perspectives": [],
    }
    text = json.dumps(project, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _loop(id_: str, loop: NamedLoop, conns: Mapping[str, str]) -> dict[str, object]:
    about = {"label": loop.name, "description": loop.story}
    return {"_id": id_, "attributes": about, "connections": [conns[i] for i in loop.links]}


def _label(id_: str) -> dict[str, object]:
    return {"_id": f"labl-{id_}", "position": None, "pinned": False, "loop": id_}


def _element(id_: str, variable: Variable) -> dict[str, object]:
    label = variable.name.replace("\n", "  ")
    about: dict[str, object] = {"label": label}
    if variable.kind:
        about["element type"] = variable.kind.label
    if variable.outside:
        about["boundary"] = _OUTSIDE
    if variable.note:
        about["description"] = variable.note
    return {"_id": id_, "attributes": about}


def _connection(id_: str, link: Link, ids: Mapping[str, str]) -> dict[str, object]:
    about: dict[str, object] = {"connection type": _TYPES.get(link.polarity, "?")}
    if link.evidence is not Evidence.ASSUMPTION:
        about["evidence"] = link.evidence.label
    fields = {"reason": link.rationale, "source": link.reference, "description": link.note}
    about |= {name: text for name, text in fields.items() if text}
    return {
        "_id": id_,
        "direction": "directed",
        "delayed": link.delayed,
        "reversed": False,
        "from": ids[link.source],
        "to": ids[link.target],
        "attributes": about,
    }


def _edge(id_: str, link: Link) -> dict[str, object]:
    """Return how a connection lies on the map; `bend` is not Kumu's, it tells us the side."""
    edge: dict[str, object] = {"_id": f"edge-{id_}", "connection": id_}
    if link.bend is None:
        return edge
    if link.source == link.target:
        return edge | {"bend": link.bend}
    return edge | {"curvature": _curvature(link.bend), "bend": link.bend}


def _node(id_: str, variable: Variable) -> dict[str, object]:
    return {
        "_id": f"node-{id_}",
        "position": {"x": variable.x, "y": variable.y},
        "pinned": True,
        "style": {},
        "element": id_,
    }
