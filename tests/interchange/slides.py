"""What a slide looks like: read from its XML by the rules of the presets, not by our own code."""

import io
from dataclasses import dataclass
from math import hypot
from typing import Any

from lxml import etree

POINT = 12_700
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
Place = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A shape, in points on the slide."""

    name: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Place:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def distance(self, place: Place) -> float:
        """Return how far a place is from the box; 0 inside."""
        dx = max(self.x - place[0], place[0] - self.x - self.width, 0.0)
        dy = max(self.y - place[1], place[1] - self.y - self.height, 0.0)
        return hypot(dx, dy)


class Slide:
    """The only slide of a presentation."""

    def __init__(self, data: bytes) -> None:
        from pptx import Presentation

        self.deck = Presentation(io.BytesIO(data))
        self.slide = self.deck.slides[0]
        self.tree = etree.fromstring(etree.tostring(self.slide.shapes._spTree))

    def boxes(self, kind: str) -> dict[str, Box]:
        """Return the shapes whose names begin so, by the rest of their names."""
        found = {}
        for shape in self.tree:
            name = _name(shape)
            place = shape.find(f".//{A}off")
            if name.startswith(kind) and place is not None:
                found[name.removeprefix(kind)] = _box(shape, name)
        return found

    def lines(self) -> dict[str, list[Place]]:
        """Return points on each connector, by what it connects."""
        return {_name(c).removeprefix("Connector "): _drawn(c) for c in self.tree.iter(f"{P}cxnSp")}

    def glued(self) -> dict[str, tuple[Place, Place]]:
        """Return the sites that each connector is glued to."""
        shapes = {_id(shape): shape for shape in self.tree.iter(f"{P}sp")}
        found = {}
        for line in self.tree.iter(f"{P}cxnSp"):
            start, end = line.find(f".//{A}stCxn"), line.find(f".//{A}endCxn")
            assert start is not None
            assert end is not None
            ends = [_site(shapes[e.get("id", "")], int(e.get("idx", ""))) for e in (start, end)]
            found[_name(line).removeprefix("Connector ")] = (ends[0], ends[1])
        return found

    def ids(self) -> list[str]:
        """Return the ids of all shapes, those in groups too."""
        return [str(e.get("id")) for e in self.tree.iter(f"{P}cNvPr")]


def _name(shape: Any) -> str:
    about = shape.find(f".//{P}cNvPr")
    return "" if about is None else str(about.get("name"))


def _id(shape: Any) -> str:
    return str(shape.find(f".//{P}cNvPr").get("id"))


def _box(shape: Any, name: str = "") -> Box:
    off, ext = shape.find(f".//{A}off"), shape.find(f".//{A}ext")
    x, y = int(off.get("x")) / POINT, int(off.get("y")) / POINT
    return Box(name, x, y, int(ext.get("cx")) / POINT, int(ext.get("cy")) / POINT)


def _site(shape: Any, index: int) -> Place:
    box = _box(shape)
    guides = {g.get("name"): g.get("fmla").split() for g in shape.iter(f"{A}gd")}
    place = list(shape.iter(f"{A}cxn"))[index].find(f"{A}pos")
    sizes = {"w": box.width, "h": box.height}
    (_, w, across, tens), (_, h, down, _) = guides[place.get("x")], guides[place.get("y")]
    share = int(across) / int(tens), int(down) / int(tens)
    return box.x + sizes[w] * share[0], box.y + sizes[h] * share[1]


def _drawn(line: Any) -> list[Place]:
    """Return points of a connector as ECMA-376 says its preset is drawn."""
    box, frame = _box(line), line.find(f".//{A}xfrm")
    w, h = box.width, box.height
    preset = line.find(f".//{A}prstGeom").get("prst")
    given = line.find(f".//{A}avLst/{A}gd")
    curves: list[tuple[Place, Place, Place, Place]]
    if preset == "straightConnector1":
        curves = [((0, 0), (w / 3, h / 3), (2 * w / 3, 2 * h / 3), (w, h))]
    elif preset == "curvedConnector2":
        curves = [((0, 0), (w / 2, 0), (w, h / 2), (w, h))]
    else:
        x2 = w * int(given.get("fmla").split()[1]) / 100_000
        middle = (x2, h / 2)
        curves = [
            ((0, 0), (x2 / 2, 0), (x2, h / 4), middle),
            (middle, (x2, h * 3 / 4), ((w + x2) / 2, h), (w, h)),
        ]
    return [_placed(_on(c, i / 200), box, frame) for c in curves for i in range(201)]


def _on(curve: Any, t: float) -> Place:
    parts = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    x = sum(part * p[0] for part, p in zip(parts, curve, strict=True))
    return x, sum(part * p[1] for part, p in zip(parts, curve, strict=True))


def _placed(place: Place, box: Box, frame: Any) -> Place:
    """Flip and then turn a place of a frame about its middle."""
    dx, dy = place[0] - box.width / 2, place[1] - box.height / 2
    dx = -dx if frame.get("flipH") == "1" else dx
    dy = -dy if frame.get("flipV") == "1" else dy
    for _ in range(int(frame.get("rot", "0")) // 5_400_000):
        dx, dy = -dy, dx
    return box.middle[0] + dx, box.middle[1] + dy


def apart(place: Place, line: list[Place]) -> float:
    """Return how far a place is from the nearest point of a line."""
    return min(hypot(place[0] - x, place[1] - y) for x, y in line)
