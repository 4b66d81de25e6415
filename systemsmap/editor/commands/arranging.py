"""Commands that line things up."""

from collections.abc import Callable, Mapping

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.layout.align import align, distribute
from systemsmap.model import edits

XY = tuple[float, float]


def lined_up(edge: str, label: str) -> Callable[[Editor, Shell], None]:
    """Return the command that aligns the selection by an edge or middle of its boxes."""

    def run(e: Editor, _: Shell) -> None:
        _place(e, align(*_boxes(e), edge), label)

    return run


def spread_out(label: str, *, down: bool) -> Callable[[Editor, Shell], None]:
    """Return the command that makes the gaps between the selection equal."""

    def run(e: Editor, _: Shell) -> None:
        _place(e, distribute(*_boxes(e), down=down), label)

    return run


def tidy(engine: str) -> Callable[[Editor, Shell], None]:
    """Return the command that lays out the selected variables, or the whole map."""

    def run(e: Editor, shell: Shell) -> None:
        chosen = frozenset(v.id for v in e.selected_variables)
        shell.sight.tidy(engine, chosen if len(chosen) > 1 else frozenset())

    return run


def _boxes(e: Editor) -> tuple[dict[str, XY], dict[str, XY]]:
    """Return middles and sizes of the selected boxes."""
    positions, sizes = {}, {}
    for id_ in sorted(e.selection & (e.map.variables.keys() | e.map.notes.keys())):
        box = e.composition.box(id_)
        positions[id_] = (box.middle.x, box.middle.y)
        sizes[id_] = (box.width, box.height)
    return positions, sizes


def _place(e: Editor, middles: Mapping[str, XY], label: str) -> None:
    """Move records so that the middles of their boxes come here, whatever they are placed by."""
    places = {}
    for id_, (x, y) in middles.items():
        record = e.map.variables.get(id_) or e.map.notes.get(id_)
        if record:
            now = e.composition.box(id_).middle
            places[id_] = (record.x + x - now.x, record.y + y - now.y)
    e.document.commit(edits.place(e.map, places), label)
