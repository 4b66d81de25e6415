"""GraphML: plain data for scripts and Gephi, and the graphics of yEd in the same file.

Places are middles in the plain data and top left corners in the graphics, as yEd has them. yEd
leaves the data of others as it was when somebody moves or renames a thing there, so where the
two differ the graphics are the newer ones.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from systemsmap.interchange.building import MapBuilder, Place, place, written_ids
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.graph_fields import (
    HOLDS,
    OF_EDGES,
    OF_NODES,
    Fields,
    fields_of_link,
    fields_of_variable,
    first,
    sign_in,
)
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.labelled_graph import Edge, Node, fill
from systemsmap.interchange.labels import DELAY
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import anywhere, below, local, parse_xml, text_of
from systemsmap.interchange.yed import Drawn, draw_edge, draw_node, drawn_in
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["HOLDS", "SPACE", "read", "write"]

SPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = {
    "graph": ("title",),
    "node": ("label", "x", "y", "kind", "outside", "notes"),
    "edge": (
        *("label", "polarity", "delay", "bend"),
        *("evidence", "rationale", "reference", "notes"),
    ),
}
_TYPES = {"x": "double", "y": "double", "bend": "double", "outside": "boolean", "delay": "boolean"}
_KNOWN: Mapping[str, Iterable[str]] = {
    "graph": ("title", "name", "label"),
    "node": OF_NODES,
    "edge": OF_EDGES,
}
_SAME = 0.5  # map units: yEd's corners and sizes are rounded


@dataclass(frozen=True, slots=True)
class _Keys:
    """What is declared for graphs, nodes or edges: names by key, and what holds unsaid."""

    names: Mapping[str, str]
    usual: Fields

    def said(self, element: "_Element") -> dict[str, str]:
        """Return the plain data of an element by name."""
        found = ((self.names.get(d.get("key") or ""), d) for d in below(element, "data"))
        return {**self.usual, **{name: text_of(data) for name, data in found if name}}


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    root = parse_xml(data)
    if local(root) != "graphml":
        raise ImportTrouble("It is XML, but no GraphML.")
    graphs = anywhere(root, "graph")
    builder = MapBuilder("graphml")
    keys = {kind: _keys(builder, root, kind) for kind in _KEYS}
    about = keys["graph"].said(graphs[0]) if graphs else {}
    builder.title = first(about, *_KNOWN["graph"]).strip()
    nodes = (node for graph in graphs for node in below(graph, "node"))
    fill(
        builder,
        (_node(builder, one, keys["node"]) for one in nodes),
        (
            edge
            for graph in graphs
            for one in below(graph, "edge")
            for edge in _edges(builder, one, keys["edge"], graph.get("edgedefault") or "")
        ),
    )
    for one in anywhere(root, "hyperedge"):
        builder.lose("Edge between more than two left out", one.get("id") or "")
    return builder.imported()


def _keys(builder: MapBuilder, root: "_Element", kind: str) -> _Keys:
    names, usual = {}, {}
    for key in below(root, "key"):
        title = key.get("attr.name")
        if not title or key.get("for", "all") not in (kind, "all"):
            continue
        name = title.casefold()
        if name not in _KNOWN[kind]:
            # What is for all would be told three times, and yEd declares much it never fills.
            if kind != "graph" and key.get("for") == kind and name != "url":
                builder.lose("Field left out, systemsmap has no place for it", title)
            continue
        names[key.get("id") or ""] = name
        if default := text_of(next(iter(below(key, "default")), None)):
            usual[name] = default
    return _Keys(names, usual)


def _node(builder: MapBuilder, node: "_Element", keys: _Keys) -> Node:
    key, said, drawn = node.get("id") or "", keys.said(node), drawn_in(node)
    name = first(said, "label", "name")
    if drawn.label and drawn.text != said.get("label", "").strip():
        if said.get("label"):
            builder.lose("Name taken from the drawing of yEd, the data has another", drawn.label)
        name = drawn.label
    name = name or key
    at = _newer(builder, place(said.get("x"), said.get("y")), drawn.at, name)
    if below(node, "graph"):
        builder.lose("Group read as a variable beside those in it", name)
    return Node(key, name, at, said)


def _newer(builder: MapBuilder, said: Place | None, drawn: Place | None, name: str) -> Place | None:
    """Return the place that is said of a variable, or the one yEd drew it at when it is another."""
    if said is None or drawn is None:
        return said or drawn
    if max(abs(said[0] - drawn[0]), abs(said[1] - drawn[1])) <= _SAME:
        return said
    builder.lose("Place taken from the drawing of yEd, the data has another", name)
    return drawn


def _edges(builder: MapBuilder, edge: "_Element", keys: _Keys, usual: str) -> Iterator[Edge]:
    said, drawn = keys.said(edge), drawn_in(edge)
    start, end = edge.get("source") or "", edge.get("target") or ""
    directed = (edge.get("directed") or str(usual != "undirected")).casefold() != "false"
    fields = _labelled(builder, said, drawn, f"{start} to {end}")
    found = Edge(start, end, fields, edge.get("id") or said.get("edge id", ""), directed)
    yield from drawn.turned(found)


def _labelled(builder: MapBuilder, said: Fields, drawn: Drawn, told: str) -> Fields:
    """Return the fields with the label of the drawing, whose sign wins if it was changed there."""
    if not drawn.text or drawn.text == said.get("label", "").strip():
        return {**said, "xlabel": drawn.second} if drawn.second else said
    fields = {"label": drawn.label, "xlabel": drawn.second}
    if not said.get("label") and not said.get("polarity"):
        return {**said, **fields}
    if (sign := sign_in(fields)) is None:
        return {**said, "xlabel": drawn.label}
    builder.lose("Sign taken from the drawing of yEd, the data has another", told)
    delay = "true" if DELAY in drawn.text else "false"
    return {**said, "label": "", "polarity": sign.value, "delay": delay}


def write(map_: SystemsMap) -> bytes:
    """Return the map as a directed graph with data and graphics."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    from systemsmap.interchange.yed import SPACE as YED  # noqa: PLC0415

    spaces: dict[str | None, str] = {None: SPACE, "y": YED}
    root = etree.Element(f"{{{SPACE}}}graphml", nsmap=spaces)  # type: ignore[arg-type]
    for kind, names in _KEYS.items():
        for name in names:
            type_ = _TYPES.get(name, "string")
            fields = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type_}
            etree.SubElement(root, f"{{{SPACE}}}key", fields)
    for kind in ("node", "edge"):
        drawn = {"id": f"{kind}-drawn", "for": kind, "yfiles.type": f"{kind}graphics"}
        etree.SubElement(root, f"{{{SPACE}}}key", drawn)
    graph = etree.SubElement(root, f"{{{SPACE}}}graph", {"id": "map", "edgedefault": "directed"})
    _write_data(graph, "graph", {"title": map_.info.title})
    ids = written_ids(map_, "graphml")
    for variable in map_.variables.values():
        _write_node(graph, variable, ids[variable.id])
    for link in map_.links.values():
        _write_edge(graph, link, ids)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _part(parent: "_Element", name: str, fields: dict[str, str]) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    return etree.SubElement(parent, f"{{{SPACE}}}{name}", fields)


def _write_data(parent: "_Element", kind: str, said: Fields) -> None:
    for name, text in said.items():
        if text:
            data = _part(parent, "data", {"key": f"{kind}-{name}"})
            data.text = Cleaner().text(text)


def _write_node(graph: "_Element", variable: Variable, id_: str) -> None:
    at = {"x": f"{variable.x!r}", "y": f"{variable.y!r}"}
    node = _part(graph, "node", {"id": Cleaner().text(id_)})
    # The drawing comes first: networkx takes the later of two places, and should take middles.
    draw_node(_part(node, "data", {"key": "node-drawn"}), variable)
    said = {"label": variable.name, **at, **fields_of_variable(variable)}
    _write_data(node, "node", said)


def _write_edge(graph: "_Element", link: Link, ids: Mapping[str, str]) -> None:
    ends = {"id": ids[link.id], "source": ids[link.source], "target": ids[link.target]}
    edge = _part(graph, "edge", {key: Cleaner().text(id_) for key, id_ in ends.items()})
    said = fields_of_link(link)
    draw_edge(_part(edge, "data", {"key": "edge-drawn"}), link, said["label"])
    _write_data(edge, "edge", said)
