"""The open map's place on disk, as people meet it: words, questions, and what is wrong."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from systemsmap.editor.editor import Editor
from systemsmap.gui.keeping import Done, Keeping, is_blank
from systemsmap.gui.opening import MAP_SUFFIX
from systemsmap.gui.places import Wanted, ask_files, ask_place, file_name
from systemsmap.gui.plain_words import plain
from systemsmap.gui.trouble_bar import Choice, TroubleBar
from systemsmap.storage.aside import Silent
from systemsmap.storage.schema import ChangedByOthers, FileTrouble, Vanished
from systemsmap.storage.stored_map import StoredMap

NEW_MAP = "New map"
_STANDING, _ASKED = "file", "asked"  # topics of the bar: a trouble that lasts, one that was met


class Filing(QObject):
    """Asks where to save, tells what was saved, and offers what helps when something is wrong."""

    open_asked = Signal(list)
    copy_asked = Signal(Path)
    saved_as = Signal(Path)
    merge_asked = Signal(Path)
    anew_asked = Signal()

    def __init__(self, editor: Editor, keeping: Keeping, bar: TroubleBar, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._bar, self._window = editor, bar, window
        self.keeping = keeping
        keeping.troubled.connect(self._show_trouble)
        keeping.done.connect(self._show_done)

    @property
    def path(self) -> Path | None:
        """The person's file, or None while there is none."""
        return self.keeping.path

    # ------------------------------------------------------------------ words

    @property
    def name(self) -> str:
        """What the map is called in the title of the window."""
        if self.path:
            return plain(self.path.stem)
        return plain(self._editor.map.info.title) or NEW_MAP

    @property
    def title(self) -> str:
        """Name and state for the title of the window; Qt puts its own mark for `[*]`."""
        mark = ""
        if self.keeping.is_readonly:
            mark = " (read-only)"
        elif self.keeping.trouble:
            mark = " (not saved)"
        elif self.path is None and not is_blank(self._editor.map):
            mark = " (not in a file)"
        return f"{self.name.replace('[*]', '[*][*]')}[*]{mark} – systemsmap"

    @property
    def state_words(self) -> str:
        """How things stand on disk."""
        keeping = self.keeping
        if keeping.trouble:
            return "Not saved"
        if keeping.is_readonly:
            return "Read-only; changes are kept safe" if keeping.is_dirty else "Read-only"
        if self.path:
            return "Saving…" if keeping.is_dirty else "Saved"
        if is_blank(self._editor.map):
            return ""
        return "Kept safe, not yet in a file" if keeping.is_dirty else "Not changed yet"

    # ------------------------------------------------------------------ what people ask

    def save(self) -> None:
        """Save now; ask where when the map has no place it may be written to."""
        if self.path is None or self.keeping.is_readonly:
            self.ask_save_as()
        else:
            said = f"Saved as “{self.path.name}”."
            self.keeping.save(Done(said, failed=self.keeping.stand))

    def ask_open(self) -> None:
        """Ask for files and open them."""
        ask_files(self._window, self._place.parent if self._place else None, self.open_asked.emit)

    def ask_save_as(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask for a place and go on there."""
        wanted = self._wanted("Save map as", self.name)
        ask_place(self._window, wanted, lambda path: self.save_as(path, then))

    def ask_save_copy(self) -> None:
        """Ask for a place and write a copy there."""
        ask_place(self._window, self._wanted("Save a copy", f"{self.name} copy"), self.save_copy)

    def save_as(self, path: Path, then: Callable[[], None] = lambda: None) -> None:
        """Give the map this place, over what is there."""

        def moved(_: object) -> None:
            self.saved_as.emit(path)
            then()

        self.keeping.save_as(path, Done(f"Saved as “{path.name}”.", moved, self._met))

    def work_on_copy(self, guess: Path) -> None:
        """Ask for a place beside, and go on there: the file itself is somebody else's now."""
        ask_place(
            self._window, Wanted("Work on a copy", "Map files", MAP_SUFFIX, guess), self.save_as
        )

    def save_copy(self, path: Path) -> None:
        """Write a copy to another place; go on here."""
        self.keeping.save_copy(path, Done(f"A copy is in “{path.name}”.", failed=self._met))

    def save_made(self, made: Callable[[StoredMap], StoredMap], said: Callable[[], str]) -> None:
        """Write what is made of the map where that belongs; go on here."""
        done = Done(then=lambda _: self._show_done(said()), failed=self._met)
        self.keeping.save_copy(made, done)

    def save_merged(self, path: Path, digest: str) -> None:
        """Save a map into which the file at `path` was merged; `digest` is of what it held then.

        The map's own file is written over if that is still in it, and nothing newer.
        """
        if path == self.path:
            said = f"Both versions are in “{path.name}”."
            self.keeping.accept(digest, Done(said, failed=self.keeping.stand))

    def save_over(self) -> None:
        """Put the map where it belongs, over what others put there; that is kept as .bak."""
        if self.path:
            said = f"Saved as “{self.path.name}”; what was there is in “{self.path.name}.bak”."
            self.keeping.save_as(self.path, Done(said, failed=self.keeping.stand))

    # ------------------------------------------------------------------ answers

    @property
    def _place(self) -> Path | None:
        """The file, unless its disk is silent: a dialog that looks there would never open."""
        return None if isinstance(self.keeping.trouble, Silent) else self.path

    def _wanted(self, title: str, name: str) -> Wanted:
        name = f"{file_name(name, NEW_MAP)}{MAP_SUFFIX}"
        guess = self._place.with_name(name) if self._place else Path(name)
        return Wanted(title, "Map files", MAP_SUFFIX, guess)

    def _met(self, trouble: FileTrouble) -> None:
        """Say that what was asked for could not be done, whatever was said before."""
        self.keeping.forget_trouble(trouble)
        self._bar.show_trouble(str(trouble), (("Save as…", self.ask_save_as),), _ASKED)

    def _show_done(self, said: str) -> None:
        self._bar.end(_ASKED)
        if said:
            self._editor.say(said)

    def _show_trouble(self, trouble: FileTrouble | None) -> None:
        if trouble is None:
            self._bar.end(_STANDING)
        else:
            self._bar.show_trouble(str(trouble), self._choices(trouble), _STANDING)

    def _choices(self, trouble: FileTrouble) -> tuple[Choice, ...]:
        save_as: Choice = ("Save as…", self.ask_save_as)
        path = self.path
        if isinstance(trouble, ChangedByOthers) and path:
            merge: Choice = ("Merge both…", lambda: self.merge_asked.emit(path))
            look: Choice = ("Look at theirs", lambda: self.copy_asked.emit(path))
            return merge, look, save_as, ("Put mine over it", self.save_over)
        if isinstance(trouble, Vanished):
            return save_as, ("Put it back", self.save_over)
        return ("Try again", self.save), save_as
