"""Pushes boxes apart until none overlaps another."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from systemsmap.layout.near import free_spot
from systemsmap.layout.request import XY, Positions

ROUNDS = 120
"""Rounds of pushing before what still overlaps is simply put where there is room."""

SLACK = 1e-6
"""Overlaps below this are rounding, not overlaps."""


def push_apart(
    positions: Positions,
    sizes: Mapping[str, XY],
    fixed: Collection[str] = frozenset(),
    gap: float = 0.0,
) -> dict[str, XY]:
    """Return positions with at least `gap` between any two boxes, moving as little as it can.

    Those in `fixed` stay exactly where they are; two of them may go on overlapping each other.
    Sizes are widths and heights; positions are middles. The order of `positions` decides ties.
    """
    ids = list(positions)
    still = [id_ in fixed for id_ in ids]
    places = part([positions[id_] for id_ in ids], [sizes[id_] for id_ in ids], still, gap)
    return {
        id_: positions[id_] if held else place
        for id_, held, place in zip(ids, still, places, strict=True)
    }


def part(
    places: Sequence[XY], sizes: Sequence[XY], still: Sequence[bool], gap: float = 0.0
) -> list[XY]:
    """Do what `push_apart` does for boxes in a row; `still` says which must not move."""
    x, y = [p[0] for p in places], [p[1] for p in places]
    half = [((width + gap) / 2, (height + gap) / 2) for width, height in sizes]
    for _ in range(ROUNDS):
        if not _push_once(x, y, half, still):
            break
    else:
        _put_where_free(x, y, half, still)
    return list(zip(x, y, strict=True))


def overlapping(
    x: list[float], y: list[float], half: Sequence[XY]
) -> Iterator[tuple[int, int, float, float]]:
    """Yield every pair of overlapping boxes and by how much they overlap in x and in y."""
    order = sorted(range(len(x)), key=lambda i: x[i] - half[i][0])
    for k, i in enumerate(order):
        right = x[i] + half[i][0]
        for j in order[k + 1 :]:
            if x[j] - half[j][0] >= right - SLACK:
                break
            over_x = half[i][0] + half[j][0] - abs(x[i] - x[j])
            over_y = half[i][1] + half[j][1] - abs(y[i] - y[j])
            if over_x > SLACK and over_y > SLACK:
                yield i, j, over_x, over_y


def _push_once(x: list[float], y: list[float], half: Sequence[XY], still: Sequence[bool]) -> bool:
    pushed = False
    for i, j, over_x, over_y in list(overlapping(x, y, half)):
        shares = _shares(i, j, still)
        if shares is None:
            continue
        pushed = True
        along = (x, over_x) if over_x <= over_y else (y, over_y)
        _part(along[0], i, j, along[1] + 1e-3, shares)
    return pushed


def _shares(i: int, j: int, still: Sequence[bool]) -> XY | None:
    if still[i] and still[j]:
        return None
    if still[i] or still[j]:
        return (0.0, 1.0) if still[i] else (1.0, 0.0)
    return (0.5, 0.5)


def _part(at: list[float], i: int, j: int, by: float, shares: XY) -> None:
    way = 1.0 if (at[i], i) < (at[j], j) else -1.0
    at[i] -= way * by * shares[0]
    at[j] += way * by * shares[1]


def _put_where_free(
    x: list[float], y: list[float], half: Sequence[XY], still: Sequence[bool]
) -> None:
    """Settle what pushing cannot: crowds wedged between boxes that must not move."""
    order = sorted(range(len(x)), key=lambda i: (not still[i], i))
    taken: list[tuple[float, float, float, float]] = []
    for i in order:
        width, height = 2 * half[i][0], 2 * half[i][1]
        if not still[i]:
            x[i], y[i] = free_spot(taken, (width, height), (x[i], y[i]))
        taken.append((x[i] - half[i][0], y[i] - half[i][1], width, height))
