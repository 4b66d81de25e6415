"""A light on what is pointed at or selected, for as long as a key is held."""

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.selection import around, links_among


def spotlight(e: Editor, *, on: bool) -> None:
    """Light what is under the pointer, else what is selected; or turn the light off."""
    spot = _spot(e) if on else frozenset[str]()
    if spot != e.spot:
        e.spot = spot
        e.changed.emit(EditorChanged(Aspect.LIT))


def _spot(e: Editor) -> frozenset[str]:
    """Return the ids that stay lit: a loop whole, a variable with what it affects and is affected
    by, a link with its ends; of several variables those and the links among them.
    """
    over = e.overlay.hover
    ids = frozenset([over.id]) if over else e.selection
    loops = [loop for loop in e.loops if loop.id in ids and not loop.broken]
    lit = {i for loop in loops for i in (loop.id, *loop.links, *loop.variables)}
    variables = ids & e.map.variables.keys()
    lit |= around(e.map, variables) if len(variables) == 1 else links_among(e.map, variables)
    for id_ in ids & e.map.links.keys():
        lit |= {e.map.links[id_].source, e.map.links[id_].target}
    return frozenset(lit | ids)
