"""Edits of what the map is about."""

from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.systems_map import SystemsMap

FIELDS = ("title", "description", "question", "author", "organisation")


def describe_map(map_: SystemsMap, **fields: str) -> Change:
    """Set title, description, question, author or organisation; others stay as they are."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
    return changed(map_, replace(map_.info, **{k: v.strip() for k, v in fields.items()}))
