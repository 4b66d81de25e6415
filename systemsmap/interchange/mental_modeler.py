"""Mental Modeler: concepts with weighted relationships, in XML or the same as JSON.

A map has only signs: weights, confidence, units and groups are kept aside and handed back, a
weight with the sign that the link has by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from systemsmap.interchange.building import (
    Kept,
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    entries,
    foreign_fields,
    number,
    place,
    words,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.signs import sign_of, sign_of_number
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import below, local, parse_xml, text_of
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDS = (
    Holds.SIGNS
    | Holds.POSITIONS
    | Holds.NOTES
    | Holds.LINK_NOTES
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
_SIGNS = {Polarity.POSITIVE: 1, Polarity.NEGATIVE: -1}
_USUAL = 0.5  # the weight of a link that has none of its own
_FIELDS = ("id", "name", "notes", "units", "group", "x", "y", "preferredState")
_OF_RELATIONSHIPS = ("id", "name", "notes", "confidence", "influence")
_GROUPS = 6
_Concept = dict[str, object]


def is_mental_modeler(raw: object) -> bool:
    """Tell whether this looks like a model in JSON: concepts, each with its relationships."""
    model = raw.get("mentalmodeler", raw) if isinstance(raw, dict) else None
    if not isinstance(model, dict):
        return False
    concepts = _within(model.get("concepts"), "concept")
    return bool(concepts) and all("name" in one and "id" in one for one in concepts)


def read(data: bytes) -> Imported:
    """Return the map of a model in XML or JSON. Raises ImportTrouble."""
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    model = _of_json(data) if is_json else _of_xml(data)
    builder = MapBuilder("mental_modeler", model.title)
    builder.description = model.description
    for concept in model.concepts:
        group = model.groups.get(words(concept.get("group")), "")
        kept = (*_kept(concept, "units", "group", "preferredState"), ("group_name", group))
        at = place(concept.get("x"), concept.get("y"))
        said = SaidOfVariable(words(concept.get("notes")), kept=kept)
        builder.variable(words(concept.get("id")), words(concept.get("name")), at, said)
    for concept in model.concepts:
        for one in entries(concept.get("relationships")):
            _take(builder, words(concept.get("id")), one)
    for scenario in model.scenarios:
        builder.lose("Scenario left out", scenario)
    return builder.imported()


@dataclass(frozen=True, slots=True)
class _Model:
    title: str
    description: str
    groups: dict[str, str]
    concepts: list[_Concept]
    scenarios: list[str]


def _kept(said: _Concept, *names: str) -> Kept:
    return tuple((name, words(said.get(name))) for name in names)


def _take(builder: MapBuilder, start: str, one: _Concept) -> None:
    end, name = words(one.get("id")), words(one.get("name"))
    if folded(name) == folded(builder.name(end)):
        name = ""  # the program repeats the name of the concept at the other end
    note = "\n".join(part for part in (name, words(one.get("notes"))) if part)
    kept = _kept(one, "influence", "confidence")
    said = SaidOfLink(_sign(builder, one, start, end), note=note, kept=kept)
    builder.link(start, end, said)


def _sign(builder: MapBuilder, one: _Concept, start: str, end: str) -> Polarity | None:
    """Return the sign of an influence: a weight, or in models of old a word."""
    influence = words(one.get("influence")).strip()
    told = f"{builder.name(start)} to {builder.name(end)}"
    weight = number(influence)
    if weight == 0:
        builder.lose("An influence of 0, so undecided", told)
        return Polarity.UNDECIDED
    if weight is not None:
        return sign_of_number(weight)
    first, _, rest = influence.casefold().partition(" ")
    sign = sign_of(influence) or sign_of(first) or sign_of(rest.rpartition(" ")[2])
    if influence and sign is None:
        builder.lose("Influence not understood, so undecided", f"{told}: {influence}")
        return Polarity.UNDECIDED
    return sign


def _of_json(data: bytes) -> _Model:
    raw = Cleaner().clean(parse(data))
    if not is_mental_modeler(raw):
        raise ImportTrouble("It is JSON, but no model of Mental Modeler.")
    assert isinstance(raw, dict)
    model = raw.get("mentalmodeler", raw)
    assert isinstance(model, dict)
    info, groups = model.get("info"), model.get("groupNames")
    info = info if isinstance(info, dict) else {}
    groups = groups if isinstance(groups, dict) else {}
    scenarios = (words(one.get("name")) for one in _within(model.get("scenarios"), "scenario"))
    return _Model(
        words(info.get("name")),
        words(info.get("description")),
        {str(index): words(name) for index, name in groups.items()},
        [
            {**one, "relationships": _within(one.get("relationships"), "relationship")}
            for one in _within(model["concepts"], "concept")
        ],
        [name for name in scenarios if name],
    )


def _within(value: object, name: str) -> list[_Concept]:
    """Return the objects of a list, whether it stands alone or inside an object of that name."""
    if isinstance(value, dict):
        value = value.get(name)
    return [value] if isinstance(value, dict) else entries(value)


def _of_xml(data: bytes) -> _Model:
    root = parse_xml(data)
    if local(root) != "mentalmodeler":
        raise ImportTrouble("It is XML, but no model of Mental Modeler.")
    info = next(iter(below(root, "info")), None)
    names = (one for part in below(root, "groupNames") for one in below(part, "groupName"))
    scenarios = (one for part in below(root, "scenarios") for one in below(part, "scenario"))
    told = (_field(one, "name") for one in scenarios)
    return _Model(
        _field(info, "name") if info is not None else "",
        _field(info, "description") if info is not None else "",
        {one.get("index") or "": text_of(one).strip() for one in names},
        list(_concepts(root)),
        [name for name in told if name],
    )


def _concepts(root: "_Element") -> Iterator[_Concept]:
    # A scenario has concepts of its own, which are numbers for those of the map.
    for concept in (one for part in below(root, "concepts") for one in below(part, "concept")):
        made: _Concept = {name: _field(concept, name) for name in _FIELDS}
        made["relationships"] = [
            {name: _field(one, name) for name in _OF_RELATIONSHIPS}
            for one in (
                one
                for part in below(concept, "relationships")
                for one in below(part, "relationship")
            )
        ]
        yield made


def _field(element: "_Element", name: str) -> str:
    return text_of(next(iter(below(element, name)), None)).strip()


def write(map_: SystemsMap) -> bytes:
    """Return the map as a model in XML: weights are the ones it came with, else 0.5 and -0.5."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    root = etree.Element("mentalmodeler")
    info = etree.SubElement(root, "info")
    _add(info, "name", map_.info.title)
    _add(info, "author", map_.info.author)
    _add(info, "description", map_.info.description)
    _add(info, "version", "1.0")
    _add_groups(root, map_)
    concepts = etree.SubElement(root, "concepts")
    ids = written_ids(map_, "mental_modeler")
    for variable in map_.variables.values():
        inside = _concept(concepts, variable, ids[variable.id])
        for id_ in map_.links_at.get(variable.id, ()):
            link = map_.links[id_]
            if link.source == variable.id:
                _relationship(inside, link, ids[link.target], map_.variables[link.target].name)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _add_groups(root: "_Element", map_: SystemsMap) -> None:
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    names: dict[str, str] = {}
    for variable in map_.variables.values():
        had = foreign_fields(variable.extra, "mental_modeler")
        names.setdefault(had.get("group", ""), had.get("group_name", ""))
    groups = etree.SubElement(root, "groupNames")
    for index in map(str, range(_GROUPS)):
        _add(groups, "groupName", names.get(index, ""))
        groups[-1].set("index", index)


