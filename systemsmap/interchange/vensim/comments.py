"""Words on a sketch: notes, and symbols that name the loop they are nearest to."""

from collections.abc import Sequence
from math import hypot

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.loop import Loop
from systemsmap.analysis.loops.search import find_loops
from systemsmap.interchange.building import MapBuilder
from systemsmap.interchange.vensim.arcs import Point
from systemsmap.interchange.vensim.sketch import Comment
from systemsmap.interchange.vensim.symbols import letter_of, middle_of, name_in
from systemsmap.model.systems_map import SystemsMap

_SEARCH = Budget(seconds=0.4)  # a large map has more loops than it has symbols


def take_comments(builder: MapBuilder, comments: Sequence[Comment]) -> None:
    """Keep words as notes; a loop symbol names the loop whose middle is nearest, as a guess."""
    symbols = [comment for comment in comments if comment.is_loop]
    for comment in comments:
        if not comment.is_loop:
            corner = comment.x - comment.wide, comment.y - comment.high
            builder.text(comment.text, corner, 2 * comment.wide)
    if symbols:
        _name_loops(builder, builder.imported().map_, symbols)


def _name_loops(builder: MapBuilder, map_: SystemsMap, symbols: list[Comment]) -> None:
    left: dict[str, dict[Loop, Point]] = {}
    for loop in find_loops(map_, _SEARCH).loops:
        left.setdefault(loop.polarity.letter, {})[loop] = _middle(map_, loop)
    for symbol in symbols:
        fitting = left.get(letter_of(symbol.text))
        if not fitting:
            builder.lose("Loop symbol left out, no loop has its letter", symbol.text)
            continue
        x, y = symbol.x, symbol.y
        nearest, _ = min(fitting.items(), key=lambda one: hypot(one[1][0] - x, one[1][1] - y))
        del fitting[nearest]
        if len(symbol.text) > 1:
            members = [map_.variables[i].name for i in nearest.variables]
            builder.loop_through(members, name_in(symbol.text))
            builder.lose("Loop symbol taken for the name of the nearest loop", symbol.text)


def _middle(map_: SystemsMap, loop: Loop) -> Point:
    around = [map_.variables[i] for i in loop.variables]
    return middle_of({v.name: (v.x, v.y) for v in around})
