"""ModelJSON, the open format of Insight Maker: variables and links by name, places top left.

A flow runs from a stock to a stock and so fills one and drains the other: two links on a map.
Fields that begin with an underscore are anybody's own; ours holds what the format has no word for.
"""

import json

from systemsmap.interchange import beyond
from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    distinct_names,
    entries,
    number,
    place,
    words,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.flows import add_flow
from systemsmap.interchange.holding import ON_CANVAS, Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of

HOLDS = ON_CANVAS & ~Holds.TEXTS
_OURS = "_systemsmap"
_NODES = ("VARIABLE", "STOCK", "FLOW", "CONVERTER", "STATE", "TRANSITION")
_FLOWS = ("FLOW", "TRANSITION")
_SIGNS = {
    "POSITIVE": Polarity.POSITIVE,
    "NEGATIVE": Polarity.NEGATIVE,
    "NEUTRAL": Polarity.UNDECIDED,
}
_NAMES = {Polarity.POSITIVE: "POSITIVE", Polarity.NEGATIVE: "NEGATIVE"}


def is_model_json(raw: object) -> bool:
    """Tell whether this looks like ModelJSON: elements that say in capitals what they are."""
    elements = entries(raw.get("elements")) if isinstance(raw, dict) else []
    return any(words(element.get("type")) in (*_NODES, "LINK") for element in elements)


def read(data: bytes) -> Imported:
    """Return the map of a model. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(data))
    if not is_model_json(raw):
        raise ImportTrouble("It is JSON, but it has no elements as ModelJSON has.")
    assert isinstance(raw, dict)
    builder = MapBuilder("model_json", words(raw.get("name")))
    builder.description = words(raw.get("description"))
    elements = entries(raw.get("elements"))
    for element in elements:
        if words(element.get("type")) in _NODES:
            _take_node(builder, element)
    for element in elements:
        if words(element.get("type")) == "LINK":
            builder.link(words(element.get("from")), words(element.get("to")), _said(element))
    for element in elements:
        if words(element.get("type")) in _FLOWS:
            _take_flow(builder, element)
    beyond.take_loops(builder, beyond.fields_in(raw, _OURS))
    return builder.imported()


def _take_flow(builder: MapBuilder, element: dict[str, object]) -> None:
    name = words(element.get("name"))
    for end, fills in (("from", False), ("to", True)):
        stock = words(element.get(end))
        if name and stock:
            add_flow(builder, name, stock, fills=fills)


def _take_node(builder: MapBuilder, element: dict[str, object]) -> None:
    name = words(element.get("name"))
    if builder.find(name) is not None:
        builder.lose("Left out, another one has the same name", name)
        return
    ours = beyond.fields_in(element, _OURS)
    said = beyond.said_of_variable(ours, words(element.get("description")))
    builder.variable(name, name, _middle(element.get("display")), said)


def _middle(display: object) -> tuple[float, float] | None:
    if not isinstance(display, dict):
        return None
    corner, size = (display.get(key) for key in ("coordinates", "size"))
    at = place(*corner) if isinstance(corner, list) and len(corner) == 2 else None
    if at is None:
        return None
    sides = size if isinstance(size, list) and len(size) == 2 else [0.0, 0.0]
    wide, high = (number(side) or 0.0 for side in sides)
    return at[0] + wide / 2, at[1] + high / 2


def _said(element: dict[str, object]) -> SaidOfLink:
    behavior = element.get("behavior")
    sign = words(behavior.get("polarity")) if isinstance(behavior, dict) else ""
    ours = beyond.fields_in(element, _OURS)
    return beyond.said_of_link(ours, _SIGNS.get(sign.upper()), words(element.get("description")))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a model of variables and links."""
    names = distinct_names(map_)
    model: dict[str, object] = {
        "engine": "SIMULATION_PACKAGE",
        "name": map_.info.title,
        "description": map_.info.description,
        "elements": [
            *(_node(names[v.id], v) for v in map_.variables.values()),
            *(_link(names[k.source], names[k.target], k) for k in map_.links.values()),
        ],
    }
    if loops := beyond.loops_of(map_, names):
        model[_OURS] = {"loops": loops}
    return json.dumps(model, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")


def _node(name: str, variable: Variable) -> dict[str, object]:
    # Even sides, so that a corner says exactly where the middle is.
    wide, high = (2.0 * round(side / 2) for side in size_of(variable.name, PRINT))
    corner = [variable.x - wide / 2, variable.y - high / 2]
    display = {"coordinates": corner, "size": [wide, high]}
    said: dict[str, object] = {
        "type": "VARIABLE",
        "name": name,
        "description": variable.note,
        "display": display,
    }
    return _with_ours(said, beyond.of_variable(variable))


def _with_ours(said: dict[str, object], ours: beyond.Fields) -> dict[str, object]:
    return {**said, _OURS: ours} if ours else said


def _link(start: str, end: str, link: Link) -> dict[str, object]:
    said: dict[str, object] = {
        "type": "LINK",
        "from": start,
        "to": end,
        "description": link.note,
        "behavior": {"polarity": _NAMES.get(link.polarity, "NEUTRAL")},
    }
    return _with_ours(said, beyond.of_link(link))
