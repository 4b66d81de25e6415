"""Where the tags of a link may stand: along its line, beside that, round its sign."""

from collections.abc import Iterator
from itertools import product
from math import cos, hypot, pi, sin

from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Path, Point
from systemsmap.rendering.tag_room import box_round
from systemsmap.rendering.tags import Tag

ALONG = (0.42, 0.58, 0.34, 0.66, 0.5, 0.26, 0.74)
"""Parts of a link's line, those liked more first: its middle is for the bars of a delay."""

_ASIDE = (14.0, 26.0)
_OFF_SIGN = 17.0
_ROUND = tuple(turn * pi / 4 for turn in (0, 1, -1, 2, -2, 3, -3, 4))


def along_line(composition: Composition, link: str, tag: Tag) -> Iterator[Point]:
    """Yield places on the line of a link, none over the bars of a delay, then beside it."""
    curve = composition.curve(link)
    bars = _bars(composition, link)
    for t in ALONG:
        at = curve.point(t)
        box = box_round(at, tag).grown(4.0)
        if not any(box.contains(x, y) for x, y in bars):
            yield at
    for aside, t in product(_ASIDE, ALONG):
        x, y = curve.at(t)
        ux, uy = (x - curve.cx) / curve.radius, (y - curve.cy) / curve.radius
        off = aside + abs(ux) * (tag.wide - tag.high) / 2
        yield Point(x + ux * off, y + uy * off)
        yield Point(x - ux * off, y - uy * off)


def by_sign(composition: Composition, link: str, tag: Tag) -> Iterator[Point]:
    """Yield places round the sign of a link, those away from its line first."""
    sign, curve = composition.sign_at(link), composition.curve(link)
    dx, dy = sign.x - curve.cx, sign.y - curve.cy
    away = hypot(dx, dy) or 1.0
    out = 1.0 if away >= curve.radius else -1.0
    ux, uy = out * dx / away, out * dy / away
    for turn in _ROUND:
        x, y = ux * cos(turn) - uy * sin(turn), ux * sin(turn) + uy * cos(turn)
        off = _OFF_SIGN + abs(x) * (tag.wide - tag.high) / 2
        yield Point(sign.x + x * off, sign.y + y * off)


def _bars(composition: Composition, link: str) -> list[tuple[float, ...]]:
    """Return where the two bars of a delay begin; none of a link without one."""
    shapes = composition.draw(link).shapes[2:4] if composition.map.links[link].delayed else ()
    return [shape.segments[0][1] for shape in shapes if isinstance(shape, Path)]
