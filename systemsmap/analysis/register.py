"""The register of loops: every loop keeps its number, name and story through every edit.

Nobody in the room should hear R2 become R3 because another loop went. So a number is given once,
under its letter, and never to another loop; a loop is the same for as long as its links are. What
is remembered lies on the map as `NamedLoop` records, written by the program as remarks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from systemsmap.analysis.loops.loop import Loop, LoopPolarity, Loops
from systemsmap.analysis.loops.walk import loop_along
from systemsmap.model.change import Change, changed
from systemsmap.model.records import Evidence, Link, NamedLoop
from systemsmap.model.systems_map import SystemsMap

REMEMBERED = 1_000
"""How many loops that are gone and that nobody spoke of keep their numbers for a return."""

_POLARITIES = {polarity.letter: polarity for polarity in LoopPolarity}


@dataclass(frozen=True, slots=True)
class ListedLoop:
    """A loop as people see it: what was found together with what is remembered of it.

    `links` and `variables` are in the order of travel. `assumptions` counts the links that rest
    on an assumption, `deciders` are the links whose open sign leaves the loop undecided. A
    `broken` loop was spoken of and no longer runs; `lost` names the links that went, its
    `links` include them and its `variables` are those still at hand.
    """

    id: str
    label: str
    polarity: LoopPolarity
    delayed: bool
    links: tuple[str, ...]
    variables: tuple[str, ...]
    name: str = ""
    story: str = ""
    hidden: bool = False
    pinned: bool = False
    badge: tuple[float, float] | None = None
    assumptions: int = 0
    deciders: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    broken: bool = False


def numbering(map_: SystemsMap, loops: Loops) -> Change:
    """Return the remark that gives every listed loop its record and its number.

    A loop whose letter changed gets a number under the new one, or the one it had there before.
    """
    standing = tuple(_standing(map_, loops))
    highest = _highest_numbers(map_)
    records = []
    for loop in standing:
        known = map_.loops.get(loop.id) or NamedLoop(loop.id, loop.links)
        record = _numbered(known, loop, highest)
        if record is not known:
            records.append(record)
    return changed(map_, *records, removed=_beyond_memory(map_, standing, highest))


def listing(map_: SystemsMap, loops: Loops) -> tuple[ListedLoop, ...]:
    """Return the loops to show: those found, in their order, then those spoken of but broken."""
    open_signs = {i for i, link in map_.links.items() if not link.polarity.is_decided}
    assumed = {i for i, link in map_.links.items() if link.evidence is Evidence.ASSUMPTION}
    standing = tuple(_standing(map_, loops))
    seen = {loop.id for loop in standing}
    broken = (r for i, r in map_.loops.items() if r.is_kept and i not in seen)
    return (
        *(_listed(map_, loop, open_signs, assumed) for loop in standing),
        *(_broken(map_, record, assumed) for record in broken),
    )


def _standing(map_: SystemsMap, loops: Loops) -> Iterator[Loop]:
    """Yield the loops found, then those spoken of that run although the search left them out."""
    found = set()
    for loop in loops.loops:
        if all(map(map_.links.__contains__, loop.links)):  # the map may have moved on since
            found.add(loop.id)
            yield loop
    for record in map_.loops.values():
        if record.is_kept and record.id not in found:
            loop_left_out = loop_along(map_, record.links)
            if loop_left_out:
                yield loop_left_out


def _highest_numbers(map_: SystemsMap) -> dict[str, int]:
    highest = dict.fromkeys(_POLARITIES, 0)
    for record in map_.loops.values():
        for letter, number in record.numbers:
            highest[letter] = max(highest.get(letter, 0), number)
    return highest


def _numbered(record: NamedLoop, loop: Loop, highest: dict[str, int]) -> NamedLoop:
    """Return the record with its number for the loop's letter last: the one it goes by now."""
    letter = loop.polarity.letter
    if record.numbers and record.numbers[-1][0] == letter and not record.lost:
        return record
    number = dict(record.numbers).get(letter)
    if number is None:
        number = highest[letter] = highest[letter] + 1
    others = tuple(pair for pair in record.numbers if pair[0] != letter)
    return replace(record, numbers=(*others, (letter, number)), lost=())


def _beyond_memory(
    map_: SystemsMap, standing: Iterable[Loop], highest: dict[str, int]
) -> tuple[str, ...]:
    """Return the oldest records to let go. Who holds a highest number stays, or it came twice."""
    alive = {loop.id for loop in standing}
    dead = [r for r in map_.loops.values() if r.id not in alive and not r.is_kept]
    oldest = dead[: max(0, len(dead) - REMEMBERED)]
    return tuple(r.id for r in oldest if all(highest[k] > n for k, n in r.numbers))


def _listed(map_: SystemsMap, loop: Loop, open_signs: set[str], assumed: set[str]) -> ListedLoop:
    record = map_.loops.get(loop.id) or NamedLoop(loop.id, loop.links)
    letter = loop.polarity.letter
    number = next((n for given, n in reversed(record.numbers) if given == letter), "")
    return ListedLoop(
        id=loop.id,
        label=f"{letter}{number}",
        polarity=loop.polarity,
        delayed=loop.delayed,
        links=loop.links,
        variables=loop.variables,
        name=record.name,
        story=record.story,
        hidden=record.hidden,
        pinned=record.pinned,
        badge=record.badge,
        assumptions=len(assumed.intersection(loop.links)),
        deciders=tuple(filter(open_signs.__contains__, loop.links)),
    )


def _broken(map_: SystemsMap, record: NamedLoop, assumed: set[str]) -> ListedLoop:
    letter, number = record.numbers[-1] if record.numbers else ("U", "")
    left = [map_.links[i] for i in record.links if i in map_.links]
    return ListedLoop(
        id=record.id,
        label=f"{letter}{number}",
        polarity=_POLARITIES.get(letter, LoopPolarity.UNDECIDED),
        delayed=any(link.delayed for link in left),
        links=record.links,
        variables=_passed(left),
        name=record.name,
        story=record.story,
        hidden=record.hidden,
        pinned=record.pinned,
        badge=record.badge,
        assumptions=len(assumed.intersection(record.links)),
        lost=record.lost,
        broken=True,
    )


def _passed(links: Iterable[Link]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(end for link in links for end in (link.source, link.target)))
