"""A map as lines of text that read back as the same map."""

from collections.abc import Iterator

from systemsmap.interchange.statements.parse import parse
from systemsmap.interchange.statements.statement import Statement, StatementTrouble
from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap


def lines_of(map_: SystemsMap) -> Iterator[str]:
    """Yield a line for each link in the order of the map, and for each variable without one."""
    linked = {end for link in map_.links.values() for end in (link.source, link.target)}
    for id_, variable in map_.variables.items():
        if id_ not in linked:
            yield name_of(variable.name)
    for link in map_.links.values():
        yield link_line(map_, link)


def link_line(map_: SystemsMap, link: Link) -> str:
    """Return a link as it would be typed."""
    cause, effect = (name_of(map_.variables[i].name) for i in (link.source, link.target))
    delay = ", delay" if link.delayed else ""
    return f"{cause} -> {effect} {link.polarity.value}{delay}"


def name_of(name: str) -> str:
    """Return a name, in quotes where it would be read as something else without them."""
    words = " ".join(name.split())
    probe = f"{words} -> {words} ?"
    try:
        plain = parse(words) == Statement((words,)) and parse(probe).names == (words,)
    except StatementTrouble:
        plain = False
    if plain and not words.startswith("#"):
        return words
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
