"""The curved connectors that office programs know, and where on a box they can be glued.

Such a connector leaves its box square to the side and arrives square to the other. Its geometry
is told by the name of a preset, a frame that may be turned and flipped, and one number: from
these the program draws it, and draws it anew when somebody moves a box.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import hypot

from systemsmap.rendering.drawing import Bounds

Place = tuple[float, float]
Cubic = tuple[Place, Place, Place, Place]

UP, LEFT, DOWN, RIGHT = range(4)
_OUT = ((0.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (1.0, 0.0))
_TURNS = (3, 2, 1, 0)  # quarters by which a connector that leaves to the right has to turn
SITES: tuple[tuple[float, float, int], ...] = (
    *((0.5, 0.0, UP), (0.0, 0.5, LEFT), (0.5, 1.0, DOWN), (1.0, 0.5, RIGHT)),
    *((across, 0.0, UP) for across in (0.1, 0.3, 0.7, 0.9)),
    *((across, 1.0, DOWN) for across in (0.1, 0.3, 0.7, 0.9)),
    *((0.0, 0.2, LEFT), (0.0, 0.8, LEFT), (1.0, 0.2, RIGHT), (1.0, 0.8, RIGHT)),
)
"""Where connectors meet a box, as parts of its width and height, and on which side.

The first four are those of a rectangle, in the same order.
"""
SIDES = 4  # of these sites are in the middle of a side
_EASY = 1.2  # times its reach that a curve needs along either way not to be a kink


@dataclass(frozen=True, slots=True)
class Port:
    """A site of a box, where it lies on the map."""

    site: int
    x: float
    y: float

    @property
    def out(self) -> Place:
        """The direction that leads away from the box."""
        return _OUT[SITES[self.site][2]]


@dataclass(frozen=True, slots=True)
class Frame:
    """The upright box a connector is drawn in before it is turned and flipped, by its middle."""

    x: float
    y: float
    width: float
    height: float
    turns: int = 0
    is_flipped_across: bool = False
    is_flipped_down: bool = False


@dataclass(frozen=True)
class Connector:
    """A connector between two sites. `adjusted`: where its middle lies, in widths of the frame."""

    preset: str
    start: Port
    end: Port
    frame: Frame
    curves: tuple[Cubic, ...]
    adjusted: float | None = None

    @property
    def is_wave(self) -> bool:
        """True where it bends one way and then the other."""
        return self.adjusted is not None and 0.0 < self.adjusted < 1.0

    @property
    def is_bow(self) -> bool:
        """True where it bends once."""
        return self.preset == "curvedConnector2"

    @property
    def is_straight(self) -> bool:
        """True where it bends nowhere."""
        return self.preset == "straightConnector1"

    @cached_property
    def points(self) -> tuple[Place, ...]:
        """Nine points on the way, both ends among them."""
        steps = 8 // len(self.curves)
        inner = (_on(c, i / steps) for c in self.curves for i in range(steps))
        return (*inner, self.curves[-1][3])

    @cached_property
    def fine(self) -> tuple[Place, ...]:
        """Points on the way so close that nothing passes between them unseen."""
        whole = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(self.points))
        steps = min(max(int(whole / 5.0 / len(self.curves)), 6), 200)
        inner = (_on(c, i / steps) for c in self.curves for i in range(steps))
        return (*inner, self.curves[-1][3])


def _on(curve: Cubic, t: float) -> Place:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    s = 1.0 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def ports(box: Bounds) -> tuple[Port, ...]:
    """Return all sites of a box."""
    return tuple(
        Port(site, box.x + across * box.width, box.y + down * box.height)
        for site, (across, down, _) in enumerate(SITES)
    )


def straight(start: Port, end: Port) -> Connector:
    """Return the connector that goes the shortest way."""
    dx, dy = end.x - start.x, end.y - start.y
    thirds = [(start.x + dx * i / 3, start.y + dy * i / 3) for i in range(4)]
    middle = (start.x + end.x) / 2, (start.y + end.y) / 2
    frame = Frame(*middle, abs(dx), abs(dy), 0, dx < 0, dy < 0)
    curve = (thirds[0], thirds[1], thirds[2], thirds[3])
    return Connector("straightConnector1", start, end, frame, (curve,))


def curved(start: Port, end: Port, reach: float) -> Connector | None:
    """Return the curved connector between two sites, or None where it would be a knot.

    One that leaves and arrives on the same side goes out as far as `reach`. LibreOffice leads
    any connector that far straight away from its box before it lets it turn.
    """
    (ux, uy), (ox, oy) = start.out, end.out
    vx, vy = -uy, ux
    dx = (end.x - start.x) * ux + (end.y - start.y) * uy
    dy = (end.x - start.x) * vx + (end.y - start.y) * vy
    along, aside = -(ox * ux + oy * uy), -(ox * vx + oy * vy)
    least = _EASY * reach
    if aside:
        is_sound = dx >= least and dy * aside >= least
        return _made(start, end, (dx, dy), None) if is_sound else None
    if along > 0:
        return _made(start, end, (dx, dy), dx / 2) if dx >= 2 * least else None
    return _made(start, end, (dx, dy), max(dx, 0.0) + reach)


def _made(start: Port, end: Port, way: Place, middle: float | None) -> Connector:
    """Return a connector whose end lies `way` from its start, seen in the direction it leaves.

    `middle` is how far ahead it turns round, None for one that bends only once.
    """
    (dx, dy), (ux, uy) = way, start.out
    if middle is None:
        steps = [[(0.0, 0.0), (dx / 2, 0.0), (dx, dy / 2), (dx, dy)]]
    else:
        turn = (middle, dy / 2)
        steps = [
            [(0.0, 0.0), (middle / 2, 0.0), (middle, dy / 4), turn],
            [turn, (middle, dy * 3 / 4), ((dx + middle) / 2, dy), (dx, dy)],
        ]
    placed = [
        [(start.x + x * ux - y * uy, start.y + x * uy + y * ux) for x, y in step] for step in steps
    ]
    curves = tuple((a, b, c, d) for a, b, c, d in placed)
    wide = max(abs(dx), 1.0)  # or the number that says where its middle is would have no end
    centre = (start.x + end.x) / 2, (start.y + end.y) / 2
    turns = _TURNS[SITES[start.site][2]]
    frame = Frame(*centre, wide, abs(dy), turns, dx < 0, dy < 0)
    adjusted = None if middle is None else middle / wide * (-1.0 if dx < 0 else 1.0)
    preset = "curvedConnector2" if middle is None else "curvedConnector3"
    return Connector(preset, start, end, frame, curves, adjusted)
