"""A slide with a box for each variable and glued arrows between them, all of it to be edited.

Names, arrows, signs, delays, badges of loops and the key are shapes of the slide. An arrow is
glued to its two boxes and follows them; it runs as near to the arc of the map as the curved
connectors of office programs can. The slide grows with the map, so that names can be read.
"""

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from systemsmap.analysis.reading import arrow, read_link, read_loop
from systemsmap.analysis.register import listing, numbering
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.connecting import connect
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.picture_of import loops_of
from systemsmap.interchange.slide_marks import SIGN, Marks, place_marks
from systemsmap.interchange.slide_xml import NAMESPACES, Label, Paper, Words, bar
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.drawing import Bounds, Drawing, Paint, Point, united
from systemsmap.rendering.key import draw_key
from systemsmap.rendering.links import SIGNS
from systemsmap.rendering.theme import PRINT, Theme
from systemsmap.rendering.variables import outline_of

if TYPE_CHECKING:
    from systemsmap.interchange.connectors import Connector

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.OUTSIDE
    | Holds.TEXTS
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
WIDE, HIGH = 13.333, 7.5  # inches
WIDEST = 56.0  # that PowerPoint allows
MARGIN, HEADING = 0.4, 0.75
_LARGEST, _SMALLEST = 22.0, 9.0  # points of type in names
_PADDING = (4.0, 4.0)  # between words and the rim of their box
_WIDER = 1.11  # than in our font names may be in the one that a program has
_REACH = 0.2  # inches that a connector goes out; LibreOffice knows no other number
_KEY_DOWN, _KEY_WIDE = 30.0, 640.0


def write(map_: SystemsMap) -> bytes:
    """Return a presentation with one slide. Variables need their places."""
    from pptx import Presentation  # noqa: PLC0415 - a fifth of a second
    from pptx.util import Inches  # noqa: PLC0415

    loops = loops_of(map_)
    map_ = numbering(map_, loops).applied_to(map_)
    page = _Page(compose(map_, PRINT, listing(map_, loops)))
    deck = Presentation()
    grown = page.times
    deck.slide_width, deck.slide_height = Inches(WIDE * grown), Inches(HIGH * grown)
    title = " ".join(Cleaner().text(map_.info.title).split())
    slide = deck.slides.add_slide(deck.slide_layouts[5 if title else 6])
    deck.core_properties.title = title[:255]
    if title:
        _head(slide, title, grown)
    _fill(slide, "".join(page.shapes()))
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _head(slide: Any, title: str, grown: float) -> None:
    """Put the title where a slide has its title."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415
    from pptx.util import Inches, Pt  # noqa: PLC0415

    shape = slide.shapes.title
    shape.left, shape.top = Inches(MARGIN * grown), Inches(MARGIN / 2 * grown)
    shape.width = Inches((WIDE - 2 * MARGIN) * grown)
    shape.height = Inches(HEADING * grown)
    shape.text_frame.text = title
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    shape.text_frame.margin_left = 0
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    size = 24.0 if len(title) < 80 else 18.0
    for run in paragraph.runs:
        run.font.size, run.font.bold = Pt(size * grown), True


def _fill(slide: Any, shapes: str) -> None:
    """Put shapes on a slide, all at once."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    tree = slide.shapes._spTree  # noqa: SLF001 - shapes one by one take a minute for 1,000
    for element in list(parse_xml(f"<p:spTree {NAMESPACES}>{shapes}</p:spTree>")):
        tree.append(element)


