"""Moves variables so that the eye can follow, and lays out maps in the background."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from systemsmap.editor.editor import Editor
from systemsmap.layout.layouts import arrange
from systemsmap.layout.request import Placement, Request
from systemsmap.model import edits
from systemsmap.model.document import Gesture

Positions = Mapping[str, tuple[float, float]]
DURATION = 450  # milliseconds


class Glider(QObject):
    """Shows a change of places as a movement, kept as one step that can be undone."""

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._gesture: Gesture | None = None
        self._goal: Positions = {}
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self._keep)

    def glide(self, positions: Positions, label: str) -> None:
        """Move variables and notes to these positions."""
        self._animation.stop()
        self._goal = {i: at for i, at in positions.items() if self._editor.map.get(i)}
        self._gesture = self._editor.document.gesture(label)
        self._animation.start()

    def _show(self, share: float) -> None:
        if self._gesture is None:
            return
        start = self._gesture.start
        places = {}
        for id_, (x, y) in self._goal.items():
            record = start.variables.get(id_) or start.notes.get(id_)
            if record:
                places[id_] = (record.x + (x - record.x) * share, record.y + (y - record.y) * share)
        self._gesture.show(edits.place(start, places))

    def _keep(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture:
            gesture.show(edits.place(gesture.start, self._goal))
            gesture.finish()


class Arranger(QObject):
    """Asks for layouts without keeping the window waiting."""

    _placed = Signal(object, object)

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="layout")
        self._placed.connect(lambda then, placement: then(placement))

    def arrange(self, engine: str, ids: frozenset[str], then: Callable[[Placement], None]) -> None:
        """Lay out these variables, the rest staying; or all when `ids` is empty."""
        request = self.request(engine, ids)
        future = self._thread.submit(arrange, request)
        future.add_done_callback(lambda done: self._hand_on(then, done))

    def request(self, engine: str, ids: frozenset[str]) -> Request:
        """Return what is asked of the layout for these variables."""
        map_, composition = self._editor.map, self._editor.composition
        boxes = {i: composition.box(i) for i in map_.variables}
        return Request(
            ids=tuple(map_.variables),
            sizes={i: (box.width, box.height) for i, box in boxes.items()},
            links=tuple((k.source, k.target) for k in map_.links.values()),
            loops=tuple(loop.variables for loop in self._editor.loops if not loop.broken),
            positions={i: (v.x, v.y) for i, v in map_.variables.items()},
            pinned=frozenset(map_.variables) - ids if ids else frozenset(),
            engine=engine,
        )

    def close(self) -> None:
        """Wait for no further answer."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _hand_on(self, then: Callable[[Placement], None], done: Future[Placement]) -> None:
        if not done.cancelled():
            self._placed.emit(then, done.result())
