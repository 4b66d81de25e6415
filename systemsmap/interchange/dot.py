"""Graphviz's language, read by a parser of our own: nothing is drawn, loaded or followed.

Understood are graphs, subgraphs, chains of edges, attributes and their defaults; signs by the
attribute `polarity`, by the label, or by a blunt arrow; places in points with y upwards.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from systemsmap.interchange import limits
from systemsmap.interchange.building import MapBuilder, SaidOfLink, SaidOfVariable, place
from systemsmap.interchange.csv import decoded
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Evidence, Kind, Polarity

POINTS = 0.75  # points for a map unit
_TOKEN = re.compile(
    r"\s*(?:(//[^\n]*|#[^\n]*|/\*.*?\*/)|(\"(?:[^\"\\]|\\.)*\")|(->|--|[{}\[\];,=:])"
    r"|([^\s{}\[\];,=:<\"\-]+|-?\.?\d[\w.]*)|(<))",
    re.DOTALL,
)
_JOINED = re.compile(r"\\\r?\n")
_TAG = re.compile(r"<[^>]*>")
_KINDS = {kind.value: kind for kind in Kind}
_LEVELS = {level.value: level for level in Evidence}
_BAD = "It is not sound in Graphviz's language."
_Attributes = dict[str, str]


@dataclass(slots=True)
class _Graph:
    """What was read: nodes and edges with their attributes, in the order they came."""

    directed: bool = True
    title: str = ""
    nodes: dict[str, _Attributes] = field(default_factory=dict)
    edges: list[tuple[str, str, _Attributes]] = field(default_factory=list)


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    graph = _Parser(list(_tokens(decoded(data)))).graph()
    builder = MapBuilder("dot", graph.title)
    for name, said in graph.nodes.items():
        label = said.get("label", "\\N").replace("\\N", name)
        note = said.get("tooltip", "")
        about = SaidOfVariable(
            "" if note == label else _plain(note), _KINDS.get(said.get("kind", ""))
        )
        builder.variable(name, _plain(label), _middle(said.get("pos", "")), about)
    for start, end, said in graph.edges:
        if not graph.directed:
            builder.lose("Edge without a direction, read from its first end", f"{start} to {end}")
        builder.link(start, end, _said(said))
    return builder.imported()


def _middle(pos: str) -> tuple[float, float] | None:
    parts = pos.rstrip("!").split(",")
    at = place(*parts[:2]) if len(parts) >= 2 else None
    return (at[0] / POINTS, 0.0 - at[1] / POINTS) if at else None


def _said(said: _Attributes) -> SaidOfLink:
    label = _plain(said.get("label", ""))
    word = said.get("polarity") or label.replace("||", "")
    sign = sign_of(word)
    if sign is None and said.get("arrowhead") == "tee":
        sign = Polarity.NEGATIVE
    delayed = said.get("delay", "").casefold() in ("true", "yes", "1") or "||" in label
    note = "" if sign_of(word) else word.strip()
    return SaidOfLink(
        sign,
        delayed,
        evidence=_LEVELS.get(said.get("evidence", ""), Evidence.ASSUMPTION),
        rationale=_plain(said.get("tooltip", "")),
        note=note,
    )


def _plain(label: str) -> str:
    """Return the words of a label: line breaks real, markup and orders of escape gone."""
    if label.startswith("<") and label.endswith(">"):
        label = unescape(_TAG.sub("\n", label[1:-1]))
    found = re.sub(r"\\([nlr])", "\n", label.replace("\\\\", "\0"))
    return re.sub(r"\\(.)", r"\1", found).replace("\0", "\\").strip()


def _tokens(text: str) -> Iterator[str]:
    """Yield the words of the language; a quoted one keeps its quotes, one in <...> its brackets."""
    text, at = _JOINED.sub("", text), 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            if text[at:].strip():
                raise ImportTrouble(_BAD)
            return
        at = found.end()
        if found[5]:
            depth, start = 1, at
            while depth and at < len(text):
                depth += {"<": 1, ">": -1}.get(text[at], 0)
                at += 1
            yield f"<{text[start:at]}"
        elif not found[1]:
            yield found[2] or found[3] or found[4]


class _Parser:
    """Takes one word after another."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at = tokens, 0
        self._graph = _Graph()

    def graph(self) -> _Graph:
        """Return the graph. Raises ImportTrouble."""
        if self._peek().casefold() == "strict":
            self._next()
        kind = self._next().casefold()
        if kind not in ("graph", "digraph"):
            raise ImportTrouble(_BAD)
        self._graph.directed = kind == "digraph"
        if self._peek() != "{":
            self._next()
        self._expect("{")
        self._body({}, {}, 0)
        return self._graph

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        word = self._peek()
        if not word:
            raise ImportTrouble(_BAD)
        self._at += 1
        return word

    def _expect(self, word: str) -> None:
        if self._next() != word:
            raise ImportTrouble(_BAD)

    def _body(self, of_nodes: _Attributes, of_edges: _Attributes, depth: int) -> list[str]:
        """Read statements up to the closing brace; return the nodes that were named."""
        if depth > limits.DEPTH:
            raise ImportTrouble("The file nests subgraphs too deep to be a map.")
        of_nodes, of_edges, named = dict(of_nodes), dict(of_edges), []
        while (word := self._peek()) != "}":
            low = word.casefold()
            if word in (";", ","):
                self._next()
            elif low in ("node", "edge", "graph") and self._tokens[self._at + 1 :][:1] == ["["]:
                self._next()
                said = self._attributes()
                {"node": of_nodes, "edge": of_edges}.get(low, {}).update(said)
                self._name(said if low == "graph" and not depth else {})
            elif self._tokens[self._at + 1 :][:1] == ["="]:
                key, _, value = self._next(), self._next(), _word(self._next())
                self._name({_word(key): value} if not depth else {})
            else:
                named += self._chain(of_nodes, of_edges, depth)
        self._next()
        return named

    def _name(self, said: _Attributes) -> None:
        self._graph.title = _plain(said.get("label", self._graph.title))

    def _chain(self, of_nodes: _Attributes, of_edges: _Attributes, depth: int) -> list[str]:
        """Read a node, a subgraph, or edges between them."""
        ends = [self._end(of_nodes, of_edges, depth)]
        while self._peek() in ("->", "--"):
            self._next()
            ends.append(self._end(of_nodes, of_edges, depth))
        said = self._attributes() if self._peek() == "[" else {}
        if len(ends) == 1:
            for name in ends[0][:1]:
                self._graph.nodes[name] |= said
        for starts, targets in pairwise(ends):
            for start in starts:
                for end in targets:
                    self._graph.edges.append((start, end, {**of_edges, **said}))
        if len(self._graph.edges) > limits.LINKS:
            raise ImportTrouble(f"There are more than {limits.LINKS:,} links in it.")
        return [name for end in ends for name in end]

    def _end(self, of_nodes: _Attributes, of_edges: _Attributes, depth: int) -> list[str]:
        word = self._next()
        if word.casefold() == "subgraph":
            if self._peek() != "{":
                self._next()
            word = self._next()
        if word == "{":
            return self._body(of_nodes, of_edges, depth + 1)
        if word in ("}", "[", "]", "=", "->", "--", ":"):
            raise ImportTrouble(_BAD)
        name = _word(word)
        while self._peek() == ":":
            self._next()
            self._next()
        self._graph.nodes.setdefault(name, dict(of_nodes))
        return [name]

    def _attributes(self) -> _Attributes:
        found: _Attributes = {}
        while self._peek() == "[":
            self._next()
            while (word := self._next()) != "]":
                if word in (";", ","):
                    continue
                if self._peek() == "=":
                    self._next()
                    found[_word(word).casefold()] = _word(self._next())
        return found


def _word(token: str) -> str:
    """Return a word without its quotes; inside them only a quote is escaped."""
    if len(token) > 1 and token.startswith('"') and token.endswith('"'):
        return token[1:-1].replace('\\"', '"')
    return token
