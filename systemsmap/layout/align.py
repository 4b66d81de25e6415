"""Arithmetic on positions: align, distribute, ring. Pure; everything returns new positions."""

from collections.abc import Mapping, Sequence
from math import hypot

from systemsmap.layout.apart import push_apart
from systemsmap.layout.circle import ellipse
from systemsmap.layout.request import XY, Positions

__all__ = ["EDGES", "align", "distribute", "push_apart", "ring"]

RING_GAP = 40.0
"""Least room between two names on a ring, in map units."""

EDGES: Mapping[str, tuple[int, float]] = {
    "left": (0, -0.5),
    "centre": (0, 0.0),
    "right": (0, 0.5),
    "top": (1, -0.5),
    "middle": (1, 0.0),
    "bottom": (1, 0.5),
}
"""What boxes can be aligned by: the axis (0 is x, 1 is y) and where on the box, in its size."""


def align(positions: Positions, sizes: Mapping[str, XY], edge: str) -> dict[str, XY]:
    """Return the positions with that edge (a key of `EDGES`) of every box in one line.

    Left, right, top and bottom go to the outermost box; centre and middle to the middle of all.
    Raises `KeyError` for an edge there is not.
    """
    axis, share = EDGES[edge]
    if not positions:
        return {}
    starts = [positions[i][axis] - sizes[i][axis] / 2 for i in positions]
    ends = [positions[i][axis] + sizes[i][axis] / 2 for i in positions]
    line = min(starts) + (max(ends) - min(starts)) * (share + 0.5)
    return {i: _with(at, axis, line - share * sizes[i][axis]) for i, at in positions.items()}


def distribute(positions: Positions, sizes: Mapping[str, XY], *, down: bool) -> dict[str, XY]:
    """Return the positions with equal gaps between neighbouring boxes, across or `down` the page.

    The outermost two stay and the order is kept. Boxes too many for the room between those two
    share what there is: they overlap evenly.
    """
    axis = 1 if down else 0
    order = sorted(positions, key=lambda i: positions[i][axis])
    if len(order) < 3:
        return dict(positions)
    first, last = order[0], order[-1]
    start = positions[first][axis] - sizes[first][axis] / 2
    end = positions[last][axis] + sizes[last][axis] / 2
    gap = (end - start - sum(sizes[i][axis] for i in order)) / (len(order) - 1)
    placed: dict[str, XY] = {}
    for i in order:
        placed[i] = _with(positions[i], axis, start + sizes[i][axis] / 2)
        start += sizes[i][axis] + gap
    placed[last] = positions[last]
    return {i: placed[i] for i in positions}


def ring(positions: Positions, sizes: Mapping[str, XY]) -> dict[str, XY]:
    """Return places evenly on an ellipse about the middle of all, in the order of `positions`.

    The direction of travel on the page stays as it is, the first variable stays on the side where
    it is, the size stays as far as names and links have room.
    """
    ids = list(positions)
    if len(ids) < 2:
        return dict(positions)
    at = [positions[i] for i in ids]
    x, y = sum(p[0] for p in at) / len(at), sum(p[1] for p in at) / len(at)
    radius = sum(hypot(p[0] - x, p[1] - y) for p in at) / len(at)
    places = ellipse([sizes[i] for i in ids], 6.28 * radius, RING_GAP)
    if _turns_left(at):
        places = [(-px, py) for px, py in places]
    turned = _nearest_turn(places, [(px - x, py - y) for px, py in at], [sizes[i] for i in ids])
    return {i: (x + px, y + py) for i, (px, py) in zip(ids, turned, strict=True)}


def _with(at: XY, axis: int, value: float) -> XY:
    return (value, at[1]) if axis == 0 else (at[0], value)


def _turns_left(at: Sequence[XY]) -> bool:
    """Return whether the places run anticlockwise on the page."""
    following = (*at[1:], at[0])
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(at, following, strict=True)) < 0


def _nearest_turn(places: Sequence[XY], wanted: Sequence[XY], sizes: Sequence[XY]) -> list[XY]:
    """Return the places, begun at another of them, so that the boxes move least."""
    count = len(places)
    turns = [[*places[k:], *places[:k]] for k in range(count)]
    fitting = [t for t in turns if push_free(t, sizes)] or turns[:1]

    def way(turn: Sequence[XY]) -> float:
        return sum(
            (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 for p, q in zip(turn, wanted, strict=True)
        )

    return min(fitting, key=way)


def push_free(places: Sequence[XY], sizes: Sequence[XY]) -> bool:
    """Return whether no box overlaps another."""
    return all(
        abs(p[0] - q[0]) >= (sizes[k][0] + sizes[m][0]) / 2
        or abs(p[1] - q[1]) >= (sizes[k][1] + sizes[m][1]) / 2
        for k, p in enumerate(places)
        for m, q in enumerate(places[:k])
    )
