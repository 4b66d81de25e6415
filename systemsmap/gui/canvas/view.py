"""The canvas widget: Qt events become pointer events in map coordinates; zoom and pan."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from systemsmap.editor.editor import Editor
from systemsmap.editor.pointer import Modifiers, Pointer
from systemsmap.gui.canvas.scene import CanvasScene
from systemsmap.gui.canvas.spotlight_key import SpotlightKey
from systemsmap.rendering.drawing import Bounds

SMALLEST, LARGEST = 0.05, 8.0
SHEET = 200_000.0  # map units to pan about in
CROWDED = 1500  # records from which lines are painted in haste while something moves
AT_REST = 150  # milliseconds without movement after which they are painted smoothly again
FRAME = 8  # milliseconds: pointer moves that come faster are joined
MARGIN = 40  # pixels kept free round a map that is fitted

_CURSORS: dict[str | None, Qt.CursorShape] = {
    None: Qt.CursorShape.ArrowCursor,
    "rim": Qt.CursorShape.CrossCursor,
    "edge": Qt.CursorShape.SizeHorCursor,
}

Kind = Literal["press", "drag", "move", "release", "double"]


class CanvasView(QGraphicsView):
    """Shows one editor's map.

    `menu_asked` carries what was clicked and where on the screen. `seen` tells that another part
    of the map is in view: what lies over the canvas was carried along by Qt and must be put back.
    """

    menu_asked = Signal(str, QPoint)
    scaled = Signal(float)
    seen = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        self.map_scene = CanvasScene(editor)
        super().__init__(self.map_scene, parent)
        self.editor = editor
        self.key_filter: Callable[[QKeyEvent], bool] | None = None
        self._pressed = QPoint()
        self._panning: QPoint | None = None
        self._space = False
        self._pending: tuple[Kind, QPointF, Modifiers] | None = None
        self._frame = QTimer(self, singleShot=True, interval=FRAME)
        self._frame.timeout.connect(self._deliver)
        self._rest = QTimer(self, singleShot=True, interval=AT_REST)
        self._rest.timeout.connect(self._paint_smoothly)
        SpotlightKey(self, self.viewport(), editor)
        self._dress()

    def _dress(self) -> None:
        self.setSceneRect(QRectF(-SHEET / 2, -SHEET / 2, SHEET, SHEET))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Map")
        self.centerOn(0.0, 0.0)

    # ------------------------------------------------------------------ pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._deliver()
        self._pressed = event.position().toPoint()
        pan = event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        )
        if pan:
            self._start_panning(event.position().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            modifiers = _modifiers(event)
            if modifiers.alt and self._on_empty(event):
                self.send("double", event.position(), Modifiers())
                return
            self.send("press", event.position(), modifiers)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._pan_to(event.position().toPoint())
            return
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        self._pending = ("drag" if held else "move", event.position(), _modifiers(event))
        if not self._frame.isActive():
            self._deliver()
            self._frame.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._deliver()
        if self._panning is not None:
            self._panning = None
            self._show_cursor()
        if event.button() == Qt.MouseButton.LeftButton:
            self.send("release", event.position(), _modifiers(event))
            self.send("move", event.position(), _modifiers(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.send("double", event.position(), _modifiers(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.editor.cancel_quietly()
        at = self._pointer("press", QPointF(event.pos()), Modifiers())
        found = self.editor.hit(at)
        if found and found.id not in self.editor.selection:
            self.editor.select(found.id)
        parts = {"rim": "variable", "handle": "link", "edge": "note"}
        kind = parts.get(found.part, found.part) if found else "canvas"
        self.menu_asked.emit(kind, event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        self._pending = None
        self.editor.show_overlay(hover=None)
        self.editor.hover_loop(None)
        super().leaveEvent(event)

    def _deliver(self) -> None:
        """Hand on the last of the moves that came since the last frame."""
        pending, self._pending = self._pending, None
        if pending:
            self.send(*pending)

    def send(self, kind: Kind, at: QPointF, modifiers: Modifiers) -> None:
        """Hand an event at a pixel of the canvas to the tool in hand."""
        if kind == "press" and not self.hasFocus():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        if kind == "drag":
            self._hasten()
        self.editor.pointer(self._pointer(kind, at, modifiers))
        if self.editor.tool.state == "panning" and self._panning is None:
            self._start_panning(self._pressed)
            self._pan_to(at.toPoint())
        elif self._panning is None:
            self._show_cursor()

    def pointer_at(self, at: QPointF) -> Pointer:
        """Return the place on the map at a pixel of the canvas."""
        return self._pointer("move", at, Modifiers())

    def _pointer(self, kind: Kind, at: QPointF, modifiers: Modifiers) -> Pointer:
        on_map = self.viewportTransform().inverted()[0].map(at)
        return Pointer(kind, on_map.x(), on_map.y(), modifiers, self.scale_now)

    def _on_empty(self, event: QMouseEvent) -> bool:
        at = self._pointer("press", event.position(), Modifiers())
        return self.editor.tool.id == "select" and self.editor.hit(at) is None

    # ------------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Offer keys to the commands first; Tab would otherwise leave the canvas."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
                self._space = True
                self._show_cursor()
                return True
            if self.key_filter and self.key_filter(event):
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease:
            if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
                self._space = False
            self._show_cursor()
        return bool(super().event(event))

    def _show_cursor(self) -> None:
        panning = self._panning is not None
        self.viewport().setCursor(_cursor(self.editor, panning=panning, space=self._space))

    # ------------------------------------------------------------------ zoom and pan

    @property
    def scale_now(self) -> float:
        """Screen pixels per map unit."""
        return self.transform().m11()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._scroll(event.angleDelta().x() or event.angleDelta().y(), 0)
            return
        self.zoom_at(event.position(), 1.0015 ** event.angleDelta().y())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_at(event.position(), 1.0 + event.value())
            return True
        return bool(super().viewportEvent(event))

    def zoom_at(self, at: QPointF, factor: float) -> None:
        """Zoom so that what is at this point of the widget stays there."""
        self._hasten()
        scale = min(max(self.scale_now * factor, SMALLEST), LARGEST)
        before = self.viewportTransform().inverted()[0].map(at)
        self.resetTransform()
        self.scale(scale, scale)
        after = self.viewportTransform().map(before)
        self._scroll(round(after.x() - at.x()), round(after.y() - at.y()), back=True)
        self._seen()

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle."""
        self.zoom_at(QPointF(self.viewport().rect().center()), factor)

    def fit(self) -> None:
        """Show the whole map, never larger than 160 %."""
        area = self.editor.composition.bounds
        room = self.viewport().rect()
        if area.width <= 0 or area.height <= 0:
            self.zoom_by(1.0 / self.scale_now)
            self.centerOn(0.0, 0.0)
        else:
            fitting = min(
                (room.width() - 2 * MARGIN) / area.width,
                (room.height() - 2 * MARGIN) / area.height,
            )
            self.zoom_by(min(max(fitting, SMALLEST), 1.6) / self.scale_now)
            self.centerOn(area.middle.x, area.middle.y)
        self._seen()

    def reveal(self, area: Bounds) -> None:
        """Bring an area into view, moving as little as needed."""
        self.ensureVisible(QRectF(area.x, area.y, area.width, area.height), MARGIN, MARGIN)
        self._seen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._seen()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._seen()

    def _hasten(self) -> None:
        """Paint a crowded map without smoothing while it moves: in half the time."""
        map_ = self.editor.map
        if len(map_.variables) + len(map_.links) >= CROWDED:
            self.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's
            self._rest.start()

    def _paint_smoothly(self) -> None:
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.viewport().update()

    def _start_panning(self, at: QPoint) -> None:
        self._panning = at
        self._show_cursor()

    def _pan_to(self, at: QPoint) -> None:
        if self._panning is not None:
            step, self._panning = self._panning - at, at
            self._scroll(step.x(), step.y(), back=True)

    def _scroll(self, dx: int, dy: int, *, back: bool = False) -> None:
        sign = 1 if back else -1
        for bar, by in ((self.horizontalScrollBar(), dx), (self.verticalScrollBar(), dy)):
            bar.setValue(bar.value() + sign * by)

    def _seen(self) -> None:
        corner = self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))
        area = Bounds(corner.x(), corner.y(), corner.width(), corner.height())
        if self.scale_now != self.editor.view.scale:
            self.map_scene.set_detail(self.scale_now)
            self.scaled.emit(self.scale_now)
        self.editor.see(area, self.scale_now)
        self.seen.emit()


def _modifiers(event: QMouseEvent) -> Modifiers:
    held = event.modifiers()
    return Modifiers(
        bool(held & Qt.KeyboardModifier.ShiftModifier),
        bool(held & Qt.KeyboardModifier.ControlModifier),
        bool(held & Qt.KeyboardModifier.AltModifier),
    )


def _cursor(editor: Editor, *, panning: bool, space: bool) -> Qt.CursorShape:
    over, tool = editor.overlay.hover, editor.tool
    if panning:
        return Qt.CursorShape.ClosedHandCursor
    if space:
        return Qt.CursorShape.OpenHandCursor
    if tool.state in ("linking", "banding") or tool.id not in ("select", "look"):
        return Qt.CursorShape.CrossCursor
    return _CURSORS.get(over.part if over else None, Qt.CursorShape.PointingHandCursor)


def look_alike(one: CanvasView, other: CanvasView) -> None:
    """Show the same part of the map in the other view, so that nothing seems to move."""
    other.zoom_by(one.scale_now / other.scale_now)
    for ours, theirs in (
        (one.horizontalScrollBar(), other.horizontalScrollBar()),
        (one.verticalScrollBar(), other.verticalScrollBar()),
    ):
        theirs.setValue(ours.value())
