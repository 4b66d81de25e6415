"""When a command makes sense."""

from systemsmap.editor.editor import Editor


def has_map(e: Editor) -> bool:
    """Something has been drawn."""
    return not e.map.is_empty


def has_selection(e: Editor) -> bool:
    """Something is selected."""
    return bool(e.selection)


def has_deletable(e: Editor) -> bool:
    """Something is selected that can be deleted."""
    records = e.map.variables.keys() | e.map.links.keys() | e.map.notes.keys()
    return bool(e.selection & records) or forgettable(e)


def has_movable(e: Editor) -> bool:
    """A variable or note is selected."""
    return bool(e.selection & (e.map.variables.keys() | e.map.notes.keys()))


def has_links(e: Editor) -> bool:
    """A link is selected."""
    return bool(e.selection & e.map.links.keys())


def has_variables(e: Editor) -> bool:
    """A variable is selected."""
    return bool(e.selected_variables)


def one_variable(e: Editor) -> bool:
    """Exactly one variable is selected, whatever else is."""
    return len(e.selected_variables) == 1


def two_variables(e: Editor) -> bool:
    """Exactly two variables are selected, whatever else is."""
    return len(e.selected_variables) == 2


def one_nameable(e: Editor) -> bool:
    """One variable, note or loop is selected that words can be typed for."""
    return one_variable(e) or len(e.selection & e.map.notes.keys()) == 1 or has_loop(e)


def several(e: Editor) -> bool:
    """At least two variables or notes are selected."""
    return len(e.selection & (e.map.variables.keys() | e.map.notes.keys())) > 1


def at_least_three(e: Editor) -> bool:
    """At least three variables or notes are selected."""
    return len(e.selection & (e.map.variables.keys() | e.map.notes.keys())) > 2


def has_loop(e: Editor) -> bool:
    """A loop is selected."""
    return e.selected_loop is not None


def has_closed(e: Editor) -> bool:
    """A loop was just closed and is still spoken of."""
    return e.closing is not None and e.loop(e.closing.loop) is not None


def forgettable(e: Editor) -> bool:
    """A broken loop is selected, which can be removed from the list."""
    loop = e.selected_loop
    return loop is not None and loop.broken


def can_undo(e: Editor) -> bool:
    """There is something to undo."""
    return e.document.history.undo_label is not None


def can_redo(e: Editor) -> bool:
    """There is something to redo."""
    return e.document.history.redo_label is not None


def has_bent(e: Editor) -> bool:
    """A link bent by hand is selected."""
    return any(e.map.links[i].bend is not None for i in e.selected_links)


def has_signable(e: Editor) -> bool:
    """A link is selected or asked about, or variables that links run among."""
    return bool(has_links(e) or e.asking_sign or several(e))
