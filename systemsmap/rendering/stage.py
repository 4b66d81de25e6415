"""A piece of a map alone on a large screen, its names as large as can be read from the back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import atan2

from systemsmap.analysis.register import ListedLoop
from systemsmap.analysis.telling import Told
from systemsmap.layout.circle import ellipse
from systemsmap.layout.rows import rim
from systemsmap.model.records import Shown
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.text import wrap
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.variables import size_of

GAP = 20.0  # map units kept free between names at least, for arrow and sign
NARROW = (14, 11)  # characters of a line, about, where names have to be narrower to fit
LEAST = 60.0  # map units, the smallest room
FLAT = 0.1  # how far an arc rises over its chord where room is scarce
CROWD = 14  # names that are no longer set anew but stay where they are
_TRIES = 4
_Room = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is shown, and how many pixels a map unit takes."""

    composition: Composition
    scale: float

    @property
    def bounds(self) -> Bounds:
        """What has to be in sight, in map units."""
        return self.composition.bounds


def staged(map_: SystemsMap, told: Told, theme: Theme, room: _Room, type_size: float) -> Stage:
    """Return what a step shows in a room of so many pixels, names `type_size` pixels high.

    Names stay where they are on the map if they fit like that, else they go round the rim of the
    room, in narrower lines if need be. Where so many do not fit at all, they are smaller; the
    whole map is always as it was drawn.
    """
    variables = {i: map_.variables[i] for i in told.variables if i in map_.variables}
    links = {i: map_.links[i] for i in told.links if i in map_.links}
    if told.step.shown is Shown.MAP:
        hall = _Hall(theme, told.loops, room, type_size / theme.text_size)
        return hall.show(SystemsMap(variables, links, {}, map_.notes))
    loops = tuple(replace(loop, badge=None, hidden=False) for loop in told.loops)
    hall = _Hall(theme, loops, room, type_size / theme.text_size)
    piece = SystemsMap(variables, {i: replace(k, bend=None) for i, k in links.items()}, {}, {})
    as_drawn = hall.show(piece)
    if as_drawn.scale >= hall.scale or not 1 < len(variables) <= CROWD:
        return as_drawn
    return hall.best(as_drawn, piece if told.loops else _round_from_top(piece))


@dataclass(frozen=True, slots=True)
class _Hall:
    """The room there is: pixels of the screen, and `scale` of them for a map unit at best."""

    theme: Theme
    loops: tuple[ListedLoop, ...]
    room: _Room
    scale: float

    def show(self, piece: SystemsMap) -> Stage:
        """Return the piece as it lies, as large as fits."""
        composition = compose(piece, self.theme, self.loops)
        bounds = composition.bounds
        wide, high = max(bounds.width, 1.0), max(bounds.height, 1.0)
        return Stage(composition, min(self.scale, self.room[0] / wide, self.room[1] / high))

    def best(self, so_far: Stage, piece: SystemsMap) -> Stage:
        """Return the first way to set the piece in which names are as large as asked, or nearly."""
        tried = [so_far]
        narrow = [_narrower(piece, letters) for letters in NARROW]
        for one in (piece, *narrow, *map(_flatter, narrow)):
            for places in self._ways(one):
                tried.append(self._settled(one, places))
                if tried[-1].scale >= self.scale:
                    return tried[-1]
        return max(tried, key=lambda stage: stage.scale)

    def _ways(self, piece: SystemsMap) -> Iterator["_Places"]:
        """Yield the ways to set names round the room, each for any size of it."""
        wide, high = self.room[0] / self.scale, self.room[1] / self.scale
        sizes = [size_of(v.name, self.theme) for v in piece.variables.values()]
        widest, highest = (max(size[axis] for size in sizes) for axis in (0, 1))
        a, b = max((wide - widest) / 2, LEAST), max((high - highest) / 2, LEAST)
        yield _Places(sizes, a, b, is_oval=True)
        yield _Places(sizes, wide, high, is_oval=False)

    def _settled(self, piece: SystemsMap, ways: "_Places") -> Stage:
        """Return the piece set like that, so much smaller that arcs and signs are in as well."""
        tried: list[Stage] = []
        for _ in range(_TRIES):
            places = dict(zip(piece.variables, ways.places(), strict=True))
            moved = _moved(piece, places)
            stage = replace(self, loops=_in_the_middle(self.loops, places)).show(moved)
            if _is_covered(stage):
                stage = self.show(moved)
            tried.append(stage)
            if stage.scale >= self.scale:
                break
            wide, high = (side / self.scale for side in self.room)
            ways = ways.less(stage.bounds.width - wide, stage.bounds.height - high)
        return max(tried, key=lambda stage: stage.scale)


