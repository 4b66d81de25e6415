"""GEXF, the format of Gephi: nodes with places, edges with what is said of them as attributes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from systemsmap.interchange import limits
from systemsmap.interchange.building import MapBuilder, place, written_ids
from systemsmap.interchange.cleaning import Cleaner
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
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import anywhere, below, local, parse_xml, text_of
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["HOLDS", "read", "write"]

SPACE, VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
_ATTRIBUTES = {
    "node": ("kind", "outside", "notes"),
    "edge": ("polarity", "delay", "bend", "evidence", "rationale", "reference", "notes"),
}
_TYPES = {"outside": "boolean", "delay": "boolean", "bend": "double"}


@dataclass(frozen=True, slots=True)
class _Columns:
    """The attributes declared for nodes or for edges: their names by id, and what holds unsaid."""

    names: Mapping[str, str]
    usual: Fields

    def said(self, element: "_Element") -> dict[str, str]:
        """Return what an element says in the attributes that are known here."""
        values = (
            (self.names.get(one.get("for") or one.get("id") or ""), one.get("value") or "")
            for part in below(element, "attvalues")
            for one in below(part, "attvalue")
        )
        return {**self.usual, **{name: value for name, value in values if name}}


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    if data.count(b"<edge ") > limits.LINKS:  # the tree of so many takes more than 300 MB
        raise ImportTrouble(f"There are more than {limits.LINKS:,} links in it.")
    root = parse_xml(data)
    if local(root) != "gexf":
        raise ImportTrouble("It is XML, but no GEXF.")
    about = {name: text_of(next(iter(anywhere(root, name)), None)) for name in _ABOUT}
    builder = MapBuilder("gexf", about["title"].strip(), description=about["description"].strip())
    graphs = below(root, "graph")
    nodes, edges = (
        {graph: _columns(builder, graph, kind, known) for graph in graphs}
        for kind, known in (("node", OF_NODES), ("edge", OF_EDGES))
    )
    fill(
        builder,
        (_node(one, nodes[graph]) for graph in graphs for one in anywhere(graph, "node")),
        (
            edge
            for graph in graphs
            for one in anywhere(graph, "edge")
            for edge in _edges(one, edges[graph], graph.get("defaultedgetype", "undirected"))
        ),
    )
    return builder.imported()


_ABOUT = ("title", "description")


def _columns(builder: MapBuilder, graph: "_Element", kind: str, known: Iterable[str]) -> _Columns:
    names, usual = {}, {}
    for part in below(graph, "attributes"):
        for one in below(part, "attribute") if part.get("class") == kind else ():
            title = one.get("title") or one.get("id") or ""
            name = title.casefold()
            if name not in known:
                builder.lose("Field left out, systemsmap has no place for it", title)
                continue
            names[one.get("id") or ""] = name
            if default := text_of(next(iter(below(one, "default")), None)):
                usual[name] = default
    return _Columns(names, usual)


def _node(node: "_Element", columns: _Columns) -> Node:
    key, fields = node.get("id") or "", columns.said(node)
    at = next((place(p.get("x"), p.get("y")) for p in below(node, "position")), None)
    name = node.get("label") or fields.get("label") or fields.get("name") or key
    # Gephi counts upwards.
    return Node(key, name, (at[0], 0.0 - at[1]) if at else None, fields)


def _edges(edge: "_Element", columns: _Columns, usual: str) -> Iterator[Edge]:
    fields = columns.said(edge)
    # The edge's own label, weight and kind stand beside its attributes.
    own = {name: text for name in ("label", "weight", "kind") if (text := edge.get(name))}
    way = (edge.get("type") or usual).casefold()
    start, end = edge.get("source") or "", edge.get("target") or ""
    found = Edge(start, end, {**fields, **own}, edge.get("id") or "", way != "undirected")
    yield from found.both_ways() if way == "mutual" else (found,)


def write(map_: SystemsMap) -> bytes:
    """Return the map as a directed graph."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    spaces: dict[str | None, str] = {None: SPACE, "viz": VIZ}
    root = etree.Element(f"{{{SPACE}}}gexf", {"version": "1.3"}, nsmap=spaces)  # type: ignore[arg-type]
    _write_about(root, map_)
    graph = _part(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for kind, names in _ATTRIBUTES.items():
        part = _part(graph, "attributes", {"class": kind, "mode": "static"})
        for name in names:
            type_ = _TYPES.get(name, "string")
            _part(part, "attribute", {"id": f"{kind}-{name}", "title": name, "type": type_})
    nodes, edges = _part(graph, "nodes", {}), _part(graph, "edges", {})
    ids = written_ids(map_, "gexf")
    for variable in map_.variables.values():
        _write_node(nodes, variable, ids[variable.id])
    for link in map_.links.values():
        _write_edge(edges, link, ids)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _write_about(root: "_Element", map_: SystemsMap) -> None:
    """Say who made it and what it is called, where Gephi itself says so."""
    meta = _part(root, "meta", {})
    _part(meta, "creator", {}).text = "systemsmap"
    for name, text in (("title", map_.info.title), ("description", map_.info.description)):
        if text:
            _part(meta, name, {}).text = Cleaner().text(text)


def _part(parent: "_Element", name: str, fields: dict[str, str], space: str = SPACE) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    clean = {key: Cleaner().text(text) for key, text in fields.items()}
    return etree.SubElement(parent, f"{{{space}}}{name}", clean)


def _values(parent: "_Element", kind: str, said: Fields) -> None:
    part = _part(parent, "attvalues", {})
    for name, text in said.items():
        if name in _ATTRIBUTES[kind]:
            _part(part, "attvalue", {"for": f"{kind}-{name}", "value": text})


def _write_node(nodes: "_Element", variable: Variable, id_: str) -> None:
    node = _part(nodes, "node", {"id": id_, "label": variable.name})
    _values(node, "node", fields_of_variable(variable))
    at = {"x": f"{variable.x!r}", "y": f"{0.0 - variable.y!r}", "z": "0.0"}
    _part(node, "position", at, VIZ)


def _write_edge(edges: "_Element", link: Link, ids: Mapping[str, str]) -> None:
    ends = {"id": ids[link.id], "source": ids[link.source], "target": ids[link.target]}
    said = fields_of_link(link)
    _values(_part(edges, "edge", {**ends, "label": said["label"]}), "edge", said)
