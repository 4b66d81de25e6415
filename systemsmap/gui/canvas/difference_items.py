"""The marks of what changed over the canvas, kept quiet while what they stand beside moves."""

from collections.abc import Callable

from PySide6.QtWidgets import QGraphicsScene

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.gui.canvas.items import DrawnRecord
from systemsmap.rendering.difference_mark import DifferenceMark
from systemsmap.rendering.drawing import Bounds

FAINT = 0.25  # of other marks while one is pointed at
Z = 4.0  # over names and badges, under what follows the pointer


class DifferenceItems:
    """An item for each mark; those that are the same after an edit are not touched.

    Marks are made a moment after an edit. Until then those beside what looks different now are
    out of sight: better none than one that points to where nothing is any more.
    """

    def __init__(
        self, scene: QGraphicsScene, editor: Editor, make_room: Callable[[Bounds], None]
    ) -> None:
        self._scene, self._editor, self._make_room = scene, editor, make_room
        self._shown: tuple[DifferenceMark, ...] = ()
        self._drawn: dict[tuple[str, int], DrawnRecord] = {}
        self._places: tuple[tuple[str, int], ...] = ()
        self._pointed: frozenset[str] = frozenset()

    def follow(self, event: EditorChanged) -> None:
        """Show what the editor says."""
        overlay = self._editor.overlay
        if event.aspects & Aspect.OVERLAY and overlay.differences is not self._shown:
            self._show(overlay.differences)
        if event.aspects & Aspect.OVERLAY and overlay.pointed != self._pointed:
            self._point(overlay.pointed)
        if event.aspects & Aspect.PICTURE and self._drawn:
            for place, mark in zip(self._places, self._shown, strict=True):
                if not event.ids.isdisjoint(mark.leans_on):
                    self._drawn[place].root.setVisible(False)

    def _show(self, marks: tuple[DifferenceMark, ...]) -> None:
        self._shown, before = marks, self._drawn
        self._drawn, counts = {}, dict[str, int]()
        for mark in marks:
            place = (mark.about, counts.get(mark.about, 0))
            counts[mark.about] = place[1] + 1
            record = before.pop(place, None)
            if record is None:
                record = DrawnRecord(self._scene, mark.drawing, Z)
                self._make_room(mark.drawing.bounds)
            else:
                record.show(mark.drawing)
                record.root.setVisible(True)
            record.root.setOpacity(self._opacity(mark.about))
            self._drawn[place] = record
        self._places = tuple(self._drawn)
        for gone in before.values():
            gone.remove()

    def _point(self, about: frozenset[str]) -> None:
        self._pointed = about
        for (id_, _), record in self._drawn.items():
            record.root.setOpacity(self._opacity(id_))

    def _opacity(self, about: str) -> float:
        return FAINT if self._pointed and about not in self._pointed else 1.0
