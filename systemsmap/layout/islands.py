"""Maps in several pieces: each piece is laid out for itself, then they are packed onto one page."""

from collections.abc import Sequence
from math import inf, log

from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

SEA = 90.0
"""Room between two pieces, in map units."""

ASPECT = 1.7
"""Width over height that the page should have."""


def islands(net: Net) -> list[list[int]]:
    """Return the variables piece by piece, the largest first, then in the map's order."""
    beside: list[set[int]] = [set() for _ in net.sizes]
    for a, b in net.pairs:
        beside[a].add(b)
        beside[b].add(a)
    pieces: list[list[int]] = []
    seen: set[int] = set()
    for first in range(len(beside)):
        if first in seen:
            continue
        piece, waiting = {first}, [first]
        while waiting:
            new = beside[waiting.pop()] - piece
            piece |= new
            waiting.extend(new)
        seen |= piece
        pieces.append(sorted(piece))
    return sorted(pieces, key=len, reverse=True)


def pack(sizes: Sequence[XY]) -> list[XY]:
    """Return the middle of each box, in rows on a page about as wide as a screen.

    Rows are centred; boxes keep their order, so the largest piece stands first.
    """
    if not sizes:
        return []
    widest = max(w for w, _ in sizes)
    whole = sum(w + SEA for w, _ in sizes)
    best: tuple[float, list[XY]] = (inf, [])
    for k in range(25):
        width = widest + (whole - widest) * (k / 24) ** 2
        places, page = _rows(sizes, width)
        # A page of the wrong shape is shown smaller; so is a larger one.
        cost = log(max(page[0] / ASPECT, page[1]))
        if cost < best[0] - 1e-9:
            best = (cost, places)
    return best[1]


def _rows(sizes: Sequence[XY], width: float) -> tuple[list[XY], XY]:
    rows: list[list[int]] = [[]]
    used = 0.0
    for i, (w, _) in enumerate(sizes):
        if rows[-1] and used + w > width:
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += w + SEA
    places: list[XY] = [(0.0, 0.0)] * len(sizes)
    top, broadest = 0.0, 0.0
    for row in rows:
        tall = max(sizes[i][1] for i in row)
        broad = sum(sizes[i][0] for i in row) + SEA * (len(row) - 1)
        left = -broad / 2
        for i in row:
            places[i] = (left + sizes[i][0] / 2, top + tall / 2)
            left += sizes[i][0] + SEA
        top, broadest = top + tall + SEA, max(broadest, broad)
    return places, (broadest, top - SEA)
