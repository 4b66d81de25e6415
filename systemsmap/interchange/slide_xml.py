"""The shapes of a slide as XML in the words of DrawingML, to be put into the slide at once.

One shape after the other by a library takes time that grows with the square of their number, for
each looks at all others for an id that is free.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count

from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.connectors import SITES, Connector, Place
from systemsmap.rendering.drawing import Bounds, Paint, Path, Point, Segment, Shape, Text
from systemsmap.rendering.text import width

EMU = 914_400  # units of DrawingML in an inch
_POINT = 12_700
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_ANGLES = (16_200_000, 10_800_000, 5_400_000, 0)
_NAME = 120  # characters of the name of a shape
_STEPS = {"M": "moveTo", "L": "lnTo", "Q": "quadBezTo", "C": "cubicBezTo", "Z": "close"}
_ALIGNED = {"start": "l", "middle": "ctr", "end": "r"}
_ASCENT, _LINE = 0.95, 1.22  # of the fonts that office programs come with
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Label:
    """What a shape is called in the list of shapes, and what a screen reader says of it."""

    name: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Text in a box, in one size and colour. `aligned`: l, ctr or r; `anchored`: t or ctr."""

    text: str
    size: float
    colour: str
    is_bold: bool = False
    aligned: str = "ctr"
    anchored: str = "ctr"
    is_wrapped: bool = False


