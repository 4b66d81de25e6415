"""Judges a placement as a person would judge the picture, in one number: less is better.

A crossing costs 100; everything else is weighed against that. The weights were set by looking at
the sample maps, drawn, many times over.
"""

from collections.abc import Iterator, Sequence
from math import hypot, log, pi, tan

from systemsmap.layout.arcs import Arcs, Line
from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

CROSSING = 100.0
HIDDEN = 250.0  # a link with no visible part
HIT = 160.0  # a link through a name
NEAR_NAME, NEAR_NAME_COST = 34.0, 60.0  # room for a sign between an arc and a name
NAME_GAP, NAME_GAP_COST, OVERLAP = 58.0, 160.0, 200.0
SHORT, SHORT_COST = 104.0, 120.0  # visible length that carries an arrowhead, a sign, a delay
EASY, EASY_COST = 148.0, 9.0  # the length it likes best
END_GAP, END_COST = 42.0, 36.0  # two links touching one name close together
MOVED = 0.05  # per map unit away from a known place
LINED_UP = -1.2  # names exactly above or beside each other
ENCLOSED = 14.0  # a variable on no loop inside a loop, where the badge should be
ROUND_COST, WIDER_COST = 90.0, 45.0  # loops that shape arcs; other loops
PAGE, PAGE_COST, NATURAL = (1280.0, 720.0), 90.0, 0.23  # a map of n fills NATURAL * sqrt(n) screens
ASPECT, ASPECT_COST = 1.7, 60.0


class Judge:
    """The parts of the judgement, each for one link, one name or one loop."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.arcs = Arcs(net)
        self.half = tuple((w / 2, h / 2) for w, h in net.sizes)
        self.loops = _weighed(net)
        on_loops = {v for loop in net.loops for v in loop}
        self.loose = frozenset(range(len(net.sizes))) - on_loops
        self._natural: float = NATURAL * max(len(net.sizes), 1) ** 0.5

    def link(self, i: int, line: Line) -> float:
        """Judge the length of one link's visible part."""
        if not line.points:
            return HIDDEN
        length = sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in _pieces(line))
        short = SHORT * 1.25 if self.arcs.back[i] is not None else SHORT
        cost = EASY_COST * (length / EASY - 1) ** 2
        return cost + (SHORT_COST * (1 - length / short) ** 2 if length < short else 0.0)

    def through(self, i: int, line: Line, v: int, at: XY) -> float:
        """Judge how near link `i` runs to the name of `v`, which stands at `at`."""
        half_w, half_h = self.half[v]
        x, y = at
        reach_x, reach_y = half_w + NEAR_NAME, half_h + NEAR_NAME
        if not (line.left - reach_x < x < line.right + reach_x):
            return 0.0
        if not (line.top - reach_y < y < line.bottom + reach_y) or v in self.net.pairs[i]:
            return 0.0
        nearest = min([max(abs(px - x) - half_w, abs(py - y) - half_h) for px, py in line.points])
        if nearest >= NEAR_NAME:
            return 0.0
        if nearest <= 0:
            return HIT - nearest
        return NEAR_NAME_COST * (1 - nearest / NEAR_NAME) ** 2

    def names(self, u: int, v: int, dx: float, dy: float) -> float:
        """Judge the room between two names whose middles are `dx`, `dy` apart."""
        gap = max(
            abs(dx) - self.half[u][0] - self.half[v][0],
            abs(dy) - self.half[u][1] - self.half[v][1],
        )
        if gap >= NAME_GAP:
            return LINED_UP if abs(dx) < 0.5 or abs(dy) < 0.5 else 0.0
        return NAME_GAP_COST * (1 - gap / NAME_GAP) ** 2 + (OVERLAP if gap < 0 else 0.0)

    def moved(self, v: int, x: float, y: float) -> float:
        """Judge how far a variable that people know in one place is from there."""
        home = self.net.start[v]
        return MOVED * hypot(x - home[0], y - home[1]) if home else 0.0

    def ends(self, touching: Sequence[tuple[XY, bool]]) -> float:
        """Judge how close links touch one name; (place, whether an arrowhead) for each."""
        cost = 0.0
        for k, (p, arrives) in enumerate(touching):
            for q, too in touching[:k]:
                apart = hypot(p[0] - q[0], p[1] - q[1])
                if apart < END_GAP:
                    share = (1 + arrives + too) / 3
                    cost += END_COST * share * (1 - apart / END_GAP)
        return cost

    def loop(self, loop: Sequence[int], x: Sequence[float], y: Sequence[float]) -> float:
        """Judge how far a loop is from a ring: 0 for round, 1 and more for flat or knotted."""
        count = len(loop)
        area = around = 0.0
        px, py = x[loop[-1]], y[loop[-1]]
        for v in loop:
            qx, qy = x[v], y[v]
            area += px * qy - qx * py
            around += hypot(qx - px, qy - py)
            px, py = qx, qy
        best = 1 / (4 * count * tan(pi / count))
        return 1.0 - abs(area) / 2 / (around * around * best) if around else 1.0

    def enclosed(
        self, v: int, loop: Sequence[int], x: Sequence[float], y: Sequence[float]
    ) -> float:
        """Judge whether a variable that is on no loop stands inside this one."""
        at_x, at_y = x[v], y[v]
        inside = False
        before = loop[-1]
        for u in loop:
            if (y[u] > at_y) != (y[before] > at_y):
                crossing = x[u] + (at_y - y[u]) * (x[before] - x[u]) / (y[before] - y[u])
                inside ^= at_x < crossing
            before = u
        return ENCLOSED if inside else 0.0

    def page(self, lines: Sequence[Line], x: Sequence[float], y: Sequence[float]) -> float:
        """Judge how large the picture can be shown on a wide screen."""
        left, top, right, bottom = extent(self.half, lines, x, y)
        width, height = max(right - left, 1.0), max(bottom - top, 1.0)
        scale = max(width / PAGE[0], height / PAGE[1])
        off = abs(log(width / height / ASPECT))
        large = scale / self._natural - 1
        size_cost = PAGE_COST * (large if large > 0 else 0.2 * large)
        return size_cost + ASPECT_COST * max(0.0, off - 0.05)


