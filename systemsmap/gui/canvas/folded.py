"""The folded map: a second canvas over the first, to look at and not to draw on."""

from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip

from systemsmap.analysis.folding import FoldedMap
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.tools.look import Look
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.background import Background
from systemsmap.gui.canvas.legend import Legend
from systemsmap.gui.canvas.view import CanvasView, look_alike
from systemsmap.model.change import replaced
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.bundles import loop_as_folded
from systemsmap.rendering.folded import FoldedPicture, folded_picture

AT_ONCE = 100  # links up to which a map is folded in the window's thread: in 10 ms
_NAMES = 24  # of the variables in a bundle that its tip tells
_FITS = (
    QKeyCombination(Qt.KeyboardModifier.NoModifier, Qt.Key.Key_F),
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_0),
)
_WALKS = {
    Qt.Key.Key_Left: "walk.left",
    Qt.Key.Key_Right: "walk.right",
    Qt.Key.Key_Up: "walk.up",
    Qt.Key.Key_Down: "walk.down",
}


class _Editor(Editor):
    """An editor whose picture is there before its map is."""

    def _recompose(self, event: MapChanged) -> frozenset[str]:  # noqa: ARG002 - the room's word
        return frozenset()


class FoldedCanvas(CanvasView):
    """Shows the map of `over` folded, for as long as it is visible, with an editor of its own.

    A click or Return on a bundle opens it, Escape goes back to the whole map. What is selected
    here is selected there too, so that panels follow.
    """

    def __init__(self, over: CanvasView, commands: ActionSet) -> None:
        self._whole, self._commands = over.editor, commands
        super().__init__(_Editor(Document(), over.editor.composition.theme), over)
        self._over = over
        self._folded = FoldedMap(SystemsMap())
        self._opened: set[str] = set()
        self._appears = False
        self._then: tuple[str, ...] = ()  # what is selected when it is shown
        self._background: Background | None = None
        self._is_busy = self._is_stale = False
        self.legend = Legend(self)
        self.setAccessibleName("Folded map")
        self.editor.tool = Look(self.editor)
        self.key_filter = self._key
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = (
            self._whole.changed.subscribe(self._follow),
            self._whole.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.editor.changed.subscribe(self._lead)
        over.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Fold the map, or show all of it again; what was opened is folded next time."""
        if self.isVisible() or self._appears:
            if self.isVisible():
                look_alike(self, self._over)
            self._appears = False
            self.hide()
            self._whole.folding = None
            self._tell()
            self._over.setFocus()
            return
        self._opened.clear()
        self._appears = True
        self.refresh()

    def _tell(self) -> None:
        self._whole.changed.emit(EditorChanged(Aspect.LIT))
        self._commands.refresh_soon()

    def open(self, bundle: str) -> None:
        """Show the variables of a bundle."""
        members = self._folded.bundles.get(bundle, ())
        self._opened |= set(members)
        self._then = members
        self.refresh()

    def refresh(self) -> None:
        """Fold the map as it is now: at once, or, if it is large, beside the window's work."""
        whole = self._whole.composition
        job = partial(folded_picture, whole, frozenset(self._opened))
        if len(whole.map.links) <= AT_ONCE:
            self._take(job())
            return
        if self._is_busy:
            self._is_stale = True
            return
        if self._background is None:
            self._background = Background("folding", self)
            self.destroyed.connect(partial(self._background.close, 0.0))
        self._is_busy = True
        self._background.run(job, self._answered)

    def _answered(self, made: FoldedPicture) -> None:
        """Take an answer, or ask again: one about a map that has moved on is dropped."""
        stale, self._is_busy, self._is_stale = self._is_stale, False, False
        if stale and (self._appears or self.isVisible()):
            self.refresh()
        else:
            self._take(made)

    def _take(self, made: FoldedPicture) -> None:
        """Show what was folded; nothing if there is no core or somebody left meanwhile."""
        whole = self._whole
        if not self._appears and not self.isVisible():
            return
        if not made.folding.kept:
            self.toggle()
            whole.say(made.folding.sentence)
            return
        self._folded, whole.folding = made.folded, made.folding
        document = self.editor.document
        self.editor.composition, self.editor.loops = made.composition, made.composition.loops
        document.remark(replaced(document.map, made.composition.map))
        ids = frozenset((*self.map_scene.drawn_ids, *made.composition.ids()))
        self.editor.changed.emit(EditorChanged(Aspect.PICTURE | Aspect.LOOPS, ids))
        self.legend.setText(made.folding.sentence)
        self.legend.place()
        if self._then:
            self.editor.select(*self._then)
            self._then = ()
        if self._appears:
            self._appear(made.folding.sentence)

    def _appear(self, sentence: str) -> None:
        self._appears = False
        self.setGeometry(self._over.rect())
        self.show()
        self.legend.place()
        self._tell()
        self.setFocus()
        look_alike(self._over, self)
        self._whole.say(sentence)

    # ------------------------------------------------------------------ following and leading

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.PICTURE and self._is_busy:
            self._is_stale = True
        if not self.isVisible():
            return
        if self._is_drawn_on():
            self.toggle()
            return
        if event.aspects & (Aspect.PICTURE | Aspect.LOOPS):
            self._soon.start()
        if event.aspects & Aspect.SELECTION and self._whole.selection != self.editor.selection:
            self._show_selection()
        if event.aspects & Aspect.LIT:
            self._light()

    def _is_drawn_on(self) -> bool:
        """Return whether something is asked or a tool is taken that needs the whole map."""
        whole = self._whole
        return bool(whole.typing or whole.asking_sign or whole.tool.id != "select")

    def _light(self) -> None:
        """Light the loop that is lit on the whole map, with the bundles it runs through."""
        lit = self._whole.loop(self._whole.hovered_loop)
        if lit and not lit.broken and not self.editor.loop(lit.id):
            self.editor.loops = (*self.editor.loops, loop_as_folded(lit, self._folded))
        self.editor.hover_loop(lit.id if lit else None)

    def _show_selection(self) -> None:
        """Select what is selected on the whole map; what is folded is opened for it."""
        map_, chosen = self._whole.map, self._whole.selection
        ends = {e for i in chosen if i in map_.links for e in _ends(map_.links[i])}
        hidden = ((chosen & map_.variables.keys()) | ends) - self.editor.map.variables.keys()
        if hidden:
            self._opened |= hidden
            self._then = tuple(self._whole.selection)
            self.refresh()
            return
        for id_ in chosen - map_.variables.keys() - map_.links.keys():
            loop = self._whole.loop(id_)
            if loop and not loop.broken and not self.editor.loop(id_):
                self.editor.loops = (*self.editor.loops, loop_as_folded(loop, self._folded))
        self.editor.select(*self._whole.selection)

    def _follow_map(self, event: MapChanged) -> None:
        if self.isVisible() and not event.provisional:
            self._soon.start()

    def _lead(self, event: EditorChanged) -> None:
        if not event.aspects & Aspect.SELECTION or not self.isVisible():
            return
        chosen = self.editor.selection
        bundles = chosen & self._folded.bundles.keys()
        chosen -= self._folded.arcs
        if not bundles and chosen != self._whole.selection:
            self._whole.select(*chosen)
        if bundles and self.editor.tool.state == "pressing":
            QTimer.singleShot(0, lambda: self.open(min(bundles)))

    # ------------------------------------------------------------------ keys and the like

    def _key(self, event: QKeyEvent) -> bool:
        """Keys of this view; all others are the window's."""
        combination = event.keyCombination()
        if combination.key() == Qt.Key.Key_Escape:
            self.toggle()
        elif combination.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for bundle in sorted(self.editor.selection & self._folded.bundles.keys()):
                self.open(bundle)
        elif combination in _FITS:
            self.fit()
        elif combination.key() in _WALKS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._commands.run_on(self.editor, _WALKS[combination.key()])
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            over = self.editor.overlay.hover
            ids = self._folded.bundles.get(over.id, ()) if over else ()
            variables = self._whole.map.variables
            names = [" ".join(variables[i].name.split()) for i in ids if i in variables]
            if len(names) > _NAMES:
                names[_NAMES:] = [f"and {len(names) - _NAMES} more"]
            QToolTip.showText(event.globalPos(), "\n".join(names))
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
            self.legend.place()
        return super().eventFilter(watched, event)


def _ends(link: Link) -> tuple[str, str]:
    return link.source, link.target
