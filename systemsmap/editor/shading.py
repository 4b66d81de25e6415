"""How much of all feedback runs over each link: what the canvas can be shaded by."""

from systemsmap.analysis.counting.counts import Counts
from systemsmap.analysis.loops.shares import shares
from systemsmap.editor.editor import Editor


def link_shares(editor: Editor) -> dict[str, float]:
    """Return for each link the share of all loops that run over it, from 0 to 1.

    Empty unless shading is asked for and the loops of every link have been counted. A share says
    where loops run, not what matters most: it is never called leverage.
    """
    counts = editor.report.counts if editor.report else None
    if not editor.shading or not isinstance(counts, Counts) or not counts.per_link:
        return {}
    counted = shares(counts.total, counts.per_link)
    return {i: counted[i].part if i in counted else 0.0 for i in editor.map.links}


def is_countable(editor: Editor) -> bool:
    """Return whether there is something to shade by, now or as soon as it is counted."""
    report = editor.report
    return bool(report and report.loops and report.loops.known)
