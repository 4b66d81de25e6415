"""Bends as draw.io has them: the waypoint that pulls a curved line, or turns it at a corner.

draw.io draws a curved line with one waypoint as a parabola that is half as high as the point
lies over the line.
"""

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin

from systemsmap.interchange.building import Place

_OWN = 70.0  # from the middle of a variable to the waypoint of its link to itself


def waypoint(start: Place, end: Place, bend: float) -> Place:
    """Return the waypoint of a curved line that rises by `bend` of its length."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 + 2 * bend * dy, (start[1] + end[1]) / 2 - 2 * bend * dx


def own_waypoint(middle: Place, turns: float) -> Place:
    """Return the waypoint of a link to itself that stands out so many turns from the top."""
    return middle[0] + _OWN * sin(2 * pi * turns), middle[1] - _OWN * cos(2 * pi * turns)


def bend_at(start: Place, end: Place, points: Sequence[Place], *, curved: bool) -> float | None:
    """Return how far a line with these waypoints rises, over its length; None for no waypoint."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = hypot(dx, dy)
    if not points or not chord:
        return None
    heights = [((x - start[0]) * dy - (y - start[1]) * dx) / chord for x, y in points]
    height = max(heights, key=abs)
    return height / chord / (2 if curved and len(points) == 1 else 1)


def turns_at(middle: Place, points: Sequence[Place]) -> float | None:
    """Return where a line from a box to itself stands out, in turns clockwise from the top."""
    if not points:
        return None
    x = sum(point[0] for point in points) / len(points) - middle[0]
    y = sum(point[1] for point in points) / len(points) - middle[1]
    return atan2(x, -y) / (2 * pi) if x or y else None
