"""What a pressed pointer may turn into: one small class for each thing that can be dragged."""

from dataclasses import replace
from typing import ClassVar, Protocol

from systemsmap.editor.hit_test import Hit, inside, variable_beneath
from systemsmap.editor.pointer import Pointer
from systemsmap.editor.selection import counted
from systemsmap.editor.snapping import Snapping
from systemsmap.editor.tools.joining import join
from systemsmap.editor.tools.tool import Hand
from systemsmap.model import edits
from systemsmap.model.document import Gesture
from systemsmap.rendering.drawing import Bounds, Point, united

SNAP = 6.0  # pixels within which a name falls onto a line


class Drag(Protocol):
    """A drag from where the button went down."""

    state: ClassVar[str]

    def show(self, at: Pointer) -> None:
        """Show what letting go here would do."""

    def finish(self, at: Pointer) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Leave everything as it was."""


class _GestureDrag:
    """A drag that is one gesture on the map."""

    _gesture: Gesture

    def finish(self, at: Pointer) -> None:
        self._gesture.finish()

    def cancel(self) -> None:
        self._gesture.cancel()


class Move(_GestureDrag):
    """Moves the selected variables and notes, falling onto the lines of the others.

    A single variable that is let go with the pointer on another becomes one with it.
    """

    state: ClassVar[str] = "moving"

    def __init__(self, hand: Hand, start: Pointer, grabbed: str) -> None:
        self._hand, self._start = hand, start
        movable = hand.map.variables.keys() | hand.map.notes.keys()
        self._ids = hand.selection & movable
        self._box = hand.composition.box(grabbed)
        self._snapping = Snapping(hand.boxes(but=self._ids))
        self._gesture = hand.document.gesture(f"Move {counted(hand.map, self._ids)}")
        self._alone = grabbed if self._ids == {grabbed} and grabbed in hand.map.variables else None
        self._onto: str | None = None

    def show(self, at: Pointer) -> None:
        self._aim(at)
        dx, dy = at.x - self._start.x, at.y - self._start.y
        if self._hand.settings.snapping and not at.modifiers.alt and not self._onto:
            moved = replace(self._box, x=self._box.x + dx, y=self._box.y + dy)
            snap = self._snapping.snap(moved, at.pixels(SNAP))
            dx, dy = dx + snap.dx, dy + snap.dy
            self._hand.show_overlay(guides=snap.guides)
        else:
            self._hand.show_overlay(guides=())
        self._gesture.show(edits.move(self._gesture.start, self._ids, dx, dy))

    def _aim(self, at: Pointer) -> None:
        """Say what letting go on another variable will do; with Alt it only moves."""
        onto = None
        if self._alone and not at.modifiers.alt:
            onto = variable_beneath(self._hand.composition, at, self._alone)
        if onto != self._onto:
            self._onto = onto
            name = " ".join(self._hand.map.variables[onto].name.split()) if onto else ""
            says = f"Let go to make one of this and “{name}”; Alt only moves it."
            self._hand.say(says if onto else "")
        if self._alone:
            self._hand.show_overlay(hover=Hit("variable", onto or self._alone))

    def finish(self, at: Pointer) -> None:
        self._hand.show_overlay(guides=())
        if self._alone and self._onto:
            self._gesture.cancel()
            join(self._hand, self._alone, self._onto)
        else:
            super().finish(at)

    def cancel(self) -> None:
        self._hand.show_overlay(guides=())
        super().cancel()


class Bend(_GestureDrag):
    """Bends a link so that its arc runs under the pointer."""

    state: ClassVar[str] = "bending"

    def __init__(self, hand: Hand, link: str) -> None:
        self._hand, self._link = hand, link
        self._gesture = hand.document.gesture("Bend link")

    def show(self, at: Pointer) -> None:
        bend = self._hand.composition.bend_towards(self._link, at.x, at.y)
        self._gesture.show(edits.bend(self._gesture.start, self._link, bend))


class MoveBadge(_GestureDrag):
    """Moves the badge of a loop aside."""

    state: ClassVar[str] = "moving badge"

    def __init__(self, hand: Hand, start: Pointer, loop: str) -> None:
        self._start, self._loop = start, loop
        at, heart = hand.composition.badge(loop).middle, _heart(hand, loop)
        self._offset = (at.x - heart.x, at.y - heart.y)
        self._gesture = hand.document.gesture("Move loop badge")

    def show(self, at: Pointer) -> None:
        dx, dy = at.x - self._start.x, at.y - self._start.y
        offset = (self._offset[0] + dx, self._offset[1] + dy)
        self._gesture.show(edits.move_badge(self._gesture.start, self._loop, offset))


class Widen(_GestureDrag):
    """Makes a note wider or narrower by its right edge."""

    state: ClassVar[str] = "widening"

    def __init__(self, hand: Hand, note: str) -> None:
        self._note = note
        self._left = hand.map.notes[note].x
        self._gesture = hand.document.gesture("Resize note")

    def show(self, at: Pointer) -> None:
        self._gesture.show(edits.set_width(self._gesture.start, self._note, at.x - self._left))


class Band:
    """Selects what lies inside a rectangle, beside what was selected before."""

    state: ClassVar[str] = "banding"

    def __init__(self, hand: Hand, start: Pointer) -> None:
        self._hand, self._start, self._before = hand, start, hand.selection

    def show(self, at: Pointer) -> None:
        corners = (Bounds(p.x, p.y, 0.0, 0.0) for p in (self._start, at))
        area = united(corners)
        self._hand.show_overlay(band=area)
        self._hand.select(*self._before, *inside(self._hand.composition, area))

    def finish(self, at: Pointer) -> None:
        self._hand.show_overlay(band=None)

    def cancel(self) -> None:
        self._hand.show_overlay(band=None)
        self._hand.select(*self._before)


class Pan:
    """Moves the view; the view itself follows the pointer, in screen pixels."""

    state: ClassVar[str] = "panning"

    def show(self, at: Pointer) -> None:
        """Leave it to the view."""

    def finish(self, at: Pointer) -> None:
        """Leave it to the view."""

    def cancel(self) -> None:
        """Leave it to the view."""


def _heart(hand: Hand, loop: str) -> Point:
    """Return the middle of a loop's variables, which its badge is placed from."""
    listed = next(one for one in hand.composition.loops if one.id == loop)
    variables = [hand.map.variables[i] for i in listed.variables]
    count = len(variables)
    return Point(sum(v.x for v in variables) / count, sum(v.y for v in variables) / count)
