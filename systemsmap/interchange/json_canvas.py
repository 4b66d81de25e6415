"""JSON Canvas, the open format of Obsidian's boards: cards with text and arrows between them.

The first paragraph of a card is the name of a variable, what follows its note. What a board has
no place for stands in a field of ours, for the format lets fields stand that it does not know.
"""

import json
import re
from collections.abc import Mapping

from systemsmap.interchange import beyond, limits
from systemsmap.interchange.building import (
    MapBuilder,
    Place,
    entries,
    number,
    place,
    words,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import ON_CANVAS, Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.labels import DELAY, said_on
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of

HOLDS: Holds = ON_CANVAS
_OURS = "systemsmap"
_COLOURS = {Polarity.POSITIVE: "#0072b2", Polarity.NEGATIVE: "#c2410c"}
_SIGNS = {Polarity.NEGATIVE: "−"}
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_ESCAPED = re.compile(r"\\([\\#*])")
_MARKS = re.compile(r"([\\#*])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_LETTERS, _LINE_HEIGHT, _WIDEST = 34, 22, 300  # of the note in a card
_MOST = 2 * limits.TEXT
"""Characters of a text that are looked at: what is longer than a note may be is cut and told."""


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
    ours = beyond.fields_in(raw, _OURS)
    builder = MapBuilder("canvas", words(ours.get("title")))
    for node in entries(raw.get("nodes")):
        _take_node(builder, node)
    for edge in entries(raw.get("edges")):
        _take_edge(builder, edge)
    beyond.take_loops(builder, ours)
    return builder.imported()


def _take_node(builder: MapBuilder, node: dict[str, object]) -> None:
    kind, text = words(node.get("type")), words(node.get("text"))[:_MOST].strip()
    ours = beyond.fields_in(node, _OURS)
    if kind != "text" or not text:
        name = text or words(node.get("label")) or words(node.get("file"))
        said = name or words(node.get("url")) or kind
        builder.lose("Only cards with text become variables; left out", said)
    elif ours.get("is") == "note":
        at = place(node.get("x"), node.get("y")) or (0.0, 0.0)
        builder.text(_unescaped(text), at, number(node.get("width")) or 240.0)
    else:
        name, note = (*_PARAGRAPH.split(text, maxsplit=1), "")[:2]
        said_of = beyond.said_of_variable(ours, note.strip())
        builder.variable(words(node.get("id")), _plain(name), _middle(node), said_of)


def _plain(text: str) -> str:
    """Return the words of a card without the marks of a heading or of bold letters."""
    text = _STRONG.sub(r"\1", _HEADING.sub("", text))
    lines = (line.strip() for line in _unescaped(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _middle(node: dict[str, object]) -> Place | None:
    at = place(node.get("x"), node.get("y"))
    if at is None:
        return None
    wide, high = (number(node.get(side)) or 0.0 for side in ("width", "height"))
    return at[0] + wide / 2, at[1] + high / 2


def _take_edge(builder: MapBuilder, edge: dict[str, object]) -> None:
    start, end, id_ = (words(edge.get(key)) for key in ("fromNode", "toNode", "id"))
    head, tail = edge.get("toEnd", "arrow") == "arrow", edge.get("fromEnd") == "arrow"
    sign, delayed, note = said_on(words(edge.get("label"))[:_MOST])
    told = f"{builder.name(start)} to {builder.name(end)}"
    if not head and not tail:
        builder.lose("Line without an arrow, read from its first card to its second", told)
    if tail and not head:
        start, end = end, start
    ours = beyond.fields_in(edge, _OURS) | {"delayed": delayed}
    note = "\n".join(part for part in (note, words(ours.get("note"))) if part)
    builder.link(start, end, beyond.said_of_link(ours, sign, note, id_))
    if tail and head and start != end:
        builder.lose("Arrow with two heads, read as a link each way", told)
        builder.link(end, start, beyond.said_of_link({"delayed": delayed}, sign, note))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a board: a card for each variable, an arrow for each link."""
    ids = written_ids(map_, "canvas")
    notes = [_note(note, f"note-{note.id}") for note in map_.notes.values()]
    board: dict[str, object] = {
        "nodes": [*(_node(v, ids[v.id]) for v in map_.variables.values()), *notes],
        "edges": [_edge(map_, k, ids) for k in map_.links.values()],
    }
    ours: dict[str, object] = {"title": map_.info.title} if map_.info.title else {}
    if loops := beyond.loops_of(map_, ids):
        ours["loops"] = loops
    board = {**board, _OURS: ours} if ours else board
    return json.dumps(board, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def _escaped(text: str) -> str:
    """Return words as Markdown that means them: no headings, no stars that make them bold."""
    return _MARKS.sub(r"\\\1", text)


def _node(variable: Variable, id_: str) -> dict[str, object]:
    wide, high = (2 * (round(side / 2) + 8) for side in size_of(variable.name, PRINT))
    text = _escaped(variable.name)
    if variable.note:
        text += f"\n\n{variable.note}"
        wide = max(wide, _WIDEST)
        high += 2 * round(_LINE_HEIGHT * (_lines(variable.note) + 1) / 2)
    node: dict[str, object] = {
        "id": id_,
        "type": "text",
        "text": text,
        "x": round(variable.x) - wide // 2,
        "y": round(variable.y) - high // 2,
        "width": wide,
        "height": high,
    }
    ours = beyond.of_variable(variable)
    return {**node, _OURS: ours} if ours else node


def _lines(text: str) -> int:
    return sum(1 + len(line) // _LETTERS for line in text.split("\n"))


def _note(note: Note, id_: str) -> dict[str, object]:
    return {
        "id": id_,
        "type": "text",
        "text": _escaped(note.text),
        "x": round(note.x),
        "y": round(note.y),
        "width": round(note.width),
        "height": _LINE_HEIGHT * (_lines(note.text) + 1),
        "color": "3",
        _OURS: {"is": "note"},
    }


def _edge(map_: SystemsMap, link: Link, ids: Mapping[str, str]) -> dict[str, object]:
    sign = _SIGNS.get(link.polarity, link.polarity.value)
    from_side, to_side = _sides(map_, link)
    edge: dict[str, object] = {
        "id": ids[link.id],
        "fromNode": ids[link.source],
        "fromSide": from_side,
        "toNode": ids[link.target],
        "toSide": to_side,
        "toEnd": "arrow",
        "label": f"{sign} {DELAY}" if link.delayed else sign,
    }
    if colour := _COLOURS.get(link.polarity):
        edge["color"] = colour
    ours = beyond.of_link(link) | ({"note": link.note} if link.note else {})
    return {**edge, _OURS: ours} if ours else edge


def _sides(map_: SystemsMap, link: Link) -> tuple[str, str]:
    """Return the sides of two cards that face each other."""
    a, b = map_.variables[link.source], map_.variables[link.target]
    dx, dy = b.x - a.x, b.y - a.y
    if a.id == b.id:
        return "right", "top"
    if abs(dx) >= abs(dy):
        return ("right", "left") if dx > 0 else ("left", "right")
    return ("bottom", "top") if dy > 0 else ("top", "bottom")
