"""A map as it is drawn: everything has its place. Never changes; `after` makes the next one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from math import atan2, pi

from systemsmap.analysis.register import ListedLoop
from systemsmap.analysis.rounds import rounds, rounds_after
from systemsmap.model.change import Change
from systemsmap.model.records import Note
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.badges import place_badges, ring_of
from systemsmap.rendering.bundles import Bundled, count_place, draw_arc, draw_bundle, with_count
from systemsmap.rendering.curve import Curve, bend_through
from systemsmap.rendering.draft import Draft
from systemsmap.rendering.drawing import Bounds, Drawing, Point, united
from systemsmap.rendering.links import draw_link
from systemsmap.rendering.loops import Badge, badge_bounds, draw_loop_badge
from systemsmap.rendering.notes import draw_note, note_box
from systemsmap.rendering.route import aim
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.upkeep import follow, lay_everything, settle
from systemsmap.rendering.variables import box_of, draw_variable


class Composition:
    """One version of a map with the place of everything on it, in map coordinates.

    Made by `compose`; the methods that return another composition leave this one as it is.
    """

    def __init__(
        self,
        draft: Draft,
        loops: tuple[ListedLoop, ...],
        badges: Mapping[str, Badge],
        pending: frozenset[str] = frozenset(),
    ) -> None:
        self.loops = loops
        self._bundled: Bundled | None = None
        self._draft = draft
        self._badges = badges
        self._pending = pending

    @property
    def map(self) -> SystemsMap:
        """The version of the map that is drawn."""
        return self._draft.map

    @property
    def theme(self) -> Theme:
        """The colours and sizes it is drawn in."""
        return self._draft.theme

    def after(self, map_: SystemsMap, change: Change) -> tuple["Composition", frozenset[str]]:
        """Return the composition of `map_`, which `change` made of this one's map.

        Also the ids that look different now or are gone. Only links that touch what changed,
        and those that follow the middle of their loop, are laid anew: quick enough for every
        step of a drag. `settled` looks at the surroundings afterwards.
        """
        old = self._draft
        draft = old.copy(map_, rounds_after(map_, change, old.rounds))
        touched, pending = follow(draft, old, change)
        badges = carried(draft, old, self.loops, self._badges)
        touched |= differing(self._badges, badges)
        touched |= {i for i, r in change.after.items() if isinstance(r, Note)}
        return Composition(draft, self.loops, badges, self._pending | pending), frozenset(touched)

    def settled(self) -> tuple["Composition", frozenset[str]]:
        """Return this composition with clashes near recent changes mended, and what moved.

        Call it when a gesture ends and after each change that is no part of one.
        """
        if not self._pending:
            return self, frozenset()
        draft = self._draft.copy(self.map, self._draft.rounds)
        touched = settle(draft, self._pending)
        badges = place_badges(draft, self.loops, self._badges)
        touched |= differing(self._badges, badges)
        return Composition(draft, self.loops, badges), frozenset(touched)

    def with_loops(self, loops: tuple[ListedLoop, ...]) -> tuple["Composition", frozenset[str]]:
        """Return the composition with these loops' badges, and the ids of badges that differ."""
        badges = place_badges(self._draft, loops, self._badges)
        touched = frozenset(differing(self._badges, badges))
        return Composition(self._draft, loops, badges, self._pending), touched

    def with_theme(self, theme: Theme) -> "Composition":
        """Return the composition in other colours; laid anew only if sizes differ."""
        if outlines_alike(self.theme, theme):
            draft = self._draft.copy(self.map, self._draft.rounds)
            draft.theme = theme
            return Composition(draft, self.loops, self._badges, self._pending)
        return compose(self.map, theme, self.loops)

    def with_bundles(
        self, bundled: Bundled, loops: tuple[ListedLoop, ...], badges: Mapping[str, Badge]
    ) -> "Composition":
        """Return the composition of a folded map: its bundles, and badges where they were."""
        made = Composition(self._draft, loops, badges, self._pending)
        made._bundled = bundled
        return made

    def ids(self) -> Iterator[str]:
        """Everything that can be drawn, in painting order: links, badges, variables, notes."""
        yield from self.map.links
        yield from self._badges
        yield from self.map.variables
        yield from self.map.notes

    def has(self, id_: str) -> bool:
        """Return whether there is a drawing with this id; a badge may have found no room."""
        map_ = self.map
        return (
            id_ in map_.links or id_ in map_.variables or id_ in self._badges or id_ in map_.notes
        )

    def draw(self, id_: str) -> Drawing:
        """Return the drawing of a variable, link, note or loop badge. Raises KeyError."""
        map_ = self.map
        if self._bundled and (id_ in self._bundled.counts or id_ in self._bundled.arcs):
            return self._draw_bundled(id_, self._bundled)
        if id_ in map_.links:
            draft = self._draft
            return draw_link(map_.links[id_], draft.routes[id_], draft.marks[id_], draft.theme)
        if id_ in map_.variables:
            return draw_variable(map_.variables[id_], self.theme)
        if id_ in map_.notes:
            return draw_note(map_.notes[id_], self.theme)
        return draw_loop_badge(self._badges[id_], self.theme)

    def _draw_bundled(self, id_: str, bundled: Bundled) -> Drawing:
        draft = self._draft
        if id_ in bundled.arcs:
            return draw_arc(draft.routes[id_], draft.theme)
        if id_ in self.map.variables:
            return draw_bundle(self.map.variables[id_], bundled.counts[id_], draft.theme)
        link, route, marks = self.map.links[id_], draft.routes[id_], draft.marks[id_]
        drawing = draw_link(link, route, marks, draft.theme)
        badges = [(badge.x, badge.y) for badge in self._badges.values()]
        at = count_place(route.curve, marks.bars if link.delayed else None, badges)
        return with_count(drawing, bundled.counts[id_], at, draft.theme)

    def box(self, id_: str) -> Bounds:
        """Return the rectangle of a variable's words with their padding, or of a note."""
        if id_ in self.map.notes:
            return note_box(self.map.notes[id_], self.theme)
        return box_of(self.map.variables[id_], self.theme)

    def curve(self, link: str) -> Curve:
        """Return the arc of a link as it is seen, from the source's words to the tip."""
        return self._draft.routes[link].curve

    def middle(self, link: str) -> Point:
        """Return the middle of a link's arc, where its handle for bending is."""
        return self._draft.routes[link].curve.point(0.5)

    def sign_at(self, link: str) -> Point:
        """Return the middle of a link's sign."""
        return Point(*self._draft.marks[link].sign)

    def head_at(self, link: str) -> Point:
        """Return the tip of a link's arrowhead."""
        return Point(*self._draft.routes[link].tip)

    def badge(self, loop: str) -> Bounds:
        """Return the rectangle of a loop's badge. Raises KeyError where it found no room."""
        return badge_bounds(self._badges[loop], self.theme)

    def badge_of(self, loop: str) -> Badge:
        """Return what a loop's badge shows and where. Raises KeyError where it found no room."""
        return self._badges[loop]

    def variables_near(self, x: float, y: float) -> Iterable[str]:
        """Return the variables whose words may lie within 30 units of a point, and more."""
        return self._draft.names_near(x, y)

    def links_near(self, x: float, y: float, reach: float) -> Iterable[str]:
        """Return the links that may come within `reach` of a point, and some that do not."""
        return self._draft.links_near(x, y, reach)

    def bend_towards(self, link: str, x: float, y: float) -> float:
        """Return the bend with which a link's arc passes through x, y.

        For a link from a variable to itself: the direction of the point, in turns.
        """
        route = self._draft.routes[link]
        source, target = self._draft.outlines[route.source], self._draft.outlines[route.target]
        if route.source == route.target:
            return atan2(x - source.x, source.y - y) / (2 * pi) % 1.0
        (ax, ay), (bx, by) = aim(source, target.x, target.y), aim(target, source.x, source.y)
        sx, sy, tx, ty = route.shift
        a = Point(source.x + ax + sx, source.y + ay + sy)
        b = Point(target.x + bx + tx, target.y + by + ty)
        return bend_through(a, b, x, y)

    @cached_property
    def bounds(self) -> Bounds:
        """The smallest rectangle round everything painted."""
        return united(self.draw(i).bounds for i in self.ids())


