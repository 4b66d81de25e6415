"""A map to JSON, always in the same order."""

import json
from collections import Counter
from collections.abc import Mapping

from systemsmap.analysis.loops.walk import loop_along
from systemsmap.interchange.open_json import FORMAT
from systemsmap.model.records import Card, Link, MapInfo, NamedLoop, Note, StoryStep, Variable
from systemsmap.model.systems_map import SystemsMap

Fields = dict[str, object]


def write(map_: SystemsMap, *, compact: bool = False) -> bytes:
    """Return the map as JSON in UTF-8; `compact` without line breaks, for embedding."""
    fields = as_object(map_)
    if compact:
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    else:
        text = json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
    # Halves of surrogate pairs fit no UTF-8; as \udXXX they are sound JSON.
    return text.encode("utf-8", "backslashreplace")


def as_object(map_: SystemsMap) -> Fields:
    """Return the map as the object that is written."""
    unplaced = is_unplaced(map_)
    writer = _Writer(map_)
    fields = {
        "systemsmap": FORMAT,
        **_info(map_.info),
        "variables": [_variable(v, unplaced=unplaced) for v in map_.variables.values()],
        "links": [writer.link(link) for link in map_.links.values()],
        "loops": [writer.loop(loop) for loop in map_.loops.values()],
    }
    if map_.notes:
        fields["notes"] = [_note(note) for note in map_.notes.values()]
    if map_.cards:
        fields["tray"] = [_card(card) for card in map_.cards.values()]
    if map_.steps:
        fields["story"] = [_step(step) for step in map_.story]
    return _with_extra(fields, map_.info.extra)


def is_unplaced(map_: SystemsMap) -> bool:
    """Return whether nobody has given the variables of this map their places yet."""
    places = {(v.x, v.y) for v in map_.variables.values()}
    return len(map_.variables) > 1 and places == {(0.0, 0.0)}


class _Writer:
    """Writes what names variables; of variables that share a name also the ids."""

    def __init__(self, map_: SystemsMap) -> None:
        self._map = map_
        self._uses = Counter(v.name for v in map_.variables.values())

    def link(self, link: Link) -> Fields:
        fields: Fields = {
            "id": link.id,
            **self._end("from", link.source),
            **self._end("to", link.target),
            "polarity": link.polarity.value,
            "delay": link.delayed,
        }
        if link.bend is not None:
            fields["bend"] = _number(link.bend)
        fields["evidence"] = link.evidence.value
        texts = {"rationale": link.rationale, "source": link.reference, "note": link.note}
        return _with_extra(fields | _filled(texts), link.extra)

    def loop(self, loop: NamedLoop) -> Fields:
        links = self._map.links
        running = loop_along(self._map, loop.links)
        letter = running.polarity.letter if running else ""
        going_by = [n for n in loop.numbers if n[0] == letter or not letter][-1:]
        fields: Fields = {"id": _label(going_by[0])} if going_by else {}
        fields |= _filled({"name": loop.name, "kind": letter})
        fields["members"] = [
            self._map.variables[links[i].source].name for i in loop.links if i in links
        ]
        fields["links"] = list(loop.links)
        if loop.numbers != tuple(going_by):
            fields["numbers"] = [_label(n) for n in loop.numbers]
        fields |= _filled({"story": loop.story})
        if loop.badge:
            fields["badge"] = [_number(part) for part in loop.badge]
        fields |= {key: True for key in ("hidden", "pinned") if getattr(loop, key)}
        if loop.lost:
            fields["lost"] = list(loop.lost)
        return _with_extra(fields, loop.extra)

    def _end(self, key: str, id_: str) -> Fields:
        name = self._map.variables[id_].name
        return {key: name, f"{key}_id": id_} if self._uses[name] > 1 else {key: name}


def _info(info: MapInfo) -> Fields:
    optional = {
        "description": info.description,
        "question": info.question,
        "author": info.author,
        "organisation": info.organisation,
        "created": info.created,
        "changed": info.changed,
    }
    return {"title": info.title, **_filled(optional)}


def _variable(variable: Variable, *, unplaced: bool) -> Fields:
    fields: Fields = {"id": variable.id, "name": variable.name}
    if variable.kind:
        fields["kind"] = variable.kind.value
    if variable.outside:
        fields["external"] = True
    fields |= _filled({"note": variable.note})
    if not unplaced:
        fields |= {"x": _number(variable.x), "y": _number(variable.y)}
    return _with_extra(fields, variable.extra)


def _note(note: Note) -> Fields:
    at = {"x": _number(note.x), "y": _number(note.y), "width": _number(note.width)}
    return _with_extra({"id": note.id, "text": note.text, **at}, note.extra)


def _card(card: Card) -> Fields:
    fields: Fields = {"id": card.id, "name": card.name}
    return _with_extra(fields | _filled({"note": card.note}), card.extra)


def _step(step: StoryStep) -> Fields:
    fields: Fields = {"id": step.id, "shows": step.shown.value}
    if step.ids:
        fields["ids"] = list(step.ids)
    return _with_extra(fields | _filled({"words": step.words}), step.extra)


def _filled(texts: Mapping[str, str]) -> Fields:
    return {key: text for key, text in texts.items() if text}


def _number(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def _label(number: tuple[str, int]) -> str:
    return f"{number[0]}{number[1]}"


def _with_extra(fields: Fields, extra: str) -> Fields:
    """Unknown fields come last and never replace one of ours."""
    if not extra:
        return fields
    try:
        unknown = json.loads(extra)
    except (ValueError, RecursionError):
        unknown = None
    if not isinstance(unknown, dict):
        unknown = {"extra": extra}
    return fields | {key: value for key, value in unknown.items() if key not in fields}