def extent(
    half: Sequence[XY], lines: Sequence[Line], x: Sequence[float], y: Sequence[float]
) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the picture: names and arcs."""
    left = min(a - h[0] for a, h in zip(x, half, strict=True))
    right = max(a + h[0] for a, h in zip(x, half, strict=True))
    top = min(b - h[1] for b, h in zip(y, half, strict=True))
    bottom = max(b + h[1] for b, h in zip(y, half, strict=True))
    return (
        min([left, *[a.left for a in lines]]),
        min([top, *[a.top for a in lines]]),
        max([right, *[a.right for a in lines]]),
        max([bottom, *[a.bottom for a in lines]]),
    )


def crossings(one: Line, other: Line) -> int:
    """Return how often two arcs cross that span overlapping rectangles."""
    these = [piece for piece in _pieces(one) if _reaches(piece, other)]
    if not these:
        return 0
    those = [piece for piece in _pieces(other) if _reaches(piece, one)]
    return sum([1 for p, q in these for r, s in those if _cross(p, q, r, s)])


def _reaches(piece: tuple[XY, XY], line: Line) -> bool:
    (px, py), (qx, qy) = piece
    if (px < line.left and qx < line.left) or (px > line.right and qx > line.right):
        return False
    return not ((py < line.top and qy < line.top) or (py > line.bottom and qy > line.bottom))


def _pieces(line: Line) -> Iterator[tuple[XY, XY]]:
    return zip(line.points, line.points[1:], strict=False)


def _cross(p: XY, q: XY, r: XY, s: XY) -> bool:
    ax, ay, bx, by = q[0] - p[0], q[1] - p[1], s[0] - r[0], s[1] - r[1]
    turn = ax * by - ay * bx
    if not turn:
        return False
    cx, cy = r[0] - p[0], r[1] - p[1]
    t = (cx * by - cy * bx) / turn
    if not 0 <= t < 1:
        return False
    return 0 <= (cx * ay - cy * ax) / turn < 1


def _weighed(net: Net) -> tuple[tuple[tuple[int, ...], float], ...]:
    """Loops of three or more with their weights: those that shape arcs count most."""
    shaping = {frozenset(r) for r in net.rounds}
    rings = [loop for loop in net.loops if 3 <= len(loop) <= 16][:40]
    share = 1 / max(1.0, len(rings) / max(3.0, len(net.sizes) / 3))
    return tuple(
        (ring, share * (ROUND_COST if frozenset(ring) in shaping else WIDER_COST)) for ring in rings
    )
