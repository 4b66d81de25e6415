"""Finds room for one more box, as near as possible to where it is wanted."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import floor, hypot

from systemsmap.layout.request import XY

Box = tuple[float, float, float, float]
"""Left, top, width, height in map units."""

_Blocked = tuple[float, float, float, float]  # x from, x to, y from, y to: no middle inside here

FINE_LEVELS = 80
"""Heights tried exactly before the search goes on in coarse steps."""

RELUCTANCE = 0.6
"""What going against `towards` costs, as a share of the way."""

EDGE = 1e-6


def free_spot(
    occupied: Iterable[Box],
    size: XY,
    near: XY,
    gap: float = 0.0,
    towards: XY = (0.0, 0.0),
) -> XY:
    """Return the middle of a box of `size` that keeps `gap` from every occupied box.

    The nearest such place to `near` (exactly the nearest unless the sheet is crowded far and wide).
    `towards` is a direction that is preferred when several are about as near: (1, 0.5) for the
    effect of a variable, (-1, -0.5) for a cause; (0, 0) for no preference.
    """
    reach_x, reach_y = size[0] / 2 + gap, size[1] / 2 + gap
    blocked = [
        (left - reach_x, left + width + reach_x, top - reach_y, top + height + reach_y)
        for left, top, width, height in occupied
    ]
    rows = _Rows(blocked, max(2 * reach_y, 1.0))
    best, best_cost = near, float("inf")
    for y in _levels(blocked, near[1]):
        if abs(y - near[1]) >= best_cost:
            break
        for x in rows.free_beside(near[0], y):
            cost = _cost(x - near[0], y - near[1], towards)
            if cost < best_cost - EDGE:
                best, best_cost = (x, y), cost
    return best


def _cost(dx: float, dy: float, towards: XY) -> float:
    way, norm = hypot(dx, dy), hypot(*towards)
    if not norm:
        return way
    return way + RELUCTANCE * (way - (dx * towards[0] + dy * towards[1]) / norm)


def _levels(blocked: Sequence[_Blocked], wanted: float) -> Iterator[float]:
    """Yield heights worth trying, the nearest first; the last ones are free of everything."""
    if not blocked:
        yield wanted
        return
    edges = sorted({wanted, *(b[2] for b in blocked), *(b[3] for b in blocked)})
    up = bisect_left(edges, wanted)
    down, count = up + 1, 0
    while up >= 0 or down < len(edges):
        # Farther out skip more and more: an exact answer is not worth waiting for there.
        step = 1 + count // FINE_LEVELS
        count += 1
        if down >= len(edges) or (up >= 0 and wanted - edges[up] <= edges[down] - wanted):
            yield edges[up]
            up = max(up - step, 0) if up else -1
        else:
            yield edges[down]
            last = len(edges) - 1
            down = min(down + step, last) if down < last else len(edges)


class _Rows:
    """The blocked areas, looked up by height."""

    def __init__(self, blocked: Sequence[_Blocked], height: float) -> None:
        self._height = height
        self._rows: dict[int, list[_Blocked]] = {}
        for area in blocked:
            for row in range(floor(area[2] / height), floor(area[3] / height) + 1):
                self._rows.setdefault(row, []).append(area)

    def free_beside(self, x: float, y: float) -> tuple[float, ...]:
        """Return the free x nearest to `x` on this height, on the left and on the right."""
        row = self._rows.get(floor(y / self._height), ())
        spans = sorted((a[0], a[1]) for a in row if a[2] + EDGE < y < a[3] - EDGE)
        left = right = x
        for start, end in spans:
            if start + EDGE < right < end - EDGE:
                right = end
        for start, end in sorted(spans, key=lambda span: -span[1]):
            if start + EDGE < left < end - EDGE:
                left = start
        return (x,) if x in (left, right) else (left, right)
