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

MANY = 120
"""Beyond so many variables the proposal is taken as it is."""

TRIES = 1250
"""Moves tried from each start; fewer on maps of over twenty variables, where each takes longer."""

HARD, HARD_UP_TO = 12.0, 20
"""What a placement costs per variable when it is worth another search, on maps up to this size."""

BETTER = 0.75
"""A new arrangement must cost less than this share of the current one to be worth learning."""

WORTH_LEARNING, WORTH_MOVING = 60.0, 12.0
"""How much a new arrangement, and how much putting the current one in order, must at least save."""

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
    tries = TRIES if count <= 20 else int(TRIES * (20 / count) ** 1.5)
    best = _best_of(judge, _starts(judge, propose), tries)
    current = _current(judge, tries)
    if current and current.cost - best.cost < max(WORTH_LEARNING, current.cost * (1 - BETTER)):
        return current.places()
    straighten(net, best)
    return best.places()


def _best_of(judge: Judge, starts: Sequence[Sequence[XY]], tries: int) -> Board:
    boards = [improve(judge, start, tries) for start in starts[:3]]
    best = min(boards, key=_cost)
    count = len(judge.net.sizes)
    if count <= HARD_UP_TO and (best.crossings() or best.cost > HARD * count):
        # Look from elsewhere and otherwise before settling for it.
        others = [improve(judge, s, tries, 1.0, seed) for seed, s in enumerate(starts[-2:])]
        best = min(best, *others, key=_cost)
    # Turned over first: links on no loop bulge to the other side then, and that may want mending.
    turned = Board(judge, faced(judge.net, best.places()))
    if turned.cost < best.cost + WORTH_LEARNING:
        best = turned
    return improve(judge, best.places(), tries, 0.15)


def _cost(board: Board) -> float:
    return board.cost


def _current(judge: Judge, tries: int) -> Board | None:
    """Return the current arrangement put in order, if every place is known.

    As it stands when there is little to put in order, so that asking twice changes nothing.
    """
    places = [at for at in judge.net.start if at is not None]
    if len(places) < len(judge.net.start):
        return None
    standing = Board(judge, places)
    ordered = improve(judge, places, tries, 0.05)
    straighten(judge.net, ordered)
    return ordered if standing.cost - ordered.cost > WORTH_MOVING else standing


def _starts(judge: Judge, propose: Propose) -> list[list[XY]]:
    """Return up to four starts, the most promising first."""
    net = judge.net
    if net.fixed:
        held = {v: at for v, at in enumerate(net.start) if at is not None}
        return [settle(net, held)]
    rings = ring_starts(net)
    planar = planar_start(net)
    others = [*rings[1:], propose(net, "flow"), *([planar] if planar else [])]
    others.sort(key=lambda places: Board(judge, places).cost)
    return [propose(net, "near"), *rings[:1], *others][:4]
