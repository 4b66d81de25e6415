"""A map typed into the window: what each key and each Enter takes until it is painted."""

import os
import tempfile
from collections.abc import Callable
from functools import cache, partial
from random import Random
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from systemsmap.app import Program
from systemsmap.gui.folders import folders
from tests.benchmarks.row import Row, Samples, percentile

TITLE = "A session of 36 variables and 30 links, typed"
VARIABLES, LINKS = 36, 30
PAUSE = 100  # milliseconds between two keys at 120 words a minute
_WORDS = ("Waiting", "Trust", "Demand", "Cost", "Contact", "Staff", "Morale", "Need", "Time")
_SHARES = ((0.5, "median"), (0.95, "95 %"), (1.0, "slowest"))


def _lines() -> list[str]:
    """Return thirty links over thirty names, and six names alone, in the order of a session."""
    chance = Random(3)
    names = [f"{chance.choice(_WORDS)} for {chance.choice(_WORDS)} {n}" for n in range(VARIABLES)]
    lines = [f"{names[0]} -> {names[1]} +"]
    for n in range(2, LINKS + 1):
        old = names[chance.randrange(n)]
        ends = (old, names[n]) if n < LINKS else (names[n - 1], names[0])
        lines.append(f"{ends[0]} -> {ends[1]} {chance.choice('+-')}")
    return [*lines, *names[LINKS:]]


@cache
def _times() -> tuple[list[float], list[float]]:
    """Return the milliseconds of every key, and of every Enter."""
    os.environ["SYSTEMSMAP_HOME"] = tempfile.mkdtemp(prefix="systemsmap-bench-")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    program = Program(app, folders())
    session = program.new_window()
    session.window.show()
    QTest.qWait(1500)  # the engine is built
    field = session.window.capture_bar.field
    session.window.capture_bar.begin()
    keys: list[float] = []
    enters: list[float] = []
    for line in _lines():
        for letter in line:
            keys.append(_clocked(app, partial(QTest.keyClicks, field, letter)))
            QTest.qWait(PAUSE // 10)
        field.completion.list.hide()
        enters.append(_clocked(app, partial(QTest.keyClick, field, Qt.Key.Key_Return)))
        if field.text():  # asked about a twin
            QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.qWait(PAUSE)
    print(f"{len(session.editor.map.variables)} variables, {len(session.editor.map.links)} links")
    session.keeping.close(discard=True)
    session.window.close()
    program.arrivals.close()
    return keys, enters


def _clocked(app: QApplication, act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    app.processEvents()
    return (perf_counter() - begun) * 1000


def _share(which: int, of: float) -> Samples:
    return lambda: [percentile(_times()[which], of)]


ROWS = tuple(
    Row(f"{what}, {name}", goal if of == 0.95 else None, _share(which, of))
    for which, (what, goal) in enumerate((("a key", 16.0), ("Enter", 50.0)))
    for of, name in _SHARES
)
