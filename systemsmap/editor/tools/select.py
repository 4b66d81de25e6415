"""The tool in hand most of the time: pick, move, link from the rim, bend, pan."""

from math import hypot

from systemsmap.editor.hit_test import Hit
from systemsmap.editor.pointer import Pointer
from systemsmap.editor.tools.drag import Band, Bend, Drag, Move, MoveBadge, Pan, Widen
from systemsmap.editor.tools.link_drag import DragLink
from systemsmap.editor.tools.tool import Hand, Tool
from systemsmap.editor.typing import Typing
from systemsmap.model import edits

DRAG_STARTS = 4.0  # pixels the pointer must go before a press is a drag


class Select(Tool):
    """States: resting, pressing, then whatever the drag is called."""

    id = "select"

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand)
        self._press: Pointer | None = None
        self._hit: Hit | None = None
        self._drag: Drag | None = None

    @property
    def state(self) -> str:
        return self._drag.state if self._drag else "pressing" if self._press else "resting"

    def press(self, at: Pointer) -> None:
        self._press, self._hit = at, self.hand.hit(at)
        if self._hit is None:
            if not at.modifiers.shift:
                self.hand.select()
        elif at.modifiers.shift or at.modifiers.ctrl:
            self.hand.select(*(self.hand.selection ^ {self._hit.id}))
        elif self._hit.id not in self.hand.selection:
            self.hand.select(self._hit.id)

    def drag(self, at: Pointer) -> None:
        if self._press is None:
            return
        far = hypot(at.x - self._press.x, at.y - self._press.y)
        if self._drag is None and far >= at.pixels(DRAG_STARTS):
            self._drag = self._begin(self._press, self._hit)
        if self._drag:
            self._drag.show(at)

    def _begin(self, start: Pointer, hit: Hit | None) -> Drag:
        match hit:
            case Hit("variable" | "note", id_):
                if id_ not in self.hand.selection:
                    self.hand.select(*self.hand.selection, id_)
                return Move(self.hand, start, id_)
            case Hit("rim", id_):
                return DragLink(self.hand, id_)
            case Hit("link" | "handle", id_):
                return Bend(self.hand, id_)
            case Hit("badge", id_):
                return MoveBadge(self.hand, start, id_)
            case Hit("edge", id_):
                return Widen(self.hand, id_)
            case _:
                return Band(self.hand, start) if start.modifiers.shift else Pan()

    def move(self, at: Pointer) -> None:
        super().move(at)
        over = self.hand.overlay.hover
        self.hand.hover_loop(over.id if over and over.part == "badge" else None)

    def release(self, at: Pointer) -> None:
        drag, self._drag, self._press = self._drag, None, None
        if drag:
            drag.finish(at)

    def double(self, at: Pointer) -> None:
        self._press = None
        match self.hand.hit(at):
            case None:
                self.hand.type(Typing("variable", at.x, at.y))
            case Hit("variable", id_):
                self.hand.type(typing_name(self.hand, id_))
            case Hit("note" | "edge", id_):
                note = self.hand.map.notes[id_]
                self.hand.type(Typing("note text", note.x, note.y, note.text, id_))
            case Hit("badge", id_):
                self.hand.type(typing_loop(self.hand, id_))
            case Hit("handle" | "link", id_):
                change = edits.bend(self.hand.map, id_, None)
                self.hand.document.commit(change, "Bend link automatically")
            case _:
                pass

    def cancel(self) -> None:
        drag, self._drag, self._press = self._drag, None, None
        if drag:
            drag.cancel()


def typing_name(hand: Hand, id_: str) -> Typing:
    """Return what renaming this variable is."""
    variable = hand.map.variables[id_]
    return Typing("rename", variable.x, variable.y, variable.name, id_)


def typing_loop(hand: Hand, id_: str) -> Typing:
    """Return what naming this loop is."""
    at = hand.composition.badge(id_).middle
    known = hand.map.loops.get(id_)
    return Typing("loop name", at.x, at.y, known.name if known else "", id_)
