"""Graphviz's text format, with every name, reason and position, for other programs to go on with.

Positions are in points with y upwards, as `neato -n` and neato with `inputscale=72` want them.
"""

import re

from systemsmap.interchange.building import foreign_id
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.graph_fields import HOLDS, fields_of_link, fields_of_variable
from systemsmap.interchange.open_json.write import is_unplaced
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap

__all__ = ["HOLDS", "POINTS", "write"]

POINTS = 0.75
"""Points per map unit: a map unit is a pixel of 1/96 inch, a point is 1/72 inch."""

_GRAPH = {"layout": "neato", "inputscale": "72", "overlap": "vpsc", "splines": "true"}
_NODE = {"shape": "plaintext", "fontname": "Inter, Helvetica, Arial, sans-serif", "fontsize": "12"}
_EDGE = {"fontname": "Inter, Helvetica, Arial, sans-serif", "fontsize": "13", "arrowsize": "0.7"}
_CODE = re.compile(r"&(?=#?\w+;)")
# What Graphviz's own quoting might take for markup, or an end that would take the quote with it.
_IS_NAME = re.compile(r"[^\\<>\"\n]+\Z").match


def write(map_: SystemsMap) -> bytes:
    """Return the map in the dot language, in UTF-8."""
    import graphviz  # noqa: PLC0415 - only whoever writes .gv waits for it
    from graphviz import quoting  # noqa: PLC0415

    about = {"label": _plain(map_.info.title), "labelloc": "t"} if map_.info.title else {}
    graph = graphviz.Digraph(
        "map", graph_attr={**_GRAPH, **about}, node_attr=_NODE, edge_attr=_EDGE
    )
    names, unplaced = _names(map_), is_unplaced(map_)
    for variable in map_.variables.values():
        graph.node(names[variable.id], **_of_variable(variable, unplaced=unplaced))
    for link in map_.links.values():
        # Not by `edge`, which reads a colon in a name as a port.
        ends = f"{quoting.quote(names[link.source])} -> {quoting.quote(names[link.target])}"
        graph.body.append(f"\t{ends}{quoting.attr_list(kwargs=_of_link(link))}\n")
    return str(graph.source).encode("utf-8", "replace")


def _names(map_: SystemsMap) -> dict[str, str]:
    """Return what each variable is known by: what it was known by in a file, or else a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for variable in map_.variables.values():
        name = foreign_id(variable.extra, "dot")
        if _IS_NAME(name) and name not in taken:
            names[variable.id] = name
            taken.add(name)
    free = (f"v{number}" for number in range(1, len(taken) + len(map_.variables) + 1))
    left = (name for name in free if name not in taken)
    return {id_: names[id_] if id_ in names else next(left) for id_ in map_.variables}


def _plain(text: str) -> str:
    """Return a text that Graphviz shows as it is: no markup, orders or codes of letters in it."""
    import graphviz  # noqa: PLC0415

    literal = Cleaner().text(text).replace("\\", "\\\\").replace("\n", "\\n")
    made: str = graphviz.nohtml(_CODE.sub("&amp;", literal))
    return made


def _of_variable(variable: Variable, *, unplaced: bool) -> dict[str, str]:
    # "!" keeps a variable where it is when neato lays the rest out.
    at = f"{variable.x * POINTS:.2f},{0.0 - variable.y * POINTS:.2f}!"
    said = {
        "label": _plain(variable.name),
        **({} if unplaced else {"pos": at}),
        "tooltip": _plain(variable.note or variable.name),
    }
    return said | {name: _plain(text) for name, text in fields_of_variable(variable).items()}


def _of_link(link: Link) -> dict[str, str]:
    id_ = foreign_id(link.extra, "dot")
    said = {
        **({"id": _plain(id_)} if id_ else {}),
        **({"tooltip": _plain(link.rationale)} if link.rationale else {}),
    }
    return {name: _plain(text) for name, text in fields_of_link(link).items()} | said