@dataclass(frozen=True, slots=True)
class _Places:
    """Names on an oval with these half axes, or round the rim of such a rectangle."""

    sizes: Sequence[tuple[float, float]]
    wide: float
    high: float
    is_oval: bool

    def less(self, wide: float, high: float) -> "_Places":
        """Return the same with so many map units less room, where that is more than none."""
        part = 0.5 if self.is_oval else 1.0
        wide = max(self.wide - part * max(wide, 0.0), LEAST)
        return replace(self, wide=wide, high=max(self.high - part * max(high, 0.0), LEAST))

    def places(self) -> list[tuple[float, float]]:
        """Return the middles of the names."""
        if self.is_oval:
            length = 6.28 * (self.wide * self.high) ** 0.5
            return ellipse(self.sizes, length, GAP, self.wide / self.high)
        return rim(self.sizes, self.wide, self.high, GAP)[0]


def _narrower(piece: SystemsMap, letters: int) -> SystemsMap:
    """Return the piece with names in shorter lines."""
    names = {i: "\n".join(wrap(v.name, letters)) for i, v in piece.variables.items()}
    variables = {i: replace(v, name=names[i]) for i, v in piece.variables.items()}
    return replace(piece, variables=variables)


def _flatter(piece: SystemsMap) -> SystemsMap:
    """Return the piece with arcs that hardly rise over the row they run along."""
    links = {i: replace(k, bend=FLAT) for i, k in piece.links.items() if k.source != k.target}
    return replace(piece, links={**piece.links, **links})


def _round_from_top(piece: SystemsMap) -> SystemsMap:
    """Return the piece with its variables in the order in which they lie round their middle."""
    all_ = list(piece.variables.values())
    x, y = (sum(getattr(v, axis) for v in all_) / len(all_) for axis in ("x", "y"))
    turned = sorted(all_, key=lambda v: (atan2(v.x - x, y - v.y) + 6.2832) % 6.2832)
    return replace(piece, variables={v.id: v for v in turned})


def _in_the_middle(
    loops: Iterable[ListedLoop], places: Mapping[str, tuple[float, float]]
) -> tuple[ListedLoop, ...]:
    """Return the loops with their badges at (0, 0), about which their variables lie."""
    hearts = [[places[i] for i in loop.variables] for loop in loops]
    middles = [[-sum(at[axis] for at in all_) / len(all_) for axis in (0, 1)] for all_ in hearts]
    return tuple(replace(loop, badge=(x, y)) for loop, (x, y) in zip(loops, middles, strict=True))


def _is_covered(stage: Stage) -> bool:
    """Tell whether a badge lies on a name."""
    made = stage.composition
    badges = [made.badge(loop.id) for loop in made.loops if made.has(loop.id)]
    return any(badge.overlaps(made.box(i)) for badge in badges for i in made.map.variables)


def _moved(piece: SystemsMap, places: Mapping[str, tuple[float, float]]) -> SystemsMap:
    variables = {i: replace(v, x=places[i][0], y=places[i][1]) for i, v in piece.variables.items()}
    return replace(piece, variables=variables)
