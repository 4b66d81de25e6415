"""Commands about loops."""

from systemsmap.editor.announcing import announce
from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.editor.tools.select import typing_loop
from systemsmap.layout.align import ring
from systemsmap.model import edits


def name_loop(e: Editor, _: Shell) -> None:
    """Type a name for the selected loop, at its badge."""
    loop = e.selected_loop
    if loop and e.composition.has(loop.id):
        e.type(typing_loop(e, loop.id))


def name_closed(e: Editor, shell: Shell) -> None:
    """Type a name for the loop that was just closed."""
    keep_lit(e, shell)
    name_loop(e, shell)


def keep_lit(e: Editor, _: Shell) -> None:
    """Select the loop that was just closed, so that it stays lit."""
    if e.closing:
        e.select(e.closing.loop)
        announce(e, None)


def pin(e: Editor, _: Shell) -> None:
    """Keep the selected loop in sight, or no longer."""
    loop = e.selected_loop
    if loop:
        label = "Unpin loop" if loop.pinned else "Pin loop"
        e.document.commit(edits.pin_loop(e.map, loop.id, not loop.pinned), label)


def is_pinned(e: Editor, _: Shell) -> bool:
    """Return whether the selected loop is pinned."""
    loop = e.selected_loop
    return loop is not None and loop.pinned


def hide(e: Editor, _: Shell) -> None:
    """Take the badge of the selected loop off the canvas, or show it again."""
    loop = e.selected_loop
    if loop:
        label = "Show loop badge" if loop.hidden else "Hide loop badge"
        e.document.commit(edits.hide_loop(e.map, loop.id, not loop.hidden), label)


def is_hidden(e: Editor, _: Shell) -> bool:
    """Return whether the badge of the selected loop is hidden."""
    loop = e.selected_loop
    return loop is not None and loop.hidden


def free_badge(e: Editor, _: Shell) -> None:
    """Leave the place of the selected loop's badge to the program again."""
    loop = e.selected_loop
    if loop:
        e.document.commit(edits.move_badge(e.map, loop.id, None), "Place loop badge automatically")


def ring_round(e: Editor, shell: Shell) -> None:
    """Set the variables of the selected loop in a ring."""
    loop = e.selected_loop
    if loop:
        ids = loop.variables
        positions = {i: (e.map.variables[i].x, e.map.variables[i].y) for i in ids}
        sizes = {i: (e.composition.box(i).width, e.composition.box(i).height) for i in ids}
        shell.sight.glide(ring(positions, sizes), "Ring around loop")
