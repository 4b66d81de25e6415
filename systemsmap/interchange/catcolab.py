"""CatColab notebooks: causal loop diagrams as objects and morphisms, without places.

All ids are UUIDs there. A theory knows delays, another knows links without a sign, none knows
both; a link without a sign that takes a while is called “delayed”. A note stands in a cell of
text after what it is about, and is known again by its id; other text describes the map.
"""

import json
from collections.abc import Iterator, Mapping
from uuid import NAMESPACE_URL, UUID, uuid5

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    entries,
    words,
    written_ids,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS
    | Holds.DELAYS
    | Holds.NOTES
    | Holds.LINK_NOTES
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
_Object = dict[str, object]
_TYPES: dict[str, tuple[Polarity | None, bool]] = {
    "Negative": (Polarity.NEGATIVE, False),
    "PositiveSlow": (Polarity.POSITIVE, True),
    "NegativeSlow": (Polarity.NEGATIVE, True),
    "Zero": (Polarity.UNDECIDED, False),
    "Indeterminate": (Polarity.UNDECIDED, False),
    "IndeterminateSlow": (Polarity.UNDECIDED, True),
    "Slow": (Polarity.POSITIVE, True),
    "Degree": (Polarity.POSITIVE, False),
}
_TEXTS = ("rich-text",)
_DELAYED = "delayed"
_SPACE = uuid5(NAMESPACE_URL, "systemsmap:catcolab")
_POSITIVE = {"tag": "Hom", "content": {"tag": "Basic", "content": "Object"}}


def is_catcolab(raw: object) -> bool:
    """Tell whether this looks like a notebook of CatColab."""
    return isinstance(raw, dict) and isinstance(raw.get("notebook"), dict) and "theory" in raw


