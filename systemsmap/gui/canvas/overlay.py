"""What is shown over the picture while somebody works: never part of it, never exported."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.hit_test import RIM
from systemsmap.gui.canvas.items import DrawnRecord
from systemsmap.gui.shapes import painter_path
from systemsmap.rendering.drawing import Bounds, Drawing

PILLS, HALOS, TOP = 1.5, -1.0, 5.0
HANDLE = 4.5  # pixels: radius of a handle
FAINT = 0.55  # of what Enter would add: plain to read, and plainly not there yet


class OverlayItems:
    """Pills of hovered and selected names, halos of links, handles, band, ghost and guides.

    Each is one path item for all of its kind, so that following the pointer stays cheap however
    much is selected.
    """

    def __init__(self, scene: QGraphicsScene, editor: Editor) -> None:
        self._editor, self._scene = editor, scene
        self._coming: list[DrawnRecord] = []
        self._shown: tuple[tuple[Drawing, ...], tuple[Drawing, ...]] = ((), ())
        self._hovered = _layer(scene, PILLS)
        self._selected = _layer(scene, PILLS)
        self._halos = _layer(scene, HALOS)
        self._handles = _layer(scene, TOP)
        self._band = _layer(scene, TOP)
        self._ghost = _layer(scene, TOP)
        self._guides = _layer(scene, TOP)
        self._dress()

    def follow(self, event: EditorChanged) -> None:
        """Show what the editor says."""
        if event.aspects & Aspect.PICTURE and len(event.ids) > 50:
            self._dress()
        if event.aspects & (Aspect.SELECTION | Aspect.PICTURE):
            self._show_selection()
        if event.aspects & (Aspect.OVERLAY | Aspect.SELECTION | Aspect.PICTURE):
            self._show_hover()
        if event.aspects & Aspect.OVERLAY:
            self._show_drags()
            self._show_coming()

    def _dress(self) -> None:
        theme = self._editor.composition.theme
        accent = QColor(theme.positive)
        soft, faint = QColor(accent), QColor(accent)
        soft.setAlphaF(0.20)
        faint.setAlphaF(0.10)
        _paint(self._hovered, fill=faint)
        _paint(self._selected, fill=soft)
        _paint(self._halos, stroke=soft, width=9.0)
        _paint(self._handles, QColor(theme.paper), accent, 1.6)
        _paint(self._band, faint, accent, 0.0)
        _paint(self._ghost, stroke=accent, width=2.0, dashed=True)
        _paint(self._guides, stroke=accent, width=0.0)

    def _show_selection(self) -> None:
        editor, composition = self._editor, self._editor.composition
        pills, halos = QPainterPath(), QPainterPath()
        for id_ in editor.selection:
            if id_ in editor.map.variables or id_ in editor.map.notes:
                _add_pill(pills, composition.box(id_))
            elif id_ in editor.map.links:
                halos.addPath(painter_path(composition.curve(id_).segments()))
        self._selected.setPath(pills)
        self._halos.setPath(halos)

    def _show_hover(self) -> None:
        editor, composition = self._editor, self._editor.composition
        pill, handles = QPainterPath(), QPainterPath()
        over = editor.overlay.hover
        radius = HANDLE / max(editor.view.scale, 0.25)
        if over and over.id in editor.map.variables:
            box = composition.box(over.id)
            _add_pill(pill, box)
            is_free = editor.overlay.ghost is None and editor.tool.state == "resting"
            if is_free and editor.tool.id != "look":
                reach = RIM * 0.55 / max(editor.view.scale, 0.25)
                for x, y in _sides(box.grown(reach)):
                    handles.addEllipse(QPointF(x, y), radius, radius)
        elif over and over.id in editor.map.notes:
            _add_pill(pill, composition.box(over.id))
        bendable = {i for i in editor.selection if i in editor.map.links}
        if over and over.id in editor.map.links:
            bendable.add(over.id)
        if len(bendable) <= 12 and editor.tool.id != "look":
            for id_ in bendable:
                at = composition.middle(id_)
                handles.addEllipse(QPointF(at.x, at.y), radius, radius)
        self._hovered.setPath(pill)
        self._handles.setPath(handles)

    def _show_coming(self) -> None:
        """Draw what a line would add, faintly, and the marks of a push."""
        overlay = self._editor.overlay
        if (overlay.coming, overlay.marks) == self._shown:
            return
        self._shown = (overlay.coming, overlay.marks)
        for gone in self._coming:
            gone.remove()
        self._coming = []
        for drawings, opacity in ((overlay.coming, FAINT), (overlay.marks, 1.0)):
            for drawing in drawings:
                record = DrawnRecord(self._scene, drawing, TOP)
                record.root.setOpacity(opacity)
                self._coming.append(record)

    def _show_drags(self) -> None:
        overlay, composition = self._editor.overlay, self._editor.composition
        band, ghost, guides = QPainterPath(), QPainterPath(), QPainterPath()
        if overlay.band:
            area = overlay.band
            band.addRect(QRectF(area.x, area.y, area.width, area.height))
        if overlay.ghost:
            start = composition.box(overlay.ghost.start).middle
            ghost.moveTo(start.x, start.y)
            if overlay.ghost.end:
                end = composition.box(overlay.ghost.end)
                ghost.lineTo(end.middle.x, end.middle.y)
                _add_pill(ghost, end)
            else:
                ghost.lineTo(overlay.ghost.x, overlay.ghost.y)
        for guide in overlay.guides:
            guides.moveTo(guide.x1, guide.y1)
            guides.lineTo(guide.x2, guide.y2)
        self._band.setPath(band)
        self._ghost.setPath(ghost)
        self._guides.setPath(guides)


def _layer(scene: QGraphicsScene, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem()
    item.setZValue(z)
    item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    scene.addItem(item)
    return item


def _paint(
    item: QGraphicsPathItem,
    fill: QColor | None = None,
    stroke: QColor | None = None,
    width: float = 0.0,
    *,
    dashed: bool = False,
) -> None:
    line = QPen(stroke, width) if stroke else QPen(Qt.PenStyle.NoPen)
    line.setCosmetic(True)
    line.setCapStyle(Qt.PenCapStyle.RoundCap)
    if dashed:
        line.setDashPattern([4.0, 4.0])
    item.setPen(line)
    if fill:
        item.setBrush(fill)


def _add_pill(path: QPainterPath, box: Bounds) -> None:
    radius = min(box.height / 2, 14.0)
    path.addRoundedRect(QRectF(box.x, box.y, box.width, box.height), radius, radius)


def _sides(box: Bounds) -> list[tuple[float, float]]:
    middle = box.middle
    return [
        (box.x, middle.y),
        (box.right, middle.y),
        (middle.x, box.y),
        (middle.x, box.bottom),
    ]