def _concept(concepts: "_Element", variable: Variable, id_: str) -> "_Element":
    """Add a concept and return where its relationships go."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    had = foreign_fields(variable.extra, "mental_modeler")
    one = etree.SubElement(concepts, "concept")
    _add(one, "id", id_)
    _add(one, "name", variable.name)
    _add(one, "notes", variable.note)
    _add(one, "units", had.get("units", ""))
    _add(one, "group", had.get("group", "0"))
    _add(one, "x", str(round(variable.x)))  # read there as far as the first letter that is no digit
    _add(one, "y", str(round(variable.y)))
    if "preferredState" in had:
        _add(one, "preferredState", had["preferredState"])
    return etree.SubElement(one, "relationships")


def _relationship(inside: "_Element", link: Link, target: str, name: str) -> None:
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    had = foreign_fields(link.extra, "mental_modeler")
    weight = number(had.get("influence")) or _USUAL
    # An empty influence is no number to the program, and would spoil its sums.
    influence = _SIGNS.get(link.polarity, 0) * min(abs(weight), 1.0)
    one = etree.SubElement(inside, "relationship")
    _add(one, "id", target)
    _add(one, "name", " ".join(name.split()))
    _add(one, "notes", link.note)
    _add(one, "confidence", had.get("confidence", "0"))
    _add(one, "influence", f"{influence:g}")


def _add(parent: "_Element", name: str, text: str) -> None:
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    etree.SubElement(parent, name).text = Cleaner().text(text)
