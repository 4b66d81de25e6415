"""Mental Modeler: concepts with weighted relationships, in XML or the same as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    entries,
    number,
    place,
    words,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.signs import sign_of_number
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.xml import anywhere, below, local, parse_xml, text_of
from systemsmap.model.records import Link, Polarity
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
_WEIGHTS = {Polarity.POSITIVE: "0.5", Polarity.NEGATIVE: "-0.5"}
_FIELDS = ("id", "name", "notes", "x", "y")
_Concept = dict[str, object]


def is_mental_modeler(raw: object) -> bool:
    """Tell whether this looks like a model in JSON."""
    model = raw.get("mentalmodeler", raw) if isinstance(raw, dict) else None
    return isinstance(model, dict) and "concepts" in model


def read(data: bytes) -> Imported:
    """Return the map of a model in XML or JSON. Raises ImportTrouble."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        title, concepts = _of_json(data)
    else:
        title, concepts = _of_xml(data)
    builder = MapBuilder("mental_modeler", title)
    for concept in concepts:
        at = place(concept.get("x"), concept.get("y"))
        said = SaidOfVariable(words(concept.get("notes")))
        builder.variable(words(concept.get("id")), words(concept.get("name")), at, said)
    for concept in concepts:
        for one in entries(concept.get("relationships")):
            _take(builder, words(concept.get("id")), one)
    return builder.imported()


def _take(builder: MapBuilder, start: str, one: _Concept) -> None:
    weight = number(one.get("influence"))
    parts = (words(one.get(key)) for key in ("name", "notes"))
    note = "\n".join(part for part in parts if part)
    sign = None if weight is None else sign_of_number(weight)
    builder.link(start, words(one.get("id")), SaidOfLink(sign, note=note))


def _of_json(data: bytes) -> tuple[str, list[_Concept]]:
    raw = Cleaner().clean(parse(data))
    if not is_mental_modeler(raw):
        raise ImportTrouble("It is JSON, but no model of Mental Modeler.")
    assert isinstance(raw, dict)
    model = raw.get("mentalmodeler", raw)
    assert isinstance(model, dict)
    info = model.get("info")
    title = words(info.get("name")) if isinstance(info, dict) else ""
    return title, [
        {**one, "relationships": _within(one.get("relationships"), "relationship")}
        for one in _within(model["concepts"], "concept")
    ]


def _within(value: object, name: str) -> list[_Concept]:
    """Return the objects of a list, whether it stands alone or inside an object of that name."""
    if isinstance(value, dict):
        value = value.get(name)
    return [value] if isinstance(value, dict) else entries(value)


def _of_xml(data: bytes) -> tuple[str, list[_Concept]]:
    root = parse_xml(data)
    if local(root) != "mentalmodeler":
        raise ImportTrouble("It is XML, but no model of Mental Modeler.")
    titles = [text_of(one) for info in below(root, "info") for one in below(info, "name")]
    return "".join(titles[:1]), list(_concepts(root))


def _concepts(root: "_Element") -> Iterator[_Concept]:
    # A scenario has concepts of its own, which are numbers for those of the map.
    for concept in (one for part in below(root, "concepts") for one in below(part, "concept")):
        made: _Concept = {name: _field(concept, name) for name in _FIELDS}
        made["relationships"] = [
            {name: _field(one, name) for name in ("id", "name", "notes", "influence")}
            for one in anywhere(concept, "relationship")
        ]
        yield made


def _field(element: "_Element", name: str) -> str:
    return text_of(next(iter(below(element, name)), None)).strip()


def write(map_: SystemsMap) -> bytes:
    """Return the map as a model in XML: weights of 0.5 and -0.5, for a map has only signs."""
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    root = etree.Element("mentalmodeler")
    info = etree.SubElement(root, "info")
    _add(info, "name", map_.info.title)
    concepts = etree.SubElement(root, "concepts")
    ids = written_ids(map_, "mental_modeler")
    for variable in map_.variables.values():
        one = etree.SubElement(concepts, "concept")
        _add(one, "id", ids[variable.id])
        _add(one, "name", variable.name)
        _add(one, "notes", variable.note)
        _add(one, "x", f"{variable.x:g}")
        _add(one, "y", f"{variable.y:g}")
        inside = etree.SubElement(one, "relationships")
        for id_ in map_.links_at.get(variable.id, ()):
            if map_.links[id_].source == variable.id:
                link = map_.links[id_]
                _relationship(inside, link, ids[link.target])
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _relationship(inside: "_Element", link: Link, target: str) -> None:
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    one = etree.SubElement(inside, "relationship")
    _add(one, "id", target)
    _add(one, "notes", link.note)
    _add(one, "influence", _WEIGHTS.get(link.polarity, ""))


def _add(parent: "_Element", name: str, text: str) -> None:
    from lxml import etree  # noqa: PLC0415 - not where this is only named

    etree.SubElement(parent, name).text = Cleaner().text(text)
