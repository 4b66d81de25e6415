"""What is remembered of loops, brought together: names and stories live on, numbers stay apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from systemsmap.merging.copy import Copy
from systemsmap.merging.joining import relinked
from systemsmap.merging.sides import Sides
from systemsmap.model.records import NamedLoop
from systemsmap.model.systems_map import SystemsMap

Numbers = tuple[tuple[str, int], ...]


def relinked_sides(sides: Sides, alias: Mapping[str, str]) -> Sides:
    """Return the sides with their loops over links that were made one."""
    if not alias:
        return sides
    copies = tuple(Copy(copy.name, _relinked(copy.map_, alias)) for copy in sides.copies)
    return replace(sides, base=_relinked(sides.base, alias), copies=copies)


def _relinked(map_: SystemsMap, alias: Mapping[str, str]) -> SystemsMap:
    return replace(map_, loops=_by_id(relinked(loop, alias) for loop in map_.loops.values()))


def losing(loop: NamedLoop, links: Iterable[str], sides: Sides) -> NamedLoop:
    """Return the loop, which people spoke of, with the links it lost by the merge named."""
    there = set(links)
    gone = [id_ for id_ in loop.links if id_ not in there] if loop.is_kept else []
    told = [words for id_ in gone if (words := _told(id_, loop, sides)) not in ("", *loop.lost)]
    return replace(loop, lost=(*loop.lost, *dict.fromkeys(told))) if told else loop


def _told(link_id: str, loop: NamedLoop, sides: Sides) -> str:
    """Return a link as cause and effect, unless a copy says already that the loop lost it."""
    speaking = [c.map_ for c in sides.copies if loop.id in c.map_.loops]
    having = [map_ for map_ in speaking if link_id in map_.links]
    without = [map_ for map_ in speaking if link_id not in map_.links]
    if not having or any(map_.loops[loop.id].is_kept for map_ in without):
        return ""
    link = having[0].links[link_id]
    ends = (having[0].variables[end].name for end in (link.source, link.target))
    return " → ".join(ends).replace("\n", " ")


def _by_id(loops: Iterable[NamedLoop]) -> dict[str, NamedLoop]:
    """Return the loops by id; the one people spoke of comes before another over the same links."""
    found: dict[str, NamedLoop] = {}
    for loop in loops:
        if loop.id not in found or not found[loop.id].is_kept:
            found[loop.id] = loop
    return found


def numbered(
    loops: Mapping[str, NamedLoop], first: Mapping[str, NamedLoop], maps: Iterable[SystemsMap]
) -> dict[str, NamedLoop]:
    """Return the loops with no number twice: those in `first` keep theirs, as far as they differ.

    A loop that has to give its number up gets one that is higher than any in these maps.
    """
    highest = _highest([*loops.values(), *(r for map_ in maps for r in map_.loops.values())])
    taken: set[tuple[str, int]] = set()
    order = [*(id_ for id_ in first if id_ in loops), *(i for i in loops if i not in first)]
    done: dict[str, NamedLoop] = {}
    for id_ in order:
        numbers = tuple(_free(given, taken, highest) for given in loops[id_].numbers)
        taken.update(numbers)
        done[id_] = replace(loops[id_], numbers=numbers)
    return {id_: done[id_] for id_ in loops}


def _free(
    given: tuple[str, int], taken: set[tuple[str, int]], highest: dict[str, int]
) -> tuple[str, int]:
    letter, number = given
    if given in taken:
        number = highest[letter] = highest[letter] + 1
    return letter, number


def _highest(loops: Iterable[NamedLoop]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for loop in loops:
        for letter, number in loop.numbers:
            highest[letter] = max(highest.get(letter, 0), number)
    return highest


def numbers_of(before: NamedLoop | None, held: Sequence[NamedLoop]) -> Numbers:
    """Return the numbers of a loop: by each letter the first it was given, the newest last.

    What is in `before` may have been noted long after, so it says nothing against a copy.
    """
    given: dict[str, int] = {}
    for loop in (*held, *([before] if before else [])):
        for letter, number in loop.numbers:
            given.setdefault(letter, number)
    moved = [loop for loop in held if before and loop.numbers != before.numbers]
    newest = [letter for letter, _ in (moved or held)[0].numbers]
    letters = [*(letter for letter in given if letter not in newest), *newest]
    return tuple((letter, given[letter]) for letter in letters)


def with_numbers_of(map_: SystemsMap, mine: SystemsMap) -> SystemsMap:
    """Return the map with every number that `mine` has given left in place: it was said aloud."""
    loops = {}
    for id_, loop in map_.loops.items():
        known = mine.loops[id_].numbers if id_ in mine.loops else ()
        letters = {letter for letter, _ in known}
        others = tuple(pair for pair in loop.numbers if pair[0] not in letters)
        loops[id_] = replace(loop, numbers=(*others, *known)) if known else loop
    return replace(map_, loops=numbered(loops, mine.loops, (map_, mine)))
