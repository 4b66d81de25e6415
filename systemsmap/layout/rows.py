"""Boxes round the rim of a rectangle: a row above, a row below, some at either side between."""

from collections.abc import Sequence

from systemsmap.layout.request import XY

_STEPS = 80
_GROWTH = 1.03


def rim(sizes: Sequence[XY], room: XY, gap: float, aside: int) -> list[XY]:
    """Return places for boxes in this order, clockwise from the top left, about (0, 0).

    So many of them stand at either side, the others, at least two, in the rows above and below.
    No two come nearer than `gap`: the rectangle grows until that is so.
    """
    left = len(sizes) - 2 * aside
    above = -(-left // 2)
    shares = above, aside, left - above, aside
    factor, places = 1.0, _placed(sizes, shares, room)
    for _ in range(_STEPS):
        if _apart(sizes, places, gap):
            break
        factor *= _GROWTH
        places = _placed(sizes, shares, (room[0] * factor, room[1] * factor))
    return places


def _placed(
    sizes: Sequence[XY], shares: tuple[int, int, int, int], room: tuple[float, float]
) -> list[XY]:
    """Return the places of so many boxes above, at the right, below and at the left."""
    wide, high = room
    above, right, below, left = shares
    first, second, third = above, above + right, above + right + below
    top, bottom = sizes[:first], sizes[second:third]
    places = [(x, (h - high) / 2) for x, (_, h) in zip(_across(top, wide), top, strict=True)]
    places += [
        ((wide - w) / 2, high * ((n + 1) / (right + 1) - 0.5))
        for n, (w, _) in enumerate(sizes[first:second])
    ]
    under = [(x, (high - h) / 2) for x, (_, h) in zip(_across(bottom, wide), bottom, strict=True)]
    places += [(-x, y) for x, y in under]
    places += [
        ((w - wide) / 2, high * (0.5 - (n + 1) / (left + 1)))
        for n, (w, _) in enumerate(sizes[third:])
    ]
    return places


def _across(boxes: Sequence[XY], wide: float) -> list[float]:
    """Return the middles of boxes in a row, from edge to edge with the same room between them."""
    if len(boxes) == 1:
        return [0.0]
    between = (wide - sum(w for w, _ in boxes)) / (len(boxes) - 1)
    x, middles = -wide / 2, []
    for w, _ in boxes:
        middles.append(x + w / 2)
        x += w + between
    return middles


def _apart(sizes: Sequence[XY], places: Sequence[XY], gap: float) -> bool:
    boxes = list(zip(sizes, places, strict=True))
    for at, ((w, h), (x, y)) in enumerate(boxes):
        for (w2, h2), (x2, y2) in boxes[at + 1 :]:
            if max(abs(x - x2) - (w + w2) / 2, abs(y - y2) - (h + h2) / 2) < gap:
                return False
    return True
