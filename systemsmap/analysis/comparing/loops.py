"""What differs in loops: which came and went with their links, and what is said of them."""

from collections.abc import Collection, Iterable, Iterator

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.comparing.difference import About, Difference, What
from systemsmap.analysis.comparing.telling import loop_words, reworded, way_words
from systemsmap.analysis.loops.loop import Loop
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.loops.walk import loop_along, polarity_of
from systemsmap.analysis.reading import quoted
from systemsmap.model.records import Link, NamedLoop
from systemsmap.model.systems_map import SystemsMap

_LOOP = About.LOOP


def loops_of(map_: SystemsMap, budget: Budget) -> tuple[list[Loop], bool]:
    """Return the loops that are found and those spoken of; whether these are all there are."""
    found = find_loops(map_, budget)
    loops = {loop.id: loop for loop in found.loops}
    for record in map_.loops.values():
        if record.is_kept and record.id not in loops:
            along = loop_along(map_, record.links)
            if along:
                loops[along.id] = along
    return list(loops.values()), found.complete


def running(old: SystemsMap, new: SystemsMap, budget: Budget) -> tuple[list[Difference], bool]:
    """Return which loops came, went, or do the opposite now; whether all could be looked at.

    A loop came if one of its links was not there before: so each can be judged alone, however
    many were found.
    """
    if _structure(old) == _structure(new):
        return [], True
    now, all_now = loops_of(new, budget)
    before, all_before = loops_of(old, budget)
    told = [_came(new, loop) for loop in now if not _runs(loop, new, old)]
    told += [_went(old, loop) for loop in before if not _runs(loop, old, new)]
    told += _turned(old, new, (loop for loop in now if _runs(loop, new, old)))
    return told, all_now and all_before


def _structure(map_: SystemsMap) -> dict[str, tuple[str, str, str]]:
    return {i: (k.source, k.target, k.polarity) for i, k in map_.links.items()}


def _runs(loop: Loop, here: SystemsMap, there: SystemsMap) -> bool:
    """Return whether a loop of one map runs on the other."""
    return all(_ends(there.links.get(i)) == _ends(here.links[i]) for i in loop.links)


def _ends(link: Link | None) -> tuple[str, str] | None:
    return (link.source, link.target) if link else None


def _record(map_: SystemsMap, loop: Loop) -> NamedLoop:
    return map_.loops.get(loop.id) or NamedLoop(loop.id, loop.links)


def _came(new: SystemsMap, loop: Loop) -> Difference:
    way = way_words(new, loop.links)
    words = loop_words(new, _record(new, loop))
    if words == f"loop {way}":
        said = f"A {loop.polarity.value} loop is new: {way}."
    else:
        said = f"The {loop.polarity.value} {words} is new: {way}."
    return Difference(What.ADDED, _LOOP, loop.id, said, "", loop.polarity.value)


def _went(old: SystemsMap, loop: Loop) -> Difference:
    way = way_words(old, loop.links)
    words = loop_words(old, _record(old, loop))
    if words == f"loop {way}":
        said = f"A {loop.polarity.value} loop is gone: {way}."
    else:
        said = f"The {loop.polarity.value} {words} is gone: {way}."
    return Difference(What.REMOVED, _LOOP, loop.id, said, loop.polarity.value)


def _turned(old: SystemsMap, new: SystemsMap, loops: Iterable[Loop]) -> Iterator[Difference]:
    for loop in loops:
        before = polarity_of(old.links[i].polarity for i in loop.links)
        if before is not loop.polarity:
            words = loop_words(new, _record(new, loop))
            said = f"The {words} is {loop.polarity.value} now; it was {before.value}."
            signs = before.value, loop.polarity.value
            yield Difference(What.RESIGNED, _LOOP, loop.id, said, *signs)


def remembered(
    old: SystemsMap, new: SystemsMap, gone: Collection[str] = ()
) -> Iterator[Difference]:
    """Yield what differs in what people said of loops, but of those that are gone."""
    for id_ in dict.fromkeys((*new.loops, *old.loops)):
        was, is_ = old.loops.get(id_), new.loops.get(id_)
        known = is_ or was
        assert known
        blank = NamedLoop(id_, known.links)
        if id_ not in gone or is_ is not None:
            yield from _said(new if is_ else old, was or blank, is_ or blank)


def _said(map_: SystemsMap, was: NamedLoop, is_: NamedLoop) -> Iterator[Difference]:
    words = loop_words(map_, is_)
    if was.name != is_.name:
        nameless = loop_words(map_, NamedLoop(is_.id, is_.links, is_.numbers))
        if not was.name:
            said = f"The {nameless} is called {quoted(is_.name)} now."
        elif not is_.name:
            said = f"The {nameless} has no name any more; it was {quoted(was.name)}."
        else:
            said = f"The {words} was renamed; it was {quoted(was.name)}."
        yield Difference(What.RENAMED, _LOOP, is_.id, said, was.name, is_.name)
    if was.story != is_.story:
        yield reworded(_LOOP, is_.id, f"the story of the {words}", was.story, is_.story)
    if was.pinned != is_.pinned:
        said = f"The {words} is {'pinned now' if is_.pinned else 'not pinned any more'}."
        yield Difference(What.SHOWN, _LOOP, is_.id, said)
    if was.hidden != is_.hidden:
        said = f"The badge of the {words} is {'hidden' if is_.hidden else 'shown'} now."
        yield Difference(What.SHOWN, _LOOP, is_.id, said)
    if was.badge != is_.badge:
        yield Difference(What.MOVED, _LOOP, is_.id, f"The badge of the {words} was moved.")
