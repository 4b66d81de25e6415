"""A step of the story as a picture for a whole screen: what it shows, and what is said under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from systemsmap.analysis.telling import Told
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Bounds, Drawing, Point, Text
from systemsmap.rendering.picture import Item, Layer, Picture, PictureOptions, picture
from systemsmap.rendering.stage import Stage, staged
from systemsmap.rendering.text import ascent, fill, line_height
from systemsmap.rendering.theme import Theme

NAMES, LINKS, SIGNS, DELAYS, BADGES, EVIDENCE = range(1, 7)
"""How much is shown: each with all before it."""
LINES = 2
"""Lines of words under a picture at most; what is more comes on the next page."""
MARGIN = 0.026
"""Of the height, kept free at the edges and between picture and words."""
MEASURE = 0.86
"""Of the width, for words: long lines are hard to read, and other fonts are wider than ours."""
SCREEN = (1920.0, 1080.0)
_SHARE = 0.36  # of the height that all the words of a step may take where there is but one page
_ENOUGH = 0.01  # pixels for a map unit that nobody misses
_MARKS = 2  # shapes of a link before its bars and its sign: line and head
_BOLD = 1.06  # times as wide as plain words


@dataclass(frozen=True, slots=True)
class Screen:
    """Pixels across and down, how high names shall be in pixels, and in what colours."""

    size: tuple[float, float]
    type_size: float
    theme: Theme

    @property
    def margin(self) -> float:
        """Pixels kept free at the edges."""
        return MARGIN * self.size[1]


def slides(map_: SystemsMap, told: Told, screen: Screen, layer: int = BADGES) -> list[Picture]:
    """Return the pages of a step: the same picture, with a line or two of words after the other.

    One line where names would be too small over two; if need be without the heading, which is
    then said first.
    """
    size = screen.type_size
    heading, paragraphs = _lines(told, screen, size)
    ways = [(heading, _paged(paragraphs, most)) for most in range(LINES, 0, -1)]
    ways.append(([], _paged([*([line] for line in heading), *paragraphs], 1)))
    tried: list[tuple[Stage | None, list[str], list[list[str]]]] = []
    for head, pages in ways:
        rows = len(head) + max(map(len, pages))
        stage = _staged(map_, told, screen, rows * line_height(size), layer)
        tried.append((stage, head, pages))
        if stage is None or stage.scale >= size / screen.theme.text_size - _ENOUGH:
            break
    stage, head, pages = max(tried, key=lambda one: one[0].scale if one[0] else 0.0)
    return [_page(stage, told, screen, (head, page, size), layer) for page in pages]


def slide(map_: SystemsMap, told: Told, screen: Screen) -> Picture:
    """Return a step as one page, its words smaller where there are many."""
    size = screen.type_size
    while True:
        heading, paragraphs = _lines(told, screen, size)
        lines = [line for lines in paragraphs for line in lines]
        high = (len(heading) + len(lines)) * line_height(size)
        share = _SHARE if told.variables else 1 - 2 * MARGIN
        if high <= share * screen.size[1] or size < 8:
            break
        size *= 0.92
    stage = _staged(map_, told, screen, high, BADGES)
    return _page(stage, told, screen, (heading, lines, size), BADGES)


def _paged(paragraphs: Iterable[list[str]], most: int) -> list[list[str]]:
    """Return the lines of each page; a paragraph that does not fit begins a new one."""
    pages: list[list[str]] = [[]]
    for lines in paragraphs:
        for at in range(0, len(lines), most):
            some = lines[at : at + most]
            if pages[-1] and len(pages[-1]) + len(some) > most:
                pages.append([])
            pages[-1] += some
    return pages


def _lines(told: Told, screen: Screen, size: float) -> tuple[list[str], list[list[str]]]:
    """Return the lines of the heading, and those of each paragraph of what is said."""
    wide = MEASURE * screen.size[0]
    heading = [line for line in fill(told.heading, size * _BOLD, wide) if line]
    return heading, [_balanced(words, size, wide) for words in told.says]


def _balanced(words: str, size: float, wide: float) -> list[str]:
    """Return the lines of a paragraph, narrower if else a single one were left over on a page."""
    lines = first = list(fill(words, size, wide))
    for narrower in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7):
        if len(lines) % LINES == 0 or len(first) < LINES:
            return lines
        lines = list(fill(words, size, wide * narrower))
    return first


def _staged(map_: SystemsMap, told: Told, screen: Screen, words: float, layer: int) -> Stage | None:
    """Return the piece over so many pixels of words; None where there is only words."""
    if not told.variables:
        return None
    theme = replace(screen.theme, dashes_assumptions=layer >= EVIDENCE)
    return staged(map_, told, theme, _room(screen, words), screen.type_size)


def _room(screen: Screen, words: float) -> tuple[float, float]:
    wide, high = screen.size
    between = screen.margin if words else 0.0
    return wide - 2 * screen.margin, high - 2 * screen.margin - words - between


def _page(
    stage: Stage | None,
    told: Told,
    screen: Screen,
    words: tuple[Sequence[str], Sequence[str], float],
    layer: int,
) -> Picture:
    """Return the picture of a page in map units, its bounds those of the screen."""
    heading, lines, size = words
    high = (len(heading) + len(lines)) * line_height(size)
    scale = stage.scale if stage else screen.type_size / screen.theme.text_size
    middle = stage.bounds.middle if stage else Point(0.0, 0.0)
    wide, tall = screen.size
    up = screen.margin + _room(screen, high)[1] / 2 if stage else (tall - high) / 2
    page = Bounds(middle.x - wide / 2 / scale, middle.y - up / scale, wide / scale, tall / scale)
    foot = page.bottom - (screen.margin + high) / scale if stage else middle.y
    below = _words(heading, lines, size / scale, Point(middle.x, foot), screen.theme)
    layers = (*_layers(stage, layer), Layer("Words", below)) if below else _layers(stage, layer)
    title = told.heading or " ".join(told.says)[:80]
    return Picture(layers, page, screen.theme.paper, title, " ".join(told.says))


def _words(
    heading: Sequence[str], lines: Sequence[str], size: float, at: Point, theme: Theme
) -> tuple[Item, ...]:
    """Return lines of words under each other, centred, the first of them at the top."""
    step, points = line_height(size), max(round(size), 1)
    shapes = tuple(
        Text(line, Point(0.0, ascent(size) + n * step), points, theme.ink, 700 if bold else 400)
        for n, (line, bold) in enumerate([(x, True) for x in heading] + [(x, False) for x in lines])
    )
    if not shapes:
        return ()
    bounds = Bounds(at.x, at.y, 0.0, step * len(shapes))
    said = " ".join((*heading, *lines))
    return (Item("words", said, "", Drawing(at, shapes, bounds)),)


def _layers(stage: Stage | None, upto: int) -> tuple[Layer, ...]:
    """Return the layers of the piece as far as they are shown."""
    if stage is None:
        return ()
    whole = picture(stage.composition, PictureOptions(title="", key=False))
    shown = []
    for layer in whole.layers:
        if layer.name == "Links" and upto >= LINKS:
            items = (replace(i, drawing=_up_to(i.drawing, upto)) for i in layer.items)
            shown.append(replace(layer, items=tuple(items)))
        elif layer.name == "Variables" or (layer.name in ("Loops", "Notes") and upto >= BADGES):
            shown.append(layer)
    return tuple(shown)


def _up_to(drawing: Drawing, layer: int) -> Drawing:
    """Return a link with its sign and its delay as far as they are shown."""
    sign = drawing.shapes[-1:] if layer >= SIGNS else ()
    bars = drawing.shapes[_MARKS:-1] if layer >= DELAYS else ()
    return replace(drawing, shapes=(*drawing.shapes[:_MARKS], *bars, *sign))
