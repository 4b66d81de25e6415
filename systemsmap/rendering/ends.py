"""Keeps the ends of links apart where several meet one name."""

from collections.abc import Sequence
from dataclasses import dataclass

from systemsmap.rendering.outline import Outline

_ARRIVAL, _DEPARTURE = 13.0, 7.0  # room to either side: a head and its sign, or a mere line
_ROUNDS = 8
_CLOSE = 45.0  # only ends as close as this change places


@dataclass(frozen=True, slots=True)
class End:
    """Where a link would meet a name if it were alone, and a point of it some way before."""

    link: str
    arrives: bool
    x: float
    y: float
    far: tuple[float, float]


def spread(outline: Outline, ends: Sequence[End]) -> dict[str, tuple[float, float]]:
    """Return how far each crowded end has to move along the name; the others are absent.

    The ends lie on the rim of the name's rectangle, unrolled to a line that closes on itself.
    Neighbours that are too close push each other apart, in turn, until they are not.
    """
    if len(ends) < 2:
        return {}
    rim = _Rim(outline)
    own = {e.link: rim.along(e.x, e.y) for e in ends}
    placed = sorted(ends, key=lambda e: (own[e.link], e.link))
    at = [own[e.link] for e in placed]
    swapped = _uncross(rim, placed, at)
    room = [_ARRIVAL if e.arrives else _DEPARTURE for e in placed]
    scale = min(1.0, 0.85 * rim.length / (2 * sum(room)))
    if not (_push_apart(at, [r * scale for r in room], rim.length) or swapped):
        return {}
    moved: dict[str, tuple[float, float]] = {}
    for end, now in zip(placed, at, strict=True):
        if abs(now - own[end.link]) > 0.5:
            (x0, y0), (x1, y1) = rim.place(own[end.link]), rim.place(now)
            moved[end.link] = outline_limited(outline, x1 - x0, y1 - y0)
    return moved


def outline_limited(outline: Outline, dx: float, dy: float) -> tuple[float, float]:
    """Return a shift that still leaves a link pointing at the words."""
    wide, high = 0.85 * outline.half_width, 0.6 * outline.half_height
    return min(max(dx, -wide), wide), min(max(dy, -high), high)


def _uncross(rim: "_Rim", placed: list[End], at: list[float]) -> bool:
    """Let neighbours change places, in place, where their links come from the other order."""
    far = {e.link: rim.along(*e.far) for e in placed}
    swapped = False
    for i in range(len(placed) - 1):
        one, other = placed[i], placed[i + 1]
        ahead = (far[one.link] - far[other.link] + rim.length / 2) % rim.length - rim.length / 2
        if at[i + 1] - at[i] < _CLOSE and 0.0 < ahead < 3 * _CLOSE:
            placed[i], placed[i + 1] = other, one
            swapped = True
    return swapped


def _push_apart(at: list[float], room: list[float], length: float) -> bool:
    """Move places on a closed line apart, in place; return whether any had to move."""
    count, any_moved = len(at), False
    for _ in range(_ROUNDS):
        moved = False
        for i in range(count):
            j = (i + 1) % count
            gap = at[j] - at[i] + (length if j == 0 else 0.0)
            lacking = room[i] + room[j] - gap
            if lacking > 0.01:
                at[i] -= lacking / 2
                at[j] += lacking / 2
                moved = any_moved = True
        if not moved:
            break
    return any_moved


class _Rim:
    """The rim of a name's rectangle, measured clockwise from its top left corner."""

    def __init__(self, outline: Outline) -> None:
        self.x, self.y = outline.x, outline.y
        self.wide, self.high = outline.half_width + 4.0, outline.half_height + 4.0
        self.length = 4 * (self.wide + self.high)

    def along(self, x: float, y: float) -> float:
        """Return the place on the rim nearest to a point, seen from the middle."""
        dx, dy, wide, high = x - self.x, y - self.y, self.wide, self.high
        if abs(dx) * high > abs(dy) * wide:
            dy = min(max(dy, -high), high)
            return 2 * wide + high + dy if dx > 0 else 4 * wide + 3 * high - dy
        dx = min(max(dx, -wide), wide)
        return wide + dx if dy < 0 else 3 * wide + 2 * high - dx

    def place(self, along: float) -> tuple[float, float]:
        """Return the point at a place on the rim, from the middle."""
        along %= self.length
        wide, high = self.wide, self.high
        if along < 2 * wide:
            return along - wide, -high
        if along < 2 * wide + 2 * high:
            return wide, along - 2 * wide - high
        if along < 4 * wide + 2 * high:
            return 3 * wide + 2 * high - along, high
        return -wide, 4 * wide + 3 * high - along
