"""One loop alone on a large screen, its names as large as can be read from the back of a room."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from systemsmap.analysis.register import ListedLoop
from systemsmap.layout.circle import ellipse
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.drawing import Bounds, Drawing
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.variables import size_of

GAP = 20.0  # map units kept free between names at least, for arrow and sign
NAMES, LINKS, SIGNS, DELAYS, BADGES, EVIDENCE = range(1, 7)
"""How much is shown: each with all before it."""
_MARKS = 2  # shapes of a link before its bars and its sign: line and head


@dataclass(frozen=True, slots=True)
class Stage:
    """A loop as it is shown, and how many pixels a map unit takes."""

    composition: Composition
    scale: float

    @property
    def bounds(self) -> Bounds:
        """What has to be in sight, in map units."""
        return self.composition.bounds

    def drawings(self, layer: int) -> tuple[Drawing, ...]:
        """Return what is shown up to this layer."""
        map_, composition = self.composition.map, self.composition
        shown = [composition.draw(id_) for id_ in map_.variables]
        if layer >= LINKS:
            shown += [_up_to(composition.draw(id_), layer) for id_ in map_.links]
        if layer >= BADGES:
            rest = set(composition.ids()) - map_.variables.keys() - map_.links.keys()
            shown += [composition.draw(id_) for id_ in rest]
        return tuple(shown)


def staged(
    map_: SystemsMap, loop: ListedLoop, theme: Theme, room: tuple[float, float], type_size: float
) -> Stage:
    """Return the loop in a room of so many pixels, names `type_size` pixels high.

    Names stay where they are on the map if they fit like that, else they go round an ellipse as
    wide as the room. Where so many names do not fit at all, they are smaller.
    """
    variables = {i: map_.variables[i] for i in loop.variables if i in map_.variables}
    links = {i: map_.links[i] for i in loop.links if i in map_.links}
    piece = SystemsMap(variables, {i: replace(k, bend=None) for i, k in links.items()}, {}, {})
    plain = replace(loop, badge=None, hidden=False)
    scale = type_size / theme.text_size
    wide, high = room[0] / scale, room[1] / scale
    as_drawn = compose(piece, theme, (plain,))
    if as_drawn.bounds.width <= wide and as_drawn.bounds.height <= high:
        return Stage(as_drawn, scale)
    sizes = {i: size_of(v.name, theme) for i, v in variables.items()}
    around = compose(_moved(piece, _round(sizes, wide, high)), theme, (plain,))
    bounds = around.bounds
    return Stage(around, scale * min(1.0, wide / bounds.width, high / bounds.height))


def _round(
    sizes: Mapping[str, tuple[float, float]], wide: float, high: float
) -> dict[str, tuple[float, float]]:
    widest, highest = (max(size[axis] for size in sizes.values()) for axis in (0, 1))
    a, b = max((wide - widest) / 2, 60.0), max((high - highest) / 2, 60.0)
    places = ellipse(list(sizes.values()), 6.28 * (a * b) ** 0.5, GAP, a / b)
    return dict(zip(sizes, places, strict=True))


def _moved(piece: SystemsMap, places: Mapping[str, tuple[float, float]]) -> SystemsMap:
    variables = {i: replace(v, x=places[i][0], y=places[i][1]) for i, v in piece.variables.items()}
    return SystemsMap(variables, piece.links, {}, {})


def _up_to(drawing: Drawing, layer: int) -> Drawing:
    """Return a link with its sign and its delay as far as they are shown."""
    sign = drawing.shapes[-1:] if layer >= SIGNS else ()
    bars = drawing.shapes[_MARKS:-1] if layer >= DELAYS else ()
    return replace(drawing, shapes=(*drawing.shapes[:_MARKS], *bars, *sign))
