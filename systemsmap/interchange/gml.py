"""GML: keys and values in nested brackets, as many graph programs still write them."""

import re
from collections.abc import Iterator
from html import unescape

from systemsmap.interchange import limits
from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    entries,
    place,
    words,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.csv import decoded
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.NOTES
    | Holds.LINK_NOTES
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
_TOKEN = re.compile(r'\s*(?:"([^"]*)"|([\[\]])|([^\s\[\]"]+))')
_LETTERS = {'"': "&quot;", "&": "&amp;"}
_Fields = dict[str, object]
_TRUE = frozenset({"1", "true", "yes"})
_LISTS = ("node", "edge")


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    lines = (line for line in decoded(data).splitlines() if not line.lstrip().startswith("#"))
    fields = _fields(iter(list(_tokens("\n".join(lines)))), 0)
    graph = fields.get("graph")
    if not isinstance(graph, dict):
        raise ImportTrouble("It is no GML: there is no graph in it.")
    builder = MapBuilder("gml")
    for node in _all(graph, "node"):
        _take_node(builder, node)
    is_directed = words(graph.get("directed")) in _TRUE
    for edge in _all(graph, "edge"):
        start, end = words(edge.get("source")), words(edge.get("target"))
        if not is_directed:
            builder.lose("Edge without a direction, read from its first end", f"{start} to {end}")
        word = words(edge.get("polarity")) or words(edge.get("label"))
        sign = sign_of(word.replace("||", ""))
        delayed = words(edge.get("delay")).casefold() in _TRUE or "||" in word
        note = words(edge.get("notes")) or ("" if sign else word)
        builder.link(start, end, SaidOfLink(sign, delayed, note=note))
    return builder.imported()


def _take_node(builder: MapBuilder, node: _Fields) -> None:
    key, drawn = words(node.get("id")), node.get("graphics")
    at = place(drawn.get("x"), drawn.get("y")) if isinstance(drawn, dict) else None
    said = SaidOfVariable(words(node.get("notes")) or words(node.get("comment")))
    builder.variable(key, words(node.get("label")) or key, at, said)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield quoted words, brackets and bare words, each with what it is."""
    at = 0
    while (found := _TOKEN.match(text, at)) is not None:
        at = found.end()
        if found[1] is not None:
            yield "text", unescape(found[1])
        else:
            yield ("bracket", found[2]) if found[2] else ("word", found[3])
    if text[at:].strip():
        raise ImportTrouble("It is no GML: a quoted text never ends.")


def _fields(tokens: Iterator[tuple[str, str]], depth: int) -> _Fields:
    """Return keys with their values up to the closing bracket; what comes twice is a list."""
    if depth > limits.DEPTH:
        raise ImportTrouble("The file nests brackets too deep to be a map.")
    found: _Fields = {}
    for kind, key in tokens:
        if (kind, key) == ("bracket", "]"):
            return found
        if kind != "word":
            raise ImportTrouble("It is no GML: a key is missing.")
        following = next(tokens, ("", ""))
        is_list = following == ("bracket", "[")
        value: object = _fields(tokens, depth + 1) if is_list else following[1]
        name = key.casefold()
        if name in _LISTS:
            several = found.setdefault(name, [])
            assert isinstance(several, list)
            several.append(value)
        else:
            found[name] = value
    return found


def _all(graph: _Fields, name: str) -> list[_Fields]:
    return entries(graph.get(name))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a directed graph."""
    ids = {id_: n for n, id_ in enumerate(map_.variables, 1)}
    lines = ["graph [", "  directed 1"]
    for v in map_.variables.values():
        lines += ["  node [", f"    id {ids[v.id]}", f"    label {_quoted(v.name)}"]
        lines += [f"    notes {_quoted(v.note)}"] * bool(v.note)
        lines += [f"    graphics [ x {v.x!r} y {v.y!r} ]", "  ]"]
    for k in map_.links.values():
        lines += ["  edge [", f"    source {ids[k.source]}", f"    target {ids[k.target]}"]
        lines += [f"    polarity {_quoted(k.polarity.value)}", f"    delay {int(k.delayed)}"]
        lines += [f"    notes {_quoted(k.note)}"] * bool(k.note)
        lines.append("  ]")
    return ("\n".join([*lines, "]"]) + "\n").encode("utf-8", "replace")


def _quoted(text: str) -> str:
    """Return a text in quotes, with letters outside ASCII as character codes, as GML wants."""
    text = Cleaner().text(text)
    coded = (_LETTERS.get(c, c if c.isascii() else f"&#{ord(c)};") for c in text)
    return '"' + "".join(coded).replace("\n", "&#10;") + '"'