@dataclass(slots=True)
class Paper:
    """Where map units lie on a slide: `scale` is inches for one, `left` and `top` inches of 0, 0.

    Gives out the ids of shapes, each once.
    """

    scale: float
    left: float
    top: float
    ids: Iterator[int] = field(default_factory=lambda: count(10))

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Return a place on the slide."""
        return round((self.left + x * self.scale) * EMU), round((self.top + y * self.scale) * EMU)

    def long(self, units: float) -> int:
        """Return a length on the slide."""
        return round(units * self.scale * EMU)

    def box(self, bounds: Bounds) -> str:
        """Return the position and size of an upright box."""
        x, y = self.at(bounds.x, bounds.y)
        right, bottom = self.at(bounds.right, bounds.bottom)
        return (
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{max(right - x, 0)}" cy="{max(bottom - y, 0)}"/>'
        )

    # ------------------------------------------------------------------ shapes

    def variable(self, box: Bounds, words: Words, label: Label, rim: str | None) -> tuple[int, str]:
        """Return the id and XML of a box with sites for connectors; `rim` colours its brackets."""
        id_ = next(self.ids)
        line = self._line(Paint(stroke=rim, width=1.3)) if rim else "<a:ln><a:noFill/></a:ln>"
        looks = f'<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>{line}'
        geometry = _BRACKETED if rim else _ROUNDED
        return id_, self._shape(id_, label, (self.box(box), geometry + looks), words)

    def words(self, box: Bounds, words: Words, label: Label) -> str:
        """Return a text on the slide, with nothing round it."""
        plain = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        return self._shape(next(self.ids), label, (self.box(box), plain), words)

    def lines(self, path: Path, at: Point, label: Label) -> str:
        """Return a drawn line or area."""
        box = _bounds(path.segments)
        placed = Bounds(box.x + at.x, box.y + at.y, box.width, box.height)
        steps = "".join(self._step(step, box) for step in path.segments)
        size = f'w="{self.long(box.width)}" h="{self.long(box.height)}"'
        fill = "" if path.paint.fill else ' fill="none"'
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}{fill}>{steps}</a:path></a:pathLst></a:custGeom>"
        )
        looks = (_solid(path.paint.fill) if path.paint.fill else "<a:noFill/>") + self._line(
            path.paint
        )
        return self._shape(next(self.ids), label, (self.box(placed), geometry + looks), None)

    def connector(self, made: Connector, glued: tuple[int, int], paint: Paint, label: Label) -> str:
        """Return an arrow that stays with the two shapes it is glued to."""
        start, end = glued
        kept = made.adjusted
        adjusted = "" if kept is None else f'<a:gd name="adj1" fmla="val {round(kept * 1e5)}"/>'
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{_named(next(self.ids), label)}<p:cNvCxnSpPr>"
            f'<a:stCxn id="{start}" idx="{made.start.site}"/>'
            f'<a:endCxn id="{end}" idx="{made.end.site}"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>'
            f"<p:spPr>{self._frame(made)}"
            f'<a:prstGeom prst="{made.preset}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'
            f"{self._line(paint, is_arrow=True)}</p:spPr></p:cxnSp>"
        )

    def group(self, box: Bounds, label: Label, parts: Iterable[str]) -> str:
        """Return shapes that are picked up together."""
        place = self.box(box)
        inner = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        return (
            f"<p:grpSp><p:nvGrpSpPr>{_named(next(self.ids), label)}<p:cNvGrpSpPr/><p:nvPr/>"
            f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm></p:grpSpPr>"
            f"{''.join(parts)}</p:grpSp>"
        )

    def drawn(self, shapes: Iterable[Shape], at: Point) -> Iterator[str]:
        """Yield the shapes of a drawing, one by one."""
        for shape in shapes:
            if isinstance(shape, Text):
                yield self._set(shape, at)
            else:
                yield self.lines(shape, at, Label("Mark"))

    # ------------------------------------------------------------------ pieces

    def _set(self, text: Text, at: Point) -> str:
        """Return one line of words at its place on a baseline."""
        wide = width(text.words, text.size, text.weight) * 1.1 + 2.0
        x = at.x + text.at.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
        box = Bounds(x, at.y + text.at.y - _ASCENT * text.size, wide, _LINE * text.size)
        bold, aligned = text.weight > 400, _ALIGNED[text.anchor]
        words = Words(text.words, text.size, text.colour, bold, aligned)
        return self.words(box, words, Label(text.words))

    def _shape(self, id_: int, label: Label, body: tuple[str, str], words: Words | None) -> str:
        place, looks = body
        is_box = ' txBox="1"' if words and looks.startswith("<a:prst") else ""
        told = self._told(words) if words else ""
        return (
            f"<p:sp><p:nvSpPr>{_named(id_, label)}<p:cNvSpPr{is_box}/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr><a:xfrm>{place}</a:xfrm>{looks}</p:spPr>{told}</p:sp>"
        )

    def _told(self, words: Words) -> str:
        bold = ' b="1"' if words.is_bold else ""
        looks = f'sz="{self._size(words.size)}"{bold}'
        run = f'<a:rPr lang="en-GB" {looks}>{_solid(words.colour)}</a:rPr>'
        lines = (f"<a:r>{run}<a:t>{_said(line)}</a:t></a:r>" for line in words.text.split("\n"))
        wrap = "square" if words.is_wrapped else "none"
        return (
            f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"'
            f' anchor="{words.anchored}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f'<a:p><a:pPr algn="{words.aligned}"/>{f"<a:br>{run}</a:br>".join(lines)}</a:p>'
            "</p:txBody>"
        )

    def _size(self, units: float) -> int:
        """Return the size of type in hundredths of a point."""
        return max(round(units * self.scale * 7200), 100)

    def _line(self, paint: Paint, *, is_arrow: bool = False) -> str:
        if not paint.stroke:
            return "<a:ln><a:noFill/></a:ln>"
        dash = '<a:prstDash val="dash"/>' if paint.dash else ""
        head = '<a:tailEnd type="stealth" w="med" len="lg"/>' if is_arrow else ""
        thick = max(self.long(paint.width), _POINT // 8)
        looks = f"{_solid(paint.stroke)}{dash}<a:round/>{head}"
        return f'<a:ln w="{thick}" cap="rnd">{looks}</a:ln>'

    def _step(self, step: Segment, box: Bounds) -> str:
        command, numbers = step
        name = _STEPS[command]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        points = "".join(
            f'<a:pt x="{self.long(x - box.x)}" y="{self.long(y - box.y)}"/>' for x, y in pairs
        )
        return f"<a:{name}>{points}</a:{name}>" if points else f"<a:{name}/>"

    def _frame(self, made: Connector) -> str:
        """Return where a connector's frame lies, and how it is turned and flipped."""
        frame = made.frame
        (x, y), wide, high = (
            self.at(frame.x, frame.y),
            self.long(frame.width),
            self.long(frame.height),
        )
        turned = f' rot="{frame.turns * 5_400_000}"' if frame.turns else ""
        turned += ' flipH="1"' if frame.is_flipped_across else ""
        turned += ' flipV="1"' if frame.is_flipped_down else ""
        place = f'<a:off x="{x - wide // 2}" y="{y - high // 2}"/><a:ext cx="{wide}" cy="{high}"/>'
        return f"<a:xfrm{turned}>{place}</a:xfrm>"


