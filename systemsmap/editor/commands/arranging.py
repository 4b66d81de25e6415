"""Commands that line things up."""

from collections.abc import Callable

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.layout.align import Edge, Positions, Sizes, align, distribute
from systemsmap.model import edits


def lined_up(edge: Edge, label: str) -> Callable[[Editor, Shell], None]:
    """Return the command that aligns the selection by an edge or middle of its boxes."""

    def run(e: Editor, _: Shell) -> None:
        e.document.commit(edits.place(e.map, align(*_placed(e), edge)), label)

    return run


def spread_out(axis: str, label: str) -> Callable[[Editor, Shell], None]:
    """Return the command that makes the gaps between the selection equal."""

    def run(e: Editor, _: Shell) -> None:
        e.document.commit(edits.place(e.map, distribute(*_placed(e), axis)), label)

    return run


def tidy(engine: str) -> Callable[[Editor, Shell], None]:
    """Return the command that lays out the selected variables, or the whole map."""

    def run(e: Editor, shell: Shell) -> None:
        chosen = frozenset(v.id for v in e.selected_variables)
        shell.tidy(engine, chosen if len(chosen) > 1 else frozenset())

    return run


def _placed(e: Editor) -> tuple[Positions, Sizes]:
    """Return middles and sizes of the selected boxes, whatever they are anchored at."""
    positions, sizes = {}, {}
    for id_ in sorted(e.selection & (e.map.variables.keys() | e.map.notes.keys())):
        box = e.composition.box(id_)
        positions[id_] = (box.middle.x, box.middle.y)
        sizes[id_] = (box.width, box.height)
    return positions, sizes
