"""Graphviz's language, taken apart by a parser of our own: nothing is drawn, loaded or followed.

Understood are graphs, subgraphs, chains of edges, attributes and their defaults. All is counted
while it is read, for a few letters of this language can stand for millions of edges.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from systemsmap.interchange import limits
from systemsmap.interchange.trouble import ImportTrouble

BAD = "It is not sound in Graphviz's language."
_TOO_MUCH = "There is more in it than any map holds."
# Separators are as good as blanks: nothing in the language depends on them. The possessive
# quantifiers keep all of it linear, whatever is never closed.
_SKIP = re.compile(r"(?:[\s;,]++|//[^\n]*+|\#[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
_TOKEN = re.compile(
    r"(->|--|[{}\[\]=:])|\"((?:[^\"\\]++|\\.)*+)\"|([^\s{}\[\];,=:<>\"/\-]++|-?\.?\d[\w.]*+)|(<)",
    re.DOTALL,
)
_MORE = re.compile(r"\s*+\+\s*+\"((?:[^\"\\]++|\\.)*+)\"", re.DOTALL)
_ANGLE = re.compile(r"[<>]")
_JOINED = re.compile(r"\\\r?\n")
_STATEMENTS = 100_000
_ATTRIBUTES = 500_000
Attributes = dict[str, "Token"]


class Form(Enum):
    """How a word is written."""

    MARK = auto()
    BARE = auto()
    QUOTED = auto()
    MARKUP = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the language without its quotes or angle brackets."""

    text: str
    form: Form = Form.BARE

    def is_mark(self, *marks: str) -> bool:
        """True for one of these brackets, arrows and signs when it stands for itself."""
        return self.form is Form.MARK and self.text in marks

    def is_keyword(self, *keywords: str) -> bool:
        """True for one of these words without quotes, in whatever case."""
        return self.form is Form.BARE and self.text.casefold() in keywords


_END = Token("", Form.END)


@dataclass(slots=True)
class Graph:
    """Nodes and edges with their attributes, in the order they came."""

    directed: bool = True
    name: str = ""
    about: Attributes = field(default_factory=dict)
    nodes: dict[str, Attributes] = field(default_factory=dict)
    edges: list[tuple[str, str, Attributes]] = field(default_factory=list)


def parse_dot(text: str, known: Set[str]) -> list[Graph]:
    """Return the graphs in a text with the attributes that are known. Raises ImportTrouble."""
    return _Parser(_tokens(text), known).graphs()


def quoted(text: str) -> str:
    """Return a text in quotes. It must not end in an odd backslash: there is no writing that."""
    return '"' + text.replace('"', '\\"') + '"'


def _tokens(text: str) -> Iterator[Token]:
    found = _SKIP.match(text)
    at = found.end() if found else 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or text.startswith("/*", at):
            raise ImportTrouble(BAD)
        at = found.end()
        if found[1]:
            yield Token(found[1], Form.MARK)
        elif found[3]:
            yield Token(found[3])
        elif found[4]:
            start, at = at, _closed(text, at)
            yield Token(text[start : at - 1], Form.MARKUP)
        else:
            parts = [found[2]]
            while (more := _MORE.match(text, at)) is not None:
                parts.append(more[1])
                at = more.end()
            yield Token(_JOINED.sub("", "".join(parts)).replace('\\"', '"'), Form.QUOTED)
        skipped = _SKIP.match(text, at)
        at = skipped.end() if skipped else at


def _closed(text: str, at: int) -> int:
    """Return where a text in angle brackets is over."""
    depth = 1
    for angle in _ANGLE.finditer(text, at):
        depth += 1 if angle[0] == "<" else -1
        if not depth:
            return angle.end()
    raise ImportTrouble(BAD)


