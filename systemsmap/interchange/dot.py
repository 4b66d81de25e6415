"""Reads Graphviz's language: signs by the attribute `polarity`, by a label, or by a blunt arrow.

Places are in points with y upwards.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from systemsmap.interchange.building import MapBuilder, place
from systemsmap.interchange.csv import decoded
from systemsmap.interchange.dot_language import Attributes, Form, Graph, Token, parse_dot
from systemsmap.interchange.graph_fields import OF_EDGES, OF_NODES, sign_in
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.labelled_graph import Edge, Node, fill
from systemsmap.interchange.limits import LABEL
from systemsmap.interchange.markup import decoded_letters, words_of_markup
from systemsmap.model.records import Polarity

POINTS = 0.75  # points for a map unit
_DRAWN = frozenset({"pos", "tooltip", "dir", "arrowhead", "arrowtail", "id"})
_KNOWN = OF_NODES | OF_EDGES | _DRAWN
_ORDER = re.compile(r"\\(.)", re.DOTALL)
_NAMED = Token("\\N", Form.QUOTED)
_Plain = Callable[[Token], str]


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    graph, others = parse_dot(decoded(data), _KNOWN)
    builder = MapBuilder("dot", _plain(graph.about.get("label", Token(""))))
    for other in others:
        builder.lose("Only the first graph was read, another left out", other or "no name")
    plain = cache(_plain)  # a default stands for many, and need be made plain but once
    nodes = (_node(name, said, plain) for name, said in graph.nodes.items())
    fill(builder, nodes, _edges(graph, plain))
    return builder.imported()


def _node(name: str, said: Attributes, plain: _Plain) -> Node:
    label = said.get("label", _NAMED)
    words = _plain(label, name) if "\\N" in label.text else plain(label)
    fields = {key: plain(said[key]) for key in OF_NODES & said.keys()}
    if "tooltip" in said and "notes" not in said and (told := plain(said["tooltip"])) != words:
        fields["notes"] = told
    return Node(name, words or name, _middle(said), fields)


def _middle(said: Attributes) -> tuple[float, float] | None:
    parts = said["pos"].text.rstrip("!").split(",", 2) if "pos" in said else []
    at = place(*parts[:2]) if len(parts) >= 2 else None
    return (at[0] / POINTS, 0.0 - at[1] / POINTS) if at else None


def _edges(graph: Graph, plain: _Plain) -> Iterator[Edge]:
    # Nobody can tell a weight for the layout from a strength, unless some are below zero.
    weighted = any(said["weight"].text[:1] == "-" for *_, said in graph.edges if "weight" in said)
    known = OF_EDGES if weighted else OF_EDGES - {"weight"}
    usual = "forward" if graph.directed else "none"
    for start, end, said in graph.edges:
        fields = {key: plain(said[key]) for key in known & said.keys()}
        if "tooltip" in said:
            fields.setdefault("rationale", plain(said["tooltip"]))
        edge = Edge(start, end, fields, plain(said["id"]) if "id" in said else "")
        yield from _turned(edge, said, usual)


def _turned(edge: Edge, said: Attributes, usual: str) -> Iterator[Edge]:
    """Yield the edge as its arrows lead, which is twice where it has one at either end."""
    way = said["dir"].text.casefold() if "dir" in said else usual
    head, tail = (said[at].text if at in said else "" for at in ("arrowhead", "arrowtail"))
    if way == "both" and edge.start != edge.end:
        there, back = edge.both_ways()
        yield _blunt(there, head)
        yield _blunt(back, tail)
    elif way == "back":
        yield _blunt(edge.turned(), tail)
    else:
        is_directed = way != "none" and head != "none"
        yield _blunt(replace(edge, is_directed=is_directed), head)


def _blunt(edge: Edge, arrow: str) -> Edge:
    """Return the edge, negative if its arrow is blunt and nothing else tells a sign."""
    if arrow != "tee" or sign_in(edge.fields) is not None:
        return edge
    return replace(edge, fields={**edge.fields, "polarity": Polarity.NEGATIVE.value})


def _plain(token: Token, name: str = "") -> str:
    """Return the words of a label: line breaks real, markup and orders of escape gone."""
    if token.form is Form.MARKUP:
        return words_of_markup(token.text)
    text = token.text[: 2 * LABEL] if name else token.text
    orders = {"n": "\n", "l": "\n", "r": "\n", "N": name[:LABEL]} if name else _BREAKS
    found = _ORDER.sub(lambda order: orders.get(order[1], order[1]), text)
    return decoded_letters(found).strip()


_BREAKS = dict.fromkeys("nlr", "\n")
