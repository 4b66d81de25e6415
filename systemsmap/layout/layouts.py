"""The table of layouts, and the one way to ask for one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic

from systemsmap.layout.apart import push_apart
from systemsmap.layout.circle import ring_of_all
from systemsmap.layout.facing import faced
from systemsmap.layout.graphviz import GraphvizError, ask_graphviz
from systemsmap.layout.loops import MANY, open_loops
from systemsmap.layout.net import Net, net_of
from systemsmap.layout.request import XY, Placement, Positions, Request
from systemsmap.layout.standin import propose_without_graphviz, rows
from systemsmap.layout.worker import NoAnswerError, run_once

__all__ = ["LAYOUTS", "Layout", "Placement", "Request", "arrange"]

GAP = 40.0
"""Least room between two names, in map units."""

NO_GRAPHVIZ = "Graphviz could not run ({}), so the map was laid out without it."


Propose = Callable[[Net, str], list[XY]]


@dataclass(frozen=True)
class Layout:
    """One way to lay out a map: what it is called, what it is good for, how it is done."""

    label: str
    help: str
    place: Callable[[Net, Propose], list[XY]]


def _flow(net: Net, propose: Propose) -> list[XY]:
    return propose(net, "flow")


def _spread(net: Net, propose: Propose) -> list[XY]:
    return faced(net, propose(net, "spread" if len(net.sizes) <= MANY else "wide"))


def _circle(net: Net, _: Propose) -> list[XY]:
    return faced(net, ring_of_all(net))


LAYOUTS: Mapping[str, Layout] = {
    "loops": Layout("Loops", "Opens each feedback loop into a ring.", open_loops),
    "flow": Layout("Flow", "From causes on the left to effects on the right.", _flow),
    "spread": Layout("Spread", "Linked variables near each other, the others apart.", _spread),
    "circle": Layout("Circle", "All variables on one ring.", _circle),
}
"""Every layout by its id."""


def arrange(request: Request, seconds: float = 10.0) -> Placement:
    """Return a position for every variable of the request; no two names overlap.

    Blocks for at most about `seconds`, without holding the interpreter: call it from a thread.
    The same request gets the same answer unless the time runs out: then the best found by then.
    Raises `KeyError` for an unknown engine or a variable without a size. Never fails otherwise:
    when Graphviz cannot be used, the placement is made without it and its note says so.
    """
    LAYOUTS[request.engine]
    net = net_of(request)
    if len(request.ids) < 2:
        return _finished(request, [at or (0.0, 0.0) for at in net.start], None)
    try:
        return run_once(_place, (request, seconds * 0.5), seconds * 0.7)
    except NoAnswerError as trouble:
        note = NO_GRAPHVIZ.format(trouble)
    try:
        return replace(
            run_once(_place_plainly, (request, seconds * 0.15), seconds * 0.3), note=note
        )
    except NoAnswerError:
        return _finished(request, rows(net), note)


def _place(asked: tuple[Request, float]) -> Placement:
    """Runs in the worker; the search ends after so many seconds with the best found by then."""
    request, seconds = asked
    net = net_of(request, monotonic() + seconds)
    try:
        return _finished(request, LAYOUTS[request.engine].place(net, ask_graphviz), None)
    except GraphvizError as trouble:
        return replace(_place_plainly((request, seconds / 2)), note=NO_GRAPHVIZ.format(trouble))


def _place_plainly(asked: tuple[Request, float]) -> Placement:
    """Runs in the worker when Graphviz is missing or was its end."""
    request, seconds = asked
    net = net_of(request, monotonic() + seconds)
    places = LAYOUTS[request.engine].place(net, propose_without_graphviz)
    return _finished(request, places, None)


def _finished(request: Request, places: list[XY], note: str | None) -> Placement:
    """Re-impose the pins, part what overlaps, and round off."""
    held = {id_: request.positions[id_] for id_ in request.pinned if id_ in request.positions}
    placed = {**dict(zip(request.ids, places, strict=True)), **held}
    placed = {id_: placed[id_] for id_ in request.ids}
    if placed and not request.positions:
        placed = _centred(placed)
    apart = push_apart(placed, request.sizes, held.keys(), GAP)
    rounded = {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in apart.items()}
    return Placement({**rounded, **{id_: held[id_] for id_ in request.ids if id_ in held}}, note)


def _centred(placed: Positions) -> dict[str, XY]:
    xs, ys = [x for x, _ in placed.values()], [y for _, y in placed.values()]
    dx, dy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {id_: (x - dx, y - dy) for id_, (x, y) in placed.items()}
