"""The layout for causal loop maps: loops opened into rings, few crossings, room for signs."""

from collections.abc import Callable, Sequence

from systemsmap.layout.board import Board
from systemsmap.layout.facing import faced
from systemsmap.layout.improve import improve
from systemsmap.layout.islands import islands, pack
from systemsmap.layout.judge import Judge, extent
from systemsmap.layout.net import Net
from systemsmap.layout.request import XY
from systemsmap.layout.starts import planar_start, ring_starts, settle
from systemsmap.layout.straighten import straighten

MANY = 150
"""Beyond so many variables the proposal is taken as it is."""

TRIES = 6000
"""Moves tried for a map of ten variables; fewer on larger ones, where each takes longer."""

BETTER = 0.75
"""A new arrangement must cost less than this share of the current one to be worth learning."""

Propose = Callable[[Net, str], list[XY]]
"""Returns positions for a net by the name of an engine (Graphviz, or what stands in for it)."""


def open_loops(net: Net, propose: Propose) -> list[XY]:
    """Return places for all variables; pinned ones stay, known ones are kept in mind."""
    if net.fixed or all(net.start):
        return _piece(net, propose)
    pieces = islands(net)
    if len(pieces) == 1:
        return _piece(net, propose)
    drawn = [_piece(net.part(piece), propose) for piece in pieces]
    boxes = [_extent(net.part(piece), places) for piece, places in zip(pieces, drawn, strict=True)]
    middles = pack([size for _, size in boxes])
    at: dict[int, XY] = {}
    for piece, places, (old, _), new in zip(pieces, drawn, boxes, middles, strict=True):
        for v, (x, y) in zip(piece, places, strict=True):
            at[v] = (x - old[0] + new[0], y - old[1] + new[1])
    return [at[v] for v in range(len(net.sizes))]


def _extent(net: Net, places: Sequence[XY]) -> tuple[XY, XY]:
    """Return middle and size of what is drawn."""
    judge = Judge(net)
    x, y = [p[0] for p in places], [p[1] for p in places]
    lines = [judge.arcs.line(i, x, y) for i in range(judge.arcs.count)]
    left, top, right, bottom = extent(judge.half, lines, x, y)
    return ((left + right) / 2, (top + bottom) / 2), (right - left, bottom - top)


def _piece(net: Net, propose: Propose) -> list[XY]:
    count = len(net.sizes)
    if count == 1:
        return [net.start[0] or (0.0, 0.0)]
    if count > MANY:
        return faced(net, propose(net, "wide"))
    judge = Judge(net)
    tries = TRIES if count <= 20 else int(TRIES * 20 / count)
    fresh = [_anneal(net, judge, start, tries // 4) for start in _starts(net, judge, propose)]
    best = improve(net, judge, _least(fresh).places(), tries // 4, 0.15)
    current = _current(net, judge, tries // 3)
    if current and current.cost * BETTER <= best.cost:
        best = current
    straighten(net, best)
    return faced(net, best.places())


def _anneal(net: Net, judge: Judge, start: Sequence[XY], tries: int) -> Board:
    return improve(net, judge, start, tries)


def _least(boards: Sequence[Board]) -> Board:
    return min(boards, key=lambda board: board.cost)


def _current(net: Net, judge: Judge, tries: int) -> Board | None:
    """Return the current arrangement, tidied without upsetting it, if every place is known."""
    places = [at for at in net.start if at is not None]
    if len(places) < len(net.start):
        return None
    return improve(net, judge, places, tries, 0.05)


def _starts(net: Net, judge: Judge, propose: Propose) -> list[list[XY]]:
    """Return the three most promising starts."""
    if net.fixed:
        held = {v: at for v, at in enumerate(net.start) if at is not None}
        return [settle(net, held)]
    rings = ring_starts(net)
    planar = planar_start(net)
    others = [*rings[1:], propose(net, "flow"), *([planar] if planar else [])]
    others.sort(key=lambda places: Board(net, judge, places).cost)
    return [propose(net, "near"), *rings[:1], *others][:3]
