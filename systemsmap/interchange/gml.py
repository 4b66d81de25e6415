"""GML: keys and values in nested brackets, as many graph programs still write them."""

import re
from collections.abc import Collection, Iterable, Iterator

from systemsmap.interchange import limits
from systemsmap.interchange.building import MapBuilder, entries, foreign_id, place, words
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.csv import decoded
from systemsmap.interchange.graph_fields import (
    HOLDS,
    OF_EDGES,
    OF_NODES,
    Fields,
    fields_of_link,
    fields_of_variable,
)
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.labelled_graph import Edge, Node, fill
from systemsmap.interchange.markup import decoded_letters
from systemsmap.interchange.terms import YES
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap

__all__ = ["HOLDS", "read", "write"]

_TOKEN = re.compile(r'\s*+(?:(#[^\n]*+)|"([^"]*+)"|([\[\]])|([^\s\[\]"]++))')
_LETTERS = {'"': "&quot;", "&": "&amp;"}
_Fields = dict[str, object]
_LISTS = {"node": limits.VARIABLES, "edge": 4 * limits.LINKS}
_PAIRS = 1_000_000  # keys in a file: more than the wordiest program writes for the largest map
_LARGEST_ID = 2**31 - 1


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    reader = _Reader(_tokens(decoded(data)))
    fields = reader.fields(0)
    graph = fields.get("graph")
    if not isinstance(graph, dict):
        raise ImportTrouble("It is no GML: there is no graph in it.")
    creator = words(graph.get("creator")) or words(fields.get("creator"))
    # Gephi counts upwards, the others downwards.
    up = -1.0 if creator.casefold().startswith("gephi") else 1.0
    builder = MapBuilder("gml", words(graph.get("label")) or words(graph.get("name")))
    usual = words(graph.get("directed"))
    fill(
        builder,
        (_node(node, up) for node in entries(graph.get("node"))),
        (_edge(edge, usual) for edge in entries(graph.get("edge"))),
    )
    return builder.imported()


def _node(node: _Fields, up: float) -> Node:
    key, drawn = words(node.get("id")), node.get("graphics")
    at = place(drawn.get("x"), drawn.get("y")) if isinstance(drawn, dict) else None
    name = words(node.get("label")) or words(node.get("name")) or key
    return Node(key, name, (at[0], up * at[1] + 0.0) if at else None, _said(node, OF_NODES))


def _edge(edge: _Fields, usual: str) -> Edge:
    directed = words(edge.get("directed")) or usual
    start, end = words(edge.get("source")), words(edge.get("target"))
    return Edge(start, end, _said(edge, OF_EDGES), words(edge.get("id")), directed in YES)


def _said(fields: _Fields, known: Iterable[str]) -> Fields:
    return {name: words(fields[name]) for name in known if name in fields}


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield quoted words, brackets and bare words, each with what it is."""
    at = 0
    while (found := _TOKEN.match(text, at)) is not None:
        at = found.end()
        if found[2] is not None:
            yield "text", decoded_letters(found[2])
        elif found[1] is None:
            yield ("bracket", found[3]) if found[3] else ("word", found[4])
    if text[at:].strip():
        raise ImportTrouble("It is no GML: a quoted text never ends.")


class _Reader:
    """Takes one token after another, and counts."""

    def __init__(self, tokens: Iterator[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._left = _PAIRS

    def fields(self, depth: int) -> _Fields:
        """Return keys with their values up to the closing bracket; nodes and edges are lists."""
        if depth > limits.DEPTH:
            raise ImportTrouble("The file nests brackets too deep to be a map.")
        found: _Fields = {}
        for kind, key in self._tokens:
            if (kind, key) == ("bracket", "]"):
                if depth:
                    return found
                raise ImportTrouble("It is no sound GML: a bracket closes what none has opened.")
            if kind != "word":
                raise ImportTrouble("It is no GML: a key is missing.")
            self._keep(found, key.casefold(), self._value(depth))
        if depth:
            raise ImportTrouble("It is no sound GML: it ends before its last bracket closes.")
        return found

    def _value(self, depth: int) -> object:
        kind, value = next(self._tokens, ("", ""))
        if (kind, value) == ("bracket", "["):
            return self.fields(depth + 1)
        if not kind or kind == "bracket":
            raise ImportTrouble("It is no sound GML: a value is missing.")
        return value

    def _keep(self, found: _Fields, name: str, value: object) -> None:
        self._left -= 1
        most = _LISTS.get(name)
        if most is None:
            found[name] = value
            if self._left >= 0:
                return
            raise ImportTrouble("There is more in it than any map holds.")
        several = found.setdefault(name, [])
        assert isinstance(several, list)
        several.append(value)
        if len(several) > most:
            raise ImportTrouble(f"There are more than {most:,} {name}s in it.")


def write(map_: SystemsMap) -> bytes:
    """Return the map as a directed graph."""
    nodes = _numbers(map_.variables.values())
    edges = _numbers(map_.links.values())
    lines = ["graph [", "  directed 1"]
    lines += [f"  label {_quoted(map_.info.title)}"] * bool(map_.info.title)
    for v in map_.variables.values():
        lines += ["  node [", f"    id {nodes[v.id]}", f"    label {_quoted(v.name)}"]
        lines += [f"    {name} {_quoted(text)}" for name, text in fields_of_variable(v).items()]
        lines += [f"    graphics [ x {_real(v.x)} y {_real(v.y)} ]", "  ]"]
    for k in map_.links.values():
        lines += ["  edge [", f"    id {edges[k.id]}"]
        lines += [f"    source {nodes[k.source]}", f"    target {nodes[k.target]}"]
        lines += [f"    {name} {_quoted(text)}" for name, text in fields_of_link(k).items()]
        lines.append("  ]")
    return ("\n".join([*lines, "]"]) + "\n").encode("utf-8", "replace")


def _numbers(records: Collection[Variable | Link]) -> dict[str, int]:
    """Return a number for each record: the one it had in a file of GML, or else one still free."""
    had: dict[int, str] = {}
    for record in records:
        id_ = foreign_id(record.extra, "gml")
        if id_.isascii() and id_.isdecimal() and len(id_) <= 10 and int(id_) <= _LARGEST_ID:
            had.setdefault(int(id_), record.id)
    numbers = {id_: number for number, id_ in had.items()}
    free = (number for number in range(1, _LARGEST_ID) if number not in had)
    return {r.id: numbers[r.id] if r.id in numbers else next(free) for r in records}


def _real(number: float) -> str:
    """Return a number as GML wants it: with a point even where an exponent follows."""
    digits, e, exponent = f"{number!r}".partition("e")
    return f"{digits if '.' in digits else digits + '.0'}{e}{exponent}"


def _quoted(text: str) -> str:
    """Return a text in quotes, with letters outside ASCII as character codes, as GML wants."""
    text = Cleaner().text(text)
    coded = (_LETTERS.get(c, c if c.isascii() else f"&#{ord(c)};") for c in text)
    return '"' + "".join(coded).replace("\n", "&#10;") + '"'
