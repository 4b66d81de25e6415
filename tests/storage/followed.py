"""A map writer whose announcements are remembered and can be waited for."""

from collections.abc import Callable
from pathlib import Path
from threading import Condition

from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.storage.recovery import Orphan
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.writer import MapWriter, SaveState

PATIENCE = 20.0


class Followed:
    """A document with its writer, as a window has them, and what the writer said."""

    def __init__(
        self,
        folder: Path,
        stored: StoredMap | None = None,
        orphan: Orphan | None = None,
        wants_backups: Callable[[], bool] = lambda: False,
    ) -> None:
        self.writer = MapWriter(folder, stored, orphan, wants_backups=wants_backups)
        start = orphan.stored if orphan else stored or StoredMap()
        self.document = Document(start.map_)
        self.document.changed.subscribe(self.writer.put)
        self.troubles: list[FileTrouble | None] = []
        self.states: list[SaveState] = []
        self._heard = Condition()
        self.writer.trouble.subscribe(self._on_trouble)
        self.writer.saved.subscribe(self._on_saved)

    def add(self, name: str) -> str:
        """Add a variable; return its id."""
        change = edits.add_variable(self.document.map, name, 0.0, 0.0)
        self.document.commit(change, "Add variable")
        return next(iter(change.after))

    def trouble(self) -> FileTrouble | None:
        """Return the trouble there is now, as far as the writer said."""
        return self.troubles[-1] if self.troubles else None

    def until(self, said: Callable[[], bool]) -> None:
        """Wait until what the writer said makes this true."""
        with self._heard:
            assert self._heard.wait_for(said, PATIENCE), (self.troubles, self.states)

    def until_kept(self, count: int) -> None:
        """Wait until so many changes are in the working copy."""
        self.until(lambda: bool(self.states) and self.states[-1].kept >= count)

    def until_saved(self) -> None:
        """Wait until the file has everything."""
        self.until(lambda: bool(self.states) and not self.states[-1].unsaved)

    def _on_trouble(self, trouble: FileTrouble | None) -> None:
        with self._heard:
            self.troubles.append(trouble)
            self._heard.notify_all()

    def _on_saved(self, state: SaveState) -> None:
        with self._heard:
            self.states.append(state)
            self._heard.notify_all()
