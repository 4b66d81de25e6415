"""XMILE, the OASIS standard that Stella and others write: connectors with sign and delay mark.

Elements are known by their local names, for there are two namespaces. Names are one when they
differ in case, spaces, line breaks and underscores only (3.2.2.2). `angle` is the direction at the
start of an arc, in degrees from the right against the clock (6.1.6).
"""

from collections.abc import Iterator, Mapping
from math import atan2, degrees, radians, tan
from typing import TYPE_CHECKING

from systemsmap.interchange.building import (
    MapBuilder,
    Place,
    SaidOfLink,
    SaidOfVariable,
    distinct_names,
    number,
    place,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds, plain
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import anywhere, below, local, parse_xml, text_of
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDS = (
    Holds.SIGNS
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.NOTES
    | Holds.LINK_NOTES
    | Holds.LOOPS
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
)
SPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
ISEE = "http://iseesystems.com/XMILE"
_KINDS = ("aux", "stock", "flow", "module", "gf")
_SIGNS = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "-"}
_DEFAULT = 0.2


def read(data: bytes) -> Imported:
    """Return the map of a model. Raises ImportTrouble."""
    root = parse_xml(data)
    if local(root) != "xmile":
        raise ImportTrouble("It is XML, but no XMILE model.")
    header = anywhere(root, "header")
    names = [text_of(one) for part in header for one in below(part, "name")]
    builder = MapBuilder("xmile", " ".join(names[:1]))
    models = [one for one in root if local(one) == "model"]
    notes = {_key(name): note for model in models for name, note in _notes(model)}
    for model in models:
        views = [view for views in below(model, "views") for view in below(views, "view")]
        for view in views:
            _take_nodes(builder, view, notes)
        for name, _ in _notes(model):
            if builder.find(_plain(name)) is None:
                builder.variable(
                    _plain(name), _plain(name), None, SaidOfVariable(notes[_key(name)])
                )
        for view in views:
            _take_connectors(builder, view)
    return builder.imported()


def _notes(model: "_Element") -> Iterator[tuple[str, str]]:
    """Yield each variable with its note."""
    for variables in below(model, "variables"):
        for one in variables:
            name = one.get("name")
            if local(one) in _KINDS and name:
                yield name, "\n".join(text_of(doc).strip() for doc in below(one, "doc"))


def _plain(name: str) -> str:
    """Return a name as it is read: without quotes, its line breaks real."""
    name = name.strip()
    if len(name) > 1 and name.startswith('"') and name.endswith('"'):
        name = name[1:-1].replace('\\"', '"')
    return name.replace("\\n", "\n").replace("_", " ")


def _key(name: str) -> str:
    return " ".join(_plain(name).split()).casefold()


def _take_nodes(builder: MapBuilder, view: "_Element", notes: dict[str, str]) -> None:
    for one in view:
        name = one.get("name")
        if local(one) in _KINDS and name and builder.find(_plain(name)) is None:
            at = place(one.get("x"), one.get("y"))
            wide, high = number(one.get("width")), number(one.get("height"))
            if at and wide and high:
                at = at[0] + wide / 2, at[1] + high / 2
            said = SaidOfVariable(notes.get(_key(name), ""))
            builder.variable(_plain(name), _plain(name), at, said)


def _take_connectors(builder: MapBuilder, view: "_Element") -> None:
    aliases = {
        one.get("uid"): text_of(next(iter(below(one, "of")), None)) for one in below(view, "alias")
    }
    for one in below(view, "connector"):
        ends = [_end(one, side, aliases) for side in ("from", "to")]
        builder.link(ends[0], ends[1], _said(builder, one, ends))
    for one in below(view, "loop_indicator"):
        _take_loop(builder, one)


def _said(builder: MapBuilder, one: "_Element", ends: list[str]) -> SaidOfLink:
    sign, key, angle = one.get("polarity"), one.get("uid") or "", number(one.get("angle"))
    notes = ("documentation", "reasoning", "polarity_reasoning")
    note = "\n".join(text_of(child).strip() for child in one if local(child) in notes)
    a, b = (builder.middle(end) for end in ends)
    bend = bend_of(angle, a, b) if angle is not None and a and b and a != b else None
    return SaidOfLink(
        sign_of(sign) if sign else None,
        one.get("delay_mark") == "true",
        bend,
        note=note,
        id=f"c{key}" if key else "",
    )