class _Page:
    """What stands on the slide, and how large it has to be: `times` a usual one."""

    def __init__(self, composition: Composition) -> None:
        self._composition, self._map = composition, composition.map
        self._theme: Theme = composition.theme
        self._boxes = {v.id: _box(composition, v.id) for v in self._map.variables.values()}
        is_headed = bool(self._map.info.title.strip())
        usual = _laid(composition.bounds, is_headed=is_headed)[1].scale
        self._connectors = connect(composition, self._boxes, _REACH / usual)
        self._marks: Marks = place_marks(composition, self._boxes, self._connectors)
        drawn = united(self._bounds())
        self._key = self._key_under(drawn)
        around = united((drawn, self._key.bounds)) if self._map.variables else drawn
        self.times, self._paper = _laid(around, is_headed=is_headed)

    def _key_under(self, drawn: Bounds) -> Drawing:
        """Return the key, in rows as wide as the slide lets them be, in the middle under all."""
        wide = max(drawn.width, _KEY_WIDE, drawn.height * WIDE / HIGH)
        key = draw_key(self._composition, Point(0.0, 0.0), wide)
        at = Point(drawn.middle.x - key.bounds.width / 2, drawn.bottom + _KEY_DOWN)
        return draw_key(self._composition, at, wide)

    def _bounds(self) -> Iterator[Bounds]:
        yield from self._boxes.values()
        for note in self._map.notes:
            yield self._composition.box(note)
        for made in self._connectors.values():
            xs, ys = [x for x, _ in made.points], [y for _, y in made.points]
            yield Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        for x, y in self._marks.signs.values():
            yield Bounds(x, y, 0.0, 0.0).grown(SIGN + 2.0)
        for loop, (x, y) in self._marks.badges.items():
            yield Bounds(x, y, 0.0, 0.0).grown(self._composition.badge(loop).width / 2)

    def shapes(self) -> Iterator[str]:
        """Yield all shapes, the lowest first: lines, names over them, marks over all."""
        boxes = [self._variable(id_) for id_ in self._boxes]
        ids = dict(zip(self._boxes, (id_ for id_, _ in boxes), strict=True))
        for id_, made in self._connectors.items():
            yield self._link(id_, made, ids)
        yield from (xml for _, xml in boxes)
        for id_, ends in self._marks.bars.items():
            path = bar(ends, self._paint(id_))
            yield self._paper.lines(path, Point(0.0, 0.0), Label(f"Delay {self._arrow(id_)}"))
        yield from map(self._badge, self._marks.badges)
        yield from map(self._sign, self._marks.signs)
        yield from map(self._note, self._map.notes)
        if self._map.variables:
            parts = self._paper.drawn(self._key.shapes, self._key.at)
            yield self._paper.group(self._key.bounds, Label("Key", "What the signs mean."), parts)

    def _variable(self, id_: str) -> tuple[int, str]:
        variable, theme = self._map.variables[id_], self._theme
        words = Words(variable.name, theme.text_size, theme.ink, is_wrapped=True)
        rim = theme.soft if variable.outside else None
        said = "Outside our boundary." if variable.outside else ""
        label = Label(f"Variable {variable.name}", said)
        return self._paper.variable(self._boxes[id_], words, label, rim)

    def _link(self, id_: str, made: "Connector", ids: Mapping[str, int]) -> str:
        link = self._map.links[id_]
        said = f"{self._arrow(id_)}: {read_link(self._map, link)}"
        glued = ids[link.source], ids[link.target]
        label = Label(f"Connector {self._arrow(id_)}", said)
        return self._paper.connector(made, glued, self._paint(id_), label)

    def _sign(self, id_: str) -> str:
        theme, polarity = self._theme, self._map.links[id_].polarity
        x, y = self._marks.signs[id_]
        sign = SIGNS[polarity]
        words = Words(sign, theme.sign_size, theme.link_colour(polarity), is_bold=True)
        box = Bounds(x, y, 0.0, 0.0).grown(SIGN + 3.0)
        return self._paper.words(box, words, Label(f"Sign {sign} {self._arrow(id_)}"))

    def _badge(self, id_: str) -> str:
        loop = next(one for one in self._composition.loops if one.id == id_)
        drawing, at = self._composition.draw(id_), Point(*self._marks.badges[id_])
        half = self._composition.badge(id_).width / 2
        box = Bounds(at.x - half, at.y - half, 2 * half, 2 * half)
        name = f"Loop {loop.label}: {loop.name}" if loop.name else f"Loop {loop.label}"
        label = Label(name, " ".join(read_loop(self._map, loop)))
        return self._paper.group(box, label, self._paper.drawn(drawing.shapes, at))

    def _note(self, id_: str) -> str:
        note, theme = self._map.notes[id_], self._theme
        words = Words(
            note.text, theme.note_size, theme.soft, aligned="l", anchored="t", is_wrapped=True
        )
        return self._paper.words(self._composition.box(id_), words, Label("Note"))

    def _paint(self, id_: str) -> Paint:
        return Paint(self._theme.link_colour(self._map.links[id_].polarity), self._theme.line)

    def _arrow(self, id_: str) -> str:
        return arrow(self._map, self._map.links[id_])


def _box(composition: Composition, id_: str) -> Bounds:
    """Return the box of a variable, closer round the words than the one pointed at."""
    outline = outline_of(composition.map.variables[id_], composition.theme)
    wide, high = outline.half_width * _WIDER + _PADDING[0], outline.half_height + _PADDING[1]
    return Bounds(outline.x - wide, outline.y - high, 2 * wide, 2 * high)


def _laid(around: Bounds, *, is_headed: bool) -> tuple[float, Paper]:
    """Return how many times a usual slide is needed for names to be read, and what lies where."""
    head = HEADING if is_headed else 0.0
    wide, high = WIDE - 2 * MARGIN, HIGH - 2 * MARGIN - head
    fit = min(wide / max(around.width, 1.0), high / max(around.height, 1.0))
    points = PRINT.text_size * 72
    times = min(max(1.0, _SMALLEST / points / fit), WIDEST / WIDE)
    scale = min(fit * times, _LARGEST / points)
    middle = around.middle
    left = times * WIDE / 2 - middle.x * scale
    top = times * (MARGIN + head + high / 2) - middle.y * scale
    return times, Paper(scale, left, top)
