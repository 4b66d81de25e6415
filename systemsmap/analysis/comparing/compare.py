"""Compares two maps: everything a person would want to know of what changed."""

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.comparing import around, loops, pieces
from systemsmap.analysis.comparing.difference import About, Comparison, What, in_order
from systemsmap.analysis.comparing.matching import aligned
from systemsmap.model.systems_map import SystemsMap

LOOKED_AT = Budget(results=500, seconds=1.0)
"""Loops of each map that are looked at, and how long that may take."""


def compare(old: SystemsMap, new: SystemsMap, budget: Budget = LOOKED_AT) -> Comparison:
    """Return what changed from the older map to the newer one.

    `budget` is for the search of loops on each of them.
    """
    then = aligned(old, new)
    before = then.map_
    came_and_went, all_loops = loops.running(before, new, budget)
    gone = {d.id for d in came_and_went if d.what is What.REMOVED and d.about is About.LOOP}
    told = (
        *pieces.variables(before, new),
        *pieces.links(before, new),
        *came_and_went,
        *loops.remembered(before, new, gone),
        *pieces.notes(before, new),
        *around.info(before.info, new.info),
        *around.not_linked(old, new, then.ids),
        *around.cards(before, new),
        *around.story(before, new),
    )
    return Comparison(before, new, in_order(told), all_loops)
