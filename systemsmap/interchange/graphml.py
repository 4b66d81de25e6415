"""GraphML: plain data for scripts, and the graphics of yEd in the same file.

Places are middles in the plain data and top left corners in the graphics, as yEd has them.
"""

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
from systemsmap.interchange.xml import anywhere, below, local, parse_xml, text_of
from systemsmap.model.records import Evidence, Kind, Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.BENDS
    | Holds.NOTES
    | Holds.KINDS
    | Holds.OUTSIDE
    | Holds.EVIDENCE
    | Holds.REASONS
    | Holds.LINK_NOTES
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
SPACE = "http://graphml.graphdrawing.org/xmlns"
YED = "http://www.yworks.com/xml/graphml"
_NODE = ("label", "x", "y", "kind", "outside", "notes")
_EDGE = ("label", "polarity", "delay", "bend", "evidence", "rationale", "reference", "notes")
_TRUE = frozenset({"true", "1", "yes"})
_KINDS = {kind.value: kind for kind in Kind}
_LEVELS = {level.value: level for level in Evidence}
_Data = Mapping[str, str]


def read(data: bytes) -> Imported:
    """Return the map of a graph. Raises ImportTrouble."""
    root = parse_xml(data)
    if local(root) != "graphml":
        raise ImportTrouble("It is XML, but no GraphML.")
    keys = {
        key.get("id") or "": (key.get("attr.name") or "").casefold() for key in below(root, "key")
    }
    builder = MapBuilder("graphml")
    for graph in anywhere(root, "graph"):
        for node in below(graph, "node"):
            _take_node(builder, node, _data(node, keys))
    for graph in anywhere(root, "graph"):
        undirected = graph.get("edgedefault") == "undirected"
        for edge in below(graph, "edge"):
            if edge.get("directed", str(not undirected)).casefold() == "false":
                told = f"{edge.get('source')} to {edge.get('target')}"
                builder.lose("Edge without a direction, read from its first end", told)
            _take_edge(builder, edge, _data(edge, keys))
    return builder.imported()


def _data(element: "_Element", keys: Mapping[str, str]) -> dict[str, str]:
    """Return the plain data of a node or edge by name, and of yEd the label and the place."""
    found: dict[str, str] = {}
    for data in below(element, "data"):
        name = keys.get(data.get("key") or "", "")
        if len(data):
            found |= {f"yed {k}": v for k, v in _drawn(data).items()}
        elif name:
            found[name] = text_of(data)
    return found


