"""Fields of other programs, merged one by one: lists are joined, of two values none is lost."""

import json
from collections.abc import Sequence
from typing import Any

from systemsmap.analysis.reading import joined
from systemsmap.merging.stands import Stand

_Fields = dict[str, Any]
_OPAQUE = "extra"


def foreign_fields(before: str, stands: Sequence[Stand]) -> str:
    """Return the text of one JSON object with the fields of all."""
    began = _fields(before)
    sides = [(_fields(stand.value[0]), stand.names) for stand in stands]
    merged: _Fields = {}
    for key in dict.fromkeys([*began, *(key for fields, _ in sides for key in fields)]):
        merged.update(_settled(key, began, sides))
    return json.dumps(merged, ensure_ascii=False) if merged else ""


def _settled(
    key: str, began: _Fields, sides: list[tuple[_Fields, tuple[str, ...]]]
) -> dict[str, Any]:
    """Return the field as it is afterwards: once, not at all, or once for each value."""
    absent: Any = object()
    before = began.get(key, absent)
    new = [(fields.get(key, absent), names) for fields, names in sides]
    new = [(value, names) for value, names in new if value is not before and value != before]
    values = [value for value, _ in new]
    if not new:
        return {} if before is absent else {key: before}
    if all(value == values[0] for value in values):
        return {} if values[0] is absent else {key: values[0]}
    if all(isinstance(value, list) for value in values):
        return {key: together(before if isinstance(before, list) else [], values)}
    there = sorted(
        ((value, names) for value, names in new if value is not absent),
        key=lambda pair: json.dumps(pair[0], sort_keys=True),
    )
    settled = {key: there[0][0]}
    for value, names in there[1:]:
        if value != there[0][0]:
            settled[f"{key} ({joined(names)})"] = value
    return settled


def together(before: Sequence[Any], lists: Sequence[Sequence[Any]]) -> list[Any]:
    """Return what the lists have together, without what was there before and one took out."""
    kept: list[Any] = []
    for entry in (*before, *(entry for list_ in lists for entry in list_)):
        taken_out = entry in before and any(entry not in list_ for list_ in lists)
        if entry not in kept and not taken_out:
            kept.append(entry)
    return kept


def _fields(text: str) -> _Fields:
    try:
        fields = json.loads(text or "{}")
    except (ValueError, RecursionError):
        fields = None
    return fields if isinstance(fields, dict) else {_OPAQUE: text}
