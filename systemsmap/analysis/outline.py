"""The whole map in words: its variables, its links as sentences, its loops. The same words each
time, in the order of the map, so that it can be walked line by line and copied as it stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from systemsmap.analysis.reading import read_link, read_loop, read_way, so_many
from systemsmap.analysis.register import ListedLoop
from systemsmap.analysis.routes import Route, Routes
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

FALL = "The same, when it falls"
_SIGN = {Polarity.POSITIVE: "Up", Polarity.NEGATIVE: "Down", Polarity.UNDECIDED: "Either way"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words and the records it is about; what belongs under it."""

    words: str
    ids: tuple[str, ...] = ()
    under: tuple["Line", ...] = ()


def outline(map_: SystemsMap, loops: Iterable[ListedLoop]) -> tuple[Line, ...]:
    """Return a line for each part of the map, with a line under it for each of its records."""
    variables = tuple(Line(_variable(map_, v), (v.id,)) for v in map_.variables.values())
    links = tuple(_link(map_, link) for link in map_.links.values())
    told = tuple(_loop(map_, loop) for loop in loops)
    parts = (("variable", variables), ("link", links), ("loop", told))
    return tuple(Line(so_many(len(under), what), (), under) for what, under in parts)


def route_lines(map_: SystemsMap, routes: Routes, sentences: Iterable[str]) -> Line:
    """Return what routes do: the sentences, and under them each route that can be shown."""
    first, *others = sentences
    told = [Line(words) for words in others]
    return Line(first, (), (*told, *(_route(map_, route) for route in routes.routes)))


def as_text(lines: Iterable[Line]) -> str:
    """Return the lines for the clipboard, two spaces further in for each step down."""
    return "\n".join(_indented(lines, 0))


def _indented(lines: Iterable[Line], depth: int) -> Iterator[str]:
    for line in lines:
        yield "  " * depth + line.words
        yield from _indented(line.under, depth + 1)


def _variable(map_: SystemsMap, variable: Variable) -> str:
    links = [map_.links[i] for i in map_.links_at.get(variable.id, ())]
    causes = sum(link.target == variable.id for link in links)
    effects = sum(link.source == variable.id for link in links)
    is_a = [variable.kind.label.lower()] if variable.kind else []
    is_a += ["outside our boundary"] if variable.outside else []
    numbers = f"{so_many(causes, 'cause')}, {so_many(effects, 'effect')}"
    return f"{' '.join(variable.name.split())}: {', '.join((*is_a, numbers))}"


def _link(map_: SystemsMap, link: Link) -> Line:
    """Return the sentence of a link, and under it what less of the cause means."""
    rising, falling = read_link(map_, link), read_link(map_, link, falling=True)
    under = () if falling == rising else (Line(falling, (link.id,)),)
    return Line(rising, (link.id,), under)


def _loop(map_: SystemsMap, loop: ListedLoop) -> Line:
    kind = "broken" if loop.broken else str(loop.polarity.value)
    delay = ", with delay" if loop.delayed else ""
    name = f" {loop.name}" if loop.name else ""
    words = f"{loop.label}{name}: {kind}, {so_many(len(loop.links), 'link')}{delay}"
    ids = tuple(i for i in loop.links if i in map_.links)
    sentences = tuple(
        Line(sentence, (id_,) if id_ else ())
        for sentence, id_ in zip(read_loop(map_, loop), (*ids, ""), strict=False)
    )
    links = [map_.links[i] for i in ids]
    fall = Line(
        FALL, (loop.id,), tuple(Line(read_link(map_, k, falling=True), (k.id,)) for k in links)
    )
    story = (Line(" ".join(loop.story.split())),) if loop.story.strip() else ()
    return Line(words, (loop.id,), (*sentences, fall, *story))


def _route(map_: SystemsMap, route: Route) -> Line:
    names = " → ".join(" ".join(map_.variables[i].name.split()) for i in route.variables)
    slow = ", after a while" if route.delayed else ""
    ids = (*route.variables, *route.links)
    ends = route.variables[0], route.variables[-1]
    said = read_way(map_, *ends, route.polarity, delayed=route.delayed)
    return Line(f"{_SIGN[route.polarity]}{slow}: {names}", ids, (Line(said, ids),))
