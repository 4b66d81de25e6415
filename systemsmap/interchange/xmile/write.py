"""A map to an XMILE model that is only a causal loop diagram."""

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from systemsmap.interchange.building import distinct_names, foreign_id
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds, plain
from systemsmap.interchange.turning import UNBENT as DEFAULT
from systemsmap.interchange.turning import closed, is_clockwise
from systemsmap.interchange.xmile.angles import angle_of
from systemsmap.interchange.xmile.spaces import ISEE, OURS, SPACE, UNBENT
from systemsmap.model.records import Link, NamedLoop, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDS = (
    Holds.SIGNS
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.BENDS
    | Holds.NOTES
    | Holds.LINK_NOTES
    | Holds.LOOPS
    | Holds.STORIES
    | Holds.TEXTS
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
)
_SIGNS = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "-"}
_SYMBOL = 30  # the side of a loop's symbol


def write(map_: SystemsMap) -> bytes:
    """Return the map as a model."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    spaces: dict[str | None, str] = {None: SPACE, "isee": ISEE, "systemsmap": OURS}
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
    uids, free = _uids(map_)
    for link in map_.links.values():
        _write_connector(map_, link, (uids[link.id], names), view)
    for loop in map_.loops.values():
        if loop.name and (links := closed(map_, loop.links)):
            _write_loop(view, (map_, loop, links), (next(free), uids, names))
    for note in map_.notes.values():
        _write_note(view, note, next(free))
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _uids(map_: SystemsMap) -> tuple[dict[str, str], Iterator[str]]:
    """Return for each link the uid it had or a new one, and the uids that are still free."""
    uids: dict[str, str] = {}
    taken: set[str] = set()
    for link in map_.links.values():
        uid = foreign_id(link.extra, "xmile")
        if uid and uid not in taken:
            uids[link.id] = uid
            taken.add(uid)
    free = (uid for uid in map(str, itertools.count(1)) if uid not in taken)
    return {i: uids.get(i) or next(free) for i in map_.links}, free


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
    if "." in name:  # or it would be a variable of a module (3.2.2.3)
        name = f'"{name}"'
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
    usual = 0.0 if a is b else DEFAULT
    turn = angle_of(usual if link.bend is None else link.bend, (a.x, a.y), (b.x, b.y))
    sign = _SIGNS.get(link.polarity, "none")
    fields = {"uid": uid, "angle": f"{turn:.3f}", "polarity": sign}
    if link.delayed:
        fields["delay_mark"] = "true"
    one = _child(view, "connector", **fields)
    if link.bend is None:
        one.set(UNBENT, "true")
    for side, variable in (("from", a), ("to", b)):
        _child(one, side, f'"{names[variable.id]}"')
    if link.note:
        _vendor(one, "documentation", _clean(link.note))


def _write_loop(
    view: "_Element",
    looped: tuple[SystemsMap, NamedLoop, list[Link]],
    known: tuple[str, Mapping[str, str], Mapping[str, str]],
) -> None:
    (map_, loop, links), (uid, uids, names) = looped, known
    around = [map_.variables[link.source] for link in links]
    x, y = (sum(getattr(v, axis) for v in around) / len(around) for axis in "xy")
    one = _vendor(
        view,
        "loop_indicator",
        text="".join(f"{letter}{n}" for letter, n in loop.numbers[-1:]),
        orientation="clockwise" if is_clockwise(map_, links) else "counter_clockwise",
        uid=uid,
        x=f"{x - _SYMBOL / 2:g}",
        y=f"{y - _SYMBOL / 2:g}",
        width=f"{_SYMBOL}",
        height=f"{_SYMBOL}",
    )
    _child(one, "name", _clean(loop.name))
    if loop.story:
        _vendor(one, "documentation", _clean(loop.story))
    inside = _vendor(one, "entities")
    for link in links:
        _child(inside, "item", uid=uids[link.id])
    for variable in around:
        _child(inside, "entity", name=f'"{names[variable.id]}"')


def _write_note(view: "_Element", note: Note, uid: str) -> None:
    high = 20 * (note.text.count("\n") + 1)
    size = {"width": f"{note.width:g}", "height": f"{high}"}
    _child(view, "text_box", _clean(note.text), uid=uid, x=f"{note.x:g}", y=f"{note.y:g}", **size)
