"""Commands that add and name things."""

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.editor.tools.select import typing_loop, typing_name
from systemsmap.editor.typing import Typing
from systemsmap.layout.near import free_spot
from systemsmap.rendering.drawing import Bounds, Point
from systemsmap.rendering.variables import size_of

GAP = 46.0  # map units kept free round a new name
REACH = 190.0  # map units from a cause to its new effect


def new_variable(e: Editor, _: Shell) -> None:
    """Type a name for a new variable in the middle of the view, or beside the selection."""
    near = e.selected_variables[-1] if e.selected_variables else None
    at = Point(near.x + REACH, near.y) if near else e.view.area.middle
    spot = _spot(e, at)
    e.type(Typing("variable", spot.x, spot.y))


def new_effect(e: Editor, _: Shell) -> None:
    """Type a name for a new effect of the selected variable."""
    cause = e.selected_variables[0]
    spot = _spot(e, Point(cause.x + REACH, cause.y), (1.0, 0.5))
    e.type(Typing("variable", spot.x, spot.y, cause=cause.id))


def new_cause(e: Editor, _: Shell) -> None:
    """Type a name for a new cause of the selected variable."""
    effect = e.selected_variables[0]
    spot = _spot(e, Point(effect.x - REACH, effect.y), (-1.0, -0.5))
    e.type(Typing("variable", spot.x, spot.y, effect=effect.id))


def link_from(e: Editor, _: Shell) -> None:
    """Type the name of the other end of a link from the selected variable."""
    cause = e.selected_variables[0]
    spot = _spot(e, Point(cause.x + REACH, cause.y), (1.0, 0.5))
    e.type(Typing("link to", spot.x, spot.y, cause=cause.id))


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
