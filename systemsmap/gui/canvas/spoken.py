"""The canvas as screen readers meet it: a list of variables, links, loops and notes.

To Qt a canvas is one widget without children. Here every record gets an object of its own as soon
as somebody asks for it, and an interface that says what it is, where it lies and whether it is
selected. The panel *Words* is the first way in; this is the second.
"""

from functools import cache

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget

from systemsmap.analysis.describing import description_of, name_of
from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Aspect, EditorChanged
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.model.records import Link, Note, Variable

_Thing = Variable | Link | Note | ListedLoop


class SpokenRecord(QObject):
    """Stands for one record of the map before whoever listens."""

    def __init__(self, canvas: "SpokenCanvas", id_: str) -> None:
        super().__init__(canvas)
        self.canvas, self.record_id = canvas, id_

    @property
    def thing(self) -> _Thing | None:
        """The record or loop as it is now, or None when it is gone."""
        return self.canvas.thing(self.record_id)


class SpokenCanvas(QObject):
    """The records of one canvas in the order they are read, each with its object once asked for.

    It follows the editor: a reader hears what is selected on the canvas.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.view = view
        self._made: dict[str, SpokenRecord] = {}
        self._ids: tuple[str, ...] = ()
        self._of: object = None
        stop = view.editor.changed.subscribe(self._follow)
        self.destroyed.connect(stop)

    @property
    def ids(self) -> tuple[str, ...]:
        """Variables, links, loops that have a badge, notes."""
        composition = self.view.editor.composition
        if composition is not self._of:
            map_ = composition.map
            loops = (loop.id for loop in composition.loops if composition.has(loop.id))
            self._ids = (*map_.variables, *map_.links, *loops, *map_.notes)
            self._of = composition
            for gone in self._made.keys() - set(self._ids):
                self._made.pop(gone).deleteLater()
        return self._ids

    def record(self, id_: str) -> SpokenRecord:
        """Return the object for a record."""
        if id_ not in self._made:
            self._made[id_] = SpokenRecord(self, id_)
        return self._made[id_]

    def thing(self, id_: str) -> _Thing | None:
        """Return a record or loop as it is now."""
        composition = self.view.editor.composition
        map_ = composition.map
        found = map_.variables.get(id_) or map_.links.get(id_) or map_.notes.get(id_)
        return found or next((loop for loop in composition.loops if loop.id == id_), None)

    def rect(self, id_: str) -> QRect:
        """Return where a record is on the screen; empty when it is not drawn."""
        composition, view = self.view.editor.composition, self.view
        if not composition.has(id_):
            return QRect()
        box = composition.draw(id_).bounds
        area = view.mapFromScene(QRectF(box.x, box.y, box.width, box.height)).boundingRect()
        return QRect(view.viewport().mapToGlobal(area.topLeft()), area.size())

    def _follow(self, event: EditorChanged) -> None:
        if not (QAccessible.isActive() and event.aspects & Aspect.SELECTION):
            return
        chosen = self.view.editor.selection
        if len(chosen) == 1 and self.view.hasFocus() and next(iter(chosen)) in self.ids:
            focus = QAccessible.Event.Focus
            QAccessible.updateAccessibility(
                QAccessibleEvent(self.record(next(iter(chosen))), focus)
            )


class _Record(QAccessibleObject):
    """A record as Qt hands it on."""

    def __init__(self, record: SpokenRecord) -> None:
        super().__init__(record)
        self._record = record

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._record.canvas.view)

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow:
        return self._record.canvas.view.window().windowHandle()

    def rect(self) -> QRect:
        return self._record.canvas.rect(self._record.record_id)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state, editor = QAccessible.State(), self._record.canvas.view.editor
        is_chosen = self._record.record_id in editor.selection
        state.selectable = state.focusable = 1
        state.selected = state.focused = int(is_chosen)
        state.invisible = int(self._record.thing is None)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        thing, map_ = self._record.thing, self._record.canvas.view.editor.composition.map
        if thing is None:
            return ""
        if kind == QAccessible.Text.Name:
            return name_of(map_, thing)
        return description_of(map_, thing) if kind == QAccessible.Text.Description else ""


class _Canvas(QAccessibleWidget):
    """A canvas as Qt hands it on: a list of its records."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view, QAccessible.Role.List, "Map")
        self._view = view
        self._spoken = SpokenCanvas(view)

    def childCount(self) -> int:
        return len(self._spoken.ids)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        ids = self._spoken.ids
        return self._interface(ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        record = child.object()
        if not isinstance(record, SpokenRecord) or record.record_id not in self._spoken.ids:
            return -1
        return self._spoken.ids.index(record.record_id)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = self._view.viewport().mapFromGlobal(QPoint(x, y))
        found = self._view.editor.hit(self._view.pointer_at(QPointF(at)))
        return self._interface(found.id) if found and found.id in self._spoken.ids else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        chosen = self._view.editor.selection
        if len(chosen) == 1 and next(iter(chosen)) in self._spoken.ids:
            return self._interface(next(iter(chosen)))
        return None

    def text(self, kind: QAccessible.Text) -> str:
        map_ = self._view.editor.composition.map
        if kind == QAccessible.Text.Name:
            return f"Map: {map_.info.title}" if map_.info.title else "Map"
        if kind == QAccessible.Text.Description:
            return f"{len(map_.variables)} variables, {len(map_.links)} links"
        return ""

    def _interface(self, id_: str) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._spoken.record(id_))


_kept: dict[object, QAccessibleInterface] = {}
"""Interfaces in use: Qt does not keep the Python side of one alive."""


@cache
def speak() -> None:
    """Let whoever listens into every canvas there is and will be."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class: str, thing: QObject) -> QAccessibleInterface | None:
    made: QAccessibleInterface
    if isinstance(thing, CanvasView):
        made = _Canvas(thing)
    elif isinstance(thing, SpokenRecord):
        made = _Record(thing)
    else:
        return None
    mark = object()
    _kept[mark] = made
    thing.destroyed.connect(lambda: _kept.pop(mark, None))
    return made
