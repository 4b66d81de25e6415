"""A picture as SVG that people can go on editing: real words, named groups, layers, no tricks.

Plain shapes with presentation attributes only: no markers, filters, clip paths or style sheets,
which drawing and office programs read differently or not at all. Words are set line by line at
explicit places, centred lines as centred text, so that another font stays in place.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from systemsmap.rendering.drawing import Paint, Path, Point, Segment, Shape, Text
from systemsmap.rendering.picture import Item, Layer, Picture

MAP_NAMESPACE = "https://systemsmap.invalid/ns/map/1"
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg"'
    ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' width="{w:.0f}" height="{h:.0f}" viewBox="{x:.0f} {y:.0f} {w:.0f} {h:.0f}"'
    ' role="img" aria-labelledby="map-title map-desc"'
    ' font-family="Inter, &quot;Segoe UI&quot;, &quot;Helvetica Neue&quot;, Arial, sans-serif"'
    ' font-kerning="none" stroke-linecap="round" stroke-linejoin="round">\n'
)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.-]")
_ANCHORS = {"start": "start", "middle": "middle", "end": "end"}

Attributes = dict[str, str]


def to_svg(picture: Picture, metadata: str | None = None) -> str:
    """Return the picture as SVG. `metadata` is text to carry along unseen: the map itself."""
    box = picture.bounds
    parts = [
        _HEAD.format(x=box.x, y=box.y, w=box.width, h=box.height),
        f'<title id="map-title">{said(picture.title)}</title>\n',
        f'<desc id="map-desc">{said(picture.desc)}</desc>\n',
    ]
    if metadata is not None:
        parts.append(
            f'<metadata><sm:map xmlns:sm="{MAP_NAMESPACE}">{said(metadata)}</sm:map></metadata>\n'
        )
    if picture.background:
        size = f'x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" height="{box.height:.0f}"'
        parts.append(f'<rect id="paper" {size} fill="{picture.background}"/>\n')
    for layer in picture.layers:
        parts.extend(_layer(layer))
    parts.append("</svg>\n")
    return "".join(parts)


def said(words: str) -> str:
    """Return words as XML text; characters that no XML file may hold become the sign �."""
    return escape(_FORBIDDEN.sub("\ufffd", words), quote=False)


def _layer(layer: Layer) -> Iterator[str]:
    """Yield a layer; what most of its shapes have in common is said once, for all of them."""
    common = _common(layer)
    attributes = _written(common)
    label = said(layer.name)
    yield (
        f'<g id="layer-{label.lower()}" inkscape:groupmode="layer" inkscape:label="{label}"'
        f"{attributes}>\n"
    )
    writer = _Writer(common)
    for item in layer.items:
        yield writer.item(item)
    yield "</g>\n"


def _common(layer: Layer) -> Attributes:
    """Return the most frequent value of each attribute that may stand on the whole layer."""
    counts: dict[str, Counter[str]] = {}
    shapes = [s for item in layer.items for s in item.drawing.shapes]
    texts = Counter((s.size, s.weight, s.anchor, s.colour) for s in shapes if isinstance(s, Text))
    for style, times in texts.items():
        for name, value in zip(_TEXT_NAMES, style, strict=True):
            counts.setdefault(name, Counter())[str(value)] += times
    widths = Counter(f"{s.paint.width:g}" for s in shapes if isinstance(s, Path) and s.paint.stroke)
    if widths:
        counts["stroke-width"] = widths
    return {name: max(sorted(c), key=c.__getitem__) for name, c in counts.items()}


_TEXT_NAMES = ("font-size", "font-weight", "text-anchor", "fill")


class _Writer:
    """Writes the items of one layer, leaving unsaid what the layer says."""

    def __init__(self, common: Attributes) -> None:
        self._common = common
        self._texts: dict[tuple[object, ...], str] = {}
        self._paints: dict[Paint, str] = {}

    def item(self, item: Item) -> str:
        mark = _NOT_IN_ID.sub(lambda m: f"_{ord(m[0]):x}", item.mark)
        faint = "" if item.opacity == 1.0 else f' opacity="{item.opacity:g}"'
        desc = f"<desc>{said(item.desc)}</desc>" if item.desc else ""
        shapes = "".join(self._shapes(item.drawing.shapes, item.drawing.at))
        return f'<g id="{mark}"{faint}><title>{said(item.title)}</title>{desc}{shapes}</g>\n'

    def _shapes(self, shapes: tuple[Shape, ...], at: Point) -> Iterator[str]:
        lines: list[Text] = []
        for shape in shapes:
            if lines and not (isinstance(shape, Text) and _goes_on(lines[-1], shape)):
                yield self._text(lines, at)
                lines = []
            if isinstance(shape, Text):
                lines.append(shape)
            else:
                yield f'<path d="{path_data(shape.segments, at)}"{self._painted(shape.paint)}/>'
        if lines:
            yield self._text(lines, at)

    def _text(self, lines: list[Text], at: Point) -> str:
        first = lines[0]
        style = (first.size, first.weight, first.anchor, first.colour)
        if style not in self._texts:
            own = {n: str(v) for n, v in zip(_TEXT_NAMES, style, strict=True)}
            self._texts[style] = self._unsaid(own)
        attributes = self._texts[style]
        x = at.x + first.at.x
        if len(lines) == 1:
            y = at.y + first.at.y
            return f'<text x="{x:.1f}" y="{y:.1f}"{attributes}>{said(first.words)}</text>'
        spans = "".join(
            f'<tspan x="{x:.1f}" y="{at.y + k.at.y:.1f}">{said(k.words)}</tspan>' for k in lines
        )
        return f"<text{attributes}>{spans}</text>"

    def _painted(self, paint: Paint) -> str:
        if paint not in self._paints:
            self._paints[paint] = self._unsaid(_paint(paint))
        return self._paints[paint]

    def _unsaid(self, own: Attributes) -> str:
        return _written({n: v for n, v in own.items() if self._common.get(n) != v})


def _goes_on(before: Text, line: Text) -> bool:
    """Return whether a line belongs to the same block of words as the one before."""
    return (
        before.size == line.size
        and before.colour == line.colour
        and before.weight == line.weight
        and before.at.x == line.at.x
        and before.anchor == line.anchor
    )


def _paint(paint: Paint) -> Attributes:
    own = {"fill": paint.fill or "none"}
    if paint.stroke:
        own |= {"stroke": paint.stroke, "stroke-width": f"{paint.width:g}"}
    if paint.dash:
        own["stroke-dasharray"] = " ".join(f"{d:g}" for d in paint.dash)
    if paint.opacity != 1.0:
        own["opacity"] = f"{paint.opacity:g}"
    return own


def _written(attributes: Attributes) -> str:
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


_FORMATS = {
    "M": "M%.1f %.1f",
    "L": "L%.1f %.1f",
    "Q": "Q%.1f %.1f %.1f %.1f",
    "C": "C%.1f %.1f %.1f %.1f %.1f %.1f",
    "Z": "Z",
}


def path_data(segments: tuple[Segment, ...], at: Point) -> str:
    """Return the segments as the text of a path, moved by `at`."""
    x, y = at.x, at.y
    if x or y:
        offsets = (x, y, x, y, x, y)
        moved = [(c, tuple([n + o for n, o in zip(p, offsets, strict=False)])) for c, p in segments]
        return "".join([_FORMATS[c] % p for c, p in moved])
    return "".join([_FORMATS[c] % p for c, p in segments])