def _end(connector: "_Element", side: str, aliases: dict[str | None, str]) -> str:
    element = next(iter(below(connector, side)), None)
    if element is None:
        return ""
    alias = next(iter(below(element, "alias")), None)
    return _plain(aliases.get(alias.get("uid"), "") if alias is not None else text_of(element))


def _take_loop(builder: MapBuilder, one: "_Element") -> None:
    names = [text_of(name).strip() for name in below(one, "name")]
    label = one.get("text") or ""
    items = [f"c{item.get('uid')}" for item in anywhere(one, "item") if item.get("uid")]
    if items:
        builder.loop(items, next(filter(None, names), label))
    elif label:
        builder.lose("Loop indicator without members left out", label)


def write(map_: SystemsMap) -> bytes:
    """Return the map as a model that is only a causal loop diagram."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    spaces: dict[str | None, str] = {None: SPACE, "isee": ISEE}
    root = etree.Element(f"{{{SPACE}}}xmile", {"version": "1.0"}, nsmap=spaces)  # type: ignore[arg-type]
    header = _child(root, "header")
    _child(header, "name", _clean(map_.info.title))
    _child(header, "vendor", "systemsmap")
    _child(header, "product", "systemsmap", version="1.0")
    model = _child(root, "model")
    variables, views = _child(model, "variables"), _child(model, "views")
    view = _child(views, "view", type="stock_flow")
    names = distinct_names(map_, lambda name: plain(_clean(name)))
    for variable in map_.variables.values():
        _write_variable(variable, names[variable.id], variables, view)
    uids = {id_: str(n) for n, id_ in enumerate(map_.links, 1)}
    for link in map_.links.values():
        _write_connector(map_, link, (uids[link.id], names), view)
    for number_, loop in enumerate(map_.loops.values(), len(uids) + 1):
        if loop.name and all(i in uids for i in loop.links):
            label = "".join(f"{letter}{n}" for letter, n in loop.numbers[-1:])
            one = _vendor(view, "loop_indicator", text=label, uid=str(number_))
            _child(one, "name", _clean(loop.name))
            inside = _vendor(one, "entities")
            for id_ in loop.links:
                _child(inside, "item", uid=uids[id_])
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _child(parent: "_Element", tag: str, text: str = "", /, **fields: str) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    made = etree.SubElement(parent, f"{{{SPACE}}}{tag}", fields)
    made.text = text or None
    return made


def _vendor(parent: "_Element", tag: str, text: str = "", /, **fields: str) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    made = etree.SubElement(parent, f"{{{ISEE}}}{tag}", fields)
    made.text = text or None
    return made


def _clean(text: str) -> str:
    return Cleaner().text(text)


def _write_variable(variable: Variable, name: str, variables: "_Element", view: "_Element") -> None:
    one = _child(variables, "aux", name=name)
    if variable.note:
        _child(one, "doc", _clean(variable.note))
    _vendor(one, "delay_aux")
    _child(view, "aux", name=name, x=f"{variable.x:g}", y=f"{variable.y:g}")


def _write_connector(
    map_: SystemsMap, link: Link, known: tuple[str, Mapping[str, str]], view: "_Element"
) -> None:
    uid, names = known
    a, b = map_.variables[link.source], map_.variables[link.target]
    bend = _DEFAULT if link.bend is None else link.bend
    turn = degrees(atan2(a.y - b.y, b.x - a.x)) + 2 * degrees(atan2(2 * bend, 1.0))
    sign = _SIGNS.get(link.polarity, "none")
    fields = {"uid": uid, "angle": f"{turn % 360:.3f}", "polarity": sign}
    if link.delayed:
        fields["delay_mark"] = "true"
    one = _child(view, "connector", **fields)
    for side, variable in (("from", a), ("to", b)):
        _child(one, side, f'"{names[variable.id]}"')
    if link.note:
        _vendor(one, "documentation", _clean(link.note))


def bend_of(angle: float, start: Place, end: Place) -> float:
    """Return the bend of an arc that starts in this direction."""
    chord = degrees(atan2(start[1] - end[1], end[0] - start[0]))
    turn = (angle - chord + 180.0) % 360.0 - 180.0
    return round(tan(radians(min(max(turn, -170.0), 170.0)) / 2) / 2, 4)
