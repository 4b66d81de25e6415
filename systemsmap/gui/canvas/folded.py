"""The folded map: a second canvas over the first, to look at and not to draw on."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsSimpleTextItem, QLabel, QToolTip

from systemsmap.analysis.folding import FoldedMap, Folding, folded_map, folding_of
from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.tools.look import Look
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font
from systemsmap.model.change import replaced
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Point

_BESIDE_DELAY = 0.34  # of the way along a link: its middle is where the bars of a delay are
_UNDER_NAMES, _OVER_LINKS = 0.5, 0.6
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


class FoldedCanvas(CanvasView):
    """Shows the map of `over` folded, for as long as it is visible, with an editor of its own.

    A click or Return on a bundle opens it, Escape goes back to the whole map. What is selected
    here is selected there too, so that panels follow.
    """

    def __init__(self, over: CanvasView, commands: ActionSet) -> None:
        self._whole, self._commands = over.editor, commands
        super().__init__(Editor(Document(), over.editor.composition.theme), over)
        self._over = over
        self._folding = Folding(frozenset(), frozenset())
        self._folded = FoldedMap(SystemsMap())
        self._opened: set[str] = set()
        self._numbers: list[QGraphicsSimpleTextItem] = []
        self._pills = QGraphicsPathItem()
        self._pills.setZValue(_UNDER_NAMES)
        self._pills.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.map_scene.addItem(self._pills)
        self.legend = QLabel(self)
        self.legend.setProperty("role", "legend")
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
        if self.isVisible():
            self.hide()
            self._tell(folded=False)
            self._over.setFocus()
            return
        self._opened.clear()
        self.refresh()
        if not self._folding.kept:
            self._whole.say(self._folding.sentence)
            return
        self.setGeometry(self._over.rect())
        self.show()
        self._tell(folded=True)
        self.setFocus()
        self.fit()
        self._whole.say(self._folding.sentence)

    def _tell(self, *, folded: bool) -> None:
        self._whole.folded = folded
        self._whole.changed.emit(EditorChanged(Aspect.LIT))

    def open(self, bundle: str) -> None:
        """Show the variables of a bundle."""
        members = self._folded.bundles.get(bundle, ())
        self._opened |= set(members)
        self.refresh()
        self.editor.select(*members)

    def refresh(self) -> None:
        """Fold the map as it is now."""
        whole = self._whole
        self._folding = folding_of(whole.map)
        if self.isVisible() and not self._folding.kept:
            self.toggle()
            return
        self._folded = folded_map(whole.map, self._folding, self._opened)
        map_ = self._folded.map_
        document = self.editor.document
        document.remark(replaced(document.map, map_))
        self.editor.loops = tuple(loop for loop in whole.loops if _is_whole(map_, loop))
        composition = self.editor.composition.with_theme(whole.composition.theme)
        self.editor.composition, _ = composition.with_loops(self.editor.loops)
        everything = frozenset((*composition.ids(), *self.editor.composition.ids()))
        self.editor.changed.emit(EditorChanged(Aspect.PICTURE | Aspect.LOOPS, everything))
        self._draw_pills()
        self.legend.setText(self._folding.sentence)
        self.legend.adjustSize()
        self.legend.move(14, self.height() - self.legend.height() - 12)

    def _draw_pills(self) -> None:
        """Mark what is folded: a pill round a variable, a number in the middle of a link."""
        editor, path = self.editor, QPainterPath()
        for number in self._numbers:
            self.map_scene.removeItem(number)
        self._numbers.clear()
        for id_, members in self._folded.bundles.items():
            if id_ in editor.map.links:
                at = editor.composition.curve(id_).point(_BESIDE_DELAY)
                words = self._number(len(members), at)
                box = words.sceneBoundingRect().adjusted(-6, -1, 6, 1)
            else:
                bounds = editor.composition.box(id_)
                box = QRectF(bounds.x, bounds.y, bounds.width, bounds.height)
            path.addRoundedRect(box, box.height() / 2, box.height() / 2)
        theme = editor.composition.theme
        line = QPen(QColor(theme.soft), 1.2)
        line.setDashPattern([3.0, 2.5])
        self._pills.setPen(line)
        self._pills.setBrush(QColor(theme.paper))
        self._pills.setPath(path)

    def _number(self, count: int, at: Point) -> QGraphicsSimpleTextItem:
        theme = self.editor.composition.theme
        words = QGraphicsSimpleTextItem(str(count))
        words.setFont(font(theme.kind_size))
        words.setBrush(QColor(theme.ink))
        box = words.boundingRect()
        words.setPos(at.x - box.width() / 2, at.y - box.height() / 2)
        words.setZValue(_OVER_LINKS)
        words.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.map_scene.addItem(words)
        self._numbers.append(words)
        return words

    # ------------------------------------------------------------------ following and leading

    def _follow(self, event: EditorChanged) -> None:
        if not self.isVisible():
            return
        if event.aspects & (Aspect.PICTURE | Aspect.LOOPS):
            self._soon.start()
        if event.aspects & Aspect.SELECTION and self._whole.selection != self.editor.selection:
            self._show_selection()
        if event.aspects & Aspect.LIT:
            self.editor.hover_loop(self._whole.hovered_loop)

    def _show_selection(self) -> None:
        """Select what is selected on the whole map; what is folded is opened for it."""
        map_, chosen = self._whole.map, self._whole.selection
        ends = {e for i in chosen if i in map_.links for e in _ends(map_.links[i])}
        hidden = ((chosen & map_.variables.keys()) | ends) - self.editor.map.variables.keys()
        if hidden:
            self._opened |= hidden
            self.refresh()
        self.editor.select(*self._whole.selection)

    def _follow_map(self, event: MapChanged) -> None:
        if self.isVisible() and not event.provisional:
            self._soon.start()

    def _lead(self, event: EditorChanged) -> None:
        if not event.aspects & Aspect.SELECTION or not self.isVisible():
            return
        chosen = self.editor.selection
        bundles = chosen & self._folded.bundles.keys()
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
            names = (variables[i].name for i in ids if i in variables)
            QToolTip.showText(event.globalPos(), "\n".join(" ".join(n.split()) for n in names))
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)


def _is_whole(map_: SystemsMap, loop: ListedLoop) -> bool:
    """Return whether a loop runs over what is shown alone."""
    return not loop.broken and all(i in map_.links for i in loop.links)


def _ends(link: Link) -> tuple[str, str]:
    return link.source, link.target
