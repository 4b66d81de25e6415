"""The graphics of yEd inside GraphML: shapes with their corners, labels, arrows at either end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from systemsmap.interchange.building import Place, place
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.graph_fields import sign_in
from systemsmap.interchange.labelled_graph import Edge
from systemsmap.interchange.markup import words_of_markup
from systemsmap.interchange.xml import anywhere, below
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = "http://www.yworks.com/xml/graphml"
_BLUNT = "t_shape"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What yEd drew of a node or an edge: labels, the middle of the shape, arrows by their names.

    `text` is the first label as it stands in the file, `label` the words of it.
    """

    text: str = ""
    second: str = ""
    at: Place | None = None
    tail: str | None = None
    head: str | None = None

    @property
    def label(self) -> str:
        """The words of the first label."""
        return _words(self.text)

    def turned(self, edge: Edge) -> Iterator[Edge]:
        """Yield the edge as its arrows lead, which is twice where it has one at either end."""
        at_tail, at_head = ((arrow or "none") != "none" for arrow in (self.tail, self.head))
        if edge.start == edge.end or (self.tail is None and self.head is None):
            yield edge
        elif not at_tail and not at_head:
            yield replace(edge, is_directed=False)
        else:
            sure = replace(edge, is_directed=True)
            there, back = sure.both_ways() if at_tail and at_head else (sure, sure.turned())
            if at_head:
                yield _blunt(there, self.head)
            if at_tail:
                yield _blunt(back, self.tail)


def _blunt(edge: Edge, arrow: str | None) -> Edge:
    """Return the edge, negative if its arrow is blunt and nothing else tells a sign."""
    if arrow != _BLUNT or sign_in(edge.fields) is not None:
        return edge
    return replace(edge, fields={**edge.fields, "polarity": Polarity.NEGATIVE.value})


def drawn_in(element: "_Element") -> Drawn:
    """Return what yEd drew of a node or an edge; nothing where there are no graphics."""
    labels: list[str] = []
    at = arrows = None
    for data in below(element, "data"):
        if not len(data):
            continue
        for name in ("NodeLabel", "EdgeLabel"):
            labels += [text for one in anywhere(data, name) if (text := (one.text or "").strip())]
        for box in anywhere(data, "Geometry")[:1]:
            corner = place(box.get("x"), box.get("y"))
            size = place(box.get("width"), box.get("height"))
            if corner and size:
                at = (corner[0] + size[0] / 2, corner[1] + size[1] / 2)
        arrows = next(iter(anywhere(data, "Arrows")), arrows)
    tail, head = (arrows.get("source"), arrows.get("target")) if arrows is not None else (None,) * 2
    text, second = (*labels, "", "")[:2]
    return Drawn(text, second, at, tail, head)


def _words(label: str) -> str:
    """Return the words of a label; only one that begins so is taken for HTML, as yEd does."""
    return words_of_markup(label) if label[:6].casefold() == "<html>" else label


def _part(parent: "_Element", name: str, fields: dict[str, str]) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    return etree.SubElement(parent, f"{{{SPACE}}}{name}", fields)


def draw_node(data: "_Element", variable: Variable) -> None:
    """Draw a variable as yEd would: its words without a box."""
    shape = _part(data, "ShapeNode", {})
    wide, high = size_of(variable.name, PRINT)
    corner = {"x": f"{variable.x - wide / 2:.2f}", "y": f"{variable.y - high / 2:.2f}"}
    _part(shape, "Geometry", {**corner, "width": f"{wide:.2f}", "height": f"{high:.2f}"})
    _part(shape, "Fill", {"hasColor": "false", "transparent": "false"})
    _part(shape, "BorderStyle", {"hasColor": "false", "type": "line", "width": "1.0"})
    _part(shape, "NodeLabel", {}).text = Cleaner().text(variable.name)
    _part(shape, "Shape", {"type": "roundrectangle"})


def draw_edge(data: "_Element", link: Link, label: str) -> None:
    """Draw a link: an arc in the colour of its sign, dashed while it has none."""
    line = _part(data, "ArcEdge", {})
    colour = PRINT.link_colour(link.polarity)
    style = "dashed" if link.polarity is Polarity.UNDECIDED else "line"
    _part(line, "LineStyle", {"color": colour, "type": style, "width": "2.0"})
    _part(line, "Arrows", {"source": "none", "target": "standard"})
    _part(line, "EdgeLabel", {}).text = label
