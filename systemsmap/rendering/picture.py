"""A whole picture for a page: the drawings in layers, a heading, a key, a background."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from systemsmap.analysis.reading import arrow, read_link, read_loop
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds, Drawing, Point, Text, united
from systemsmap.rendering.key import KeyEntry, draw_key
from systemsmap.rendering.text import ascent, fill, line_height, width
from systemsmap.rendering.theme import Theme

_MARGIN = 28.0
_HEADING, _DATE = 22, 12
_DIM = 0.16


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """What a picture shows.

    `title` and `date` are left out when empty; a title of None is the map's own. `focus`: if not
    None, the variables, links, loops and notes that matter; what else there is is dimmed, or left
    out if `alone`. `background`: paper behind everything, or nothing. `frame`: where the map is in
    other pictures of a series, in map units, so that they all overlie.
    """

    title: str | None = None
    date: str = ""
    key: bool = True
    focus: frozenset[str] | None = None
    alone: bool = False
    background: bool = True
    frame: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a picture; `mark` is its name in the file, `title` and `desc` say what it is."""

    mark: str
    title: str
    desc: str
    drawing: Drawing
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Layer:
    """Things of one kind. `name` is what drawing programs show."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Layers from the lowest to the topmost. `background` is a colour or None."""

    layers: tuple[Layer, ...]
    bounds: Bounds
    background: str | None
    title: str
    desc: str


@dataclass(frozen=True, slots=True)
class Besides:
    """What a picture shows besides the map: layers over it, and what its key says of them."""

    layers: tuple[Layer, ...] = ()
    key: tuple[KeyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """Puts items together, leaving out or dimming what is out of focus."""

    composition: Composition
    options: PictureOptions
    focus: frozenset[str] | None = field(default=None)

    def items(self, ids: Iterable[str], prefix: str) -> tuple[Item, ...]:
        return tuple(item for i in ids if (item := self._item(i, prefix)))

    def _item(self, id_: str, prefix: str) -> Item | None:
        within = self.focus is None or id_ in self.focus
        if not within and self.options.alone:
            return None
        title, desc = _said(self.composition, id_, prefix)
        drawing = self.composition.draw(id_)
        return Item(f"{prefix}-{id_}", title, desc, drawing, 1.0 if within else _DIM)


def picture(
    composition: Composition,
    options: PictureOptions = PictureOptions(),
    besides: Besides = Besides(),
) -> Picture:
    """Return the picture of a map."""
    map_, theme = composition.map, composition.theme
    page = _Page(composition, options, _whole(map_, composition, options.focus))
    loops = [k.id for k in composition.loops if composition.has(k.id)]
    layers = [
        Layer("Links", page.items(map_.links, "link")),
        Layer("Loops", page.items(loops, "loop")),
        Layer("Variables", page.items(map_.variables, "var")),
        Layer("Notes", page.items(map_.notes, "note")),
        *besides.layers,
    ]
    kept = [options.frame] if options.frame else []
    drawn = united([*kept, *(i.drawing.bounds for layer in layers for i in layer.items)])
    title = map_.info.title if options.title is None else options.title
    layers += _surroundings(composition, (options, title), besides.key, drawn)
    layers = [layer for layer in layers if layer.items]
    items = (i.drawing.bounds for layer in layers for i in layer.items)
    around = united([*kept, *items]).grown(_MARGIN)
    return Picture(
        tuple(layers),
        _whole_numbers(around),
        theme.paper if options.background else None,
        title or "Causal loop map",
        _described(map_, loops),
    )


def _surroundings(
    composition: Composition,
    said: tuple[PictureOptions, str],
    more: tuple[KeyEntry, ...],
    drawn: Bounds,
) -> list[Layer]:
    """Return the layers above and below the map: `said` is what was asked for, and the title."""
    options, title = said
    layers = []
    wide = max(drawn.width, 420.0)
    if options.key and (composition.map.variables or more):
        key = draw_key(composition, Point(drawn.x, drawn.bottom + 34), wide, more)
        layers.append(Layer("Key", (Item("key", "Key", "What the signs mean.", key),)))
    if title or options.date:
        heading = _heading(title, options.date, composition.theme, wide)
        up = Point(drawn.x, drawn.y - 26 - heading.bounds.height)
        box = Bounds(up.x, up.y, heading.bounds.width, heading.bounds.height)
        drawing = replace(heading, at=up, bounds=box)
        layers.append(Layer("Title", (Item("title", title or options.date, "", drawing),)))
    return layers


def _heading(title: str, date: str, theme: Theme, wide: float) -> Drawing:
    lines = [k for k in fill(title, _HEADING * 1.06, wide) if k]
    step = line_height(_HEADING)
    shapes = [
        Text(line, Point(0.0, ascent(_HEADING) + i * step), _HEADING, theme.ink, 600, "start")
        for i, line in enumerate(lines)
    ]
    high = step * len(lines)
    if date:
        at = Point(0.0, high + ascent(_DATE) + 2)
        shapes.append(Text(date, at, _DATE, theme.soft, 400, "start"))
        high += line_height(_DATE) + 2
    widest = max([width(s.words, s.size, s.weight) for s in shapes], default=0.0)
    return Drawing(Point(0.0, 0.0), tuple(shapes), Bounds(0.0, 0.0, widest, high))


def _whole(
    map_: SystemsMap, composition: Composition, focus: frozenset[str] | None
) -> frozenset[str] | None:
    """Return the focus with the links of its loops, the ends of its links and the links between."""
    if focus is None:
        return None
    links = {i for i in focus if i in map_.links}
    links |= {i for k in composition.loops if k.id in focus for i in k.links if i in map_.links}
    variables = {i for i in focus if i in map_.variables}
    if not links:
        links = {
            i for i, k in map_.links.items() if k.source in variables and k.target in variables
        }
    ends = {v for i in links for v in (map_.links[i].source, map_.links[i].target)}
    return focus | links | ends


def _said(composition: Composition, id_: str, prefix: str) -> tuple[str, str]:
    """Return what a thing is, for pointing at it and for screen readers."""
    map_ = composition.map
    if prefix == "link":
        link = map_.links[id_]
        return arrow(map_, link), read_link(map_, link)
    if prefix == "var":
        return " ".join(map_.variables[id_].name.split()), _about(map_.variables[id_])
    if prefix == "note":
        return "Note", ""
    loop = next(k for k in composition.loops if k.id == id_)
    title = f"{loop.label}: {loop.name}" if loop.name else loop.label
    return title, " ".join(read_loop(map_, loop))


def _about(variable: Variable) -> str:
    kind = variable.kind.label if variable.kind else ""
    where = "Outside our boundary" if variable.outside else ""
    facts = "; ".join(fact for fact in (kind, where) if fact)
    return f"{facts}." if facts else ""


def _described(map_: SystemsMap, loops: list[str]) -> str:
    counts = f"{len(map_.variables)} variables, {len(map_.links)} links, {len(loops)} loops marked"
    return f"A causal loop map: {counts}. {map_.info.description}".strip()


def _whole_numbers(bounds: Bounds) -> Bounds:
    """Return the bounds on whole units, so that a pixel of the file is a pixel of the screen."""
    x, y = float(int(bounds.x // 1)), float(int(bounds.y // 1))
    right, bottom = float(int(-(-bounds.right // 1))), float(int(-(-bounds.bottom // 1)))
    return Bounds(x, y, right - x, bottom - y)
