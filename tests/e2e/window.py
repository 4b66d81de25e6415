"""A person at a real window: real keys, a real mouse, and a look at the pixels."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QColor, QImage

from tests.virtual_screen import VirtualScreen

T = TypeVar("T")
PATIENCE = 30.0  # seconds until something that should have happened counts as not happening
PACE = "12"  # milliseconds between keys


def until(wanted: Callable[[], T | None], what: str) -> T:
    """Ask again and again until the answer is neither None nor False."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = wanted()
        if answer is not None and answer is not False:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE:.0f} s in vain: {what}")


class RealWindow:
    """systemsmap in a process of its own on a virtual screen."""

    def __init__(self, screen: VirtualScreen, home: Path, *arguments: str) -> None:
        self._screen, self._home = screen, home
        self._process = screen.start(
            sys.executable, "-m", "systemsmap", *arguments, SYSTEMSMAP_HOME=str(home)
        )
        self.id = until(self._found, "a window on the screen")
        screen.run("xdotool", "windowactivate", "--sync", self.id)

    def _found(self) -> str | None:
        command = ["xdotool", "search", "--onlyvisible", "--pid", str(self._process.pid)]
        done = subprocess.run(
            command, env=self._screen.environment, stdout=subprocess.PIPE, check=False
        )
        ids = [line for line in done.stdout.decode().split() if "systemsmap" in self._title(line)]
        return ids[0] if ids else None

    def _title(self, id_: str) -> str:
        command = ["xdotool", "getwindowname", id_]
        done = subprocess.run(
            command, env=self._screen.environment, stdout=subprocess.PIPE, check=False
        )
        return done.stdout.decode().strip()

    @property
    def title(self) -> str:
        """What stands in the bar of the window."""
        return self._title(self.id)

    def keys(self, *names: str) -> None:
        """Press these keys one after another."""
        self._screen.run("xdotool", "key", "--delay", "40", *names)

    def words(self, text: str) -> None:
        """Type a text."""
        self._screen.run("xdotool", "type", "--delay", PACE, text)

    def move(self, x: float, y: float) -> None:
        """Put the pointer at a pixel of the window."""
        self._screen.run("xdotool", "mousemove", "--window", self.id, str(round(x)), str(round(y)))

    def double_click(self, x: float, y: float) -> None:
        """Click twice at a pixel of the window."""
        self.move(x, y)
        self._screen.run("xdotool", "click", "--repeat", "2", "--delay", "60", "1")

    def click(self, x: float, y: float) -> None:
        """Click once at a pixel of the window."""
        self.move(x, y)
        self._screen.run("xdotool", "click", "1")

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press at one pixel, go to another in steps, and let go."""
        self.move(*start)
        self._screen.run("xdotool", "mousedown", "1")
        for step in range(1, 11):
            share = step / 10
            self.move(
                start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            )
        self._screen.run("xdotool", "mouseup", "1")

    def look(self, folder: Path, name: str = "screen") -> QImage:
        """Return what the whole screen shows."""
        raw = folder / f"{name}.xwd"
        self._screen.run("import", "-window", "root", str(raw.with_suffix(".png")))
        return QImage(str(raw.with_suffix(".png")))

    def await_dialog(self, title: str) -> None:
        """Wait until a window whose title holds these words has the keyboard."""

        def active() -> bool:
            command = ["xdotool", "getactivewindow", "getwindowname"]
            done = subprocess.run(
                command, env=self._screen.environment, stdout=subprocess.PIPE, check=False
            )
            return title in done.stdout.decode()

        until(active, f"the dialog “{title}”")

    def kill(self) -> None:
        """End the process as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self) -> int:
        """Close the window as people do, and return the exit code."""
        self.keys("ctrl+q")
        return self._process.wait(PATIENCE)


def ink(image: QImage, left: int, top: int, right: int, bottom: int) -> int:
    """Count the pixels as dark as names and badges in an area; links are lighter."""
    return sum(
        QColor(image.pixel(x, y)).lightness() < 60
        for y in range(top, bottom)
        for x in range(left, right)
    )
