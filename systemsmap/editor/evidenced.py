"""The map without what nobody has tested: what stands on evidence, and which loops survive."""

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.loop_sets import survivors
from systemsmap.editor.shell import Shell
from systemsmap.model.records import Evidence

FAINT = 0.2  # of a variable that no evidenced link touches


def toggle(e: Editor, _: Shell) -> None:
    """Show only what is evidenced, or all again."""
    e.evidenced = not e.evidenced
    e.changed.emit(EditorChanged(Aspect.LIT | Aspect.LOOPS))
    e.say(survivors(e) if e.evidenced else "")


def is_on(e: Editor, _: Shell) -> bool:
    """Return whether only what is evidenced is shown."""
    return e.evidenced


def opacities(e: Editor) -> dict[str, float]:
    """Return how strongly what is not evidenced is painted; empty while all is shown."""
    if not e.evidenced:
        return {}
    links = e.map.links.values()
    assumed = {k.id for k in links if k.evidence is Evidence.ASSUMPTION}
    touched = {end for k in links if k.id not in assumed for end in (k.source, k.target)}
    gone = dict.fromkeys(assumed, 0.0)
    gone |= {loop.id: 0.0 for loop in e.loops if loop.assumptions}
    return gone | dict.fromkeys(e.map.variables.keys() - touched, FAINT)
