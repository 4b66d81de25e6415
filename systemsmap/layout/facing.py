"""Which way round a picture is shown: turning it over changes nothing but what is recognised."""

from collections.abc import Callable, Sequence

from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

FACES: tuple[XY, ...] = ((1, 1), (-1, 1), (1, -1), (-1, -1))
"""Signs of x and y: as it is, left for right, upside down, both. None changes the judgement."""


def faced(net: Net, places: Sequence[XY]) -> list[XY]:
    """Return the face that people recognise.

    With known positions, the face and place that move variables least (Procrustes, with turns of
    half a circle only: names are wide, so other turns cost room). Without, the face on which the
    loops turn clockwise and the map's first variable stands high and to the left.
    """
    if net.fixed or not places:
        return list(places)
    known = [v for v, at in enumerate(net.start) if at is not None]
    turned = [[(x * fx, y * fy) for x, y in places] for fx, fy in FACES]
    if not known:
        return min(turned, key=_as_read(net))
    return min((_moved_over(net, known, face) for face in turned), key=_way_to(net, known))


def _moved_over(net: Net, known: Sequence[int], places: Sequence[XY]) -> list[XY]:
    """Shift the whole picture so that known variables move least."""
    there = [at for v in known if (at := net.start[v])]
    dx = sum(at[0] for at in there) / len(known) - sum(places[v][0] for v in known) / len(known)
    dy = sum(at[1] for at in there) / len(known) - sum(places[v][1] for v in known) / len(known)
    return [(x + dx, y + dy) for x, y in places]


def _way_to(net: Net, known: Sequence[int]) -> Callable[[Sequence[XY]], float]:
    def way(places: Sequence[XY]) -> float:
        there = [(v, at) for v in known if (at := net.start[v])]
        return sum((places[v][0] - x) ** 2 + (places[v][1] - y) ** 2 for v, (x, y) in there)

    return way


def _as_read(net: Net) -> Callable[[Sequence[XY]], tuple[bool, float]]:
    def key(places: Sequence[XY]) -> tuple[bool, float]:
        turn = sum(_area([places[v] for v in loop]) for loop in net.loops if len(loop) > 2)
        middle_x = sum(x for x, _ in places) / len(places)
        middle_y = sum(y for _, y in places) / len(places)
        return (turn < -1e-6, places[0][0] - middle_x + 2 * (places[0][1] - middle_y))

    return key


def _area(corners: Sequence[XY]) -> float:
    """Twice the area inside, positive when the corners turn clockwise on a page."""
    turned = (*corners[1:], corners[0])
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(corners, turned, strict=True))
