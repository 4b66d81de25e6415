"""A slide with a box for each variable and glued arrows between them, all of it to be edited."""

import io
from typing import TYPE_CHECKING, Any

from systemsmap.analysis.reading import arrow, read_link
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.drawing import Bounds, Point
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import box_of

if TYPE_CHECKING:
    from systemsmap.rendering.composition import Composition

WIDE, HIGH = 13.333, 7.5  # inches
MARGIN = 0.4
_POINTS = 72
_TYPE = 17  # map units that names are high
_SIGN = 0.42  # inches across of the box that a sign stands in


def write(map_: SystemsMap) -> bytes:
    """Return a presentation with one slide. Variables need their places."""
    from pptx import Presentation  # noqa: PLC0415 - a fifth of a second
    from pptx.util import Inches  # noqa: PLC0415

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    deck.core_properties.title = Cleaner().text(map_.info.title)[:255]
    page = _Page(map_, slide)
    boxes = {v.id: page.box(v) for v in map_.variables.values()}
    for link in map_.links.values():
        page.link(link, boxes)
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


class _Page:
    """A slide, and how map units lie on it."""

    def __init__(self, map_: SystemsMap, slide: Any) -> None:
        self._map, self._slide = map_, slide
        self._composition: Composition = compose(map_, PRINT)
        bounds = self._composition.bounds
        wide, high = max(bounds.width, 1.0), max(bounds.height, 1.0)
        self._scale = min((WIDE - 2 * MARGIN) / wide, (HIGH - 2 * MARGIN) / high, 1 / _POINTS)
        self._middle: Point = bounds.middle

    def _at(self, x: float, y: float) -> tuple[int, int]:
        from pptx.util import Inches  # noqa: PLC0415

        left = WIDE / 2 + (x - self._middle.x) * self._scale
        return Inches(left), Inches(HIGH / 2 + (y - self._middle.y) * self._scale)

    def box(self, variable: Variable) -> Any:
        """Add a box with a name in it, as wide as the name."""
        from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415

        bounds: Bounds = box_of(variable, PRINT)
        left, top = self._at(bounds.x, bounds.y)
        right, bottom = self._at(bounds.right, bounds.bottom)
        corners = left, top, right - left, bottom - top
        shape = self._slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *corners)
        shape.fill.background()
        shape.line.fill.background()
        shape.shadow.inherit = False
        self._write(shape.text_frame, Cleaner().text(variable.name), PRINT.ink, _TYPE)
        return shape

    def link(self, link: Link, boxes: dict[str, Any]) -> None:
        """Add an arrow that stays with its boxes, and its sign beside the head."""
        from pptx.enum.shapes import MSO_CONNECTOR  # noqa: PLC0415
        from pptx.util import Pt  # noqa: PLC0415

        start, end = boxes[link.source], boxes[link.target]
        line = self._slide.shapes.add_connector(MSO_CONNECTOR.CURVE, 0, 0, 0, 0)
        first, last = _sides(self._map.variables[link.source], self._map.variables[link.target])
        line.begin_connect(start, first)
        line.end_connect(end, last)
        colour = PRINT.link_colour(link.polarity)
        line.line.color.rgb = _colour(colour)
        line.line.width = Pt(1.5)
        _tip(line, f"{arrow(self._map, link)}: {read_link(self._map, link)}")
        self._sign(link, colour)

    def _sign(self, link: Link, colour: str) -> None:
        from pptx.util import Inches  # noqa: PLC0415

        at = self._composition.middle(link.id)
        x, y = self._at(at.x, at.y)
        half = Inches(_SIGN / 2)
        box = self._slide.shapes.add_textbox(x - half, y - half, 2 * half, 2 * half)
        sign = "−" if link.polarity.value == "-" else link.polarity.value
        self._write(box.text_frame, f"{sign} ||" if link.delayed else sign, colour, _TYPE + 2)

    def _write(self, frame: Any, text: str, colour: str, size: int) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415
        from pptx.util import Pt  # noqa: PLC0415

        frame.word_wrap = False
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.text = text.replace("\n", "\v")
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        for run in paragraph.runs:
            run.font.size = Pt(max(round(size * self._scale * _POINTS, 1), 1))
            run.font.color.rgb = _colour(colour)


def _colour(name: str) -> Any:
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    parts = (int(name[at : at + 2], 16) for at in (1, 3, 5))
    return RGBColor(*parts)  # type: ignore[no-untyped-call]


def _sides(start: Variable, end: Variable) -> tuple[int, int]:
    """Return where an arrow leaves and arrives: 0 top, 1 left, 2 bottom, 3 right."""
    dx, dy = end.x - start.x, end.y - start.y
    if start.id == end.id:
        return 0, 3
    if abs(dx) > abs(dy):
        return (3, 1) if dx > 0 else (1, 3)
    return (2, 0) if dy > 0 else (0, 2)


def _tip(line: Any, words: str) -> None:
    """Give the line an arrow head, and words for who cannot see it."""
    from pptx.oxml.ns import qn  # noqa: PLC0415

    properties = line.line._get_or_add_ln()  # noqa: SLF001 - python-pptx knows no arrow heads
    head = properties.makeelement(qn("a:tailEnd"), {"type": "triangle", "w": "med", "len": "med"})
    properties.append(head)
    line._element.nvCxnSpPr.cNvPr.set("descr", Cleaner().text(words))  # noqa: SLF001
