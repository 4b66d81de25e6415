"""Maps with a real history, as they lie in files."""

from collections.abc import Callable
from dataclasses import replace

from systemsmap.model.change import Change
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.stored_map import StoredMap

Edit = Callable[[SystemsMap], Change]


def edited(stored: StoredMap, *edits: Edit, undo: int = 0) -> StoredMap:
    """Return the map after these edits, each a step of its history; the last `undo` taken back."""
    document = Document()
    document.load(stored.map_, stored.history, stored.history.start)
    history = stored.history

    def keep(event: MapChanged) -> None:
        nonlocal history
        if event.step:
            history = history.with_step(event.step)

    document.changed.subscribe(keep)
    for edit in edits:
        document.commit(edit(document.map), "Edit")
    for _ in range(undo):
        document.undo()
    return replace(stored, map_=document.map, history=history)
