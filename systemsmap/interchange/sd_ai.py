"""The JSON of sd-ai: variables and relationships, as its engines draft them.

The reasoning of a relationship is the note of a link, that of its polarity why the sign is so.
"""

import json

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    distinct_names,
    entries,
    words,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.flows import add_flow
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.NOTES | Holds.LINK_NOTES | Holds.SELF | Holds.LONE | Holds.MARKS
_Ends = tuple[str, str]
_SIGNS = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "-"}


def is_sd_ai(raw: object) -> bool:
    """Tell whether this looks like the JSON of sd-ai: relationships between names of variables."""
    model = raw.get("model", raw) if isinstance(raw, dict) else None
    said = model.get("relationships") if isinstance(model, dict) else None
    if not isinstance(model, dict) or not isinstance(said, list):
        return False
    named = isinstance(model.get("variables"), list)
    signed = any(isinstance(one, dict) and "polarity" in one for one in said)
    return (named or signed) and all(map(_has_ends, said))


def _has_ends(one: object) -> bool:
    return isinstance(one, dict) and all(isinstance(one.get(end), str) for end in ("from", "to"))


def read(data: bytes) -> Imported:
    """Return the map of a model. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(data))
    model = raw.get("model", raw) if isinstance(raw, dict) else None
    if not isinstance(model, dict) or not isinstance(model.get("relationships"), list):
        raise ImportTrouble("It is JSON, but it lists no relationships as sd-ai does.")
    assert isinstance(raw, dict)
    builder = _builder(raw)
    variables = entries(model.get("variables"))
    for variable in variables:
        _take_variable(builder, variable)
    signs = _signs_in_loops(raw)
    for relationship in entries(model.get("relationships")):
        start, end = words(relationship.get("from")), words(relationship.get("to"))
        if start and end:
            said = _said(builder, relationship, signs)
            builder.link(builder.named(start), builder.named(end), said)
        else:
            builder.lose("Relationship without both ends left out", start or end)
    for variable in variables:
        _take_flows(builder, variable)
    return builder.imported()


def _builder(raw: dict[str, object]) -> MapBuilder:
    about = raw.get("supportingInfo")
    info = about if isinstance(about, dict) else {}
    builder = MapBuilder("sd_ai", words(info.get("title")) or words(raw.get("title")))
    builder.description = words(info.get("explanation"))
    return builder


def _take_variable(builder: MapBuilder, variable: dict[str, object]) -> None:
    name = words(variable.get("name"))
    if builder.find(name) is not None:
        builder.lose("Left out, another one has the same name", name)
    else:
        said = SaidOfVariable(words(variable.get("documentation")))
        builder.variable(name, name, None, said)


def _take_flows(builder: MapBuilder, stock: dict[str, object]) -> None:
    """Add what flows into a stock and out of it, where no relationship says so."""
    for way, fills in (("inflows", True), ("outflows", False)):
        flows = stock.get(way)
        for flow in filter(None, map(words, flows)) if isinstance(flows, list) else ():
            add_flow(builder, flow, words(stock.get("name")), fills=fills)


def _signs_in_loops(raw: dict[str, object]) -> dict[_Ends, Polarity]:
    """Return the signs that the feedback loops in a file give to links, where they agree."""
    found: dict[_Ends, Polarity] = {}
    unclear: set[_Ends] = set()
    feedback = raw.get("feedback")
    loops = entries(feedback.get("feedbackLoops")) if isinstance(feedback, dict) else []
    for link in (link for loop in loops for link in entries(loop.get("links"))):
        ends = folded(words(link.get("from"))), folded(words(link.get("to")))
        sign = sign_of(words(link.get("polarity")))
        if sign is not None and found.setdefault(ends, sign) is not sign:
            unclear.add(ends)
    return {ends: sign for ends, sign in found.items() if ends not in unclear}


def _said(
    builder: MapBuilder, relationship: dict[str, object], signs: dict[_Ends, Polarity]
) -> SaidOfLink:
    start, end = words(relationship.get("from")), words(relationship.get("to"))
    sign = sign_of(words(relationship.get("polarity")))
    if sign is None and (found := signs.get((folded(start), folded(end)))):
        builder.lose("Sign taken from the feedback loops in the file", f"{start} to {end}")
        sign = found
    note, why = (words(relationship.get(key)) for key in ("reasoning", "polarityReasoning"))
    return SaidOfLink(sign, rationale=why, note=note)


def write(map_: SystemsMap) -> bytes:
    """Return the map as variables and relationships."""
    names = distinct_names(map_)
    model = {
        "variables": [
            {"name": names[v.id], "type": "variable", "documentation": v.note}
            for v in map_.variables.values()
        ],
        "relationships": [
            {
                "from": names[k.source],
                "to": names[k.target],
                "polarity": _SIGNS.get(k.polarity, ""),
                "reasoning": k.note,
                "polarityReasoning": k.rationale,
            }
            for k in map_.links.values()
        ],
    }
    return json.dumps(model, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
