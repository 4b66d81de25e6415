"""From the start of the process to the first paint of the window."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

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


def _first_paint(command: list[str], times: int = 7) -> Samples:
    """Start a process that says when it first painted, in seconds since it was started."""

    def samples() -> list[float]:
        home = mkdtemp()
        env = {**os.environ, "SYSTEMSMAP_FIRST_PAINT": "1", "QT_QPA_PLATFORM": "offscreen"}
        env |= {f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "STATE")}
        return [_milliseconds(command, env) for _ in range(times)]

    return samples


def _milliseconds(command: list[str], env: dict[str, str]) -> float:
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, timeout=60)
    said = json.loads(done.stdout.decode().strip().splitlines()[-1])
    loaded = LATER & {name.partition(".")[0] for name in said["modules"]}
    if loaded:
        raise RuntimeError(f"loaded before the first paint: {', '.join(sorted(loaded))}")
    return float(said["paint"]) * 1000


def _example() -> str:
    maps = sorted(Path(resource("examples")).glob("*digital*.smap"))
    return str(maps[0]) if maps else ""


_WINDOW = [sys.executable, "-m", "systemsmap"]

ROWS = (
    Row(
        "start to first paint",
        500,
        _first_paint(_WINDOW),
        "a bare Qt window",
        _first_paint([sys.executable, "-c", BARE]),
    ),
)
