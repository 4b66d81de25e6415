"""JSON Canvas, the open format of Obsidian's boards: cards with text and arrows between them."""

import json
from collections.abc import Mapping

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    entries,
    number,
    place,
    words,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
_DELAY = "||"
_COLOURS = {Polarity.POSITIVE: "#0072b2", Polarity.NEGATIVE: "#c2410c"}
_SIGNS = {Polarity.NEGATIVE: "−"}


def is_json_canvas(raw: object) -> bool:
    """Tell whether this looks like a board: nodes, and edges that name the nodes they join."""
    if not isinstance(raw, dict) or not isinstance(raw.get("nodes"), list):
        return False
    edges, nodes = entries(raw.get("edges")), entries(raw.get("nodes"))
    if edges:
        return all("fromNode" in edge and "toNode" in edge for edge in edges)
    return bool(nodes) and all("type" in node and "width" in node for node in nodes)


def read(data: bytes) -> Imported:
    """Return the map of a board. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(data))
    if not is_json_canvas(raw):
        raise ImportTrouble("It is JSON, but no canvas with nodes and edges.")
    assert isinstance(raw, dict)
    builder = MapBuilder("canvas")
    for node in entries(raw.get("nodes")):
        kind, text = words(node.get("type")), words(node.get("text"))
        if kind == "text":
            builder.variable(words(node.get("id")), _plain(text), _middle(node))
        else:
            name = text or words(node.get("label")) or words(node.get("file"))
            builder.lose("Only cards with text become variables; left out", name or kind)
    for edge in entries(raw.get("edges")):
        _take_edge(builder, edge)
    return builder.imported()


def _plain(text: str) -> str:
    """Return the words of a card without the marks of a heading or of bold letters."""
    lines = (line.lstrip("#").replace("**", "").strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _middle(node: dict[str, object]) -> tuple[float, float] | None:
    at = place(node.get("x"), node.get("y"))
    if at is None:
        return None
    wide, high = (number(node.get(side)) or 0.0 for side in ("width", "height"))
    return at[0] + wide / 2, at[1] + high / 2


def _take_edge(builder: MapBuilder, edge: dict[str, object]) -> None:
    start, end = words(edge.get("fromNode")), words(edge.get("toNode"))
    label = words(edge.get("label"))
    delayed = _DELAY in label or "delay" in label.casefold()
    plain = label.replace(_DELAY, "").replace("delay", "").strip(" ,")
    sign = sign_of(plain)
    note = "" if sign else plain
    if edge.get("toEnd") == "none" and edge.get("fromEnd") != "arrow":
        builder.lose("Line without an arrow, read from its first card to its second", note or start)
    if edge.get("fromEnd") == "arrow" and edge.get("toEnd") == "none":
        start, end = end, start
    builder.link(start, end, SaidOfLink(sign, delayed, note=note, id=words(edge.get("id"))))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a board: a card for each variable, an arrow for each link."""
    ids = written_ids(map_, "canvas")
    board = {
        "nodes": [_node(v, ids[v.id]) for v in map_.variables.values()],
        "edges": [_edge(k, ids) for k in map_.links.values()],
    }
    return json.dumps(board, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def _node(variable: Variable, id_: str) -> dict[str, object]:
    wide, high = (2 * (round(side / 2) + 8) for side in size_of(variable.name, PRINT))
    return {
        "id": id_,
        "type": "text",
        "text": variable.name,
        "x": round(variable.x) - wide // 2,
        "y": round(variable.y) - high // 2,
        "width": wide,
        "height": high,
    }


def _edge(link: Link, ids: Mapping[str, str]) -> dict[str, object]:
    sign = _SIGNS.get(link.polarity, link.polarity.value)
    edge: dict[str, object] = {
        "id": ids[link.id],
        "fromNode": ids[link.source],
        "toNode": ids[link.target],
        "toEnd": "arrow",
        "label": f"{sign} {_DELAY}" if link.delayed else sign,
    }
    colour = _COLOURS.get(link.polarity)
    return edge | {"color": colour} if colour else edge
