"""Graphviz's text format, with every name, reason and position, for other programs to go on with.

Positions are in points with y upwards, as `neato -n` and neato with `inputscale=72` want them.
"""

from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.open_json.write import is_unplaced
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.NOTES
    | Holds.KINDS
    | Holds.EVIDENCE
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
POINTS = 0.75
"""Points per map unit: a map unit is a pixel of 1/96 inch, a point is 1/72 inch."""

_GRAPH = {"layout": "neato", "inputscale": "72", "overlap": "vpsc", "splines": "true"}
_NODE = {"shape": "plaintext", "fontname": "Inter, Helvetica, Arial, sans-serif", "fontsize": "12"}
_EDGE = {"fontname": "Inter, Helvetica, Arial, sans-serif", "fontsize": "13", "arrowsize": "0.7"}


def write(map_: SystemsMap) -> bytes:
    """Return the map in the dot language, in UTF-8."""
    import graphviz  # noqa: PLC0415 - only whoever writes .gv waits for it

    about = {"label": _plain(map_.info.title), "labelloc": "t"} if map_.info.title else {}
    graph = graphviz.Digraph(
        "map", graph_attr={**_GRAPH, **about}, node_attr=_NODE, edge_attr=_EDGE
    )
    # Names of our own: a name of a person's could be read as a port or a keyword.
    names = {id_: f"v{number}" for number, id_ in enumerate(map_.variables, 1)}
    unplaced = is_unplaced(map_)
    for variable in map_.variables.values():
        at = {} if unplaced else {"pos": _position(variable)}
        graph.node(names[variable.id], _plain(variable.name), **at, **_about(variable))
    for link in map_.links.values():
        graph.edge(names[link.source], names[link.target], **_signs(link))
    return str(graph.source).encode("utf-8", "replace")


def _plain(text: str) -> str:
    """Graphviz takes <...> for markup and backslashes for orders unless told otherwise."""
    import graphviz  # noqa: PLC0415

    literal = Cleaner().text(text).replace("\\", "\\\\").replace("\n", "\\n")
    made: str = graphviz.nohtml(literal)
    return made


def _position(variable: Variable) -> str:
    # "!" keeps a variable where it is when neato lays the rest out.
    return f"{variable.x * POINTS:.2f},{0.0 - variable.y * POINTS:.2f}!"


def _about(variable: Variable) -> dict[str, str]:
    about = {"tooltip": _plain(variable.note or variable.name)}
    if variable.kind:
        about["kind"] = variable.kind.value
    return about


def _signs(link: Link) -> dict[str, str]:
    sign = f"{link.polarity.value} ||" if link.delayed else link.polarity.value
    signs = {
        "label": sign,
        "polarity": link.polarity.value,
        "delay": "true" if link.delayed else "false",
        "evidence": link.evidence.value,
    }
    if link.rationale:
        signs["tooltip"] = _plain(link.rationale)
    return signs
