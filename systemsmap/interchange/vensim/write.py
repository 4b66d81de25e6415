"""A map to a Vensim model: a causal loop sketch, with equations that only say what causes what."""

from collections.abc import Mapping
from math import hypot

from systemsmap.interchange.building import distinct_names
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds, plain
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.vensim.equations import CONTROL
from systemsmap.model.records import Link, NamedLoop, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.DELAYS | Holds.POSITIONS | Holds.NOTES | Holds.SELF | Holds.LONE
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
_DEFAULT = 0.2  # how far an arc rises over its chord where nobody bent it
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _'$")


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
    names = distinct_names(map_, _free)
    return {i: n if set(n) <= _PLAIN and n[0].isalpha() else f'"{n}"' for i, n in names.items()}


def _free(name: str) -> str:
    """Return a name that nothing of Vensim's own has, or the variable would not come back."""
    name = plain(Cleaner().text(name))
    return f"{name} (variable)" if folded(name) in CONTROL else name


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
    variables = map_.variables.values()
    dx, dy = (_MARGIN - min((getattr(v, a) for v in variables), default=0.0) for a in "xy")
    places = {v.id: (round(v.x + dx), round(v.y + dy)) for v in variables}
    ids = {id_: n for n, id_ in enumerate(map_.variables, 1)}
    lines = [
        f"10,{ids[i]},{names[i]},{x},{y},60,15,8,3,0,0,-1,0,0,0,0,0,0,0,0,0"
        for i, (x, y) in places.items()
    ]
    number = len(ids)
    for link in map_.links.values():
        number += 1
        lines.append(_arrow(link, number, ids, places))
    for loop in map_.loops.values():
        middles = [places[map_.links[i].source] for i in loop.links if i in map_.links]
        if loop.name and len(middles) == len(loop.links):
            number += 1
            lines += _symbol(loop, number, middles)
    return lines


def _arrow(
    link: Link, number: int, ids: Mapping[str, int], places: Mapping[str, tuple[int, int]]
) -> str:
    (x, y), (x2, y2) = places[link.source], places[link.target]
    bend = _DEFAULT if link.bend is None else link.bend
    chord = hypot(x2 - x, y2 - y)
    px, py = (x + x2) / 2 + (y2 - y) * bend, (y + y2) / 2 - (x2 - x) * bend
    if chord < 1:
        px, py = x + 50, y - 40
    kind = 193 if link.delayed else 192
    sign = _SIGNS.get(link.polarity, 0)
    ends = f"{ids[link.source]},{ids[link.target]}"
    return f"1,{number},{ends},1,0,{sign},0,0,{kind},0,-1--1--1,,1|({round(px)},{round(py)})|"


def _symbol(loop: NamedLoop, number: int, middles: list[tuple[int, int]]) -> list[str]:
    x, y = (round(sum(at[axis] for at in middles) / len(middles)) for axis in (0, 1))
    letters = "".join(f"{k}{n}" for k, n in loop.numbers[-1:])
    name = " ".join(plain(f"{letters} {loop.name}").split())
    return [f"12,{number},0,{x},{y},20,20,4,4,0,0,-1,0,0,0,0,0,0,0,0,0", name]
