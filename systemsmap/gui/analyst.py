"""Keeps the editor's report about the current map: asks the worker after every edit."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.job import analyse_elsewhere
from systemsmap.analysis.report import Report
from systemsmap.editor.announcing import announce
from systemsmap.editor.editor import Editor
from systemsmap.gui.worker import Worker
from systemsmap.model.document import MapChanged

ASKED: tuple[str, ...] = ("checks", "balance", "shapes")
THEN = ("nearly", "counts", "basis")  # what may take seconds, asked when the first answer is there
SOON, LATER = 0, 400  # milliseconds to wait after an edit of links, and after any other


class Analyst(QObject):
    """Follows one editor. Moves change nothing it knows; loops are kept up with at once.

    The engine that keeps up is built by the worker; what it says is told as soon as the edit is
    over, and the worker is asked for what takes longer.
    """

    def __init__(self, editor: Editor, budget: Budget | None = None) -> None:
        super().__init__()
        self._editor = editor
        self._budget = budget or Budget()
        self._number = 0
        self._worker = Worker(analyse_elsewhere, self)
        self._worker.answered.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell_and_ask)
        self._unsubscribe: Callable[[], None] = editor.document.changed.subscribe(self._follow)

    def ask(self) -> None:
        """Ask about the map as it is now."""
        self._number += 1
        upkeep, names = self._editor.upkeep, ASKED
        if upkeep.is_short:
            upkeep.begin()
            names = ("engine", *ASKED)
        self._worker.ask(self._number, self._editor.map, names, self._budget)

    def close(self) -> None:
        """Follow no longer and end the process."""
        self._unsubscribe()
        self._timer.stop()
        self._worker.close()

    def _follow(self, event: MapChanged) -> None:
        self._editor.upkeep.follow(event)
        if event.provisional or event.remark:
            return
        if event.change.is_structural:
            self._number += 1  # whatever is under way is about an older map
            self._timer.start(SOON)
        elif _renames(event) and not self._timer.isActive():
            self._timer.start(LATER)

    def _tell_and_ask(self) -> None:
        """Show what the edit did to the loops, then ask for the rest."""
        editor = self._editor
        report = editor.report
        listed = report.loops if report else None
        loops = editor.upkeep.loops_beside(listed, editor.map) if listed else None
        if loops and report and (loops != report.loops or not loops.exactly):
            stale = dict.fromkeys((*THEN, "balance", "shapes"))
            editor.take_report(replace(report, loops=loops, **stale))
        news = editor.upkeep.news()
        if news:
            editor.say(news)
        closed = editor.upkeep.closed()
        if closed:
            announce(editor, closed)
        self.ask()

    def _take(self, number: int, report: Report) -> None:
        if number != self._number:
            return
        editor = self._editor
        if report.findings is None:
            if editor.report is not None:
                named = {name: getattr(report, name) for name in THEN}
                editor.take_report(replace(editor.report, **named))
            return
        if report.engine is not None:
            editor.upkeep.adopt(report.engine)
        editor.take_report(replace(report, loops=editor.upkeep.loops(), engine=None))
        self._worker.ask(number, editor.map, THEN, self._budget)


def _renames(event: MapChanged) -> bool:
    """Return whether checks may differ: any change but of places alone."""
    places = {"x", "y", "bend", "badge", "width"}
    for id_, after in event.change.after.items():
        before = event.change.before[id_]
        if before is None or after is None:
            return True
        names = set(type(after).__dataclass_fields__) - places
        if any(getattr(before, name) != getattr(after, name) for name in names):
            return True
    return False
