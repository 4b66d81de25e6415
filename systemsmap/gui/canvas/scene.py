"""Keeps Qt items in step with the editor's picture."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.evidenced import opacities
from systemsmap.editor.shading import link_shares
from systemsmap.gui.canvas.difference_items import DifferenceItems
from systemsmap.gui.canvas.items import DrawnRecord
from systemsmap.gui.canvas.overlay import OverlayItems
from systemsmap.gui.shapes import brush
from systemsmap.rendering.drawing import Bounds

DIMMED = 0.2
FAINTEST = 0.12  # a link on no loop, while links are shaded by their share of loops
SHEET = 4_000.0  # map units: the first size of the sheet
LINKS, BADGES, WORDS = 0.0, 1.0, 2.0
DETAIL_FROM = 0.3  # screen pixels per map unit below which links are painted as bare arcs
WORDS_FROM = 0.1  # and below which names, then two pixels high, are not painted


class CanvasScene(QGraphicsScene):
    """Every record of one editor's map, painted in layers."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._drawn: dict[str, DrawnRecord] = {}
        self._opacities: dict[str, float] = {}
        self._parts: dict[float, int | None] = {LINKS: None, BADGES: None, WORDS: None}
        self.setSceneRect(QRectF(-SHEET / 2, -SHEET / 2, SHEET, SHEET))
        self._overlay = OverlayItems(self, editor)
        self._differences = DifferenceItems(self, editor, self._make_room)
        self._redraw(editor.composition.ids())
        self._paint_ground()
        self._unsubscribe = editor.changed.subscribe(self._follow)

    def close(self) -> None:
        """Follow the editor no longer."""
        self._unsubscribe()

    @property
    def drawn_ids(self) -> tuple[str, ...]:
        """Everything that is on the scene now."""
        return tuple(self._drawn)

    def set_detail(self, scale: float) -> None:
        """Leave out what is too small to see at so many screen pixels per map unit."""
        parts = {
            LINKS: None if scale >= DETAIL_FROM else 1,
            BADGES: None,
            WORDS: None if scale >= WORDS_FROM else 0,
        }
        if parts != self._parts:
            self._parts = parts
            for drawn in self._drawn.values():
                drawn.show_parts(parts[drawn.root.zValue()])

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.PICTURE:
            self._redraw(event.ids)
            if len(event.ids) > len(self._drawn) // 2:
                self._paint_ground()
        if event.aspects & (Aspect.LIT | Aspect.LOOPS | Aspect.SELECTION | Aspect.PICTURE):
            self._dim()
        self._overlay.follow(event)
        self._differences.follow(event)

    def _paint_ground(self) -> None:
        self.setBackgroundBrush(brush(self._editor.composition.theme.paper))

    def _redraw(self, ids: Iterable[str]) -> None:
        composition = self._editor.composition
        for id_ in ids:
            drawn = self._drawn.get(id_)
            if not composition.has(id_):
                if drawn:
                    self._drawn.pop(id_).remove()
            elif drawn:
                drawing = composition.draw(id_)
                drawn.show(drawing)
                self._make_room(drawing.bounds)
            else:
                layer = self._layer(id_)
                drawing = composition.draw(id_)
                made = DrawnRecord(self, drawing, layer)
                made.root.setOpacity(self._opacities.get(id_, 1.0))
                made.show_parts(self._parts[layer])
                self._drawn[id_] = made
                self._make_room(drawing.bounds)

    def _make_room(self, bounds: Bounds) -> None:
        """Grow the sheet in large steps, and rarely.

        Left to itself Qt fits it round the items, and sorts all of them anew whenever a drag
        makes it larger: 27 ms a frame instead of 11 with 1,000 variables.
        """
        sheet = self.sceneRect()
        area = QRectF(bounds.x, bounds.y, bounds.width, bounds.height)
        if not sheet.contains(area):
            room = max(sheet.united(area).width(), sheet.united(area).height(), SHEET) / 2
            self.setSceneRect(sheet.united(area).adjusted(-room, -room, room, room))

    def _layer(self, id_: str) -> float:
        if id_ in self._editor.map.links:
            return LINKS
        return BADGES if id_ in self._editor.map.loops else WORDS

    def _dim(self) -> None:
        """Dim everything but the lit loop; or shade links by how many loops run over them."""
        wanted = self._wanted_opacities()
        for id_ in {*wanted, *self._opacities}:
            share = wanted.get(id_, 1.0)
            if id_ in self._drawn and share != self._opacities.get(id_, 1.0):
                self._drawn[id_].root.setOpacity(share)
        self._opacities = wanted

    def _wanted_opacities(self) -> dict[str, float]:
        if self._editor.spot:
            return dict.fromkeys(self._drawn.keys() - self._editor.spot, DIMMED)
        lit = self._editor.lit
        if lit and not lit.broken:
            kept = {lit.id, *lit.links, *lit.variables}
            return dict.fromkeys(self._drawn.keys() - kept, DIMMED)
        shaded = {
            id_: FAINTEST + (1.0 - FAINTEST) * share**0.5
            for id_, share in link_shares(self._editor).items()
        }
        return shaded | opacities(self._editor)
