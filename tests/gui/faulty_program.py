"""The program in a process of its own in which everything fails now and then, until it is killed.

Given a map file it opens that, lets an error be raised for each edit, and prints the report as
one line of JSON when what was drawn last has been on screen for 0.9 s.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from systemsmap.app import Program
from systemsmap.gui.application import make_application
from systemsmap.gui.catching import catch_errors
from systemsmap.gui.folders import folders
from systemsmap.gui.session import Session
from tests.gui.programs import add, names


def _fail(session: Session) -> None:
    raise ValueError(f"{session.filing.path} {names(session.editor.map)}")


def main(path: Path) -> None:
    app = make_application(["systemsmap"])
    program = Program(app, folders())
    catch_errors(program.faults.take)
    session = program.new_window()
    program.arrivals.open([path])

    def tell() -> None:
        dialog = program.faults.dialog
        assert dialog
        dialog.copy.click()
        print(json.dumps(QGuiApplication.clipboard().text()), flush=True)

    def draw() -> None:
        if not session.filing.path:
            return
        timer.stop()
        for number in range(5):
            add(session, f"SECRET-{number}")
            QTimer.singleShot(0, lambda: _fail(session))
            session.exporting._background.run(lambda: _fail(session))
        session.keeping.wake()
        QTimer.singleShot(900, tell)

    timer = QTimer(interval=20)
    timer.timeout.connect(draw)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
