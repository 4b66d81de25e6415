"""How far a link bends when nobody bent it by hand, so that loops read as loops."""

from collections.abc import Sequence
from math import hypot, sqrt

Place = tuple[float, float]

LEAST, MOST = 0.10, 0.34
PAIR = 0.22  # the two links of a two-variable loop
LONE = 0.08  # a link on no loop: nearly straight
_UNSURE = 0.06  # of the chord: a middle this near to it may lie on either side


def round_bend(a: Place, b: Place, ring: Sequence[Place], before: float | None = None) -> float:
    """Return the bend of a link that follows a circle about the middle of its loop.

    `ring` holds the places of the loop's variables. While the middle lies almost on the line
    from a to b, the link stays on the side it was on `before`, so that it does not flap.
    """
    cx, cy = sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    dx, dy = b[0] - a[0], b[1] - a[1]
    chord = hypot(dx, dy) or 1.0
    radius = (hypot(a[0] - cx, a[1] - cy) + hypot(b[0] - cx, b[1] - cy)) / 2
    radius = max(radius, chord * 0.51)
    bend = (radius - sqrt(radius * radius - chord * chord / 4)) / chord
    bend = min(max(bend, LEAST), MOST)
    side = (dx * (cy - a[1]) - dy * (cx - a[0])) / chord
    if before and abs(side) < _UNSURE * chord:
        side = before
    return bend if side >= 0 else -bend


def pair_bend(own: float, other: float) -> float:
    """Return the bend of a link whose way back is a link too: both bulge to their own left,
    or both to their own right, and so part.
    """
    side = 1.0 if own + other >= 0 else -1.0
    return side * max(abs(own), 0.18)