def read(data: bytes) -> Imported:
    """Return the map of a notebook. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(data))
    if not is_catcolab(raw):
        raise ImportTrouble("It is JSON, but no notebook of CatColab.")
    assert isinstance(raw, dict)
    theory = words(raw.get("theory"))
    if "causal-loop" not in theory:
        raise ImportTrouble(f"The notebook is a model of another kind, “{theory[:40]}”.")
    builder = MapBuilder("catcolab", words(raw.get("name")))
    cells = list(_cells(raw["notebook"]))
    texts = {words(c.get("id")): words(c.get("content")) for c in cells if c.get("tag") in _TEXTS}
    said = [one for cell in cells if (one := _declared(builder, cell))]
    for one in said:
        if one.get("tag") == "object":
            id_ = words(one.get("id"))
            note = texts.pop(_note_id(id_), "")
            builder.variable(id_, words(one.get("name")), None, SaidOfVariable(note))
    for one in said:
        if one.get("tag") == "morphism":
            _take_morphism(builder, one, texts)
    builder.description = "\n\n".join(text for text in texts.values() if text)
    return builder.imported()


def _cells(notebook: _Object) -> Iterator[_Object]:
    """Yield the cells in the order of the notebook; older ones have a list."""
    contents, order = notebook.get("cellContents"), notebook.get("cellOrder")
    if isinstance(contents, dict) and isinstance(order, list):
        cells = [contents.get(words(key)) for key in order]
    else:
        cells = list(entries(notebook.get("cells")))
    yield from (cell for cell in cells if isinstance(cell, dict))


def _declared(builder: MapBuilder, cell: _Object) -> _Object | None:
    """Return what a formal cell declares; a map has no place for anything but the two."""
    content = cell.get("content")
    if cell.get("tag") != "formal" or not isinstance(content, dict):
        return None
    tag = words(content.get("tag"))
    if tag not in ("object", "morphism"):
        builder.lose(
            "Only objects and morphisms are read, left out", words(content.get("name")) or tag
        )
        return None
    return content


def _take_morphism(builder: MapBuilder, one: _Object, texts: dict[str, str]) -> None:
    id_, name = words(one.get("id")), words(one.get("name"))
    start, end = (_end(one.get(side)) for side in ("dom", "cod"))
    sign, delayed = _type(one.get("morType"))
    if sign is None and isinstance(one.get("morType"), dict):
        told = f"{builder.name(start)} to {builder.name(end)}"
        builder.lose("Type of link not known, so undecided", told)
        sign = Polarity.UNDECIDED
    if name == _DELAYED:
        name, delayed = "", True
    note = "\n".join(part for part in (name, texts.pop(_note_id(id_), "")) if part)
    builder.link(start, end, SaidOfLink(sign, delayed, note=note, id=id_))


def _end(side: object) -> str:
    return words(side.get("content")) if isinstance(side, dict) else ""


def _type(kind: object) -> tuple[Polarity | None, bool]:
    """Return sign and delay of a type: the hom type is positive, the others have names.

    Links on a rate of change, of any degree, are composed: negative when one of the parts is.
    """
    if not isinstance(kind, dict):
        return None, False
    if kind.get("tag") == "Hom":
        return Polarity.POSITIVE, False
    parts = kind.get("content") if kind.get("tag") == "Composite" else [kind]
    found = [
        _TYPES.get(words(part.get("content")), (None, False))
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, dict)
    ]
    signs = [sign for sign, _ in found]
    delayed = any(slow for _, slow in found)
    if not signs or None in signs or Polarity.UNDECIDED in signs:
        return (Polarity.UNDECIDED if Polarity.UNDECIDED in signs else None), delayed
    odd = signs.count(Polarity.NEGATIVE) % 2
    return (Polarity.NEGATIVE if odd else Polarity.POSITIVE), delayed


def _uuid(id_: str) -> str:
    """Return an id as CatColab takes it: as it is where it is a UUID, else one made of it."""
    try:
        return str(UUID(id_))
    except ValueError:
        return str(uuid5(_SPACE, id_))


def _note_id(id_: str) -> str:
    return str(uuid5(_SPACE, f"note of {id_}"))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a notebook."""
    ids = {id_: _uuid(foreign) for id_, foreign in written_ids(map_, "catcolab").items()}
    cells = _about(map_.info.description)
    cells += [cell for v in map_.variables.values() for cell in _object(v, ids[v.id])]
    cells += [cell for k in map_.links.values() for cell in _morphism(k, ids)]
    notebook = {
        "type": "model",
        "name": map_.info.title,
        "theory": _theory(map_),
        "version": "2",
        "notebook": {
            "cellOrder": [cell["id"] for cell in cells],
            "cellContents": {str(cell["id"]): cell for cell in cells},
        },
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def _about(text: str) -> list[_Object]:
    id_ = str(uuid5(_SPACE, "about the map"))
    return [{"tag": "rich-text", "id": id_, "content": text}] if text else []


def _theory(map_: SystemsMap) -> str:
    """Return the theory that knows the links of a map; of two, the one with delays."""
    decided = [link for link in map_.links.values() if link.polarity.is_decided]
    if any(link.delayed for link in decided):
        return "causal-loop-delays"
    return "causal-loop" if len(decided) == len(map_.links) else "indeterminate-causal-loop"


def _with_note(id_: str, said: _Object, note: str) -> list[_Object]:
    """Return the cell of a declaration, and the cell of its note after it."""
    cells: list[_Object] = [
        {"tag": "formal", "id": str(uuid5(_SPACE, f"cell of {id_}")), "content": said}
    ]
    if note:
        cells.append({"tag": "rich-text", "id": _note_id(id_), "content": note})
    return cells


def _object(variable: Variable, id_: str) -> list[_Object]:
    said: _Object = {
        "tag": "object",
        "id": id_,
        "name": " ".join(variable.name.split()),
        "obType": {"tag": "Basic", "content": "Object"},
    }
    return _with_note(id_, said, variable.note)


def _morphism(link: Link, ids: Mapping[str, str]) -> list[_Object]:
    open_delay = link.delayed and not link.polarity.is_decided
    said: _Object = {
        "tag": "morphism",
        "id": ids[link.id],
        "name": _DELAYED if open_delay else "",
        "dom": {"tag": "Basic", "content": ids[link.source]},
        "cod": {"tag": "Basic", "content": ids[link.target]},
        "morType": _written_type(link),
    }
    return _with_note(ids[link.id], said, link.note)


def _written_type(link: Link) -> _Object:
    if link.polarity is Polarity.POSITIVE and not link.delayed:
        return dict(_POSITIVE)
    names = {Polarity.POSITIVE: "Positive", Polarity.NEGATIVE: "Negative"}
    if link.polarity not in names:
        return {"tag": "Basic", "content": "Zero"}
    return {"tag": "Basic", "content": f"{names[link.polarity]}{'Slow' if link.delayed else ''}"}
