"""An XMILE model to a map."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    number,
    place,
)
from systemsmap.interchange.flows import add_flow
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xmile.angles import bend_of
from systemsmap.interchange.xmile.spaces import UNBENT
from systemsmap.interchange.xml import anywhere, below, local, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = ("aux", "stock", "flow", "module", "gf")
_Steps = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Declared:
    """A variable as a model declares it. `is_input`: it is that of another model."""

    name: str
    note: str
    is_input: bool
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()


@dataclass(slots=True)
class _Model:
    """One module of a model with its views. `flows` are the stocks at the ends of each flow."""

    declared: list[_Declared]
    views: "list[_Element]"
    flows: dict[str, set[str]] = field(default_factory=dict)


def read(data: bytes) -> Imported:
    """Return the map of a model. Raises ImportTrouble."""
    root = parse_xml(data)
    if local(root) != "xmile":
        raise ImportTrouble("It is XML, but no XMILE model.")
    header = anywhere(root, "header")
    names = [text_of(one) for part in header for one in below(part, "name")]
    builder = MapBuilder("xmile", " ".join(names[:1]))
    models = [_model(one) for one in root if local(one) == "model"]
    _take_variables(builder, models)
    for model in models:
        for view in model.views:
            _take_connectors(builder, view)
        _take_flows(builder, model)
    for model in models:
        for view in model.views:
            _take_loops(builder, view, model.flows)
    return builder.imported()


def _model(element: "_Element") -> _Model:
    declared = [one for part in below(element, "variables") for one in _declared(part)]
    return _Model(
        declared, [view for part in below(element, "views") for view in below(part, "view")]
    )


def _declared(variables: "_Element") -> Iterator[_Declared]:
    for one in variables:
        name = one.get("name")
        if local(one) in _KINDS and name:
            note = "\n".join(text_of(doc).strip() for doc in below(one, "doc"))
            flows = (tuple(map(text_of, below(one, way))) for way in ("inflow", "outflow"))
            yield _Declared(_plain(name), note, one.get("access") == "input", *flows)


def _plain(name: str) -> str:
    """Return a name as it is read: without quotes, its line breaks real."""
    name = name.strip()
    if len(name) > 1 and name.startswith('"') and name.endswith('"'):
        name = name[1:-1].replace('\\"', '"')
    return name.replace("\\n", "\n").replace("_", " ")


def _take_variables(builder: MapBuilder, models: list[_Model]) -> None:
    """Add what is drawn, then what is only declared."""
    notes = _notes(models)
    for model in models:
        for view in model.views:
            _take_nodes(builder, view, notes)
            _take_texts(builder, view)
        for one in model.declared:
            if builder.find(one.name) is None:
                said = SaidOfVariable(notes[folded(one.name)])
                builder.variable(one.name, one.name, None, said)
    for key in _repeated(models):
        builder.lose("In several modules by one name, now one variable", builder.name(key))


def _notes(models: list[_Model]) -> dict[str, str]:
    notes: dict[str, str] = {}
    for one in chain.from_iterable(model.declared for model in models):
        notes[folded(one.name)] = notes.get(folded(one.name)) or one.note
    return notes


def _repeated(models: list[_Model]) -> list[str]:
    """Return the names that several modules have each for a variable of its own."""
    owned = [{folded(one.name) for one in m.declared if not one.is_input} for m in models]
    counts = Counter(chain.from_iterable(owned))
    return [key for key, count in counts.items() if count > 1]


def _take_nodes(builder: MapBuilder, view: "_Element", notes: dict[str, str]) -> None:
    for one in view:
        name = _plain(one.get("name") or "")
        if local(one) in _KINDS and name and builder.find(name) is None:
            at = place(one.get("x"), one.get("y"))
            wide, high = number(one.get("width")), number(one.get("height"))
            if at and wide and high:
                at = at[0] + wide / 2, at[1] + high / 2
            builder.variable(name, name, at, SaidOfVariable(notes.get(folded(name), "")))


def _take_texts(builder: MapBuilder, view: "_Element") -> None:
    for one in below(view, "text_box"):
        at, wide = place(one.get("x"), one.get("y")), number(one.get("width"))
        if at:
            builder.text(text_of(one), at, *([wide] if wide else []))


def _take_connectors(builder: MapBuilder, view: "_Element") -> None:
    for one, ends in _connectors(view):
        builder.link(ends[0], ends[1], _said(builder, one, ends))


def _connectors(view: "_Element") -> "Iterator[tuple[_Element, tuple[str, str]]]":
    """Yield each connector with the names at its ends."""
    aliases = {
        one.get("uid"): text_of(next(iter(below(one, "of")), None)) for one in below(view, "alias")
    }
    for one in below(view, "connector"):
        yield one, (_end(one, "from", aliases), _end(one, "to", aliases))


def _said(builder: MapBuilder, one: "_Element", ends: tuple[str, str]) -> SaidOfLink:
    sign, angle = one.get("polarity"), number(one.get("angle"))
    a, b = (builder.middle(end) for end in ends)
    is_back = builder.find(ends[0]) == builder.find(ends[1])
    bend = None
    if angle is not None and a and b and (a != b or is_back) and not one.get(UNBENT):
        bend = bend_of(angle, a, b)
    return SaidOfLink(
        sign_of(sign) if sign else None,
        one.get("delay_mark") == "true",
        bend,
        note=_words(one, "documentation", "reasoning", "polarity_reasoning"),
        id=one.get("uid") or "",
    )


def _words(element: "_Element", *names: str) -> str:
    return "\n".join(text_of(child).strip() for child in element if local(child) in names)


def _end(connector: "_Element", side: str, aliases: dict[str | None, str]) -> str:
    element = next(iter(below(connector, side)), None)
    if element is None:
        return ""
    alias = next(iter(below(element, "alias")), None)
    return _plain(aliases.get(alias.get("uid"), "") if alias is not None else text_of(element))


def _take_flows(builder: MapBuilder, model: _Model) -> None:
    """Add a link for each flow into or out of a stock: what is drawn there is a pipe."""
    for stock in model.declared:
        for ways, fills in ((stock.inflows, True), (stock.outflows, False)):
            for flow in map(_plain, ways):
                add_flow(builder, flow, stock.name, fills=fills)
                model.flows.setdefault(folded(flow), set()).add(folded(stock.name))


def _take_loops(builder: MapBuilder, view: "_Element", flows: dict[str, set[str]]) -> None:
    """Name the loops of the indicators that list their connectors; the pipes between are found."""
    steps = {one.get("uid"): (folded(a), folded(b)) for one, (a, b) in _connectors(view)}
    for one in below(view, "loop_indicator"):
        label = one.get("text") or ""
        name = next(filter(None, (text_of(n).strip() for n in below(one, "name"))), label)
        items = [item.get("uid") for item in anywhere(one, "item")]
        if not items:
            builder.lose("Loop indicator without members left out", name)
        elif members := _round([steps[i] for i in items if i in steps], flows):
            builder.loop_through(members, name, _words(one, "documentation", "doc"))
        else:
            builder.lose("Loop left out, its links do not lead round", name)


def _round(steps: _Steps, flows: dict[str, set[str]]) -> list[str]:
    """Return the names on the way round these steps, with flows where they leave a gap."""
    onward = dict(steps)
    open_ends = {end for _, end in steps} - onward.keys()
    open_starts = onward.keys() - {end for _, end in steps}
    onward |= {a: b for a in open_ends for b in flows.get(a, set()) & open_starts}
    members: list[str] = []
    at = steps[0][0] if steps else ""
    while at in onward:
        members.append(at)
        at = onward.pop(at)
    whole = not onward and len(dict(steps)) == len(steps)
    return members if whole and members and at == members[0] else []
