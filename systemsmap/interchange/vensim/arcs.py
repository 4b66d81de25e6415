"""The arcs of a sketch: a whole point that each runs through, and how far it rises for that."""

from math import atan, atan2, cos, hypot, pi, sin

Point = tuple[float, float]
_STEPS = (0.0, *(side * step / 20 for step in range(1, 17) for side in (1, -1)))
_NEAR = 0.0004
_REACH = 60.0  # from the middle of a variable to the point of an arrow back to it


def bend_through(start: Point, point: Point, end: Point) -> float | None:
    """Return the height over the chord of the arc through a point, left of travel positive.

    Of an arrow that ends where it starts it is where the arrow stands out, in turns from the top.
    None where two words lie on one spot.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = hypot(dx, dy)
    if chord < 1.0:
        return None
    px, py = point[0] - start[0], point[1] - start[1]
    along, left = (px * dx + py * dy) / chord, (px * dy - py * dx) / chord
    if abs(left) < chord / 200:
        return 0.0
    middle = ((along - chord / 2) ** 2 + left**2 - chord**2 / 4) / (2 * left)
    radius = hypot(chord / 2, middle)
    return round((middle + (radius if left > 0 else -radius)) / chord, 4)


def turn_of(at: Point, point: Point) -> float | None:
    """Return where an arrow back to its start stands out, in turns clockwise from the top."""
    dx, dy = point[0] - at[0], point[1] - at[1]
    return round(atan2(dx, -dy) / (2 * pi), 4) if dx or dy else None


def point_at(at: Point, turn: float) -> tuple[int, int]:
    """Return a whole point through which an arrow back to its start stands out that way."""
    angle = 2 * pi * turn
    return round(at[0] + _REACH * sin(angle)), round(at[1] - _REACH * cos(angle))


def point_on_arc(start: Point, end: Point, bend: float) -> tuple[int, int]:
    """Return the whole point near the arc that tells its bend best, the middle where it will do.

    Sketches have whole numbers only, and the nearest one to the middle of a short arc may be a
    hundredth of a chord off.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = hypot(dx, dy)
    best, least = (round((start[0] + end[0]) / 2), round((start[1] + end[1]) / 2)), 1e9
    if chord < 1.0:
        return best
    for step in _STEPS:
        along, left = _on_arc(chord, bend, step)
        x = start[0] + (along * dx + left * dy) / chord
        y = start[1] + (along * dy - left * dx) / chord
        point = round(x), round(y)
        off = abs((bend_through(start, point, end) or 0.0) - bend)
        if off < least:
            best, least = point, off
        if least < _NEAR:
            break
    return best


def _on_arc(chord: float, bend: float, step: float) -> Point:
    """Return the place on an arc from -1, its start, to 1, along the chord and left of it."""
    half = 2 * atan(2 * bend)
    if abs(half) < 1e-6:
        return chord / 2 * (1 + step), 0.0
    radius = chord / (2 * sin(half))
    return chord / 2 + radius * sin(step * half), radius * (cos(step * half) - cos(half))
