"""The JSON of sd-ai: variables and relationships, as its engines draft them."""

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
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.NOTES | Holds.LINK_NOTES | Holds.SELF | Holds.LONE | Holds.MARKS
_SIGNS = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "-"}


def is_sd_ai(raw: object) -> bool:
    """Tell whether this looks like the JSON of sd-ai."""
    model = raw.get("model", raw) if isinstance(raw, dict) else None
    return isinstance(model, dict) and isinstance(model.get("relationships"), list)


def read(data: bytes) -> Imported:
    """Return the map of a model. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(data))
    if not is_sd_ai(raw):
        raise ImportTrouble("It is JSON, but it lists no relationships as sd-ai does.")
    assert isinstance(raw, dict)
    model = raw.get("model", raw)
    assert isinstance(model, dict)
    builder = MapBuilder("sd_ai", words(raw.get("title")))
    for variable in entries(model.get("variables")):
        name = words(variable.get("name"))
        if builder.find(name) is not None:
            builder.lose("Left out, another one has the same name", name)
        else:
            said = SaidOfVariable(words(variable.get("documentation")))
            builder.variable(name, name, None, said)
    for relationship in entries(model.get("relationships")):
        start, end = words(relationship.get("from")), words(relationship.get("to"))
        if start and end:
            builder.link(builder.named(start), builder.named(end), _said(relationship))
        else:
            builder.lose("Relationship without both ends left out", start or end)
    return builder.imported()


def _said(relationship: dict[str, object]) -> SaidOfLink:
    reasons = (words(relationship.get(key)) for key in ("reasoning", "polarityReasoning"))
    note = "\n".join(reason for reason in reasons if reason)
    return SaidOfLink(sign_of(words(relationship.get("polarity"))), note=note)


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
                "polarityReasoning": "",
            }
            for k in map_.links.values()
        ],
    }
    return json.dumps(model, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
