"""Improves a placement by many small moves with a fixed seed: the same start, the same end."""

from collections.abc import Sequence
from math import cos, log, pi, sin
from random import Random

from systemsmap.layout.board import Board
from systemsmap.layout.judge import Judge
from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

HOT, COLD = 40.0, 0.4
"""A move that makes things worse by about this much is still taken, at first and at last."""

FAR, FINE = 190.0, 6.0
"""How far a variable is moved at a time, at first and at last, in map units."""


def improve(net: Net, judge: Judge, places: Sequence[XY], tries: int, heat: float = 1.0) -> Board:
    """Return the best board found from here in so many tries (simulated annealing)."""
    board = Board(net, judge, places)
    free = [v for v in range(len(places)) if v not in net.fixed]
    if not free:
        return board
    chance = Random(20)  # noqa: S311 - repeatable, not secret
    best, best_cost = board.places(), board.cost
    for k in range(tries):
        done = k / tries
        warmth = heat * HOT * (COLD / HOT / heat) ** done
        moves = _moves(net, board, free, chance, FAR * (FINE / FAR) ** done)
        board.move(moves, -warmth * log(1 - chance.random()))
        if board.cost < best_cost - 1e-9:
            best, best_cost = board.places(), board.cost
    return Board(net, judge, best)


def _moves(
    net: Net, board: Board, free: Sequence[int], chance: Random, far: float
) -> dict[int, XY]:
    v = chance.choice(free)
    kind = chance.random()
    if kind < 0.08 and len(free) > 1:
        u = chance.choice(free)
        return {v: (board.x[u], board.y[u]), u: (board.x[v], board.y[v])}
    if kind < 0.14 and not net.fixed:
        wide, high = 1 + chance.gauss(0, 0.06), 1 + chance.gauss(0, 0.06)
        return {u: (board.x[u] * wide, board.y[u] * high) for u in free}
    turn, way = chance.random() * 2 * pi, abs(chance.gauss(0, far))
    return {v: (board.x[v] + way * cos(turn), board.y[v] + way * sin(turn) * 0.7)}
