"""Where each loop's badge stands: the emptiest spot within the loop's own ring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.register import ListedLoop
from systemsmap.rendering.draft import Draft
from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.loops import Badge, badge_radius
from systemsmap.rendering.notes import note_box

SHOWN = 12  # so many of the shortest loops have badges without being named or pinned
_CLEAR = 4.5
_LIKED = 30.0  # more room than this round a badge makes it no better
_STEPS = 9
_ON_ARC = (0.0, 0.25, 0.5, 0.75)

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ring:
    """The way of a loop on the page. `area` is positive when it runs clockwise."""

    corners: tuple[Place, ...]
    middle: Place
    area: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies within the ring (even-odd rule)."""
        inside = False
        x0, y0 = self.corners[-1]
        for x1, y1 in self.corners:
            if (y1 > y) != (y0 > y) and x < x1 + (x0 - x1) * (y - y1) / (y0 - y1):
                inside = not inside
            x0, y0 = x1, y1
        return inside


def ring_of(draft: Draft, loop: ListedLoop) -> Ring | None:
    """Return the ring of a loop, or None if one of its links is not on the page.

    It runs along the arcs and not from name to name: the straight lines of a loop of two
    variables enclose nothing, its arcs do.
    """
    corners: list[Place] = []
    for id_ in loop.links:
        route = draft.routes.get(id_)
        if route is None:
            return None
        corners += [route.curve.at(t) for t in _ON_ARC]
    places = [draft.outlines[i] for i in loop.variables if i in draft.outlines]
    if not places:
        return None
    middle = sum(p.x for p in places) / len(places), sum(p.y for p in places) / len(places)
    twice = sum(
        x0 * y1 - x1 * y0
        for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True)
    )
    return Ring(tuple(corners), middle, twice / 2)


def shown(loops: Iterable[ListedLoop]) -> list[ListedLoop]:
    """Return the loops that should have a badge, those first that choose first."""
    standing = [k for k in loops if not (k.hidden or k.broken)]
    wanted = [k for k in standing if k.pinned or k.name or k.badge is not None]
    rest = [k for k in standing if not (k.pinned or k.name or k.badge is not None)]
    by_hand = [k for k in wanted if k.badge is not None]
    free = [k for k in wanted if k.badge is None] + rest[: max(0, SHOWN - len(wanted))]
    return by_hand + sorted(free, key=lambda k: len(k.links))


def place_badges(
    draft: Draft, loops: Iterable[ListedLoop], before: Mapping[str, Badge]
) -> dict[str, Badge]:
    """Return the badge of each loop that has room for one, by loop id.

    A badge that stood well `before` stays there.
    """
    placed: dict[str, Badge] = {}
    rings: list[Ring] = []
    for loop in shown(loops):
        ring = ring_of(draft, loop)
        if ring is None:
            continue
        spot = badge_spot(draft, loop, ring, (before.get(loop.id), rings, placed))
        if spot:
            placed[loop.id] = _badge(loop, ring, spot)
        rings.append(ring)
    return placed


def _badge(loop: ListedLoop, ring: Ring, spot: Place) -> Badge:
    return Badge(loop.label, LoopPolarity(loop.polarity), ring.area >= 0, loop.delayed, *spot)


Company = tuple[Badge | None, Sequence[Ring], Mapping[str, Badge]]
"""Where the badge was, the rings of shorter loops, and the badges already placed."""


def badge_spot(draft: Draft, loop: ListedLoop, ring: Ring, company: Company) -> Place | None:
    """Return where a badge should stand, or None where there is no room."""
    before, _, placed = company
    if loop.badge is not None:
        return ring.middle[0] + loop.badge[0], ring.middle[1] + loop.badge[1]
    radius = badge_radius(loop.label, draft.theme)
    if before and room_at(draft, (before.x, before.y), radius, placed) >= 0:
        return before.x, before.y
    return _emptiest(draft, ring, radius, company)


def _emptiest(draft: Draft, ring: Ring, radius: float, company: Company) -> Place | None:
    _, rings, placed = company
    box = _bounds(ring.corners)
    scale = max(hypot(box.width, box.height), 1.0)
    near = [r for r in rings if _bounds(r.corners).overlaps(box)]
    options = []
    for x, y in _spots(ring, box):
        away = hypot(x - ring.middle[0], y - ring.middle[1]) / scale
        crowd = sum(r.holds(x, y) for r in near)
        options.append((14.0 * crowd + 40.0 * away, x, y))
    best, most = None, -1e9
    for price, x, y in sorted(options):
        if _LIKED - price <= most:
            break
        room = room_at(draft, (x, y), radius, placed)
        if room >= 0 and min(room, _LIKED) - price > most:
            best, most = (x, y), min(room, _LIKED) - price
    return best


def _bounds(corners: Sequence[Place]) -> Bounds:
    x0, y0 = min(p[0] for p in corners), min(p[1] for p in corners)
    x1, y1 = max(p[0] for p in corners), max(p[1] for p in corners)
    return Bounds(x0, y0, x1 - x0, y1 - y0)


def _spots(ring: Ring, box: Bounds) -> list[Place]:
    """Return points of a lattice that lie within the ring."""
    spots = [
        (box.x + box.width * i / _STEPS, box.y + box.height * j / _STEPS)
        for i in range(1, _STEPS)
        for j in range(1, _STEPS)
    ]
    inside = [s for s in (ring.middle, *spots) if ring.holds(*s)]
    return inside or [ring.middle]


def room_at(draft: Draft, spot: Place, radius: float, placed: Mapping[str, Badge]) -> float:
    """Return how much room there is round a badge, up to a limit; negative where it touches."""
    x, y = spot
    reach = radius + _CLEAR
    room = _LIKED
    far = reach + _LIKED
    for id_ in draft.names.found(draft.names.over(x - far, y - far, x + far, y + far)):
        room = min(room, draft.outlines[id_].distance(x, y) - reach)
    for id_ in draft.links_near(x, y, far):
        room = min(room, draft.routes[id_].curve.distance_to(x, y) - reach)
        marks = draft.marks.get(id_)
        if marks:
            room = min(room, hypot(marks.sign[0] - x, marks.sign[1] - y) - reach - 6.0)
        if room < 0:
            return room
    for note in draft.map.notes.values():
        box = note_box(note, draft.theme)
        dx, dy = max(box.x - x, x - box.right, 0.0), max(box.y - y, y - box.bottom, 0.0)
        room = min(room, hypot(dx, dy) - reach)
    for badge in placed.values():
        room = min(room, hypot(badge.x - x, badge.y - y) - 2 * radius - _CLEAR - 4.0)
    return room
