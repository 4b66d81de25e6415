"""Copies of one window's map for others: to send, to publish, to fall back on."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from systemsmap.editor.editor import Editor
from systemsmap.editor.sending import to_send
from systemsmap.gui.background import Background
from systemsmap.gui.dialogs.sharing import PUBLISHING, SENDING, Purpose, SharingDialog
from systemsmap.gui.filing import NEW_MAP, Filing
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.opening import MAP_SUFFIX
from systemsmap.gui.places import Wanted, ask_place, ask_places, file_name
from systemsmap.interchange.sending import LeftOut, fit_to_send
from systemsmap.storage.backups import dated_name
from systemsmap.storage.stored_map import StoredMap

PATIENCE = 10.0  # seconds a closing window waits for what is being written
_TOPIC = "publishing"
_PICTURE = ".svg"


@dataclass(frozen=True, slots=True)
class _Published:
    """How a publishing ended: the files, or what the system said."""

    files: tuple[Path, ...] = ()
    trouble: str = ""


class Sharing(QObject):
    """Asks what to leave out and where to, and has it written."""

    def __init__(self, editor: Editor, filing: Filing, window: MainWindow) -> None:
        super().__init__(window)
        self._editor, self._filing, self._window = editor, filing, window
        self._background = Background("publishing", self)
        self._chosen = {SENDING.title: LeftOut(), PUBLISHING.title: LeftOut(cards=True)}

    def ask_send(self) -> None:
        """Ask what to leave out and where to, and write a map file of its own."""
        self._ask(SENDING)

    def ask_publish(self) -> None:
        """Ask what to leave out and where to, and write the picture and the words."""
        self._ask(PUBLISHING)

    def back_up(self) -> None:
        """Write a dated copy beside the file; a map without one gets a file first."""
        if self._filing.path is None:
            self._editor.say("A backup lies beside the map; the map needs a file first.")
            self._filing.ask_save_as()
            return
        made: list[Path] = []

        def dated(stored: StoredMap) -> StoredMap:
            made.append(dated_name(stored.path or Path(NEW_MAP), datetime.now()))
            return stored.at(made[-1])

        self._filing.save_made(dated, lambda: f"A backup is in “{made[-1].name}”.")

    def _ask(self, purpose: Purpose) -> None:
        start = self._chosen[purpose.title]
        dialog = SharingDialog(self._editor.map, purpose, start, self._window)
        dialog.chosen.connect(partial(self._ask_place, purpose))
        dialog.open()

    def _ask_place(self, purpose: Purpose, what: LeftOut) -> None:
        self._chosen[purpose.title] = what
        name = file_name(self._filing.name, NEW_MAP)
        near = self._filing.path or Path(name)
        if purpose is SENDING:
            guess = near.with_name(f"{name} to send{MAP_SUFFIX}")
            wanted = Wanted(purpose.title, "Map files", MAP_SUFFIX, guess)
            ask_place(self._window, wanted, lambda path: self.send(what, path))
        else:
            wanted = Wanted(
                purpose.title, "SVG pictures", _PICTURE, near.with_name(f"{name}{_PICTURE}")
            )
            ask_places(self._window, wanted, _both, lambda path: self.publish(what, path))

    def send(self, what: LeftOut, path: Path) -> None:
        """Write a map file without this, and without a past."""
        made = partial(to_send, what=what, path=path)
        self._filing.save_made(made, lambda: f"A copy to send is in “{path.name}”.")

    def publish(self, what: LeftOut, path: Path) -> None:
        """Write the picture here and the words beside it, without this."""
        map_, loops = self._editor.map, self._editor.loops

        def written() -> _Published:
            from systemsmap.interchange.delivery import deliver  # noqa: PLC0415
            from systemsmap.interchange.publication import publication  # noqa: PLC0415

            made = publication(fit_to_send(map_, what), loops, date.today())
            files = _both(path)
            try:
                for file, content in zip(files, (made.picture, made.words), strict=True):
                    deliver(file, content)
            except OSError as trouble:
                return _Published(trouble=trouble.strerror or str(trouble))
            return _Published(files)

        self._editor.say("Drawing the map…")
        self._background.run(written, lambda done: self._tell(what, path, done))

    def _tell(self, what: LeftOut, path: Path, done: _Published) -> None:
        bar = self._window.trouble_bar
        if not done.trouble:
            bar.end(_TOPIC)
            self._editor.say(f"Published: “{done.files[0].name}” and “{done.files[1].name}”.")
            return
        words = f"“{path.name}” and its words were not written ({done.trouble.lower()})."
        elsewhere = ("Write them elsewhere…", lambda: self._ask_place(PUBLISHING, what))
        bar.show_trouble(words, (elsewhere,), _TOPIC)

    def close(self) -> None:
        """See out what is being written."""
        self._background.close(PATIENCE)


def _both(path: Path) -> tuple[Path, Path]:
    """Return the places of the picture and of the words."""
    from systemsmap.interchange.publication import WORDS  # noqa: PLC0415 - not at the start

    return path, path.with_name(f"{path.stem}{WORDS}")
