"""Graphviz's text format, with every name, reason and position, for other programs to go on with.

Positions are in points with y upwards, as `neato -n` and neato with `inputscale=72` want them.
"""

import re
from collections.abc import Mapping

from systemsmap.interchange.building import foreign_id
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.dot_language import quoted
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


def write(map_: SystemsMap) -> bytes:
    """Return the map in the dot language, in UTF-8."""
    about = {"label": _plain(map_.info.title), "labelloc": "t"} if map_.info.title else {}
    names = _names(map_)
    unplaced = is_unplaced(map_)
    lines = [
        "digraph map {",
        _line("graph", {**_GRAPH, **about}),
        _line("node", _NODE),
        _line("edge", _EDGE),
        *(
            _line(quoted(names[variable.id]), _of_variable(variable, unplaced=unplaced))
            for variable in map_.variables.values()
        ),
        *(
            _line(f"{quoted(names[link.source])} -> {quoted(names[link.target])}", _of_link(link))
            for link in map_.links.values()
        ),
        "}\n",
    ]
    return "\n".join(lines).encode("utf-8", "replace")


def _line(what: str, attributes: Mapping[str, str]) -> str:
    said = " ".join(f"{name}={quoted(text)}" for name, text in attributes.items())
    return f"\t{what} [{said}]"


def _names(map_: SystemsMap) -> dict[str, str]:
    """Return what each variable is known by: what it was known by in a file, or else a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for variable in map_.variables.values():
        name = Cleaner().text(foreign_id(variable.extra, "dot"))
        # A backslash at its end would take the quote with it.
        if name and name not in taken and "\\" not in name:
            names[variable.id] = name
            taken.add(name)
    free = (f"v{number}" for number in range(1, len(taken) + len(map_.variables) + 1))
    left = (name for name in free if name not in taken)
    return {id_: names[id_] if id_ in names else next(left) for id_ in map_.variables}


def _plain(text: str) -> str:
    """Return a text that Graphviz shows as it is: no orders by backslash, no codes of letters."""
    return _CODE.sub("&amp;", Cleaner().text(text).replace("\\", "\\\\")).replace("\n", "\\n")


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
