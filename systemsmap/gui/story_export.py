"""The steps of a story as pictures: one PDF, or a folder of SVG or PNG files."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from systemsmap.analysis.reading import so_many
from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Editor
from systemsmap.gui import images
from systemsmap.gui.background import Background
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.places import Wanted, ask_folder, ask_place, file_name
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.interchange import json
from systemsmap.interchange.delivery import deliver
from systemsmap.interchange.story import pages
from systemsmap.interchange.svg import svg_of
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.slide import SCREEN

_TOPIC = "story"
_TITLE = "Export the story to"


class StoryExporting(QObject):
    """Asks where to, and has it drawn and written away from the window's thread."""

    def __init__(
        self, editor: Editor, store: SettingsStore, window: MainWindow, background: Background
    ) -> None:
        super().__init__(window)
        self._editor, self._store, self._window = editor, store, window
        self._background = background

    def ask(self, suffix: str, guess: Path) -> None:
        """Ask for a place beside the map; `suffix` says what is written there."""
        if suffix == ".pdf":
            wanted = Wanted(
                _TITLE, "PDF document", suffix, guess.with_name(f"{guess.name}{suffix}")
            )
            ask_place(self._window, wanted, partial(self.write, suffix))
        else:
            ask_folder(self._window, _TITLE, guess.parent, partial(self.write, suffix))

    def write(self, suffix: str, place: Path) -> None:
        """Write a PDF at this place, or a new folder of pictures in it."""
        editor, size = self._editor, float(self._store.settings.story_size)
        job = partial(write_story, editor.map, editor.loops, place, suffix, size)

        def written() -> tuple[str, str]:
            try:
                return job(), ""
            except OSError as trouble:
                return "", trouble.strerror or str(trouble)

        self._editor.say("Drawing the story…")
        self._background.run(written, lambda answer: self._tell(suffix, place, answer))

    def _tell(self, suffix: str, place: Path, answer: tuple[str, str]) -> None:
        done, trouble = answer
        bar = self._window.trouble_bar
        if not trouble:
            bar.end(_TOPIC)
            self._editor.say(done)
            return
        words = f"The story was not written to “{place.name}” ({trouble.lower()})."
        again = ("Write it elsewhere…", lambda: self.ask(suffix, place))
        bar.show_trouble(words, (again,), _TOPIC)


def write_story(
    map_: SystemsMap, loops: Sequence[ListedLoop], place: Path, suffix: str, type_size: float
) -> str:
    """Write the steps and return a sentence on what was done. Raises OSError.

    Of a folder of pictures nothing is overwritten: it is a new one.
    """
    drawn = list(pages(map_, loops, type_size))
    title = map_.info.title
    if suffix == ".pdf":
        deliver(place, images.pdf([picture for _, picture in drawn], title))
        return f"The story is in “{place.name}”, {so_many(len(drawn), 'page')}."
    folder = new_folder(place, f"{file_name(title, 'Map')} story")
    for name, picture in drawn:
        if suffix == ".svg":
            content = svg_of(picture, map_)
        else:
            scale = SCREEN[0] / picture.bounds.width
            content = images.png(picture, scale, json.write(map_).decode())
        deliver(folder / f"{name}{suffix}", content, overwrite=False)
    return f"{so_many(len(drawn), 'picture')} in the folder “{folder.name}”."


def new_folder(parent: Path, name: str) -> Path:
    """Make a folder that was not there. Raises OSError."""
    for number in range(1, 1000):
        folder = parent / (name if number == 1 else f"{name} {number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise FileExistsError(f"{name} is there already")
