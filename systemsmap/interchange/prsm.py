"""PRSM: factors and links, plain or packed; the sign of a link is in the words of its style.

Which style was read as which sign is shown each time and can be changed, for the words are the
user's own. Written plain, with one style for each sign, dashed where the link is slow.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from systemsmap.interchange import limits
from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    entries,
    foreign_id,
    place,
    words,
)
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.link_styles import LinkStyle
from systemsmap.interchange.lz_string import first_letter, unpacked
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS
    | Holds.MIXED
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.NOTES
    | Holds.LINK_NOTES
    | Holds.TITLE
    | Holds.SELF
    | Holds.LONE
    | Holds.MARKS
)
_Object = Mapping[str, object]
_PACKED = 40  # letters that even the smallest map takes
_WORDS = {
    Polarity.NEGATIVE: ("negative", "-ve", "decrease", "reduces", "less", "opposite", "minus"),
    Polarity.POSITIVE: ("positive", "+ve", "increase", "more", "same", "plus"),
    Polarity.MIXED: ("reciprocal", "both", "mixed"),
}
_STYLES: dict[tuple[Polarity, bool], tuple[str, str]] = {
    (Polarity.POSITIVE, False): ("edge0", "+ positive"),
    (Polarity.NEGATIVE, False): ("edge1", "- negative"),
    (Polarity.POSITIVE, True): ("edge2", "+ positive, delayed"),
    (Polarity.NEGATIVE, True): ("edge3", "- negative, delayed"),
    (Polarity.UNDECIDED, False): ("edge4", "? undecided"),
    (Polarity.UNDECIDED, True): ("edge5", "? undecided, delayed"),
    (Polarity.MIXED, False): ("edge6", "± both"),
    (Polarity.MIXED, True): ("edge7", "± both, delayed"),
}
_COLOURS = {Polarity.POSITIVE: "#0072b2", Polarity.NEGATIVE: "#c2410c"}


def is_prsm(raw: object) -> bool:
    """Tell whether this looks like a map of PRSM."""
    if not isinstance(raw, dict) or not isinstance(raw.get("nodes"), list):
        return False
    return isinstance(raw.get("edges"), list) and ("styles" in raw or "lastNodeSample" in raw)


def is_packed(text: str) -> bool:
    """Tell whether a text looks like a packed map: one long word that begins with a bracket."""
    start = text[:_PACKED]
    return len(start) == _PACKED and start.split() == [start] and first_letter(start) == "{"


def read(data: bytes) -> Imported:
    """Return the map of a file, packed or plain. Raises ImportTrouble."""
    raw = Cleaner().clean(parse(_plain(data)))
    if not is_prsm(raw):
        raise ImportTrouble("It is no map of PRSM.")
    assert isinstance(raw, dict)
    builder = MapBuilder("prsm", words(raw.get("mapTitle")))
    builder.description = _text(raw.get("description"))
    for node in entries(raw.get("nodes")):
        said = SaidOfVariable(_text(node.get("note")) or _text(node.get("title")))
        at = place(node.get("x"), node.get("y"))
        builder.variable(words(node.get("id")), words(node.get("label")), at, said)
    names, styles = _style_names(raw), _Styles()
    for edge in entries(raw.get("edges")):
        _take_edge(builder, edge, names, styles)
    imported = builder.imported()
    return replace(imported, styles=styles.of(imported.map_))


def _plain(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8", "surrogatepass").lstrip("\ufeff")
    except UnicodeDecodeError:
        raise ImportTrouble("It is no map of PRSM.") from None
    if text.lstrip()[:1] == "{":
        return text.encode("utf-8", "replace")
    if not text or any(ord(letter) < 32 for letter in text[:100]):
        raise ImportTrouble("It is no map of PRSM.")
    return unpacked(text.rstrip("\n")).encode("utf-8", "replace")


def _text(value: object) -> str:
    """Return the words of a note: plain, or a list of pieces as Quill keeps them."""
    if isinstance(value, str):
        return value
    pieces = value.get("ops") if isinstance(value, dict) else value
    return "".join(words(piece.get("insert")) for piece in entries(pieces)).strip()


def _style_names(raw: _Object) -> dict[str, str]:
    styles = raw.get("styles")
    edges = styles.get("edges") if isinstance(styles, dict) else None
    found = edges.items() if isinstance(edges, dict) else ()
    named = ((key, style) for key, style in found if isinstance(style, dict))
    return {key: words(style.get("groupLabel"))[: limits.LABEL] for key, style in named}


@dataclass(slots=True)
class _Styles:
    """Which style was read as which sign, and between which variables it lies."""

    _signs: dict[str, Polarity] = field(default_factory=dict)
    _pairs: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def read(self, name: str, edge: _Object, ends: tuple[str, str]) -> Polarity:
        """Return the sign that an edge of this style has; the first edge of a style decides."""
        sign = self._signs.setdefault(name, sign_in(name) or _by_head(edge))
        self._pairs.setdefault(name, set()).add(ends)
        return sign

    def of(self, map_: SystemsMap) -> tuple[LinkStyle, ...]:
        """Return each style whose sign is a guess, with its links, in the order of the file."""
        ours = {name for _, name in _STYLES.values()}
        ids = {(link.source, link.target): link.id for link in map_.links.values()}
        return tuple(
            LinkStyle(name, sign, frozenset(ids[p] for p in self._pairs[name] if p in ids))
            for name, sign in self._signs.items()
            if name not in ours
        )


def _by_head(edge: _Object) -> Polarity:
    """Return the sign that the arrowhead hints at: a bar holds back."""
    arrows = edge.get("arrows")
    head = arrows.get("to") if isinstance(arrows, dict) else None
    is_bar = isinstance(head, dict) and head.get("type") == "bar"
    return Polarity.NEGATIVE if is_bar else Polarity.UNDECIDED


def _take_edge(
    builder: MapBuilder, edge: _Object, names: Mapping[str, str], styles: _Styles
) -> None:
    style, label = names.get(words(edge.get("grp")), ""), words(edge.get("label"))
    start, end = words(edge.get("from")), words(edge.get("to"))
    a, b = builder.find(start), builder.find(end)
    sign = sign_of(label)
    if sign is None and style.strip() and a and b and not builder.has_link(start, end):
        sign = styles.read(style, edge, (a, b))
    note = "\n".join(
        part for part in ("" if sign_of(label) else label, _text(edge.get("note"))) if part
    )
    delayed = "delay" in style.casefold() or "||" in label
    said = SaidOfLink(sign, delayed, note=note, id=words(edge.get("id")))
    builder.link(start, end, said)


def sign_in(style: str) -> Polarity | None:
    """Return the sign that the words of a link style mean, or None."""
    plain = style.casefold()
    first = sign_of(plain.split(maxsplit=1)[0]) if plain.split() else None
    found = (sign for sign, known in _WORDS.items() if any(word in plain for word in known))
    return first or next(found, None)


def write(map_: SystemsMap) -> bytes:
    """Return the map as plain JSON that PRSM opens."""
    ids = {v.id: foreign_id(v.extra, "prsm") or v.id for v in map_.variables.values()}
    styles = {
        key: {"groupLabel": name, **_look(sign, delayed=delayed)}
        for (sign, delayed), (key, name) in _STYLES.items()
    }
    made = {
        "saved": "by systemsmap",
        "version": "2.6.8",
        "mapTitle": map_.info.title,
        "lastNodeSample": "group0",
        "lastLinkSample": "edge0",
        "attributeTitles": {},
        "styles": {"nodes": {"group0": {"groupLabel": "Variable"}}, "edges": styles},
        "nodes": [_node(ids[v.id], v) for v in map_.variables.values()],
        "edges": [_edge(k, ids) for k in map_.links.values()],
        "description": {"text": map_.info.description},
    }
    return json.dumps(made, ensure_ascii=True, indent=1).encode()


def _look(sign: Polarity, *, delayed: bool) -> dict[str, object]:
    return {
        "color": {"color": _COLOURS.get(sign, "#5b6675")},
        "dashes": [10, 10] if delayed else False,
        "width": 2,
        "arrows": {"to": {"enabled": True, "type": "vee"}},
    }


def _note(text: str) -> dict[str, object]:
    return {"note": {"ops": [{"insert": f"{text}\n"}]}} if text else {}


def _node(id_: str, variable: Variable) -> dict[str, object]:
    at = {"x": variable.x, "y": variable.y}
    return {"id": id_, "label": variable.name, "grp": "group0", **at, **_note(variable.note)}


def _edge(link: Link, ids: Mapping[str, str]) -> dict[str, object]:
    key, _ = _STYLES[link.polarity, link.delayed]
    return {
        "id": foreign_id(link.extra, "prsm") or link.id,
        "from": ids[link.source],
        "to": ids[link.target],
        "grp": key,
        **_look(link.polarity, delayed=link.delayed),
        **_note(link.note),
    }
