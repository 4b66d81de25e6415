"""Tells the benchmark of the start when the window was painted, then ends the process."""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from systemsmap.gui.main_window import MainWindow

IMPORTED = time.monotonic()
HEAVY = ("sqlmodel", "sqlalchemy", "networkx", "numpy", "lxml", "pygraphviz")


def tell_first_paint(window: MainWindow, *, with_map: bool) -> None:
    """Print one line of JSON at the first painting, `with_map` at the first that shows the map.

    `paint` is seconds since the process was started, `modules` the heavy ones imported by then.
    """

    def painted() -> None:
        if with_map and window.editor.map.is_empty:
            QTimer.singleShot(0, window.view.viewport().update)
            window.after_painting(painted)
            return
        told = {"paint": _age(), "modules": [name for name in HEAVY if name in sys.modules]}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        os._exit(0)

    window.after_painting(painted)


def _age() -> float:
    """Return how long this process has been running; less exact where the system does not say."""
    stat, uptime = Path("/proc/self/stat"), Path("/proc/uptime")
    if not (stat.exists() and uptime.exists()):
        return time.monotonic() - IMPORTED
    ticks = int(stat.read_text().rsplit(")", 1)[1].split()[19])
    started = ticks / os.sysconf("SC_CLK_TCK")
    return float(uptime.read_text().split()[0]) - started
