"""An X screen in memory with a window manager, for tests that drive a real window.

with VirtualScreen(tmp_path, 1280, 720) as screen:
    window = subprocess.Popen([...], env=screen.environment)
    screen.run("xdotool", "search", "--sync", "--name", "systemsmap")
"""

import os
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType

import pytest

NEEDED = ("Xvfb", "openbox", "xdotool", "import", "rsvg-convert")
PATIENCE = 20.0


def skip_without_tools() -> None:
    """Skip the test, saying why, where a window cannot be driven."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"no {', '.join(missing)} here; `python3 dev.py test` says how to get it")


class VirtualScreen:
    """Xvfb on a free display, and openbox on it, for as long as the `with` block lasts."""

    def __init__(self, folder: Path, width: int = 1280, height: int = 720) -> None:
        self._folder = folder
        self._size = f"{width}x{height}x24"
        self._running: list[subprocess.Popen[bytes]] = []
        self.environment = dict(os.environ)

    def __enter__(self) -> "VirtualScreen":
        """Start both and wait until windows are managed."""
        skip_without_tools()
        try:
            self._start_screen()
            self._start_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop both."""
        self.close()

    def run(self, *command: str) -> str:
        """Run a program on this screen and return what it prints."""
        done = subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE, timeout=PATIENCE
        )
        return done.stdout.decode()

    def start(self, *command: str, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a program on this screen; it is stopped with the screen at the latest."""
        process = subprocess.Popen(command, env={**self.environment, **environment})
        self._running.append(process)
        return process

    def close(self) -> None:
        """Stop what was started, last first."""
        while self._running:
            process = self._running.pop()
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start_screen(self) -> None:
        # The server picks a display nobody uses and writes its number when it is ready.
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", self._size]
        with (self._folder / "xvfb.log").open("wb") as log:
            self._running.append(
                subprocess.Popen(
                    [*command, "-nolisten", "tcp", "-noreset"],
                    pass_fds=[writing],
                    stderr=log,
                    stdout=log,
                )
            )
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {(self._folder / 'xvfb.log').read_text()}")
        self.environment.update(DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        self.environment.pop("WAYLAND_DISPLAY", None)

    def _start_window_manager(self) -> None:
        ready = self._folder / "window-manager-is-ready"
        with (self._folder / "openbox.log").open("wb") as log:
            self._running.append(
                subprocess.Popen(
                    ["openbox", "--sm-disable", "--startup", f"touch {ready}"],
                    env=self.environment,
                    stderr=log,
                    stdout=log,
                )
            )
        until = time.monotonic() + PATIENCE
        while not ready.exists():
            if time.monotonic() > until:
                raise RuntimeError(
                    f"openbox did not start: {(self._folder / 'openbox.log').read_text()}"
                )
            time.sleep(0.02)
