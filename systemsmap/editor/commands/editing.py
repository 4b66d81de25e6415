"""Commands that change what is selected."""

from collections.abc import Callable

from systemsmap.editor.editor import Editor
from systemsmap.editor.pointer import Direction
from systemsmap.editor.selection import around, counted, links_among, towards
from systemsmap.editor.shell import Shell
from systemsmap.editor.tools.joining import join
from systemsmap.editor.tools.link_drag import new_link_key
from systemsmap.model import edits
from systemsmap.model.records import Polarity

Run = Callable[[Editor, Shell], None]
STEPS: dict[Direction, tuple[float, float]] = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
}


def undo(e: Editor, _: Shell) -> None:
    """Take back the last step."""
    e.cancel_quietly()
    e.document.undo()


def redo(e: Editor, _: Shell) -> None:
    """Do the last undone step again."""
    e.cancel_quietly()
    e.document.redo()


def delete(e: Editor, _: Shell) -> None:
    """Delete what is selected; of a broken loop, its place in the list."""
    loop = e.selected_loop
    if loop and loop.broken:
        e.document.commit(edits.forget_loop(e.map, loop.id), "Remove broken loop")
        return
    e.document.commit(edits.delete(e.map, e.selection), f"Delete {counted(e.map, e.selection)}")
    e.select()


def merge(e: Editor, _: Shell) -> None:
    """Make one of two variables: the one that was on the map first keeps its name."""
    kept, gone = e.selected_variables
    join(e, gone.id, kept.id)


def select_all(e: Editor, _: Shell) -> None:
    """Select every variable, link and note."""
    e.select(*e.map.variables, *e.map.links, *e.map.notes)


def select_around(e: Editor, _: Shell) -> None:
    """Select the causes and effects of what is selected as well."""
    e.select(*around(e.map, [v.id for v in e.selected_variables]), *e.selection)


def select_loop(e: Editor, _: Shell) -> None:
    """Select the variables and links of the selected loop."""
    loop = e.selected_loop
    if loop:
        e.select(*loop.links, *loop.variables)


def cut(e: Editor, shell: Shell) -> None:
    """Copy, then delete."""
    shell.clipboard.copy()
    delete(e, shell)


def duplicate(e: Editor, _: Shell) -> None:
    """Add the selection once more, a little aside."""
    piece = edits.piece(e.map, e.selection)
    change = edits.insert(e.map, piece, 36.0, 36.0)
    e.document.commit(change, f"Duplicate {counted(e.map, e.selection)}")
    e.select(*change.after)


def sign(polarity: Polarity) -> Run:
    """Return the command that gives the selected links this sign."""

    def run(e: Editor, _: Shell) -> None:
        links = _links_meant(e)
        key = new_link_key(links[0]) if len(links) == 1 and links[0] == e.asking_sign else None
        label = f"Mark {counted(e.map, links)} {polarity}"
        e.document.commit(edits.set_polarity(e.map, links, polarity), label, key)
        e.ask_sign(None)

    return run


def delay(e: Editor, _: Shell) -> None:
    """Mark the selected links as slow, or, when all are, as not."""
    links = _links_meant(e)
    slow = not all(e.map.links[i].delayed for i in links)
    label = f"{'Delay' if slow else 'No delay on'} {counted(e.map, links)}"
    e.document.commit(edits.set_delayed(e.map, links, slow), label)


def turn(e: Editor, _: Shell) -> None:
    """Turn the selected links round."""
    try:
        change = edits.reverse(e.map, e.selected_links)
    except edits.EditError as trouble:
        e.say(str(trouble))
        return
    e.document.commit(change, f"Turn {counted(e.map, e.selected_links)} round")


def straighten(e: Editor, _: Shell) -> None:
    """Leave the arcs of the selected links to the program again."""
    whole = edits.bend(e.map, e.selected_links[0], None)
    for link in e.selected_links[1:]:
        whole = whole.then(edits.bend(e.map, link, None))
    e.document.commit(whole, "Bend automatically")


def toggle_outside(e: Editor, _: Shell) -> None:
    """Put the selected variables outside our boundary, or back inside."""
    ids = [v.id for v in e.selected_variables]
    outside = not all(v.outside for v in e.selected_variables)
    label = f"Put {counted(e.map, ids)} {'outside' if outside else 'inside'} our boundary"
    e.document.commit(edits.set_outside(e.map, ids, outside), label)


def nudge(direction: Direction, by: float = 4.0) -> Run:
    """Return the command that moves the selection a little; one step however often."""

    def run(e: Editor, _: Shell) -> None:
        dx, dy = STEPS[direction]
        ids = e.selection & (e.map.variables.keys() | e.map.notes.keys())
        change = edits.move(e.map, ids, dx * by, dy * by)
        e.document.commit(change, f"Move {counted(e.map, ids)}", ("nudge", *sorted(ids)))

    return run


def walk(direction: Direction) -> Run:
    """Return the command that selects the next variable in a direction."""

    def run(e: Editor, shell: Shell) -> None:
        start = e.selected_variables[-1].id if e.selected_variables else None
        if start is None:
            start = next(iter(e.map.variables), None)
            found = start
        else:
            found = towards(e.map, start, direction)
        if found:
            e.select(found)
            shell.sight.reveal(found)

    return run


def cancel(e: Editor, _: Shell) -> None:
    """Stop what is going on."""
    e.cancel()


def _links_meant(e: Editor) -> tuple[str, ...]:
    """Return the selected links; with variables selected only, the links among them."""
    if e.asking_sign:
        return (e.asking_sign,)
    if e.selected_links:
        return e.selected_links
    return tuple(sorted(links_among(e.map, {v.id for v in e.selected_variables})))
