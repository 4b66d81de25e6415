"""The loops through one variable, shortest first, without listing any others.

The search of `search`, begun at this one variable over the whole of its component.
"""

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.deadline import Cancel
from systemsmap.analysis.loops.components import Homes, components
from systemsmap.analysis.loops.core import core_of, from_first
from systemsmap.analysis.loops.home import Home
from systemsmap.analysis.loops.listing import by_length
from systemsmap.analysis.loops.loop import Loops
from systemsmap.analysis.loops.search import Found, clock_of
from systemsmap.model.systems_map import SystemsMap


def loops_through(
    map_: SystemsMap,
    variable: str,
    budget: Budget | None = None,
    cancel: Cancel | None = None,
) -> Loops:
    """Return the loops through a variable, in the order of `find_loops`.

    Raises KeyError for an id that is no variable's. Of a length for which there was no time, any
    of the loops that were found may come.
    """
    budget = budget or Budget()
    clock, core = clock_of(budget, cancel), core_of(map_)
    letter = core.letters[variable]
    component = next((c for c in components(core.effects) if letter in c), [])
    found = Found(longest=max(len(component), int(letter in core.alone)))
    if letter in core.alone:
        found.ways, found.known, found.complete_to = [letter], 1, 1
        clock.found_before = 1
    if component:
        bound = min(found.longest, budget.length or found.longest)
        rank = dict.fromkeys(core.ids, 0)
        homes = Homes((), rank, core.effects, core.causes, found.longest)
        batches = by_length([Home(homes, -1, letter)], bound, clock)
        if found.take(batches, budget.results, lambda cut, n: from_first(cut.ways)[: max(0, n)]):
            found.complete_to = bound
    return found.as_loops(core, clock.enough)
