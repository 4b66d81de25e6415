"""A map to a Vensim model: a causal loop sketch, with equations that only say what causes what."""

import itertools
from collections.abc import Mapping

from systemsmap.interchange.building import distinct_names
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds, plain
from systemsmap.interchange.turning import UNBENT as DEFAULT
from systemsmap.interchange.turning import closed, is_clockwise
from systemsmap.interchange.vensim.arcs import Point, point_at, point_on_arc
from systemsmap.interchange.vensim.equations import free, freed, unquoted
from systemsmap.interchange.vensim.sketch import END, START, UNBENT
from systemsmap.interchange.vensim.symbols import middle_of, text_of
from systemsmap.model.records import Link, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS
    | Holds.DELAYS
    | Holds.POSITIONS
    | Holds.BENDS
    | Holds.NOTES
    | Holds.LOOPS
    | Holds.TEXTS
    | Holds.SELF
    | Holds.LONE
)
_STARS = "*" * 56
_CONTROL = f"{_STARS}\n\t.Control\n{_STARS}~\n\t\tSimulation Control Parameters\n\t|\n\n" + "".join(
    f"{name}  = {value}\n\t~\tMonth\n\t~\t\n\t|\n\n"
    for name, value in (
        ("FINAL TIME", "100"),
        ("INITIAL TIME", "0"),
        ("SAVEPER", "TIME STEP"),
        ("TIME STEP", "1"),
    )
)
_HEAD = (
    "\\\\\\---///\x20Sketch information - do not modify anything except names\n"
    "V300  Do not put anything below this section - it will be ignored\n*View 1\n"
    "$192-192-192,0,Arial|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0\n"
)
_MARGIN = 100
_SIGNS = {Polarity.POSITIVE: 43, Polarity.NEGATIVE: 45}
_MARKS = frozenset(" _'$")


def write(map_: SystemsMap) -> bytes:
    """Return the map as a model with one view."""
    names = _names(map_)
    text = "{UTF-8}\n"
    for variable in map_.variables.values():
        text += _equation(map_, variable, names)
    text += _CONTROL + _HEAD + "".join(f"{line}\n" for line in _sketch(map_, names))
    text += "///---\\\\\\\n:L\x7f<%^E!@\n"
    return text.replace("\n", "\r\n").encode("utf-8", "replace")


def _names(map_: SystemsMap) -> dict[str, str]:
    """Return a name for each variable that Vensim takes, no two of them alike."""
    names = distinct_names(map_, lambda name: free(plain(Cleaner().text(name))))
    return {i: n if _is_bare(n) else f'"{n}"' for i, n in names.items()}


def _is_bare(name: str) -> bool:
    """Tell whether Vensim knows a name without quotes: letters of any script."""
    return name[0].isalpha() and all(c.isalnum() or c in _MARKS for c in name)


def _equation(map_: SystemsMap, variable: Variable, names: Mapping[str, str]) -> str:
    links = (map_.links[i] for i in map_.links_at.get(variable.id, ()))
    causes = [
        ("-" if k.polarity is Polarity.NEGATIVE else "") + names[k.source]
        for k in links
        if k.target == variable.id
    ]
    made = f"A FUNCTION OF( {','.join(causes)})" if causes else "1"
    note = " ".join(plain(Cleaner().text(variable.note)).split())
    return f"{names[variable.id]}  = {made}\n\t~\t\n\t~\t{note}\n\t|\n\n"


def _sketch(map_: SystemsMap, names: Mapping[str, str]) -> list[str]:
    things = [*map_.variables.values(), *map_.notes.values()]
    dx, dy = (_MARGIN - min((getattr(v, a) for v in things), default=0.0) for a in "xy")
    places = {v.id: (round(v.x + dx), round(v.y + dy)) for v in map_.variables.values()}
    ids = {id_: n for n, id_ in enumerate(map_.variables, 1)}
    lines = [
        f"10,{ids[i]},{names[i]},{x},{y},60,15,8,3,0,0,-1,0,0,0,0,0,0,0,0,0"
        for i, (x, y) in places.items()
    ]
    count = itertools.count(len(ids) + 1)
    lines += [_arrow(link, next(count), ids, places) for link in map_.links.values()]
    plain_names = {i: freed(unquoted(name)) for i, name in names.items()}
    for loop in map_.loops.values():
        if loop.name and (links := closed(map_, loop.links)):
            at = {plain_names[k.source]: places[k.source] for k in links}
            turns = is_clockwise(map_, links)
            lines += _symbol(text_of(map_, loop), middle_of(at), next(count), turns=turns)
    for note in map_.notes.values():
        lines += _note(note, next(count), (dx, dy))
    return lines


def _arrow(
    link: Link, number: int, ids: Mapping[str, int], places: Mapping[str, tuple[int, int]]
) -> str:
    x, y = _point(link, places)
    kind = 193 if link.delayed else 192
    colour = UNBENT if link.bend is None else "-1--1--1"
    sign = _SIGNS.get(link.polarity, 0)
    ends = f"{ids[link.source]},{ids[link.target]}"
    return f"1,{number},{ends},1,0,{sign},0,0,{kind},0,{colour},,1|({x},{y})|"


def _point(link: Link, places: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Return the point that an arrow runs through."""
    start, end = places[link.source], places[link.target]
    if link.source == link.target:
        return point_at(start, link.bend or 0.0)
    if start == end:
        return start[0] + 50, start[1] - 40
    return point_on_arc(start, end, DEFAULT if link.bend is None else link.bend)


def _symbol(text: str, at: Point, number: int, *, turns: bool) -> list[str]:
    """Return the symbol of a loop. `turns`: it turns with the clock."""
    head = f"12,{number},0,{round(at[0])},{round(at[1])},20,20,{4 if turns else 5},4,0,0,-1"
    return [f"{head},0,0,0,0,0,0,0,0,0", _line(text)]


def _note(note: Note, number: int, offset: tuple[float, float]) -> list[str]:
    """Return a comment with the words of a note."""
    lines = note.text.split("\n")
    wide, high = round(note.width / 2), 10 * len(lines)
    x, y = round(note.x + offset[0]) + wide, round(note.y + offset[1]) + high
    head = f"12,{number},0,{x},{y},{wide},{high},8,4,0,0,-1,0,0,0,0,0,0,0,0,0"
    return [head, _line("\\n".join(lines))]


def _line(text: str) -> str:
    """Return a text that stands on a line of its own and is taken for nothing else."""
    text = " ".join(Cleaner().text(text).split())
    for mark in (START, END, "|<<"):
        text = text.replace(mark, "-")
    return text
