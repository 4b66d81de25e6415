"""The open map's place on disk: saving, places to save to, and what is wrong with them."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from systemsmap.editor.editor import Editor
from systemsmap.gui.opening import MAP_SUFFIX
from systemsmap.gui.trouble_bar import TroubleBar
from systemsmap.storage.recovery import Orphan
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.writer import MapWriter, SaveState

NEW_MAP = "New map"
OPENABLE = "Maps (*.smap *.json *.svg *.png);;All files (*)"


class Filing(QObject):
    """Ties one editor to the writer of its map, and says in words how things stand.

    The writer announces from its own thread; the signals bring that to this one.
    """

    changed = Signal()
    open_asked = Signal(list)
    saved_as = Signal(Path)
    _trouble = Signal(object)
    _saved = Signal(object)
    _answered = Signal(object, object)

    def __init__(self, editor: Editor, folder: Path, bar: TroubleBar, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._folder, self._bar, self._window = editor, folder, bar, window
        self._writer: MapWriter | None = None
        self._stop: Callable[[], None] = lambda: None
        self.path: Path | None = None
        self.state = SaveState(None, 0, 0, unsaved=False)
        self._trouble.connect(self._show_trouble)
        self._saved.connect(self._show_saved)
        self._answered.connect(lambda then, done: then(done))

    # ------------------------------------------------------------------ one map after another

    def follow(self, stored: StoredMap, orphan: Orphan | None = None) -> None:
        """Keep this map safe from now on; it must be the one the editor holds."""
        self.path = stored.path
        self._writer = MapWriter(self._folder, stored, orphan)
        self._writer.trouble.subscribe(self._trouble.emit)
        self._writer.saved.subscribe(self._saved.emit)
        self._stop = self._editor.document.changed.subscribe(self._writer.put)
        self.changed.emit()

    def wake(self) -> None:
        """Load what writing needs; the window is up."""
        if self._writer:
            self._writer.wake()

    def close(self, *, discard: bool = False) -> str:
        """End the writer; return one sentence when something could not be written."""
        self._stop()
        writer, self._writer = self._writer, None
        trouble = writer.close(discard=discard) if writer else None
        return str(trouble) if trouble else ""

    # ------------------------------------------------------------------ words

    @property
    def name(self) -> str:
        """What the map is called in the title of the window."""
        if self.path:
            return self.path.stem
        return self._editor.map.info.title or NEW_MAP

    @property
    def state_words(self) -> str:
        """How things stand on disk."""
        if self._editor.map.is_empty and not self.path:
            return ""
        if self.path is None:
            return "Kept safe, not yet in a file"
        return "Saving…" if self.state.unsaved else "Saved"

    # ------------------------------------------------------------------ what people ask

    def save(self) -> None:
        """Save now; ask where when the map has no place yet."""
        if self._writer is None:
            return
        if self.path is None:
            self.ask_save_as()
            return
        self._order(self._writer.save_now(), f"Saved as “{self.path.name}”.")

    def ask_open(self) -> None:
        """Ask for files and open them."""
        dialog = QFileDialog(self._window, "Open a map")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(OPENABLE.split(";;"))
        if self.path:
            dialog.setDirectory(str(self.path.parent))
        dialog.filesSelected.connect(
            lambda names: self.open_asked.emit([Path(name) for name in names])
        )
        dialog.open()

    def ask_save_as(self) -> None:
        """Ask for a place and go on there."""
        self._ask_place("Save map as", self.save_as)

    def ask_save_copy(self) -> None:
        """Ask for a place and write a copy there."""
        self._ask_place("Save a copy", self.save_copy)

    def save_as(self, path: Path) -> None:
        """Give the map this place, over what is there."""
        if self._writer:
            self._order(self._writer.save_as(path), f"Saved as “{path.name}”.", self._moved)

    def save_copy(self, path: Path) -> None:
        """Write a copy to another place; go on here."""
        if self._writer:
            self._order(self._writer.save_copy(path), f"A copy is in “{path.name}”.")

    def may_close(self, then_close: Callable[[], None]) -> bool:
        """Return whether the window may close now; a map without a file asks what to do first."""
        if self._writer is None or self.path or self._editor.map.is_empty:
            return True
        if not self._editor.document.history.steps and not self.state.unsaved:
            return True
        self._ask_about_new_map(then_close)
        return False

    def _ask_about_new_map(self, then_close: Callable[[], None]) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(f"“{self.name}” is not in a file yet.")
        box.setInformativeText("Kept for later, it is offered when systemsmap starts next.")
        save = box.addButton("Save as…", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton("Keep for later", QMessageBox.ButtonRole.YesRole)
        drop = box.addButton("Throw away", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(save)

        def chosen() -> None:
            clicked = box.clickedButton()
            if clicked is save:
                self.saved_as.connect(lambda _: then_close())
                self.ask_save_as()
            elif clicked in (keep, drop):
                self.close(discard=clicked is drop)
                then_close()

        box.finished.connect(chosen)
        box.open()

    # ------------------------------------------------------------------ answers

    def _ask_place(self, title: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"Map files (*{MAP_SUFFIX})")
        dialog.setDefaultSuffix(MAP_SUFFIX[1:])
        dialog.selectFile(str(self.path or f"{_file_name(self.name)}{MAP_SUFFIX}"))
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def _order(
        self,
        future: "Future[StoredMap]",
        said: str,
        then: Callable[[StoredMap], None] = lambda _: None,
    ) -> None:
        def done(answer: "Future[StoredMap]") -> None:
            if answer.exception() is None:
                then(answer.result())
                self._editor.say(said)

        future.add_done_callback(lambda answer: self._answered.emit(done, answer))

    def _moved(self, stored: StoredMap) -> None:
        self.path = stored.path
        self.changed.emit()
        if stored.path:
            self.saved_as.emit(stored.path)

    def _show_saved(self, state: SaveState) -> None:
        self.state = state
        self.path = state.path
        self.changed.emit()

    def _show_trouble(self, trouble: FileTrouble | None) -> None:
        if trouble is None:
            if not self._bar.isHidden():
                self._editor.say("All is well again: everything is saved.")
            self._bar.hide()
            return
        choices = (("Try again", self.save), ("Save as…", self.ask_save_as))
        self._bar.show_trouble(str(trouble), choices)


def _file_name(title: str) -> str:
    """Return the title without what file systems refuse."""
    kept = "".join(c if c.isalnum() or c in " -_()" else " " for c in title)
    return " ".join(kept.split())[:80] or NEW_MAP
