"""Angles of connectors and bends of links, each from the other."""

from math import atan2, degrees, radians, tan

from systemsmap.interchange.building import Place


def bend_of(angle: float, start: Place, end: Place) -> float:
    """Return the bend of an arc that starts in this direction."""
    if start == end:
        return round(((90.0 - angle) / 360.0 + 0.5) % 1.0 - 0.5, 4)
    turn = (angle - _chord(start, end) + 180.0) % 360.0 - 180.0
    return round(tan(radians(min(max(turn, -174.3), 174.3)) / 2) / 2, 4)


def angle_of(bend: float, start: Place, end: Place) -> float:
    """Return the direction in which an arc bent like this starts."""
    if start == end:
        return (90.0 - 360.0 * bend) % 360.0
    return (_chord(start, end) + 2 * degrees(atan2(2 * bend, 1.0))) % 360.0


def _chord(start: Place, end: Place) -> float:
    return degrees(atan2(start[1] - end[1], end[0] - start[0]))
