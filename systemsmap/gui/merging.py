"""Merging with files: asks which, reads them, asks what has to be decided, and has it kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from systemsmap.editor.editor import Editor
from systemsmap.gui.filing import NEW_MAP, Filing
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.opening import MAP_SUFFIX, Opened, Opener, read_any
from systemsmap.gui.places import Wanted, ask_files, ask_place, file_name
from systemsmap.model.change import replaced
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from systemsmap.editor.merging import Gathered, Grown

TITLE = "Merge with"
NEW_FILE = "Merge into a new file…"
HERE = "Merge into this map"
ME, SOMEBODY = "Here", "Someone else"
_TOPIC = "merging"


@dataclass(frozen=True)
class _Read:
    """What was read: everything that is needed for a merge, or one sentence why not.

    `digest` is of the file that was read last.
    """

    together: "Gathered | None" = None
    trouble: str = ""
    digest: str = ""


class Merging(QObject):
    """Brings the open map together with copies of it that lie in files."""

    def __init__(self, editor: Editor, filing: Filing, window: MainWindow) -> None:
        super().__init__(window)
        self._editor, self._filing, self._window = editor, filing, window
        self._reader: Opener | None = None

    def ask(self) -> None:
        """Ask for copies of the map, and bring them together with it in a new file."""
        folder = self._filing.path.parent if self._filing.path else None
        ask_files(self._window, folder, self.merge_into_new, TITLE)

    def merge_into_new(self, paths: list[Path]) -> None:
        """Ask what is to be decided and for a place; the maps merged stay as they are."""

        def decide(_: _Read, together: "Gathered") -> None:
            self._decide(together, NEW_FILE, lambda map_: self._ask_place(together, map_, paths))

        self._read({path: path.name for path in paths}, self._name, decide)

    def merge_here(self, path: Path) -> None:
        """Take what is in a file into the open map, as one step.

        If it is the map's own file, changed by somebody else, it is then written over as it was
        read, and nothing newer.
        """

        def decide(read: _Read, together: "Gathered") -> None:
            def take(map_: SystemsMap) -> None:
                self._commit(together, map_)
                self._filing.save_merged(path, read.digest)

            into = replace(together, stays=together.copies[0].name)
            self._decide(into, HERE, take)

        is_own = path == self._filing.path
        mine = (self._editor.settings.author.strip() or ME) if is_own else self._name
        self._read({path: SOMEBODY if is_own else path.name}, mine, decide)

    @property
    def _name(self) -> str:
        return self._filing.path.name if self._filing.path else self._filing.name

    def close(self) -> None:
        """Read nothing more."""
        if self._reader:
            self._reader.close()

    # ------------------------------------------------------------------ reading

    def _read(
        self,
        names: dict[Path, str],
        mine: str,
        then: Callable[[_Read, "Gathered"], None],
    ) -> None:
        """Read these files, which go by these names, and hand on what came of it."""
        from systemsmap.editor.merging import Grown  # noqa: PLC0415 - not at the start

        self._reader = self._reader or Opener(self)
        document = self._editor.document
        history = document.history
        grown = Grown(mine, document.map, history.snapshot(), history.start)

        def take(read: _Read) -> None:
            self._window.trouble_bar.end(_TOPIC)
            if read.together is None:
                self._window.trouble_bar.show_trouble(read.trouble, topic=_TOPIC)
            else:
                then(read, read.together)

        self._reader.run(lambda: _gathered(grown, names), take)

    def _decide(self, together: "Gathered", verb: str, taken: Callable[[SystemsMap], None]) -> None:
        from systemsmap.gui.dialogs.merging import ask_merge  # noqa: PLC0415 - not at the start

        self._window.settle()
        ask_merge(self._window, together, verb, taken)

    # ------------------------------------------------------------------ keeping

    def _ask_place(self, together: "Gathered", map_: SystemsMap, paths: list[Path]) -> None:
        name = f"{file_name(self._filing.name, NEW_MAP)} merged{MAP_SUFFIX}"
        guess = self._filing.path.with_name(name) if self._filing.path else Path(name)
        wanted = Wanted("Merge into a new file", "Map files", MAP_SUFFIX, guess)

        merged = [*paths, *([self._filing.path] if self._filing.path else [])]

        def write(path: Path, *, is_taken: bool) -> None:
            if is_taken:
                again = ("Elsewhere…", lambda: self._ask_place(together, map_, paths))
                words = f"“{path.name}” is one of the maps to merge; it was left as it is."
                self._window.trouble_bar.show_trouble(words, (again,), _TOPIC)
            else:
                self._window.trouble_bar.end(_TOPIC)
                self._write(together, map_, path)

        def look(path: Path) -> None:
            if self._reader:
                self._reader.run(
                    lambda: any(_is(path, other) for other in merged),
                    lambda is_taken: write(path, is_taken=is_taken),
                )

        ask_place(self._window, wanted, look)

    def _write(self, together: "Gathered", map_: SystemsMap, path: Path) -> None:
        from systemsmap.editor.merging import merged_file  # noqa: PLC0415 - not at the start

        def said() -> str:
            self._filing.open_asked.emit([path])
            return f"The merge is in “{path.name}”."

        self._filing.save_made(lambda stored: merged_file(stored, map_, together, path), said)

    def _commit(self, together: "Gathered", map_: SystemsMap) -> None:
        from systemsmap.merging.loops import with_numbers_of  # noqa: PLC0415 - not at the start

        document = self._editor.document
        change = replaced(document.map, with_numbers_of(map_, document.map))
        document.commit(change, together.label, about=together.states)
        self._editor.say(f"{together.label}: done. Undo takes it back.")


def _gathered(mine: "Grown", names: dict[Path, str]) -> _Read:
    from systemsmap.editor.merging import gathered, grown  # noqa: PLC0415 - not at the start

    found, digest = [mine], ""
    for path, name in names.items():
        opened = read_any(path)
        if opened.stored is None:
            return _Read(trouble=_why_not(opened))
        found.append(grown(name, opened.stored))
        digest = opened.stored.digest
    return _Read(gathered(found), digest=digest)


def _why_not(opened: Opened) -> str:
    if opened.several:
        return f"There are several maps in “{opened.path.name}”: open one of them and merge that."
    return opened.trouble


def _is(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
