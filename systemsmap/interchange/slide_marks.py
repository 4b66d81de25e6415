"""Where signs, delay bars and badges stand on a slide: near what they are of, clear of the rest.

Connectors run a little otherwise than the arcs of the map, so what stands beside them is placed
anew: bars first, then badges, then each sign beside the arrowhead, on the side with more room.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin

from systemsmap.interchange.connectors import Connector, Place
from systemsmap.interchange.nearby import Nearby
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds

SIGN = 6.5  # map units from the middle of a sign to its rim
BAR, GAP = 7.0, 2.8  # half of a delay bar, half of what is between the two
_OFF = (13.0, 16.0)  # from the middle of a sign to its own line
_BACK = (14.0, 20.0, 27.0, 36.0, 46.0, 58.0)  # how far behind the tip, best first
_PARTS = (0.5, 0.43, 0.57, 0.36, 0.64)
_EARLY = (
    0.25,
    0.2,
    0.3,
)  # of a bow: LibreOffice draws its middle further out
_SQUARE = 30.0
_CLEAR = 3.0
_RINGS = (0.0, 8.0, 16.0, 24.0, 34.0, 46.0, 60.0)  # how far a badge may be moved


Bars = tuple[tuple[Place, Place], tuple[Place, Place]]


@dataclass(slots=True)
class Marks:
    """The middle of each sign, the two bars of each delay, and the middle of each badge."""

    signs: dict[str, Place] = field(default_factory=dict)
    bars: dict[str, Bars] = field(default_factory=dict)
    badges: dict[str, Place] = field(default_factory=dict)


def place_marks(
    composition: Composition, boxes: Mapping[str, Bounds], connectors: Mapping[str, Connector]
) -> Marks:
    """Return where all marks stand."""
    marks, lines = Marks(), _obstacles(composition, boxes, connectors)
    for id_, made in connectors.items():
        if composition.map.links[id_].delayed:
            marks.bars[id_] = _bars(id_, made, lines)
    for bars in marks.bars.values():
        for x, y in (end for bar in bars for end in bar):
            lines.put("", x, y)
    _place_badges(composition, marks, lines)
    for id_, made in connectors.items():
        marks.signs[id_] = x, y = _sign(id_, made, lines)
        lines.put("", x, y)
    return marks


def _obstacles(
    composition: Composition, boxes: Mapping[str, Bounds], connectors: Mapping[str, Connector]
) -> Nearby:
    lines = Nearby(_SQUARE)
    for id_, made in connectors.items():
        for x, y in made.fine:
            lines.put(id_, x, y)
    for id_, box in boxes.items():
        lines.put_box(id_, box)
    for note in composition.map.notes:
        lines.put_box(note, composition.box(note))
    return lines


def _bars(id_: str, made: Connector, lines: Nearby) -> Bars:
    """Return the two bars across a line, at the part of it that keeps clear of others best."""
    fine, parts = made.fine, _EARLY if made.is_bow else _PARTS
    rooms = [(_room(fine[int(p * (len(fine) - 1))], lines, id_), -n) for n, p in enumerate(parts)]
    at = int(parts[-max(rooms)[1]] * (len(fine) - 1))
    (ax, ay), (bx, by) = fine[max(at - 1, 0)], fine[min(at + 1, len(fine) - 1)]
    long = hypot(bx - ax, by - ay) or 1.0
    dx, dy, (x, y) = (bx - ax) / long, (by - ay) / long, fine[at]
    both = [
        (
            (x + gap * dx - BAR * dy, y + gap * dy + BAR * dx),
            (x + gap * dx + BAR * dy, y + gap * dy - BAR * dx),
        )
        for gap in (-GAP, GAP)
    ]
    return both[0], both[1]


def _room(place: Place, lines: Nearby, but: str, most: float = 14.0) -> float:
    """Return how far the nearest thing is, but for one line, up to a limit; 0 under a name."""
    x, y = place
    for box, _ in lines.boxes(x, y):
        if box.contains(x, y):
            return 0.0
    near = (hypot(a - x, b - y) for a, b, name in lines.points(x, y) if name != but)
    return min(most, min(near, default=most))


def _sign(id_: str, made: Connector, lines: Nearby) -> Place:
    """Return the best place for a sign beside the head of a line."""
    best, least = made.fine[-1], 1e9
    for rank, place in enumerate(_beside(made)):
        price = 2.0 * rank
        if price >= least:
            break
        price += _crowd(place, lines, id_)
        if price < least:
            best, least = place, price
    return best


def _beside(made: Connector) -> Iterator[Place]:
    """Yield places beside a line, those near its head first."""
    ways = [(made.fine[n], made.fine[n + 1]) for n in range(len(made.fine) - 2, -1, -1)]
    for back in _BACK:
        gone = 0.0
        for (ax, ay), (bx, by) in ways:
            step = hypot(bx - ax, by - ay)
            gone += step
            if gone >= back and step:
                dx, dy = (bx - ax) / step, (by - ay) / step
                for off in _OFF:
                    yield ax - off * dy, ay + off * dx
                    yield ax + off * dy, ay - off * dx
                break


def _crowd(place: Place, lines: Nearby, own: str) -> float:
    """Return what it costs that a sign touches words, lines or other marks."""
    x, y = place
    cost = 0.0
    for box, _ in {name: (box, name) for box, name in _around(lines, x, y)}.values():
        dx, dy = max(box.x - x, x - box.right, 0.0), max(box.y - y, y - box.bottom, 0.0)
        if hypot(dx, dy) < SIGN:
            cost += 30.0 + 30.0 * (1.0 - hypot(dx, dy) / SIGN)
    nearest: dict[str, float] = {}
    for a, b, name in lines.points(x, y):
        wanted = SIGN + _CLEAR + (SIGN if not name else 0.0)
        lacking = 1.0 - hypot(a - x, b - y) / (SIGN + 1.5 if name == own else wanted)
        if lacking > nearest.get(name, 0.0):
            nearest[name] = lacking
    return cost + sum(12.0 + 30.0 * lacking for lacking in nearest.values())


def _around(lines: Nearby, x: float, y: float) -> Iterator[tuple[Bounds, str]]:
    for dx in (-SIGN, SIGN):
        for dy in (-SIGN, SIGN):
            yield from lines.boxes(x + dx, y + dy)


def _place_badges(composition: Composition, marks: Marks, lines: Nearby) -> None:
    """Place the badges where the map has them, or as near as there is room."""
    for loop in composition.loops:
        if not composition.has(loop.id):
            continue
        badge = composition.badge(loop.id)
        half, (x, y) = badge.width / 2, (badge.middle.x, badge.middle.y)
        spots = (
            (x + ring * cos(turn * pi / 6), y + ring * sin(turn * pi / 6))
            for ring in _RINGS
            for turn in range(12 if ring else 1)
        )
        free = (spot for spot in spots if _is_free(spot, half, lines))
        spot = next(free, (x, y))
        marks.badges[loop.id] = spot
        box = Bounds(spot[0] - half, spot[1] - half, 2 * half, 2 * half)
        lines.put_box(loop.id, box)


def _is_free(spot: Place, half: float, lines: Nearby) -> bool:
    """Return whether a badge of this size touches nothing there."""
    x, y = spot
    steps = [half * part for part in (-1.0, -0.5, 0.0, 0.5, 1.0)]
    inside = [(x + dx, y + dy) for dx in steps for dy in steps if hypot(dx, dy) <= 1.1 * half]
    return all(_room(place, lines, "-", half / 2) >= half / 3 for place in inside)
