"""Draws in the real window on a disk that something happens to: `python -m` with what, and where.

Prints as JSON what the bar said, what was kept, and how long the window ever stood still. In a
process of its own, begun `alone`.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QTimer

from systemsmap.app import Program
from systemsmap.gui.application import make_application
from systemsmap.gui.folders import Folders
from systemsmap.gui.session import Session
from tests.gui.programs import add, file_dialog, names, press, words
from tests.storage.disk_troubles import (
    TROUBLES,
    Condition,
    Scene,
    Told,
    left_over,
    scene,
    story,
)

PATIENCE = 90.0
PACE = 10  # milliseconds between two looks


class AtTheWindow:
    """Somebody who draws, presses the buttons of the bar and gives places."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._elsewhere: Path | None = None

    def add(self, name: str) -> None:
        """Draw a variable."""
        add(self._session, name)

    def save(self) -> None:
        """Save now."""
        self._session.window.commands.run("file.save")

    def cure(self, label: str) -> None:
        """Press this in the bar."""
        press(self._session, label)

    def save_elsewhere(self, path: Path) -> None:
        """Press “Save as…” in the bar; the place is given when it is asked for."""
        self._elsewhere = path
        press(self._session, "Save as…")

    def answer(self) -> None:
        """Give the place if it is asked for."""
        dialog = file_dialog()
        if dialog and self._elsewhere:
            dialog.selectFile(str(self._elsewhere))
            dialog.accept()
            self._elsewhere = None

    @property
    def said(self) -> str:
        """What the bar says is wrong."""
        trouble = self._session.keeping.trouble
        return words(self._session) if trouble else ""

    @property
    def is_saved(self) -> bool:
        """Whether the window says so."""
        return self._session.filing.state_words == "Saved"

    @property
    def drawn(self) -> set[str]:
        """The names on the map."""
        return names(self._session.editor.map)


class Director:
    """Goes through the story in the window's own time."""

    def __init__(self, program: Program, here: Scene) -> None:
        self._program, self._here = program, here
        self._person = AtTheWindow(program.new_window())
        program.arrivals.open([here.path])
        self.told = Told(is_real=here.disk.is_real)
        self._story: Iterator[Condition] = iter(())
        self._holds: Condition = lambda: bool(self._session.filing.path)
        self._end = self._seen = monotonic() + PATIENCE
        self._timer = QTimer(interval=PACE)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def _session(self) -> Session:
        return self._program.sessions[0]

    def _look(self) -> None:
        now = monotonic()
        self.told.longest_pause = max(self.told.longest_pause, now - self._seen)
        self._seen = now
        self._person.answer()
        if not (self._holds() or now > self._end):
            return
        if self.told.at == "opening":
            self.told.at = "all is well"
            self._story = story(self._person, self._here, self.told)
        holds = next(self._story, None)
        if holds is None:
            self._timer.stop()
            self.told.left = [words(self._session)] if words(self._session) else []
            self._program.quit()
        else:
            self._holds = holds


def main(what: str, home: Path) -> None:
    """Go through one trouble, twice."""
    here = scene(home, TROUBLES[what])
    os.environ["SYSTEMSMAP_HOME"] = str(here.work.parent)
    app = make_application(["systemsmap"])
    program = Program(app, Folders(home / "settings", here.work))
    director = Director(program, here)
    app.exec()
    director.told.left += left_over(here)
    print(json.dumps(director.told.as_facts()))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