def _drawn(data: "_Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for label in (*anywhere(data, "NodeLabel"), *anywhere(data, "EdgeLabel")):
        found.setdefault("label", (label.text or "").strip())
    for box in anywhere(data, "Geometry"):
        at, size = place(box.get("x"), box.get("y")), place(box.get("width"), box.get("height"))
        if at and size:
            found |= {"x": str(at[0] + size[0] / 2), "y": str(at[1] + size[1] / 2)}
    return found


def _first(data: _Data, *names: str) -> str:
    return next((data[name] for name in names if data.get(name)), "")


def _take_node(builder: MapBuilder, node: "_Element", data: _Data) -> None:
    key = node.get("id") or ""
    name = _first(data, "label", "yed label", "name") or key
    at = place(data.get("x"), data.get("y")) or place(data.get("yed x"), data.get("yed y"))
    said = SaidOfVariable(
        _first(data, "notes", "note", "description"),
        _KINDS.get(data.get("kind", "")),
        data.get("outside", "").casefold() in _TRUE,
    )
    builder.variable(key, name, at, said)


def _take_edge(builder: MapBuilder, edge: "_Element", data: _Data) -> None:
    word = _first(data, "polarity", "sign", "label", "yed label", "type")
    plain = word.replace("||", "").strip()
    sign, weight = sign_of(plain), number(_first(data, "weight", "strength"))
    if sign is None and weight is not None:
        sign = sign_of_number(weight)
    said = SaidOfLink(
        sign,
        data.get("delay", "").casefold() in _TRUE or "||" in word,
        number(data.get("bend")),
        _LEVELS.get(data.get("evidence", ""), Evidence.ASSUMPTION),
        data.get("rationale", ""),
        data.get("reference", ""),
        _first(data, "notes", "note", "description") or ("" if sign else plain),
        edge.get("id") or "",
    )
    builder.link(edge.get("source") or "", edge.get("target") or "", said)


def write(map_: SystemsMap) -> bytes:
    """Return the map as a directed graph with data and graphics."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    spaces: dict[str | None, str] = {None: SPACE, "y": YED}
    root = etree.Element(f"{{{SPACE}}}graphml", nsmap=spaces)  # type: ignore[arg-type]
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            fields = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": "string"}
            etree.SubElement(root, f"{{{SPACE}}}key", fields)
        drawn = {"id": f"{kind}-drawn", "for": kind, "yfiles.type": f"{kind}graphics"}
        etree.SubElement(root, f"{{{SPACE}}}key", drawn)
    graph = etree.SubElement(root, f"{{{SPACE}}}graph", {"id": "map", "edgedefault": "directed"})
    ids = written_ids(map_, "graphml")
    for variable in map_.variables.values():
        _write_node(graph, variable, ids[variable.id])
    for link in map_.links.values():
        _write_edge(graph, link, ids)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _part(parent: "_Element", space: str, name: str, fields: dict[str, str]) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    return etree.SubElement(parent, f"{{{space}}}{name}", fields)


def _write_data(parent: "_Element", kind: str, said: _Data) -> "_Element":
    for name, text in said.items():
        if text:
            data = _part(parent, SPACE, "data", {"key": f"{kind}-{name}"})
            data.text = Cleaner().text(text)
    return _part(parent, SPACE, "data", {"key": f"{kind}-drawn"})


def _write_node(graph: "_Element", variable: Variable, id_: str) -> None:
    said = {
        "label": variable.name,
        "x": f"{variable.x!r}",
        "y": f"{variable.y!r}",
        "kind": variable.kind.value if variable.kind else "",
        "outside": "true" if variable.outside else "",
        "notes": variable.note,
    }
    drawn = _write_data(_part(graph, SPACE, "node", {"id": id_}), "node", said)
    shape = _part(drawn, YED, "ShapeNode", {})
    wide, high = size_of(variable.name, PRINT)
    corner = {"x": f"{variable.x - wide / 2:.2f}", "y": f"{variable.y - high / 2:.2f}"}
    _part(shape, YED, "Geometry", {**corner, "width": f"{wide:.2f}", "height": f"{high:.2f}"})
    _part(shape, YED, "Fill", {"hasColor": "false", "transparent": "false"})
    _part(shape, YED, "BorderStyle", {"hasColor": "false", "type": "line", "width": "1.0"})
    _part(shape, YED, "NodeLabel", {}).text = Cleaner().text(variable.name)
    _part(shape, YED, "Shape", {"type": "roundrectangle"})


def _write_edge(graph: "_Element", link: Link, ids: Mapping[str, str]) -> None:
    sign = link.polarity.value
    said = {
        "label": f"{sign} ||" if link.delayed else sign,
        "polarity": sign,
        "delay": "true" if link.delayed else "",
        "bend": "" if link.bend is None else f"{link.bend!r}",
        "evidence": link.evidence.value,
        "rationale": link.rationale,
        "reference": link.reference,
        "notes": link.note,
    }
    ends = {"id": ids[link.id], "source": ids[link.source], "target": ids[link.target]}
    drawn = _write_data(_part(graph, SPACE, "edge", ends), "edge", said)
    line = _part(drawn, YED, "ArcEdge", {})
    colour = PRINT.link_colour(link.polarity)
    style = "dashed" if link.polarity is Polarity.UNDECIDED else "line"
    _part(line, YED, "LineStyle", {"color": colour, "type": style, "width": "2.0"})
    _part(line, YED, "Arrows", {"source": "none", "target": "standard"})
    _part(line, YED, "EdgeLabel", {}).text = said["label"]
