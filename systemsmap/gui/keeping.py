"""One open map and the thread that keeps it safe: the window's side of the writer."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from systemsmap.editor.editor import Editor
from systemsmap.model.document import MapChanged
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.recovery import Orphan
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.writer import MapWriter, SaveState

if TYPE_CHECKING:
    from systemsmap.storage.safekeeping import Copy


@dataclass(frozen=True)
class Done:
    """What follows an order to the writer. `said` is for the person when it was carried out."""

    said: str = ""
    then: Callable[[StoredMap], None] = lambda _: None
    failed: Callable[[FileTrouble], None] = lambda _: None


class Keeping(QObject):
    """Hands every change of one editor's map to a writer, and knows how things stand on disk.

    The writer announces from its own thread; the signals bring that to this one. `trouble` is
    what is wrong for as long as it lasts, `is_dirty` whether a person's edit is in no file;
    `digest` tells what we last read or wrote at the map's place.
    """

    changed = Signal()
    troubled = Signal(object)
    done = Signal(str)
    answered = Signal()
    _trouble = Signal(object, object)
    _saved = Signal(object, object)
    _answered = Signal(object, object)
    _reached = Signal(object)

    def __init__(self, editor: Editor, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor, self._folder = editor, folder
        self._writer: MapWriter | None = None
        self._stop: Callable[[], None] = lambda: None
        self._put = 0
        self._unbacked = ""
        self._orders = 0
        self.path: Path | None = None
        self.digest = ""
        self.is_readonly = False
        self.is_dirty = False
        self.trouble: FileTrouble | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._trouble.connect(self._take_trouble, queued)
        self._saved.connect(self._take_state, queued)
        self._answered.connect(self._take_answer, queued)
        self._reached.connect(lambda then: then(), queued)

    def follow(self, stored: StoredMap, orphan: Orphan | None = None) -> None:
        """Keep this map safe from now on; it must be the one the editor holds."""
        self.path, self.is_readonly, self.trouble = stored.path, stored.readonly, None
        self._put, self.is_dirty = 0, orphan is not None
        self.digest = stored.digest
        wanted = lambda: self._editor.settings.daily_backups  # noqa: E731
        writer = MapWriter(self._folder, stored, orphan, wants_backups=wanted)
        writer.trouble.subscribe(lambda trouble: self._trouble.emit(writer, trouble))
        writer.saved.subscribe(lambda state: self._saved.emit(writer, state))
        self._writer = writer
        self._stop = self._editor.document.changed.subscribe(self._pass_on)
        self.changed.emit()

    def wake(self) -> None:
        """Load what writing needs; the window is up."""
        if self._writer:
            self._writer.wake()

    def let_go(self) -> None:
        """Throw away a map in which nothing was done; nobody waits for it."""
        writer = self._released()
        if writer:
            Thread(target=lambda: writer.close(discard=True), daemon=True).start()

    def close(self, *, discard: bool = False) -> str:
        """End the writer; return one sentence when something could not be written."""
        writer = self._released()
        if writer is None:
            return ""
        trouble = writer.close(discard=discard or self._is_nothing)
        return str(trouble) if trouble else ""

    def _released(self) -> MapWriter | None:
        """Take the writer away and give it no further change."""
        self._stop()
        self._stop = lambda: None
        writer, self._writer = self._writer, None
        return writer

    @property
    def is_busy(self) -> bool:
        """True while something asked of the writer is not answered yet; `answered` follows."""
        return self._orders > 0

    @property
    def is_pointless(self) -> bool:
        """True when there is nothing that anyone would miss, or nobody keeps it any more."""
        return self._writer is None or self._is_nothing

    @property
    def _is_nothing(self) -> bool:
        return self.path is None and is_blank(self._editor.map)

    # ------------------------------------------------------------------ orders

    def save(self, done: Done) -> None:
        """Write everything now, where it belongs; a map without a place to its working copy."""
        if self._writer:
            self._order(self._writer.save_now() if self.path else self._writer.wake(), done)

    def save_as(self, path: Path, done: Done) -> None:
        """Give the map this place, over what is there."""
        if self._writer:
            self._order(self._writer.save_as(path), done)

    def save_copy(self, copy: "Copy", done: Done) -> None:
        """Write the map, or what is made of it, to another place; go on here."""
        if self._writer:
            self._order(self._writer.save_copy(copy), done)

    def keep_history(self, history: KeptHistory, done: Done) -> None:
        """Put this in place of the history; it must lead to the map in hand."""
        if self._writer:
            self._order(self._writer.keep_history(history), done)

    def accept(self, digest: str, done: Done) -> None:
        """Take what is in the file now for known, and write the map over that, nothing newer."""

        def accepted(stored: StoredMap) -> None:
            if self.is_dirty:
                self.save(done)
            else:
                self.done.emit(done.said)
                done.then(stored)

        if self._writer:
            self._order(self._writer.accept(digest), Done(then=accepted))

    def stand_back(self) -> None:
        """Leave the file to somebody else who has it open; edits are kept safe elsewhere."""
        if self._writer:
            self.is_readonly = True
            self._order(self._writer.stand_back(), Done())

    def when_written(self, then: Callable[[], None]) -> None:
        """Call this when what is being written now is written and known here."""
        if self._writer:
            self._writer.wake().add_done_callback(lambda _: self._reached.emit(then))

    def forget_trouble(self, trouble: FileTrouble) -> None:
        """Do not take this trouble for one that lasts: it was met with something asked for."""
        if self.trouble is trouble:
            self.trouble = None
            self.troubled.emit(None)
            self.changed.emit()

    def stand(self, trouble: FileTrouble) -> None:
        """Take this for what is wrong until the writer says that it is over."""
        self.trouble = trouble
        self.troubled.emit(trouble)
        self.changed.emit()

    def _order(self, future: "Future[StoredMap]", done: Done) -> None:
        self._orders += 1
        future.add_done_callback(lambda answer: self._answered.emit(done, answer))

    # ------------------------------------------------------------------ what the writer says

    def _pass_on(self, event: MapChanged) -> None:
        if self._writer and not event.provisional:
            self._put += 1
            self._writer.put(event)
            if not (self.is_dirty or event.remark):
                self.is_dirty = True
                self.changed.emit()

    def _take_answer(self, done: Done, answer: "Future[StoredMap]") -> None:
        self._orders -= 1
        trouble = answer.exception()
        if isinstance(trouble, FileTrouble):
            done.failed(trouble)
        elif trouble is None:
            stored = answer.result()
            self.path, self.is_readonly = stored.path, stored.readonly
            self.digest = stored.digest
            self.changed.emit()
            self.done.emit(done.said)
            done.then(stored)
        self.answered.emit()

    def _take_state(self, writer: MapWriter, state: SaveState) -> None:
        if writer is not self._writer:
            return
        self.path, self.digest = state.path, state.digest
        if not state.unsaved and state.taken >= self._put:
            self.is_dirty = False
        self.changed.emit()
        if state.unbacked and state.unbacked != self._unbacked:
            self._unbacked = state.unbacked
            self.done.emit(state.unbacked)

    def _take_trouble(self, writer: MapWriter, trouble: FileTrouble | None) -> None:
        if writer is not self._writer:
            return
        if trouble is not None:
            self.stand(trouble)
        elif self.trouble is not None:
            self.forget_trouble(self.trouble)
            self.done.emit("All is well again; the map is safe.")


def is_blank(map_: SystemsMap) -> bool:
    """Return whether nothing has been drawn or written that anyone would miss."""
    info = map_.info
    return map_.is_empty and not (info.title or info.question or info.description)
