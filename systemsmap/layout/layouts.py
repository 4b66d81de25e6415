"""The table of layouts, and the one way to ask for one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil, sqrt

from systemsmap.layout.apart import push_apart
from systemsmap.layout.graphviz import GraphvizError, ask_graphviz
from systemsmap.layout.net import Net, net_of
from systemsmap.layout.request import XY, Placement, Positions, Request
from systemsmap.layout.worker import NoAnswerError, run_once

__all__ = ["LAYOUTS", "Layout", "Placement", "Request", "arrange"]

GAP = 46.0
"""Least room between two names, in map units."""

NO_GRAPHVIZ = "Graphviz could not run ({}), so the map was laid out without it."


@dataclass(frozen=True)
class Layout:
    """One way to lay out a map: what it is called, what it is good for, how it is done."""

    id: str
    label: str
    help: str
    place: Callable[[Net], list[XY]]


def _loops(net: Net) -> list[XY]:
    return ask_graphviz(net, "near")


LAYOUTS: Mapping[str, Layout] = {
    "loops": Layout("loops", "Loops", "Opens each feedback loop into a ring.", _loops),
}


def arrange(request: Request, seconds: float = 10.0) -> Placement:
    """Return a position for every variable of the request; no two names overlap.

    Blocks for at most about `seconds`, without holding the interpreter: call it from a thread.
    Raises `KeyError` for an unknown engine or a variable without a size. Never fails otherwise:
    when Graphviz cannot be used, the placement is made without it and its note says so.
    """
    layout = LAYOUTS[request.engine]
    if not request.ids:
        return Placement({})
    try:
        return run_once(_place, request, seconds * 0.75)
    except NoAnswerError as trouble:
        del layout
        return _finished(request, _rows(net_of(request)), NO_GRAPHVIZ.format(trouble))


def _place(request: Request) -> Placement:
    net = net_of(request)
    try:
        return _finished(request, LAYOUTS[request.engine].place(net), None)
    except GraphvizError as trouble:
        return _finished(request, _rows(net), NO_GRAPHVIZ.format(trouble))


def _rows(net: Net) -> list[XY]:
    """Return places in rows, in the map's order: the plainest layout that cannot fail."""
    columns = ceil(sqrt(len(net.sizes))) or 1
    return [(i % columns * 240.0, i // columns * 140.0) for i in range(len(net.sizes))]


def _finished(request: Request, places: list[XY], note: str | None) -> Placement:
    placed: Positions = dict(zip(request.ids, places, strict=True))
    held = {id_: request.positions[id_] for id_ in request.pinned if id_ in request.positions}
    apart = push_apart({**placed, **held}, request.sizes, held.keys(), GAP)
    rounded = {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in apart.items()}
    return replace(Placement({**rounded, **held}), note=note)
