"""Writes a map as a drawing with one page, not deflated."""

import re
from collections.abc import Mapping
from html import escape
from math import ceil

from systemsmap.interchange.building import Place, foreign_fields, written_ids
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.drawio.bends import own_waypoint, waypoint
from systemsmap.interchange.drawio.properties import (
    BOUNDARY,
    EVIDENCE,
    KIND,
    LOOP,
    LOOP_NAME,
    NOTE,
    OURS,
    OUTSIDE,
    REFERENCE,
    STORY,
    WHAT,
    WHY,
)
from systemsmap.interchange.holding import ON_CANVAS, Holds
from systemsmap.interchange.labels import DELAY
from systemsmap.model.records import Evidence, Link, NamedLoop, Note, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of

HOLDS: Holds = ON_CANVAS
_BOX = "text;html=1;fillColor=none;align=center;verticalAlign=middle;"
_PLAIN, _OUTSIDE = "strokeColor=none;", "strokeColor=#8a8a8a;dashed=1;rounded=1;"
_LINE = "curved=1;endArrow=classic;html=1;"
_NOTE = "shape=note;size=10;html=1;whiteSpace=wrap;align=left;verticalAlign=top;spacing=6;"
_LOOP = "text;html=1;strokeColor=none;fillColor=none;align=center;verticalAlign=middle;fontStyle=3;"
_LINE_HEIGHT = 18.0
_LETTERS = 40  # in a line of a note
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}")
_RESERVED = OURS | {"id", "label", "placeholders"}
Fields = Mapping[str, str]


def write(map_: SystemsMap) -> bytes:
    """Return the map as a drawing with one page, not deflated."""
    ids = written_ids(map_, "drawio")
    cells = [_box(v, ids) for v in map_.variables.values()]
    cells += [_line(map_, k, ids) for k in map_.links.values()]
    cells += [_note(note) for note in map_.notes.values()]
    loops = (loop for loop in map_.loops.values() if loop.name or loop.story)
    cells += [_loop(map_, x, ids) for x in loops if all(i in map_.links for i in x.links)]
    title = _attribute(map_.info.title or "Page-1")
    text = (
        f'<mxfile host="systemsmap"><diagram name="{title}" id="map"><mxGraphModel grid="0">'
        '<root><mxCell id="0"/><mxCell id="1" parent="0"/>\n'
        + "\n".join(cells)
        + "\n</root></mxGraphModel></diagram></mxfile>\n"
    )
    return text.encode("utf-8", "replace")


def _attribute(text: str) -> str:
    plain = escape(Cleaner().text(text), quote=True)
    return plain.replace("\n", "&#10;").replace("\t", "&#9;")


def _html(text: str) -> str:
    return escape(Cleaner().text(text)).replace("\n", "<br>")


def _cell(id_: str, label: str, style: str, rest: str, fields: Fields) -> str:
    """Return a cell; one that has properties is wrapped in an object, which holds id and label."""
    said = {name: text for name, text in fields.items() if text}
    name, words = _attribute(id_), _attribute(label)
    if not said:
        return f'<mxCell id="{name}" value="{words}" style="{style}" {rest}</mxCell>'
    more = " ".join(f'{name}="{_attribute(text)}"' for name, text in said.items())
    inside = f'<mxCell style="{style}" {rest}</mxCell>'
    return f'<object label="{words}" id="{name}" {more}>{inside}</object>'


def _size(words: str) -> Place:
    """Return the size of a box around words: even, so that its corner says where its middle is."""
    wide, high = (2.0 * ceil(side / 2) for side in size_of(words, PRINT))
    return wide, high


def _box_at(corner: Place, size: Place) -> str:
    return (
        f'vertex="1" parent="1"><mxGeometry x="{corner[0]:.3f}" y="{corner[1]:.3f}"'
        f' width="{size[0]:.3f}" height="{size[1]:.3f}" as="geometry"/>'
    )


def _foreign(extra: str) -> dict[str, str]:
    """Return the properties that other people gave a box or a line in draw.io."""
    said = foreign_fields(extra, "drawio").items()
    return {k: v for k, v in said if _NAME.fullmatch(k) and k not in _RESERVED}


def _box(variable: Variable, ids: Mapping[str, str]) -> str:
    wide, high = _size(variable.name)
    corner = (variable.x - wide / 2, variable.y - high / 2)
    fields = {
        "tooltip": variable.note,
        KIND: variable.kind.label if variable.kind else "",
        BOUNDARY: OUTSIDE if variable.outside else "",
        **_foreign(variable.extra),
    }
    style = _BOX + (_OUTSIDE if variable.outside else _PLAIN)
    rest = _box_at(corner, (wide, high))
    return _cell(ids[variable.id], _html(variable.name), style, rest, fields)


def _line(map_: SystemsMap, link: Link, ids: Mapping[str, str]) -> str:
    sign = link.polarity.value
    colour = PRINT.link_colour(link.polarity)
    fields = {
        "tooltip": link.note,
        EVIDENCE: link.evidence.label if link.evidence is not Evidence.ASSUMPTION else "",
        WHY: link.rationale,
        REFERENCE: link.reference,
        **_foreign(link.extra),
    }
    rest = (
        f'edge="1" parent="1" source="{_attribute(ids[link.source])}"'
        f' target="{_attribute(ids[link.target])}">'
        f'<mxGeometry relative="1" as="geometry">{_waypoint(map_, link)}</mxGeometry>'
    )
    style = f"{_LINE}strokeColor={colour};fontColor={colour};"
    label = f"{sign} {DELAY}" if link.delayed else sign
    return _cell(ids[link.id], label, style, rest, fields)


def _waypoint(map_: SystemsMap, link: Link) -> str:
    if link.bend is None:
        return ""
    ends = (map_.variables[id_] for id_ in (link.source, link.target))
    a, b = ((v.x, v.y) for v in ends)
    is_own = link.source == link.target
    x, y = own_waypoint(a, link.bend) if is_own else waypoint(a, b, link.bend)
    return f'<Array as="points"><mxPoint x="{x:.3f}" y="{y:.3f}"/></Array>'


def _note(note: Note) -> str:
    lines = sum(1 + len(line) // _LETTERS for line in note.text.split("\n"))
    rest = _box_at((note.x, note.y), (note.width, _LINE_HEIGHT * lines + 12))
    return _cell(f"note-{note.id}", _html(note.text), _NOTE, rest, {WHAT: NOTE})


def _loop(map_: SystemsMap, loop: NamedLoop, ids: Mapping[str, str]) -> str:
    """Return a label in the middle of a loop, its story and its links among the properties."""
    around = [map_.variables[map_.links[id_].source] for id_ in loop.links]
    x, y = (sum(getattr(v, axis) for v in around) / len(around) for axis in "xy")
    if loop.badge:
        x, y = x + loop.badge[0], y + loop.badge[1]
    number = next((f"{letter}{count}" for letter, count in loop.numbers), "")
    label = "\n".join(part for part in (number, loop.name) if part) or "Loop"
    wide, high = _size(label)
    fields = {
        WHAT: LOOP,
        LOOP: "\n".join(ids[id_] for id_ in loop.links),
        LOOP_NAME: loop.name,
        STORY: loop.story,
    }
    rest = _box_at((x - wide / 2, y - high / 2), (wide, high))
    return _cell(loop.id, _html(label), _LOOP, rest, fields)
