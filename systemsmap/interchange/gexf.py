"""GEXF, the format of Gephi: nodes with places, edges with what is said of them as attributes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    number,
    place,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.signs import sign_of, sign_of_number
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import anywhere, below, local, parse_xml
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from lxml.etree import _Element

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
SPACE, VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
_TRUE = frozenset({"true", "1", "yes"})
_ATTRIBUTES = {"node": ("notes",), "edge": ("polarity", "delay", "notes")}


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    root = parse_xml(data)
    if local(root) != "gexf":
        raise ImportTrouble("It is XML, but no GEXF.")
    builder = MapBuilder("gexf")
    graphs = below(root, "graph")
    for graph in graphs:
        titles = _titles(graph)
        for node in anywhere(graph, "node"):
            said = _said(node, titles)
            at = next((place(p.get("x"), p.get("y")) for p in below(node, "position")), None)
            # Gephi counts upwards.
            where = (at[0], 0.0 - at[1]) if at else None
            notes = SaidOfVariable(said.get("notes", "") or said.get("description", ""))
            key = node.get("id") or ""
            builder.variable(key, node.get("label") or key, where, notes)
        usual = graph.get("defaultedgetype", "undirected")
        for edge in anywhere(graph, "edge"):
            _take_edge(builder, edge, _said(edge, titles), usual)
    return builder.imported()


def _titles(graph: "_Element") -> dict[str, str]:
    return {
        one.get("id") or "": (one.get("title") or "").casefold()
        for part in below(graph, "attributes")
        for one in below(part, "attribute")
    }


def _said(element: "_Element", titles: Mapping[str, str]) -> dict[str, str]:
    return {
        titles.get(one.get("for") or "", ""): one.get("value") or ""
        for part in below(element, "attvalues")
        for one in below(part, "attvalue")
    }


def _take_edge(builder: MapBuilder, edge: "_Element", said: Mapping[str, str], usual: str) -> None:
    start, end = edge.get("source") or "", edge.get("target") or ""
    if (edge.get("type") or usual) != "directed":
        builder.lose("Edge without a direction, read from its first end", f"{start} to {end}")
    word = said.get("polarity") or said.get("sign") or edge.get("label") or edge.get("kind") or ""
    weight = number(edge.get("weight"))
    sign = sign_of(word.replace("||", "")) or (
        sign_of_number(weight) if weight is not None and weight < 0 else None
    )
    delayed = said.get("delay", "").casefold() in _TRUE or "||" in word
    note = said.get("notes", "") or ("" if sign else word)
    builder.link(start, end, SaidOfLink(sign, delayed, note=note, id=edge.get("id") or ""))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a directed graph."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    spaces: dict[str | None, str] = {None: SPACE, "viz": VIZ}
    root = etree.Element(f"{{{SPACE}}}gexf", {"version": "1.3"}, nsmap=spaces)  # type: ignore[arg-type]
    graph = _part(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for kind, names in _ATTRIBUTES.items():
        part = _part(graph, "attributes", {"class": kind, "mode": "static"})
        for name in names:
            fields = {"id": f"{kind}-{name}", "title": name, "type": "string"}
            _part(part, "attribute", fields)
    nodes, edges = _part(graph, "nodes", {}), _part(graph, "edges", {})
    ids = written_ids(map_, "gexf")
    for variable in map_.variables.values():
        _write_node(nodes, variable, ids[variable.id])
    for link in map_.links.values():
        _write_edge(edges, link, ids)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _part(parent: "_Element", name: str, fields: dict[str, str], space: str = SPACE) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    clean = {key: Cleaner().text(text) for key, text in fields.items()}
    return etree.SubElement(parent, f"{{{space}}}{name}", clean)


def _values(parent: "_Element", kind: str, said: Mapping[str, str]) -> None:
    part = _part(parent, "attvalues", {})
    for name, text in said.items():
        if text:
            _part(part, "attvalue", {"for": f"{kind}-{name}", "value": text})


def _write_node(nodes: "_Element", variable: Variable, id_: str) -> None:
    node = _part(nodes, "node", {"id": id_, "label": variable.name})
    _values(node, "node", {"notes": variable.note})
    at = {"x": f"{variable.x!r}", "y": f"{0.0 - variable.y!r}", "z": "0.0"}
    _part(node, "position", at, VIZ)


def _write_edge(edges: "_Element", link: Link, ids: Mapping[str, str]) -> None:
    fields = {"id": ids[link.id], "source": ids[link.source], "target": ids[link.target]}
    edge = _part(edges, "edge", {**fields, "label": link.polarity.value})
    delay = "true" if link.delayed else ""
    _values(edge, "edge", {"polarity": link.polarity.value, "delay": delay, "notes": link.note})
