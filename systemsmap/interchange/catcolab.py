"""CatColab notebooks: causal loop diagrams as objects and morphisms, without places."""

import json
from collections.abc import Iterator, Mapping

from systemsmap.interchange.building import MapBuilder, SaidOfLink, entries, words, written_ids
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.DELAYS | Holds.TITLE | Holds.SELF | Holds.LONE | Holds.MARKS
_Object = dict[str, object]
_TYPES: dict[str, tuple[Polarity | None, bool]] = {
    "Negative": (Polarity.NEGATIVE, False),
    "PositiveSlow": (Polarity.POSITIVE, True),
    "NegativeSlow": (Polarity.NEGATIVE, True),
    "Zero": (Polarity.UNDECIDED, False),
    "Indeterminate": (Polarity.UNDECIDED, False),
    "IndeterminateSlow": (Polarity.UNDECIDED, True),
    "Slow": (Polarity.POSITIVE, True),
}
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
    if not theory.startswith("causal-loop"):
        raise ImportTrouble(f"The notebook is a model of another kind, “{theory[:40]}”.")
    builder = MapBuilder("catcolab", words(raw.get("name")))
    said = list(_declarations(raw["notebook"]))
    for one in said:
        if one.get("tag") == "object":
            builder.variable(words(one.get("id")), words(one.get("name")))
    for one in said:
        if one.get("tag") == "morphism":
            start, end = (_end(one.get(side)) for side in ("dom", "cod"))
            sign, delayed = _type(one.get("morType"))
            note = words(one.get("name"))
            builder.link(start, end, SaidOfLink(sign, delayed, note=note, id=words(one.get("id"))))
    return builder.imported()


def _declarations(notebook: _Object) -> Iterator[_Object]:
    """Yield what the formal cells declare, in the order of the notebook; older ones have a list."""
    contents, order = notebook.get("cellContents"), notebook.get("cellOrder")
    if isinstance(contents, dict) and isinstance(order, list):
        cells = [contents.get(words(key)) for key in order]
    else:
        cells = list(entries(notebook.get("cells")))
    for cell in cells:
        if isinstance(cell, dict) and cell.get("tag") == "formal":
            content = cell.get("content")
            if isinstance(content, dict):
                yield content


def _end(side: object) -> str:
    return words(side.get("content")) if isinstance(side, dict) else ""


def _type(kind: object) -> tuple[Polarity | None, bool]:
    """Return sign and delay of a type: the hom type is positive, the others have names."""
    if not isinstance(kind, dict):
        return None, False
    if kind.get("tag") == "Hom":
        return Polarity.POSITIVE, False
    return _TYPES.get(words(kind.get("content")), (None, False))


def write(map_: SystemsMap) -> bytes:
    """Return the map as a notebook."""
    ids = written_ids(map_, "catcolab")
    cells = [_object(v, ids[v.id]) for v in map_.variables.values()]
    cells += [_morphism(k, ids) for k in map_.links.values()]
    is_slow = any(link.delayed for link in map_.links.values())
    notebook = {
        "type": "model",
        "name": map_.info.title,
        "theory": "causal-loop-delays" if is_slow else "causal-loop",
        "version": "2",
        "notebook": {
            "cellOrder": [cell["id"] for cell in cells],
            "cellContents": {str(cell["id"]): cell for cell in cells},
        },
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def _object(variable: Variable, id_: str) -> _Object:
    said = {
        "tag": "object",
        "id": id_,
        "name": " ".join(variable.name.split()),
        "obType": {"tag": "Basic", "content": "Object"},
    }
    return {"tag": "formal", "id": f"cell-{id_}", "content": said}


def _morphism(link: Link, ids: Mapping[str, str]) -> _Object:
    said: _Object = {
        "tag": "morphism",
        "id": ids[link.id],
        "name": "",
        "dom": {"tag": "Basic", "content": ids[link.source]},
        "cod": {"tag": "Basic", "content": ids[link.target]},
        "morType": _written_type(link),
    }
    return {"tag": "formal", "id": f"cell-{ids[link.id]}", "content": said}


def _written_type(link: Link) -> _Object:
    if link.polarity is Polarity.NEGATIVE:
        name = "NegativeSlow" if link.delayed else "Negative"
    elif link.polarity is Polarity.POSITIVE:
        if not link.delayed:
            return dict(_POSITIVE)
        name = "PositiveSlow"
    else:
        name = "IndeterminateSlow" if link.delayed else "Indeterminate"
    return {"tag": "Basic", "content": name}
