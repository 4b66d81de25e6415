"""A push on a variable, followed step by step before the room."""

from systemsmap.analysis.pushing import Pull, Pushed, begin, onward, read_push
from systemsmap.editor.editor import Editor
from systemsmap.rendering.pushes import push_marks


def push(e: Editor, pull: Pull) -> None:
    """Push the one selected variable up or down and show it there alone."""
    if len(e.selected_variables) == 1:
        _show(e, begin(e.selected_variables[0].id, pull))


def advance(e: Editor) -> bool:
    """Let the push go one link further; return whether there is one at all."""
    if e.pushed is None:
        return False
    further = onward(e.map, e.pushed)
    if further.pulls == e.pushed.pulls:
        e.say(f"{read_push(e.map, e.pushed)} It goes no further.")
    else:
        _show(e, further)
    return True


def _show(e: Editor, pushed: Pushed) -> None:
    e.pushed = pushed
    e.show_overlay(marks=push_marks(e.composition, pushed))
    e.say(f"{read_push(e.map, pushed)} Space goes on, Escape ends it.")
