"""Moves variables so that the eye can follow, and lays out maps in the background."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QVariantAnimation
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from systemsmap.editor.editor import Editor
from systemsmap.gui.background import Background
from systemsmap.layout.request import Placement, Request
from systemsmap.model import edits
from systemsmap.model.document import Gesture

Positions = Mapping[str, tuple[float, float]]
DURATION = 450  # milliseconds
_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
    }
)


class Glider(QObject):
    """Shows a change of places as a movement, kept as one step that can be undone.

    Whoever does something meanwhile finds everything in its new place: the movement ends at once,
    before the key or the click is acted upon.
    """

    def __init__(self, editor: Editor, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._window = editor, window
        self._watched: list[QWidget] = []
        self._gesture: Gesture | None = None
        self._goal: Positions = {}
        self._then: Callable[[], None] = lambda: None
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self._keep)

    @property
    def is_gliding(self) -> bool:
        """True while something moves."""
        return self._gesture is not None

    def glide(
        self, positions: Positions, label: str, then: Callable[[], None] = lambda: None
    ) -> None:
        """Move variables and notes to these positions; `then` is called when they are there."""
        self.settle()
        self._goal = {i: at for i, at in positions.items() if self._editor.map.get(i)}
        self._then = then
        self._editor.cancel_quietly()
        self._gesture = self._editor.document.gesture(label)
        self._watch()
        self._animation.start()

    def settle(self) -> None:
        """Be there at once."""
        if self._gesture:
            self._animation.stop()
            self._keep()

    def _watch(self) -> None:
        """Hear of keys and clicks in this window before they are acted upon.

        Not of everything in the program: Qt asks a filter written in Python about objects that
        are just being destroyed as well, and that can end the process.
        """
        self._watched = [self._window, *self._window.findChildren(QWidget)]
        for widget in self._watched:
            widget.installEventFilter(self)

    def _watch_no_longer(self) -> None:
        watched, self._watched = self._watched, []
        for widget in watched:
            if isValid(widget):
                widget.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTS:
            self.settle()
        return False

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
        self._watch_no_longer()
        if gesture:
            gesture.show(edits.place(gesture.start, self._goal))
            gesture.finish()
            self._then()


class Arranger(QObject):
    """Asks for layouts without keeping the window waiting. The newest request wins."""

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._background = Background("layout", self)
        self._newest = 0

    def arrange(self, engine: str, ids: frozenset[str], then: Callable[[Placement], None]) -> None:
        """Lay out these variables, the rest staying; or all when `ids` is empty."""
        self._newest += 1
        number, request = self._newest, self.request(engine, ids)

        def lay_out() -> Placement | None:
            return _arranged(request) if number == self._newest else None

        def placed(placement: Placement | None) -> None:
            if placement and number == self._newest:
                then(_only(placement, ids) if ids else placement)

        self._background.run(lay_out, placed)

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
        self._newest += 1
        self._background.close()


def _only(placement: Placement, ids: frozenset[str]) -> Placement:
    """Return the places of what was asked for: the rest may have been moved meanwhile."""
    places = {i: at for i, at in placement.positions.items() if i in ids}
    return Placement(places, placement.note)


def _arranged(request: Request) -> Placement:
    from systemsmap.layout.layouts import arrange  # noqa: PLC0415 - not before the first painting

    return arrange(request)
