"""Comparing with files: asks which, reads it, and hands out what changed as a list or picture."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from systemsmap.editor.editor import Editor
from systemsmap.gui.comparer import Compared
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.opening import Opened, Opener
from systemsmap.gui.places import Wanted, ask_file, ask_kind, ask_place
from systemsmap.gui.trouble_bar import TroubleBar
from systemsmap.interchange.delivery import deliver
from systemsmap.rendering.theme import PRINT

PATIENCE = 10.0  # seconds a closing window waits for what is being written
_TOPIC = "comparing"


class Comparing(QObject):
    """What the panel of changes asks that ends or begins on disk."""

    def __init__(self, editor: Editor, bar: TroubleBar, window: MainWindow) -> None:
        super().__init__(window)
        self._editor, self._bar, self._window = editor, bar, window
        self._reader: Opener | None = None
        self.suggested = Path("map")
        panel = window.changes
        panel.file_wanted.connect(self.ask)
        panel.list_wanted.connect(self.ask_list)
        panel.picture_wanted.connect(self.ask_picture)

    @property
    def _opener(self) -> Opener:
        """The thread for files, made when it is first asked for."""
        if self._reader is None:
            self._reader = Opener(self)
        return self._reader

    def ask(self) -> None:
        """Ask for an older map, and show what changed since."""
        folder = self.suggested.parent if self.suggested.is_absolute() else None
        ask_file(self._window, "Compare with an older map", folder, self.compare_with)

    def compare_with(self, path: Path) -> None:
        """Show what changed since the map in a file."""
        self._opener.open(path, self._take)

    def _take(self, opened: Opened) -> None:
        self._bar.end(_TOPIC)
        if opened.several:
            self._ask_which(opened)
        elif opened.stored is None:
            again = (("Another file…", self.ask),)
            self._bar.show_trouble(opened.trouble, again, _TOPIC)
        else:
            self._window.changes.compare_with(f"“{opened.path.name}”", opened.stored.map_)

    def _ask_which(self, opened: Opened) -> None:
        def chosen(name: str) -> None:
            self._bar.end(_TOPIC)
            self._opener.open_part(opened.path, name, self._take)

        choices = tuple((name, partial(chosen, name)) for name in opened.several)
        none = ("None of them", partial(self._bar.end, _TOPIC))
        words = f"There are several maps in “{opened.path.name}”. Which one?"
        self._bar.ask(words, (*choices, none), _TOPIC)

    # ------------------------------------------------------------------ handing out

    def ask_list(self) -> None:
        """Ask where the list of what changed shall go, and write it there."""
        from systemsmap.interchange.difference_list import KINDS  # noqa: PLC0415 - seldom wanted

        ask_kind(self._window, "Export the list to", KINDS, self._guess(""), self.write_list)

    def ask_picture(self) -> None:
        """Ask where the picture of what changed shall go, and write it there."""
        wanted = Wanted("Export picture to", "SVG picture", ".svg", self._guess(".svg"))
        ask_place(self._window, wanted, self.write_picture)

    def _guess(self, suffix: str) -> Path:
        return self.suggested.with_name(f"{self.suggested.name} changes{suffix}")

    def write_list(self, path: Path) -> None:
        """Write the list of what changed in the kind its name says."""
        from systemsmap.interchange.difference_list import write  # noqa: PLC0415

        def content(compared: Compared, since: str) -> bytes:
            return write(compared.comparison, since, path.suffix.lower())

        self._write(path, content, self.ask_list)

    def write_picture(self, path: Path) -> None:
        """Write the picture of what changed."""
        from systemsmap.interchange.difference_picture import as_svg  # noqa: PLC0415

        def content(compared: Compared, since: str) -> bytes:
            return as_svg(compared.comparison, since, compared.composition.with_theme(PRINT))

        self._write(path, content, self.ask_picture)

    def _write(
        self, path: Path, content: Callable[[Compared, str], bytes], again: Callable[[], None]
    ) -> None:
        comparer = self._window.changes.comparer
        compared, since = comparer.compared, comparer.since
        if compared is None:
            return

        def written() -> str:
            try:
                deliver(path, content(compared, since))
            except OSError as trouble:
                return trouble.strerror or str(trouble)
            return ""

        self._opener.run(written, lambda trouble: self._tell(path, trouble, again))

    def _tell(self, path: Path, trouble: str, again: Callable[[], None]) -> None:
        if not trouble:
            self._bar.end(_TOPIC)
            self._editor.say(f"Exported to “{path.name}”.")
            return
        words = f"“{path.name}” was not written ({trouble.lower()}); what was there is unchanged."
        self._bar.show_trouble(words, (("Write it elsewhere…", again),), _TOPIC)

    def close(self) -> None:
        """See out what is being written."""
        if self._reader:
            self._reader.close(PATIENCE)
