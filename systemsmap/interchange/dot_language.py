"""Graphviz's language, taken apart by a parser of our own: nothing is drawn, loaded or followed.

Understood are graphs, subgraphs, chains of edges, attributes and their defaults. All is counted
while it is read, for a few letters of this language can stand for millions of edges.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from systemsmap.interchange import limits
from systemsmap.interchange.trouble import ImportTrouble

BAD = "It is not sound in Graphviz's language."
# Separators are as good as blanks: nothing in the language depends on them. The possessive
# quantifiers keep all of it linear, whatever is never closed.
_BLANK = r"(?:[\s;,]++|//[^\n]*+|\#[^\n]*+|/\*[^*]*+\*++(?:[^/*][^*]*+\*++)*/)*"
_TOKEN = re.compile(
    r"(?:(->|--|[{}\[\]=:])|\"([^\"\\]*+(?:\\.[^\"\\]*+)*)\"|([^\s{}\[\];,=:<>\"/\-]++|-?\.?\d[\w.]*+)"
    rf"|(<)){_BLANK}",
    re.DOTALL,
)
_SKIP = re.compile(_BLANK)
_MORE = re.compile(rf"\+{_BLANK}\"([^\"\\]*+(?:\\.[^\"\\]*+)*)\"{_BLANK}", re.DOTALL)
_ANGLE = re.compile(r"[<>]")
_JOINED = re.compile(r"\\\r?\n")
_TOO_MUCH = "There is more in it than any map holds."
_TOKENS = 1_000_000  # a quarter more than the largest map takes as systemsmap writes it
_STATEMENTS = 100_000  # four times as many
Attributes = dict[str, "Token"]


class Form(Enum):
    """How a word is written."""

    MARK = auto()
    BARE = auto()
    QUOTED = auto()
    MARKUP = auto()
    END = auto()


class Token(NamedTuple):
    """A word of the language without its quotes or angle brackets."""

    text: str
    form: Form = Form.BARE

    def is_keyword(self, *keywords: str) -> bool:
        """True for one of these words without quotes, in whatever case."""
        return self.form is Form.BARE and self.text.casefold() in keywords


_END = Token("", Form.END)
# One token for each mark: a million of them are told apart by what they are, not what they say.
_MARKS = {text: Token(text, Form.MARK) for text in ("->", "--", *"{}[]=:")}
_TO, _BESIDE, _OPEN, _CLOSE, _LIST, _LIST_END, _EQUALS, _PORT = _MARKS.values()


@dataclass(slots=True)
class Graph:
    """Nodes and edges with their attributes, in the order they came."""

    directed: bool = True
    name: str = ""
    about: Attributes = field(default_factory=dict)
    nodes: dict[str, Attributes] = field(default_factory=dict)
    edges: list[tuple[str, str, Attributes]] = field(default_factory=list)


def parse_dot(text: str, known: Set[str]) -> tuple[Graph, list[str]]:
    """Return the first graph in a text and the names of those that follow it.

    Of its attributes only those `known` are kept. Raises ImportTrouble.
    """
    return _Parser(_tokens(text), known).graphs()


def _tokens(text: str) -> Iterator[Token]:
    at, count = _blank(text, 0), 0
    while at < len(text):
        count += 1
        found = _TOKEN.match(text, at)
        if found is None or count > _TOKENS:
            raise ImportTrouble(_TOO_MUCH if found else BAD)
        at = found.end()
        if found[1]:
            yield _MARKS[found[1]]
        elif found[3]:
            yield Token(found[3])
        elif found[4]:
            start, end = found.end(4), _closed(text, found.end(4))
            at = _blank(text, end)
            yield Token(text[start : end - 1], Form.MARKUP)
        else:
            parts = [found[2]]
            while (more := _MORE.match(text, at)) is not None:
                parts.append(more[1])
                at = more.end()
            yield Token(_JOINED.sub("", "".join(parts)).replace('\\"', '"'), Form.QUOTED)


def _blank(text: str, at: int) -> int:
    """Return where the blanks and comments that begin here are over."""
    found = _SKIP.match(text, at)
    return found.end() if found else at


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
        self._statements = 0

    def graphs(self) -> tuple[Graph, list[str]]:
        """Return the first graph and the names of the others; nothing else may follow."""
        first, others = self._one(), []
        while self._peek() is not _END:
            self._count()
            others.append(self._one().name)
        return first, others

    def _one(self) -> Graph:
        if self._peek().is_keyword("strict"):
            self._next()
        kind = self._next()
        if not kind.is_keyword("graph", "digraph"):
            raise ImportTrouble(BAD)
        self._graph = Graph(directed=kind.is_keyword("digraph"))
        if self._peek() is not _OPEN:
            self._graph.name = self._word().text
        self._expect(_OPEN)
        self._body({}, {}, 0)
        return self._graph

    def _peek(self) -> Token:
        if not self._ahead:
            self._ahead.append(next(self._tokens, _END))
        return self._ahead[0]

    def _second(self) -> Token:
        self._peek()
        if len(self._ahead) < 2:
            self._ahead.append(next(self._tokens, _END))
        return self._ahead[1]

    def _next(self) -> Token:
        token = self._ahead.pop(0) if self._ahead else next(self._tokens, _END)
        if token is _END:
            raise ImportTrouble(BAD)
        return token

    def _expect(self, mark: Token) -> None:
        if self._next() is not mark:
            raise ImportTrouble(BAD)

    def _word(self) -> Token:
        token = self._next()
        if token.form is Form.MARK:
            raise ImportTrouble(BAD)
        return token

    def _count(self) -> None:
        self._statements += 1
        if self._statements > _STATEMENTS:
            raise ImportTrouble(_TOO_MUCH)

    def _body(self, of_nodes: Attributes, of_edges: Attributes, depth: int) -> dict[str, None]:
        """Read statements up to the closing brace; return the nodes that were named."""
        if depth > limits.DEPTH:
            raise ImportTrouble("The file nests subgraphs too deep to be a map.")
        of_nodes, of_edges = dict(of_nodes), dict(of_edges)
        named: dict[str, None] = {}
        while (token := self._peek()) is not _CLOSE:
            self._count()
            if token.is_keyword("node", "edge", "graph") and self._second() is _LIST:
                self._next()
                usual = {"node": of_nodes, "edge": of_edges}.get(token.text.casefold())
                self._attributes(self._graph.about if usual is None and not depth else usual)
            elif self._second() is _EQUALS:
                self._attribute(None if depth else self._graph.about)
            else:
                named |= self._chain(of_nodes, of_edges, depth)
        self._next()
        return named

    def _chain(self, of_nodes: Attributes, of_edges: Attributes, depth: int) -> dict[str, None]:
        """Read a node, a subgraph, or edges between them."""
        is_node = self._peek() is not _OPEN and not self._peek().is_keyword("subgraph")
        ends = [self._end(of_nodes, of_edges, depth)]
        while self._peek() in (_TO, _BESIDE):
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
            if self._peek() is not _OPEN:
                self._word()
            self._expect(_OPEN)
            return self._body(of_nodes, of_edges, depth + 1)
        if self._peek() is _OPEN:
            self._next()
            return self._body(of_nodes, of_edges, depth + 1)
        name = self._word().text
        while self._peek() is _PORT:
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
        while self._peek() is _LIST:
            self._next()
            while self._peek() is not _LIST_END:
                self._attribute(found)
            self._next()

    def _attribute(self, found: Attributes | None) -> None:
        name, value = self._word().text, Token("true")
        if self._peek() is _EQUALS:
            self._next()
            value = self._word()
        if found is not None and (name := name.casefold()) in self._known:
            found[name] = value
