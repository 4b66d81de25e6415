"""The program in a process of its own whose disk is full for a while: prints what it says.

The largest size a file may have is lowered, which needs no rights and fails as a full disk does.
"""

import resource
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from systemsmap.app import Program
from systemsmap.gui.application import make_application
from systemsmap.gui.folders import folders
from tests.gui.programs import add, words


def _allow(size: int) -> None:
    """Let no file grow beyond so many bytes; -1 is as large as it likes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def main(path: Path) -> None:
    app = make_application(["systemsmap"])
    program = Program(app, folders())
    session = program.new_window()
    program.arrivals.open([path])
    said: list[str] = []

    def look() -> None:
        if not session.filing.path:
            return
        if len(session.editor.map.variables) == 1:
            _allow(1000)
            add(session, "Drawn on a full disk")
            session.filing.save()
        if words(session) and not said:
            said.append(words(session))
            print(words(session), flush=True)
            add(session, "Work goes on")
            _allow(-1)
        if said and not words(session) and session.filing.state_words == "Saved":
            timer.stop()
            program.quit()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
