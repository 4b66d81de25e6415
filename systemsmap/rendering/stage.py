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
from systemsmap.rendering.drawing import Bounds, united
from systemsmap.rendering.text import wrap
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.variables import size_of

GAP, LEAST_GAP = 20.0, 11.0  # map units kept free between names, for arrow and sign, at least
NARROW = (14, 11, 8)  # characters of a line, about, where names have to be narrower to fit
LEAST = 60.0  # map units, the smallest room
FLAT = 0.1  # how far an arc rises over its chord where room is scarce
MOST_ASIDE = 2  # names at either side of a room, between the rows above and below
CROWD = 14  # names that are no longer set anew but stay where they are
_TRIES = 4
_Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is shown, and how many pixels a map unit takes."""

    composition: Composition
    scale: float

    @property
    def bounds(self) -> Bounds:
        """What has to be in sight, in map units."""
        return self.composition.bounds


def staged(map_: SystemsMap, told: Told, theme: Theme, room: _Size, type_size: float) -> Stage:
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
    room: _Size
    scale: float

    def show(self, piece: SystemsMap) -> Stage:
        """Return the piece as it lies, as large as fits."""
        composition = compose(piece, self.theme, self.loops)
        bounds = composition.bounds
        wide, high = max(bounds.width, 1.0), max(bounds.height, 1.0)
        return Stage(composition, min(self.scale, self.room[0] / wide, self.room[1] / high))

    def best(self, so_far: Stage, piece: SystemsMap) -> Stage:
        """Return the first way to set the piece in which names are as large as asked, or nearly."""
        best = so_far
        narrow = [_narrower(piece, letters) for letters in NARROW]
        flat = [_flatter(one) for one in narrow]
        sets = [(one, GAP) for one in (piece, *narrow, *flat)] + [(one, LEAST_GAP) for one in flat]
        for one, gap in sets:
            for places in self._ways(one, gap):
                best = self._settled(one, places, best)
                if best.scale >= self.scale:
                    return best
        return best

    def _ways(self, piece: SystemsMap, gap: float) -> Iterator["_Places"]:
        """Yield the ways to set names round the room, each for any size of it."""
        wide, high = self.room[0] / self.scale, self.room[1] / self.scale
        sizes = [size_of(v.name, self.theme) for v in piece.variables.values()]
        widest, highest = (max(size[axis] for size in sizes) for axis in (0, 1))
        a, b = max((wide - widest) / 2, LEAST), max((high - highest) / 2, LEAST)
        yield _Places(sizes, gap, a, b)
        for aside in range(MOST_ASIDE + 1):
            if len(sizes) - 2 * aside >= 2:
                yield _Places(sizes, gap, wide, high, aside)

    def _settled(self, piece: SystemsMap, ways: "_Places", best: Stage) -> Stage:
        """Return the piece set like that, so much smaller that arcs and signs are in as well.

        Or the best so far where that is larger.
        """
        for _ in range(_TRIES):
            middles = ways.places()
            if self._at_most(ways.sizes, middles) <= best.scale:
                break  # the names alone take too much room
            places = dict(zip(piece.variables, middles, strict=True))
            moved = _moved(piece, places)
            stage = replace(self, loops=_in_the_middle(self.loops, places)).show(moved)
            if _is_covered(stage):
                stage = self.show(moved)
            best = max(best, stage, key=lambda one: one.scale)
            if stage.scale >= self.scale:
                break
            wide, high = (side / self.scale for side in self.room)
            ways = ways.less(stage.bounds.width - wide, stage.bounds.height - high)
        return best

    def _at_most(self, sizes: Sequence[_Size], middles: Sequence[_Size]) -> float:
        """Return the scale at which these names would fill the room."""
        boxes = [
            Bounds(x - w / 2, y - h / 2, w, h)
            for (w, h), (x, y) in zip(sizes, middles, strict=True)
        ]
        whole = united(boxes)
        return min(self.room[0] / whole.width, self.room[1] / whole.height)


@dataclass(frozen=True, slots=True)
class _Places:
    """Names on an oval with these half axes, or with so many aside round the rim of a rectangle."""

    sizes: Sequence[tuple[float, float]]
    gap: float
    wide: float
    high: float
    aside: int | None = None

    def less(self, wide: float, high: float) -> "_Places":
        """Return the same with so many map units less room, where that is more than none."""
        part = 0.5 if self.aside is None else 1.0
        wide = max(self.wide - part * max(wide, 0.0), LEAST)
        return replace(self, wide=wide, high=max(self.high - part * max(high, 0.0), LEAST))

    def places(self) -> list[tuple[float, float]]:
        """Return the middles of the names."""
        if self.aside is None:
            length = 6.28 * (self.wide * self.high) ** 0.5
            return ellipse(self.sizes, length, self.gap, self.wide / self.high)
        return rim(self.sizes, (self.wide, self.high), self.gap, self.aside)


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
