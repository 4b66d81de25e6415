"""From the start of the process to the first paint of the window."""

import json
import os
import subprocess
import sys
from tempfile import mkdtemp
from typing import Any

from systemsmap.resources import resource
from tests.benchmarks.row import Row, Samples

LATER = {"networkx", "numpy", "sqlmodel", "sqlalchemy"}

BARE = """
import json, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QMainWindow
class View(QGraphicsView):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(View(QGraphicsScene()))
window.show()
app.exec()
ticks = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19])
up = float(open("/proc/uptime").read().split()[0])
print(json.dumps({"paint": up - ticks / 100, "modules": []}))
"""


def _paint(command: list[str], times: int = 7) -> Samples:
    """Return the milliseconds from the start of such a process to its first paint."""
    return lambda: [float(_told(command)["paint"]) * 1000 for _ in range(times)]


def _too_early() -> list[float]:
    """Return how many of the libraries that can wait were loaded before the first paint."""
    return [len(LATER & {name.partition(".")[0] for name in _told(_WINDOW)["modules"]})]


def _told(command: list[str]) -> dict[str, Any]:
    home = mkdtemp()
    env = {**os.environ, "SYSTEMSMAP_FIRST_PAINT": "1", "QT_QPA_PLATFORM": "offscreen"}
    env |= {f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "STATE")}
    done = subprocess.run(command, env=env, check=True, capture_output=True, timeout=60)
    told: dict[str, Any] = json.loads(done.stdout.decode().strip().splitlines()[-1])
    return told


_WINDOW = [sys.executable, "-m", "systemsmap"]
_EXAMPLE = str(resource("examples/digital_by_default.smap"))
_BARE = [sys.executable, "-c", BARE]

ROWS = (
    Row("start to first paint", 500, _paint(_WINDOW), "a bare Qt window", _paint(_BARE)),
    Row("heavy libraries loaded before it", 1, _too_early, unit=""),
    Row("start to the example map", 1000, _paint([*_WINDOW, _EXAMPLE])),
)
