"""The whole program in a process of its own, at the same map as the test: does what it is told.

It says “open” when the map is there, and does what comes in a line: “add NAME”, or “quit”.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QTimer

from systemsmap.app import Program
from systemsmap.gui.application import make_application
from systemsmap.gui.folders import folders
from tests.gui.programs import add, until_true


def main(path: Path) -> None:
    app = make_application(["systemsmap"])
    program = Program(app, folders())
    session = program.new_window()
    program.arrivals.open([path])
    told: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            told.put(line)

    Thread(target=listen, daemon=True).start()
    until_true(lambda: session.filing.path, lambda: print("open", flush=True))

    def look() -> None:
        try:
            word, _, name = told.get_nowait().strip().partition(" ")
        except Empty:
            return
        if word == "quit":
            program.quit()
            return
        add(session, name)
        session.filing.save()
        until_true(lambda: not session.keeping.is_dirty, lambda: print("saved", flush=True))

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    app.exec()


class Neighbour:
    """The process, and how to talk to it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.hear("open")

    def hear(self, word: str) -> None:
        """Wait until it says this."""
        assert self.process.stdout
        assert self.process.stdout.readline() == f"{word}\n"

    def add(self, name: str) -> None:
        """Let it add a variable and save."""
        self._tell(f"add {name}")
        self.hear("saved")

    def quit(self) -> None:
        """Let it close its window and end."""
        self._tell("quit")
        assert self.process.wait(20) == 0

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()

    def _tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()


@contextmanager
def neighbour(path: Path, home: Path, user: str) -> Iterator[Neighbour]:
    """Run the program at this map, with settings and unsaved work in `home`."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.gui.neighbour_program", str(path)]
    surroundings = {**os.environ, "SYSTEMSMAP_HOME": str(home), "LOGNAME": user}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=surroundings) as process:
        try:
            yield Neighbour(process)
        finally:
            process.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