def compose(map_: SystemsMap, theme: Theme, loops: tuple[ListedLoop, ...] = ()) -> Composition:
    """Return the composition of a whole map."""
    draft = Draft(map_, theme, rounds(map_))
    lay_everything(draft)
    return Composition(draft, loops, place_badges(draft, loops, {}))


def outlines_alike(one: Theme, other: Theme) -> bool:
    """Return whether words and badges are the same size in both themes."""
    return (one.text_size, one.badge_size, one.kind_size, one.shows_kinds) == (
        other.text_size,
        other.badge_size,
        other.kind_size,
        other.shows_kinds,
    )


def carried(
    draft: Draft, old: Draft, loops: Iterable[ListedLoop], badges: Mapping[str, Badge]
) -> dict[str, Badge]:
    """Return the badges, each carried along with the middle of its loop.

    One that hits something on the way waits for `settled` to find it another spot. Badges whose
    loop lost a link are gone.
    """
    result: dict[str, Badge] = {}
    for loop in loops:
        badge = badges.get(loop.id)
        ring = ring_of(draft, loop) if badge else None
        if badge is None or ring is None:
            continue
        was = ring_of(old, loop)
        dx, dy = (
            (ring.middle[0] - was.middle[0], ring.middle[1] - was.middle[1]) if was else (0.0, 0.0)
        )
        result[loop.id] = replace(badge, x=badge.x + dx, y=badge.y + dy, clockwise=ring.area >= 0)
    return result


def differing(old: Mapping[str, Badge], new: Mapping[str, Badge]) -> set[str]:
    """Return the loops whose badge came, went, moved or looks different."""
    return {i for i in {*old, *new} if old.get(i) != new.get(i)}
