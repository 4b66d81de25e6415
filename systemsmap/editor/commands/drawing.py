"""Commands that add and name things."""

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.editor.spots import Spots
from systemsmap.editor.tools.select import typing_loop, typing_name
from systemsmap.editor.typing import Typing


def new_variable(e: Editor, _: Shell) -> None:
    """Type a name for a new variable in the middle of the view, or beside the selection."""
    near = e.selected_variables[-1] if e.selected_variables else None
    middle = e.view.area.middle
    spot = _spots(e).beside(near) if near else _spots(e).at(middle.x, middle.y)
    e.type(Typing("variable", spot.x, spot.y))


def new_effect(e: Editor, _: Shell) -> None:
    """Type a name for a new effect of the selected variable."""
    cause = e.selected_variables[0]
    spot = _spots(e).effect_of(cause)
    e.type(Typing("variable", spot.x, spot.y, cause=cause.id))


def new_cause(e: Editor, _: Shell) -> None:
    """Type a name for a new cause of the selected variable."""
    effect = e.selected_variables[0]
    spot = _spots(e).cause_of(effect)
    e.type(Typing("variable", spot.x, spot.y, effect=effect.id))


def link_from(e: Editor, _: Shell) -> None:
    """Type the name of the other end of a link from the selected variable."""
    cause = e.selected_variables[0]
    spot = _spots(e).effect_of(cause)
    e.type(Typing("link to", spot.x, spot.y, cause=cause.id))


def new_note(e: Editor, _: Shell) -> None:
    """Type a note in the middle of the view."""
    middle = e.view.area.middle
    spot = _spots(e).at(middle.x, middle.y)
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


def _spots(e: Editor) -> Spots:
    return Spots(e.map, e.composition.theme, tuple(e.boxes()))
