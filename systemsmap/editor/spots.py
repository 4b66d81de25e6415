"""Where a new name goes: beside what it belongs to, and never on top of anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, radians, sin

from systemsmap.layout.near import Box, free_spot
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Bounds, Point
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.variables import size_of

GAP = 40.0  # map units kept free round a new name
ACROSS, DOWN = 225.0, 145.0  # map units from a name to a new one beside it, and below it
TURN = 50.0  # degrees by which a chain of new effects turns, clockwise, so that it comes round
USUAL = "A name of some length"


@dataclass(frozen=True, slots=True)
class Spots:
    """Free places on one version of a map; `taken` are the boxes of all names and notes."""

    map: SystemsMap
    theme: Theme
    taken: tuple[Bounds, ...]

    def at(self, x: float, y: float, name: str = USUAL) -> Point:
        """Return the free place nearest to a point."""
        return self._free(Point(x, y), name)

    def beside(self, variable: Variable, name: str = USUAL) -> Point:
        """Return a place to the right of a variable."""
        return self.at(variable.x + ACROSS, variable.y, name)

    def effect_of(self, cause: Variable, name: str = USUAL) -> Point:
        """Return where an effect goes: to the right, or on round the bend the chain is taking."""
        starts = self._others(cause, are_causes=True)
        turn = _bearing(starts[0], cause) + radians(TURN) if starts else 0.0
        at = Point(cause.x + ACROSS * cos(turn), cause.y + DOWN * sin(turn))
        return self._free(at, name, (cos(turn), sin(turn)))

    def cause_of(self, effect: Variable, name: str = USUAL) -> Point:
        """Return where a cause goes: to the left, or on back round the bend."""
        ends = self._others(effect, are_causes=False)
        turn = _bearing(effect, ends[0]) - radians(TURN) if ends else 0.0
        at = Point(effect.x - ACROSS * cos(turn), effect.y - DOWN * sin(turn))
        return self._free(at, name, (-cos(turn), -sin(turn)))

    def box(self, name: str, at: Point) -> Bounds:
        """Return the box of a name with its middle there."""
        wide, high = size_of(name, self.theme)
        return Bounds(at.x - wide / 2, at.y - high / 2, wide, high)

    def _others(self, variable: Variable, *, are_causes: bool) -> list[Variable]:
        links = [self.map.links[i] for i in self.map.links_at.get(variable.id, ())]
        ends = [(k.target, k.source) if are_causes else (k.source, k.target) for k in links]
        return [self.map.variables[far] for near, far in ends if near == variable.id != far]

    def _free(self, at: Point, name: str, towards: tuple[float, float] = (0.0, 0.0)) -> Point:
        size = size_of(name, self.theme)
        return Point(*free_spot(_rectangles(self.taken), size, (at.x, at.y), GAP, towards))


def _bearing(start: Variable, end: Variable) -> float:
    """Return the direction from one to the other, clockwise from the right, in radians.

    Names are wide and low, so a step across counts less than one down.
    """
    return atan2((end.y - start.y) / DOWN, (end.x - start.x) / ACROSS)


def _rectangles(boxes: Iterable[Bounds]) -> list[Box]:
    return [(b.x, b.y, b.width, b.height) for b in boxes]
