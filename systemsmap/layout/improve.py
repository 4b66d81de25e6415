"""Improves a placement by many small moves with a fixed seed: the same start, the same end."""

from collections.abc import Sequence
from math import cos, log, pi, sin, sqrt
from random import Random
from time import monotonic

from systemsmap.layout.board import Board
from systemsmap.layout.judge import Judge
from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

SEED = 11
"""Any number: it only has to be the same every time. Another one searches other ways."""

HOT, COLD = 40.0, 0.4
"""A move that makes things worse by about this much is still taken, at first and at last."""

FAR, FINE = 190.0, 6.0
"""How far a variable is moved at a time, at first and at last, in map units."""


def improve(
    judge: Judge, places: Sequence[XY], tries: int, heat: float = 1.0, seed: int = SEED
) -> Board:
    """Return the best board found from here in so many tries.

    Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983). With little `heat` it stays near.
    """
    board = Board(judge, places)
    net = judge.net
    free = [v for v in range(len(places)) if v not in net.fixed]
    if not free:
        return board
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    reach = max(FAR * sqrt(heat), FINE)
    best, best_cost = board.places(), board.cost
    for k in range(tries):
        if k % 32 == 0 and monotonic() > net.until:
            break
        done = k / tries
        warmth = heat * HOT * (COLD / HOT / heat) ** done
        moves = _moves(net, board, free, chance, reach * (FINE / reach) ** done)
        board.move(moves, -warmth * log(1 - chance.random()))
        if board.cost < best_cost - 1e-9:
            best, best_cost = board.places(), board.cost
    return Board(judge, best)


def _moves(
    net: Net, board: Board, free: Sequence[int], chance: Random, far: float
) -> dict[int, XY]:
    v = chance.choice(free)
    kind = chance.random()
    if kind < 0.08 and len(free) > 1:
        u = chance.choice(free)
        return {v: (board.x[u], board.y[u]), u: (board.x[v], board.y[v])}
    if kind < 0.14 and len(places := board.places()) > 1:
        # Into line with another: exact lines are rarely met by chance.
        x, y = chance.choice(places)
        return {v: (x, board.y[v])} if chance.random() < 0.4 else {v: (board.x[v], y)}
    if kind < 0.18 and not net.fixed:
        wide, high = 1 + chance.gauss(0, 0.06), 1 + chance.gauss(0, 0.06)
        return {u: (board.x[u] * wide, board.y[u] * high) for u in free}
    turn, way = chance.random() * 2 * pi, abs(chance.gauss(0, far))
    return {v: (board.x[v] + way * cos(turn), board.y[v] + way * sin(turn) * 0.7)}
