"""Another map added to the one that is open, beside what is there."""

from systemsmap.editor.editor import Editor
from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose

GAP = 120.0  # map units between what was there and what is added


def add_map(e: Editor, map_: SystemsMap, name: str) -> None:
    """Add all of a map to the right of what is there, as one step, and select it."""
    there, new = e.composition.bounds, compose(map_, e.composition.theme).bounds
    dx = there.right + GAP - new.x if not e.map.is_empty else 0.0
    dy = there.y - new.y if not e.map.is_empty else 0.0
    change = edits.insert(e.map, map_, dx, dy)
    e.document.commit(change, f"Add the map from “{name}”")
    e.select(*(i for i in change.after if i in e.map.variables))
