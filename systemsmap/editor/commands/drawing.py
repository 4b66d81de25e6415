"""Commands that add and name things."""

from math import atan2, cos, radians, sin

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.editor.tools.select import typing_loop, typing_name
from systemsmap.editor.typing import Typing
from systemsmap.layout.near import free_spot
from systemsmap.model.records import Variable
from systemsmap.rendering.drawing import Bounds, Point
from systemsmap.rendering.variables import size_of

GAP = 40.0  # map units kept free round a new name
ACROSS, DOWN = 225.0, 145.0  # map units from a name to a new one beside it, and below it
TURN = 50.0  # degrees by which a chain of new effects turns, clockwise, so that it comes round


def new_variable(e: Editor, _: Shell) -> None:
    """Type a name for a new variable in the middle of the view, or beside the selection."""
    near = e.selected_variables[-1] if e.selected_variables else None
    at = Point(near.x + ACROSS, near.y) if near else e.view.area.middle
    spot = _spot(e, at)
    e.type(Typing("variable", spot.x, spot.y))


def new_effect(e: Editor, _: Shell) -> None:
    """Type a name for a new effect of the selected variable."""
    spot = _effect_spot(e, e.selected_variables[0])
    e.type(Typing("variable", spot.x, spot.y, cause=e.selected_variables[0].id))


def new_cause(e: Editor, _: Shell) -> None:
    """Type a name for a new cause of the selected variable."""
    effect = e.selected_variables[0]
    onward = [e.map.links[i] for i in e.map.links_at.get(effect.id, ())]
    ends = [e.map.variables[k.target] for k in onward if k.source == effect.id != k.target]
    turn = _bearing(effect, ends[0]) - radians(TURN) if ends else 0.0
    at = Point(effect.x - ACROSS * cos(turn), effect.y - DOWN * sin(turn))
    spot = _spot(e, at, (-cos(turn), -sin(turn)))
    e.type(Typing("variable", spot.x, spot.y, effect=effect.id))


def link_from(e: Editor, _: Shell) -> None:
    """Type the name of the other end of a link from the selected variable."""
    spot = _effect_spot(e, e.selected_variables[0])
    e.type(Typing("link to", spot.x, spot.y, cause=e.selected_variables[0].id))


def _effect_spot(e: Editor, cause: Variable) -> Point:
    """Return where an effect goes: to the right, or on round the bend the chain is taking."""
    backward = [e.map.links[i] for i in e.map.links_at.get(cause.id, ())]
    starts = [e.map.variables[k.source] for k in backward if k.target == cause.id != k.source]
    turn = _bearing(starts[0], cause) + radians(TURN) if starts else 0.0
    at = Point(cause.x + ACROSS * cos(turn), cause.y + DOWN * sin(turn))
    return _spot(e, at, (cos(turn), sin(turn)))


def _bearing(start: Variable, end: Variable) -> float:
    """Return the direction from one to the other, clockwise from the right, in radians.

    Names are wide and low, so a step across counts less than one down.
    """
    return atan2((end.y - start.y) / DOWN, (end.x - start.x) / ACROSS)


def new_note(e: Editor, _: Shell) -> None:
    """Type a note in the middle of the view."""
    spot = _spot(e, e.view.area.middle)
    e.type(Typing("note", spot.x, spot.y))


def rename(e: Editor, _: Shell) -> None:
    """Type another name for what is selected."""
    notes = sorted(e.selection & e.map.notes.keys())
    loop = e.selected_loop
    if e.selected_variables:
        e.type(typing_name(e, e.selected_variables[0].id))
    elif notes:
        note = e.map.notes[notes[0]]
        e.type(Typing("note text", note.x, note.y, note.text, note.id))
    elif loop and e.composition.has(loop.id):
        e.type(typing_loop(e, loop.id))


def take(tool: str) -> "Take":
    """Return the command that takes a tool."""
    return Take(tool)


class Take:
    """Takes a tool."""

    def __init__(self, tool: str) -> None:
        self._tool = tool

    def __call__(self, e: Editor, _: Shell) -> None:
        """Take it."""
        e.take(self._tool)

    def is_taken(self, e: Editor, _: Shell) -> bool:
        """Return whether it is in hand."""
        return e.tool.id == self._tool


def _spot(e: Editor, at: Point, towards: tuple[float, float] = (0.0, 0.0)) -> Point:
    """Return the nearest free place for a name; effects look to the right, causes to the left."""
    size = size_of("A name of some length", e.composition.theme)
    return Point(*free_spot(_rectangles(e.boxes()), size, (at.x, at.y), GAP, towards))


def _rectangles(boxes: list[Bounds]) -> list[tuple[float, float, float, float]]:
    return [(b.x, b.y, b.width, b.height) for b in boxes]
