"""The whole vocabulary of pictures: paths and words with their paint."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Command = Literal["M", "L", "Q", "C", "Z"]
Segment = tuple[Command, tuple[float, ...]]
"""One step of a path: M x y · L x y · Q cx cy x y · C c1x c1y c2x c2y x y · Z.

Arcs of circles are written as cubic curves (`geometry.arc`), so no painter needs an arc of its own.
"""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in map units."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """An upright rectangle in map units; x, y is its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def grown(self, by: float) -> "Bounds":
        """Return the rectangle with `by` map units more on every side."""
        return Bounds(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def contains(self, x: float, y: float) -> bool:
        """Return whether the point lies inside or on the edge."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def overlaps(self, other: "Bounds") -> bool:
        """Return whether the two rectangles share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


def united(bounds: Iterable[Bounds]) -> Bounds:
    """Return the smallest rectangle round all of these; an empty one at 0, 0 round none."""
    all_ = list(bounds)
    if not all_:
        return Bounds(0.0, 0.0, 0.0, 0.0)
    x, y = min(b.x for b in all_), min(b.y for b in all_)
    return Bounds(x, y, max(b.right for b in all_) - x, max(b.bottom for b in all_) - y)


@dataclass(frozen=True, slots=True)
class Paint:
    """How a path is painted: colours are #rrggbb, widths and dashes in map units."""

    stroke: str | None = None
    width: float = 0.0
    fill: str | None = None
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area. Strokes have round caps and joins."""

    segments: tuple[Segment, ...]
    paint: Paint


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words in the shipped font. `at` lies on the baseline, at the anchor."""

    words: str
    at: Point
    size: int
    colour: str
    weight: Literal[400, 600, 700] = 400
    anchor: Literal["start", "middle", "end"] = "middle"


Shape = Path | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes round an anchor point, in coordinates from that anchor; moving it moves them all.

    `bounds` is in map coordinates and holds everything painted. Shapes that look the same for
    two records are one tuple, so that a painter can see by identity that nothing changed.
    """

    at: Point
    shapes: tuple[Shape, ...]
    bounds: Bounds
