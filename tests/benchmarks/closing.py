"""From the key that closes a loop to its badge on the canvas, the search in its own process."""

import time
from collections.abc import Callable
from itertools import islice

from PySide6.QtWidgets import QApplication

from systemsmap.editor.editor import Editor
from systemsmap.gui.analyst import Analyst
from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.frames import shown
from tests.benchmarks.row import Row
from tests.benchmarks.spread import spread

PATIENCE = 20.0
TIMES = 15


def _samples() -> list[float]:
    map_ = spread(35, 60)
    view = shown(map_)
    editor = view.editor
    analyst = Analyst(editor)
    analyst.ask()
    _wait(lambda: editor.report is not None)
    values = [_close(editor, *ends) for ends in islice(_open_pairs(map_), TIMES)]
    analyst.close()
    return values


def _open_pairs(map_: SystemsMap) -> list[tuple[str, str]]:
    """Return cause and effect of links that would close a loop of two."""
    pairs = ((link.target, link.source) for link in map_.links.values())
    return [pair for pair in pairs if pair not in map_.link_between]


def _close(editor: Editor, cause: str, effect: str) -> float:
    change = edits.add_link(editor.map, cause, effect, id_="closing")
    begun = time.perf_counter()
    editor.document.commit(change, "Link")
    _wait(lambda: _badge(editor))
    took = (time.perf_counter() - begun) * 1000
    editor.document.undo()
    _wait(lambda: not _badge(editor))
    return took


def _badge(editor: Editor) -> bool:
    """Loops are listed and their badges placed in one go; on a full map not each finds room."""
    return any("closing" in loop.links for loop in editor.loops)


def _wait(until: Callable[[], bool]) -> None:
    """Let the window work until it is so, and paint what came of it."""
    end = time.monotonic() + PATIENCE
    while not until():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("the badge never came")
    QApplication.processEvents()


ROWS = (Row("a key closes a loop: its badge, 60 links", 100, _samples),)