class _Parser:
    """Takes one word after another."""

    def __init__(self, tokens: Iterator[Token], known: Set[str]) -> None:
        self._tokens, self._known = tokens, known
        self._ahead: list[Token] = []
        self._graph = Graph()
        self._subgraphs: dict[str, dict[str, None]] = {}
        self._statements = self._attributes_read = 0

    def graphs(self) -> list[Graph]:
        """Return all graphs there are: at least one, and nothing after the last."""
        found = [self._one()]
        while self._peek().form is not Form.END:
            found.append(self._one())
        return found

    def _one(self) -> Graph:
        if self._peek().is_keyword("strict"):
            self._next()
        kind = self._next()
        if not kind.is_keyword("graph", "digraph"):
            raise ImportTrouble(BAD)
        self._graph, self._subgraphs = Graph(directed=kind.is_keyword("digraph")), {}
        if not self._peek().is_mark("{"):
            self._graph.name = self._word().text
        self._expect("{")
        self._body({}, {}, 0)
        return self._graph

    def _peek(self, further: int = 0) -> Token:
        while len(self._ahead) <= further:
            self._ahead.append(next(self._tokens, _END))
        return self._ahead[further]

    def _next(self) -> Token:
        token = self._peek()
        if token.form is Form.END:
            raise ImportTrouble(BAD)
        return self._ahead.pop(0)

    def _expect(self, mark: str) -> None:
        if not self._next().is_mark(mark):
            raise ImportTrouble(BAD)

    def _word(self) -> Token:
        token = self._next()
        if token.form is Form.MARK:
            raise ImportTrouble(BAD)
        return token

    def _body(self, of_nodes: Attributes, of_edges: Attributes, depth: int) -> dict[str, None]:
        """Read statements up to the closing brace; return the nodes that were named."""
        if depth > limits.DEPTH:
            raise ImportTrouble("The file nests subgraphs too deep to be a map.")
        of_nodes, of_edges = dict(of_nodes), dict(of_edges)
        named: dict[str, None] = {}
        while not (token := self._peek()).is_mark("}"):
            self._statements += 1
            if self._statements > _STATEMENTS:
                raise ImportTrouble(_TOO_MUCH)
            if token.is_keyword("node", "edge", "graph") and self._peek(1).is_mark("["):
                self._next()
                usual = {"node": of_nodes, "edge": of_edges}.get(token.text.casefold())
                self._attributes(self._graph.about if usual is None and not depth else usual)
            elif self._peek(1).is_mark("="):
                self._attribute(None if depth else self._graph.about)
            else:
                named |= self._chain(of_nodes, of_edges, depth)
        self._next()
        return named

    def _chain(self, of_nodes: Attributes, of_edges: Attributes, depth: int) -> dict[str, None]:
        """Read a node, a subgraph, or edges between them."""
        is_node = not self._peek().is_mark("{") and not self._peek().is_keyword("subgraph")
        ends = [self._end(of_nodes, of_edges, depth)]
        while self._peek().is_mark("->", "--"):
            self._next()
            ends.append(self._end(of_nodes, of_edges, depth))
            if len(ends) > limits.LINKS:
                raise ImportTrouble(f"There are more than {limits.LINKS:,} links in it.")
        said: Attributes = {}
        self._attributes(said)
        if len(ends) == 1 and is_node:
            for name in ends[0]:
                self._graph.nodes[name] |= said
        for starts, targets in pairwise(ends):
            self._join(starts, targets, {**of_edges, **said})
        return {name: None for end in ends for name in end}

    def _join(self, starts: dict[str, None], targets: dict[str, None], said: Attributes) -> None:
        edges = self._graph.edges
        if len(edges) + len(starts) * len(targets) > limits.LINKS:
            raise ImportTrouble(f"There are more than {limits.LINKS:,} links in it.")
        edges += [(start, end, said) for start in starts for end in targets]

    def _end(self, of_nodes: Attributes, of_edges: Attributes, depth: int) -> dict[str, None]:
        if self._peek().is_keyword("subgraph"):
            self._next()
            called = "" if self._peek().is_mark("{") else self._word().text
            if called and not self._peek().is_mark("{"):
                return self._subgraphs.get(called, {})
            self._expect("{")
            named = self._body(of_nodes, of_edges, depth + 1)
            if called:
                self._subgraphs[called] = named
            return named
        if self._peek().is_mark("{"):
            self._next()
            return self._body(of_nodes, of_edges, depth + 1)
        name = self._word().text
        while self._peek().is_mark(":"):
            self._next()
            self._word()
        nodes = self._graph.nodes
        if name not in nodes:
            if len(nodes) >= limits.VARIABLES:
                raise ImportTrouble(f"There are more than {limits.VARIABLES:,} variables in it.")
            nodes[name] = dict(of_nodes)
        return {name: None}

    def _attributes(self, found: Attributes | None) -> None:
        """Read lists of attributes, as many as there are."""
        while self._peek().is_mark("["):
            self._next()
            while not self._peek().is_mark("]"):
                self._attribute(found)
            self._next()

    def _attribute(self, found: Attributes | None) -> None:
        self._attributes_read += 1
        if self._attributes_read > _ATTRIBUTES:
            raise ImportTrouble(_TOO_MUCH)
        name, value = self._word().text, Token("true")
        if self._peek().is_mark("="):
            self._next()
            value = self._word()
        if found is not None and (name := name.casefold()) in self._known:
            found[name] = value
