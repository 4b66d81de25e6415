"""The rectangles that words really fill, so that arcs meet words and not the corner of a box."""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.text import line_height, width, wrap

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

CAP = 0.727  # height of the shipped font's capitals, for a size of 1
_UP, _DOWN = 0.75, 0.2  # how far letters reach above and below the baseline


@dataclass(frozen=True, slots=True)
class Words:
    """A name set in lines round its own middle. `baselines` belong to `lines` one by one."""

    lines: tuple[str, ...]
    baselines: tuple[float, ...]
    rects: tuple[Rect, ...]
    half_width: float
    half_height: float


@lru_cache(maxsize=10_000)
def words_of(name: str, size: int) -> Words:
    """Return the lines of a name with the places they take round its middle."""
    lines = wrap(name)
    step = line_height(size)
    first = CAP / 2 * size - (len(lines) - 1) / 2 * step
    baselines = tuple(first + i * step for i in range(len(lines)))
    halves = [max(width(line, size) / 2, size / 3) for line in lines]
    rects = tuple(
        (-h, b - _UP * size, h, b + _DOWN * size) for h, b in zip(halves, baselines, strict=True)
    )
    tall = max(-rects[0][1], rects[-1][3])
    return Words(lines, baselines, rects, max(halves), tall)


@dataclass(frozen=True, slots=True)
class Outline:
    """Where one name lies on the map: its middle and the rectangles of its lines."""

    x: float
    y: float
    rects: tuple[Rect, ...]
    half_width: float
    half_height: float

    def distance(self, x: float, y: float) -> float:
        """Return how far a point is from the words; 0 on them."""
        best = 1e9
        for x0, y0, x1, y1 in self.rects:
            dx = x0 - x if x < x0 else (x - x1 if x > x1 else 0.0)
            dy = y0 - y if y < y0 else (y - y1 if y > y1 else 0.0)
            away = hypot(dx, dy)
            best = min(away, best)
        return best

    @property
    def bounds(self) -> Bounds:
        """The rectangle round all lines."""
        x, y = self.x - self.half_width, self.y - self.half_height
        return Bounds(x, y, 2 * self.half_width, 2 * self.half_height)


def outline_at(x: float, y: float, words: Words, sides: float = 0.0) -> Outline:
    """Return the outline of words whose middle is at x, y, `sides` wider at either end."""
    rects = tuple(
        (x0 + x - sides, y0 + y, x1 + x + sides, y1 + y) for x0, y0, x1, y1 in words.rects
    )
    return Outline(x, y, rects, words.half_width + sides, words.half_height)
