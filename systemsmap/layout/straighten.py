"""Brings names that stand nearly in line exactly into line: by eye, nearly looks like a mistake."""

from systemsmap.layout.board import Board
from systemsmap.layout.net import Net

REACH = 34.0
"""Names at most this far out of line are worth lining up, in map units."""

MOST = 3
"""Lines tried per name, the nearest first: more would take too long on a large map."""

PRICE = 2.5
"""How much worse the judgement may get for one name in line."""


def straighten(net: Net, board: Board) -> None:
    """Line up the free variables of the board, nearest lines first, where that costs little."""
    near = sorted(
        (abs(at[u] - at[v]), axis, u, v)
        for axis, at in enumerate((list(board.x), list(board.y)))
        for u in range(len(at))
        for v in range(len(at))
        if u != v and v not in net.fixed and abs(at[u] - at[v]) < REACH
    )
    lined: set[tuple[int, int]] = set()
    for _, axis, u, v in near[: max(80, MOST * len(board.x))]:
        if (axis, v) in lined:
            continue
        place = (board.x[u], board.y[v]) if axis == 0 else (board.x[v], board.y[u])
        if board.move({v: place}, PRICE):
            lined |= {(axis, u), (axis, v)}