def bar(ends: tuple[tuple[Place, Place], ...], paint: Paint) -> Path:
    """Return short lines as one drawing."""
    steps: list[Segment] = []
    for one, other in ends:
        steps += [("M", one), ("L", other)]
    return Path(tuple(steps), paint)


def _named(id_: int, label: Label) -> str:
    said = f' descr="{_said(label.said)}"' if label.said else ""
    name = " ".join(label.name.split())[:_NAME]
    return f'<p:cNvPr id="{id_}" name="{_said(name)}"{said}/>'


def _said(text: str) -> str:
    """Return a text fit for XML, in an element or an attribute."""
    return escape(_UNFIT.sub("", Cleaner().text(text)))


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def _bounds(segments: Sequence[Segment]) -> Bounds:
    xs = [x for _, numbers in segments for x in numbers[::2]]
    ys = [y for _, numbers in segments for y in numbers[1::2]]
    return Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _site(across: float, down: float, side: int) -> str:
    x, y = f"x{round(across * 10)}", f"y{round(down * 10)}"
    return f'<a:cxn ang="{_ANGLES[side]}"><a:pos x="{x}" y="{y}"/></a:cxn>'


def _guide(name: str, formula: str) -> str:
    return f'<a:gd name="{name}" fmla="{formula}"/>'


def _corner(x: str, y: str, start: int) -> str:
    turn = f'<a:arcTo wR="cr" hR="cr" stAng="{start}" swAng="5400000"/>'
    return f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>{turn}'


def _bracket(inner: str, outer: str) -> str:
    points = f'<a:pt x="{outer}" y="hu"/><a:pt x="{outer}" y="hl"/><a:pt x="{inner}" y="b"/>'
    start = f'<a:moveTo><a:pt x="{inner}" y="t"/></a:moveTo>'
    return f"{start}<a:cubicBezTo>{points}</a:cubicBezTo>"


def _geometry(*, is_bracketed: bool) -> str:
    """Return a rounded box with all its sites, which keep their places when it is made larger."""
    across, down = {s[0] for s in SITES}, {s[1] for s in SITES}
    guides = [_guide(f"x{round(p * 10)}", f"*/ w {round(p * 10)} 10") for p in sorted(across)]
    guides += [_guide(f"y{round(p * 10)}", f"*/ h {round(p * 10)} 10") for p in sorted(down)]
    guides += [_guide("cr", "*/ ss 1 5"), _guide("xr", "+- r 0 cr"), _guide("yb", "+- b 0 cr")]
    guides += [_guide("hu", "*/ h 27 100"), _guide("hl", "*/ h 73 100")]
    guides += [_guide("bi", "*/ ss 1 6"), _guide("bo", "+- r 0 bi")]
    rim = (
        '<a:moveTo><a:pt x="l" y="cr"/></a:moveTo>'
        '<a:arcTo wR="cr" hR="cr" stAng="10800000" swAng="5400000"/>'
        f"{_corner('xr', 't', 16_200_000)}{_corner('r', 'yb', 0)}{_corner('cr', 'b', 5_400_000)}"
        "<a:close/>"
    )
    stroke = ' stroke="0"' if is_bracketed else ""
    paths = f"<a:path{stroke}>{rim}</a:path>"
    if is_bracketed:
        paths += f'<a:path fill="none">{_bracket("bi", "l")}{_bracket("bo", "r")}</a:path>'
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{''.join(guides)}</a:gdLst><a:ahLst/>"
        f"<a:cxnLst>{''.join(_site(*site) for site in SITES)}</a:cxnLst>"
        '<a:rect l="l" t="t" r="r" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )


_ROUNDED, _BRACKETED = _geometry(is_bracketed=False), _geometry(is_bracketed=True)
