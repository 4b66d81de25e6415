"""Keeps a comparison with an older map up to date while people go on drawing."""

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from systemsmap.analysis.budget import Budget
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.gui.background import Background
from systemsmap.model.document import MapChanged
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.difference_mark import DifferenceMark
from systemsmap.rendering.drawing import Bounds

if TYPE_CHECKING:
    from systemsmap.analysis.comparing import Comparison, Line

PAUSE = 300  # milliseconds without an edit after which it is compared anew, at least
SHARE = 3  # a large map waits so many times as long as its last comparison took
POINTED_FOR = 2500  # milliseconds
LOOPS = Budget(results=200, seconds=0.15)  # of each map: the room goes on drawing meanwhile


@dataclass(frozen=True)
class Compared:
    """What changed up to the map of this composition, as people read it, and marked on it."""

    composition: Composition
    comparison: "Comparison"
    summary: str
    lines: "tuple[Line, ...]"
    marks: tuple[DifferenceMark, ...]
    seconds: float


class Comparer(QObject):
    """Compares away from the window's thread; says so (-> `changed`) when there is an answer."""

    changed = Signal()

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._old: SystemsMap | None = None
        self._background: Background | None = None
        self._is_busy = False
        self._shows_marks = True
        self.since = ""
        self.compared: Compared | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._ask)
        self._enough = QTimer(self, singleShot=True, interval=POINTED_FOR)
        self._enough.timeout.connect(lambda: self.point_at(frozenset()))
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])

    @property
    def is_on(self) -> bool:
        """True while there is an older map to compare with."""
        return self._old is not None

    @property
    def shows_marks(self) -> bool:
        """True while what changed is marked on the canvas."""
        return self._shows_marks

    def begin(self, since: str, old: SystemsMap) -> None:
        """Compare with this map from now on; `since` is what it is called in a sentence."""
        self.since, self._old, self.compared = since, old, None
        self._mark()
        self._ask()
        self.changed.emit()

    def stop(self) -> None:
        """Compare no longer."""
        self.since, self._old, self.compared = "", None, None
        self._soon.stop()
        self._mark()
        self.changed.emit()

    def show_marks(self, *, on: bool) -> None:
        """Mark what changed on the canvas, or no longer."""
        self._shows_marks = on
        self._mark()

    def point_at(self, ids: frozenset[str]) -> None:
        """Let the marks of these stand out for a moment."""
        self._editor.show_overlay(pointed=ids)
        if ids:
            self._enough.start()

    def place_of(self, id_: str) -> Bounds | None:
        """Return where something is marked that is no longer there."""
        marks = self.compared.marks if self.compared else ()
        return next((m.drawing.bounds for m in marks if m.is_ghost and m.about == id_), None)

    # ------------------------------------------------------------------ following

    def _follow(self, event: EditorChanged) -> None:
        if not self.is_on:
            return
        done = self.compared
        is_other_look = done and done.composition.theme is not self._editor.composition.theme
        if event.aspects & Aspect.LOOPS or is_other_look:
            self._soon.start()

    def _follow_map(self, event: MapChanged) -> None:
        if self.is_on and not event.provisional:
            self._soon.start()

    def _ask(self) -> None:
        old, composition = self._old, self._editor.composition
        if old is None or self._is_busy:
            return
        if self._background is None:
            self._background = Background("comparing", self)
        self._is_busy = True
        self._background.run(
            lambda: (old, _compared(old, composition)), lambda answer: self._take(*answer)
        )

    def _take(self, old: SystemsMap, done: Compared) -> None:
        """Take an answer; one about a map that has moved on only says that another is due."""
        self._is_busy = False
        self._soon.setInterval(max(PAUSE, round(1000 * SHARE * done.seconds)))
        is_late = old is not self._old or done.composition is not self._editor.composition
        if is_late and not self._soon.isActive():
            self._soon.start()
        if old is self._old and done.composition.map is self._editor.map:
            self.compared = done
            self._mark()
            self.changed.emit()

    def _mark(self) -> None:
        marks = self.compared.marks if self.compared and self._shows_marks else ()
        if marks or self._editor.overlay.differences:
            self._editor.show_overlay(differences=marks)


def _compared(old: SystemsMap, composition: Composition) -> Compared:
    from systemsmap.analysis.comparing import compare, lines_of, summary  # noqa: PLC0415
    from systemsmap.rendering.differences import difference_marks  # noqa: PLC0415

    begun = monotonic()
    comparison = compare(old, composition.map, LOOPS)
    told = summary(comparison), lines_of(comparison), difference_marks(composition, comparison)
    return Compared(composition, comparison, *told, seconds=monotonic() - begun)
