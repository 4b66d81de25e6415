"""What lies under the pointer, by the same boxes and curves that are painted."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Literal

from systemsmap.editor.pointer import Pointer
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds

Part = Literal["variable", "rim", "link", "handle", "badge", "note", "edge"]

RIM = 11.0  # pixels outside a name where a new link begins
LINK = 7.0  # pixels to either side of an arc
HANDLE = 9.0  # pixels round the middle of an arc, where it is bent
FARTHEST = 28.0  # map units a rim reaches at most, however far the view is zoomed out
EDGE = 6.0  # pixels round the right edge of a note, where it is made wider


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a record: `rim` is the border of a variable, `handle` the middle of a link."""

    part: Part
    id: str


def hit(composition: Composition, at: Pointer) -> Hit | None:
    """Return the topmost thing under the pointer, or None for the empty canvas."""
    return (
        _variable(composition, at)
        or _note(composition, at)
        or _badge(composition, at)
        or _link(composition, at)
        or _rim(composition, at)
    )


def variable_under(composition: Composition, at: Pointer) -> str | None:
    """Return the variable whose name or rim is under the pointer: where a link may end."""
    found = _variable(composition, at) or _rim(composition, at)
    return found.id if found else None


def variable_beneath(composition: Composition, at: Pointer, above: str) -> str | None:
    """Return another variable whose name is under the pointer that drags this one."""
    for id_ in composition.variables_near(at.x, at.y):
        if id_ != above and composition.box(id_).contains(at.x, at.y):
            return id_
    return None


def inside(composition: Composition, area: Bounds) -> Iterator[str]:
    """Yield the variables, notes and links that lie wholly inside a rectangle."""
    for id_ in (*composition.map.variables, *composition.map.notes):
        middle = composition.box(id_).middle
        if area.contains(middle.x, middle.y):
            yield id_
    for link in composition.map.links.values():
        ends = (composition.map.variables[i] for i in (link.source, link.target))
        if all(area.contains(v.x, v.y) for v in ends):
            yield link.id


def _variable(composition: Composition, at: Pointer) -> Hit | None:
    for id_ in composition.variables_near(at.x, at.y):
        if composition.box(id_).contains(at.x, at.y):
            return Hit("variable", id_)
    return None


def _rim(composition: Composition, at: Pointer) -> Hit | None:
    reach = min(at.pixels(RIM), FARTHEST)
    near = [
        id_
        for id_ in composition.variables_near(at.x, at.y)
        if composition.box(id_).grown(reach).contains(at.x, at.y)
    ]
    if not near:
        return None
    return Hit("rim", min(near, key=lambda id_: _away(composition.box(id_), at)))


def _away(box: Bounds, at: Pointer) -> float:
    dx = max(box.x - at.x, at.x - box.right, 0.0)
    dy = max(box.y - at.y, at.y - box.bottom, 0.0)
    return hypot(dx, dy)


def _note(composition: Composition, at: Pointer) -> Hit | None:
    for id_, note in composition.map.notes.items():
        box, edge = composition.box(id_), note.x + note.width
        if box.y <= at.y <= box.bottom and abs(at.x - edge) <= at.pixels(EDGE):
            return Hit("edge", id_)
        if box.contains(at.x, at.y):
            return Hit("note", id_)
    return None


def _badge(composition: Composition, at: Pointer) -> Hit | None:
    for loop in composition.loops:
        if composition.has(loop.id) and composition.badge(loop.id).contains(at.x, at.y):
            return Hit("badge", loop.id)
    return None


def _link(composition: Composition, at: Pointer) -> Hit | None:
    reach = at.pixels(LINK)
    best: tuple[float, str] | None = None
    for id_ in composition.links_near(at.x, at.y, reach):
        distance = composition.curve(id_).distance_to(at.x, at.y)
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, id_)
    if best is None:
        return None
    middle = composition.middle(best[1])
    on_handle = hypot(middle.x - at.x, middle.y - at.y) <= at.pixels(HANDLE)
    return Hit("handle" if on_handle else "link", best[1])
