"""Links that the room said are not there. They stay in the file, so that nobody asks again."""

import json
from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.variables import variable_of
from systemsmap.model.systems_map import SystemsMap

FIELD = "not_linked"
"""The field of the map, beside those of other programs, that lists the pairs by id."""

Pair = tuple[str, str]


def declined(map_: SystemsMap) -> frozenset[Pair]:
    """Return the pairs that were declined and are still on the map."""
    raw = _fields(map_).get(FIELD)
    pairs = raw if isinstance(raw, list) else []
    return frozenset(
        (pair[0], pair[1])
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(i in map_.variables for i in pair)
    )


def decline_link(map_: SystemsMap, cause: str, effect: str) -> Change:
    """Remember that one does not affect the other. Raises EditError for an unknown variable."""
    pair = (variable_of(map_, cause).id, variable_of(map_, effect).id)
    pairs = sorted(declined(map_) | {pair})
    fields = _fields(map_) | {FIELD: [list(one) for one in pairs]}
    return changed(map_, replace(map_.info, extra=json.dumps(fields, ensure_ascii=False)))


def _fields(map_: SystemsMap) -> dict[str, object]:
    try:
        fields = json.loads(map_.info.extra or "{}")
    except (ValueError, RecursionError):
        fields = None
    return fields if isinstance(fields, dict) else {"extra": map_.info.extra}
