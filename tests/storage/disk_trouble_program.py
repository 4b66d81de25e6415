"""Draws on a disk that something happens to, without a window: `python -m` with what, and where.

Prints as JSON what was said and what was kept. In a process of its own, begun `alone`.
"""

import json
import sys
import time
from pathlib import Path

from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.writer import MapWriter, SaveState
from tests.storage.disk_troubles import TROUBLES, Scene, Told, left_over, scene, story

PATIENCE = 90.0


class ByHand:
    """A document and its writer, and what the writer said last."""

    def __init__(self, scene: Scene) -> None:
        self._path = scene.path
        stored = read_map_file(scene.path)
        self._writer = MapWriter(scene.work, stored)
        self._document = Document(stored.map_, stored.history)
        self._document.changed.subscribe(self._writer.put)
        self._put = 0
        self._trouble = ""
        self._state = SaveState(scene.path, 0, 0, unsaved=False)
        self._writer.trouble.subscribe(
            lambda trouble: setattr(self, "_trouble", str(trouble or ""))
        )
        self._writer.saved.subscribe(lambda state: setattr(self, "_state", state))

    def add(self, name: str) -> None:
        """Draw a variable."""
        self._put += 1
        self._document.commit(edits.add_variable(self._document.map, name, 0.0, 0.0), "Add")

    def save(self) -> None:
        """Save now."""
        self._writer.save_now()

    def cure(self, label: str) -> None:
        """Put it where it belongs, over what is there: all that is ever pressed here."""
        self._writer.save_as(self._path)

    def save_elsewhere(self, path: Path) -> None:
        """Give the map this place."""
        self._writer.save_as(path)

    @property
    def said(self) -> str:
        """What is said to be wrong."""
        return self._trouble

    @property
    def is_saved(self) -> bool:
        """Whether all is in the file."""
        return not self._state.unsaved and self._state.taken >= self._put

    @property
    def drawn(self) -> set[str]:
        """The names on the map."""
        return {v.name for v in self._document.map.variables.values()}

    def close(self) -> str:
        """End."""
        return str(self._writer.close() or "")


def main(what: str, home: Path) -> None:
    """Go through one trouble, twice."""
    told = Told()
    here = scene(home, TROUBLES[what])
    person = ByHand(here)
    told.is_real = here.disk.is_real
    end = time.monotonic() + PATIENCE
    for holds in story(person, here, told):
        while not holds() and time.monotonic() < end:
            time.sleep(0.01)
    told.left = [said] if (said := person.close()) else []
    told.left += left_over(here)
    print(json.dumps(told.as_facts()))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
