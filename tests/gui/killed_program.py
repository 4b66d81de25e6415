"""The program in a process of its own that is killed: draws maps, says so, and waits for its end.

Given a map file it opens that and draws in it; without one it draws on a new map.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from systemsmap.app import Program
from systemsmap.gui.application import make_application
from systemsmap.gui.folders import folders
from tests.gui.programs import add


def main(paths: list[str]) -> None:
    app = make_application(["systemsmap"])
    program = Program(app, folders())
    session = program.new_window()
    program.arrivals.open([Path(path) for path in paths])

    def draw() -> None:
        if paths and not session.filing.path:
            return
        timer.stop()
        add(session, "Drawn before the power cut")
        session.keeping.wake()
        QTimer.singleShot(900, lambda: print("on screen for 0.9 s", flush=True))

    timer = QTimer(interval=20)
    timer.timeout.connect(draw)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
