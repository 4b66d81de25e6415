"""Gives variables a place that came from a file without one."""

from systemsmap.layout.layouts import Request, arrange
from systemsmap.model.edits import place
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of


def placed(map_: SystemsMap, unplaced: frozenset[str]) -> tuple[SystemsMap, str | None]:
    """Return the map with these variables laid out round the others, which stay where they are.

    With the map comes one sentence if something went wrong on the way. Blocks for as long as the
    layout takes: seconds for a thousand variables.
    """
    if not unplaced:
        return map_, None
    known = {i: (v.x, v.y) for i, v in map_.variables.items() if i not in unplaced}
    request = Request(
        tuple(map_.variables),
        {i: size_of(v.name, PRINT) for i, v in map_.variables.items()},
        tuple((link.source, link.target) for link in map_.links.values()),
        positions=known,
        pinned=frozenset(known),
    )
    answer = arrange(request)
    moves = {i: at for i, at in answer.positions.items() if i in unplaced}
    return place(map_, moves).applied_to(map_), answer.note
