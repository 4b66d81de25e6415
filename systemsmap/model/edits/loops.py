"""Edits of what is said about loops."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.records import NamedLoop
from systemsmap.model.systems_map import SystemsMap


def name_loop(map_: SystemsMap, id_: str, name: str) -> Change:
    """Name a loop; an empty name takes the name off."""
    return changed(map_, replace(_loop_of(map_, id_), name=" ".join(name.split())))


def tell_loop(map_: SystemsMap, id_: str, story: str) -> Change:
    """Write the story the group tells of a loop."""
    return changed(map_, replace(_loop_of(map_, id_), story=story.strip()))


def move_badge(map_: SystemsMap, id_: str, offset: tuple[float, float] | None) -> Change:
    """Put a loop's badge at an offset from the middle of its variables; None: automatic."""
    return changed(map_, replace(_loop_of(map_, id_), badge=offset))


def hide_loop(map_: SystemsMap, id_: str, hidden: bool) -> Change:  # noqa: FBT001
    """Take a loop's badge off the canvas, or show it again."""
    return changed(map_, replace(_loop_of(map_, id_), hidden=hidden))


def pin_loop(map_: SystemsMap, id_: str, pinned: bool) -> Change:  # noqa: FBT001
    """Keep a loop in sight whatever its length, or no longer."""
    return changed(map_, replace(_loop_of(map_, id_), pinned=pinned))


def forget_loop(map_: SystemsMap, id_: str) -> Change:
    """Drop the name, story and pin of a loop; its numbers stay taken."""
    loop = _loop_of(map_, id_)
    return changed(map_, NamedLoop(loop.id, loop.links, loop.numbers))


def loops_losing(map_: SystemsMap, links: Collection[str]) -> Iterator[NamedLoop]:
    """Yield the loops people spoke of that run over these links, noting which links go."""
    for loop in map_.loops.values():
        gone = [i for i in loop.links if i in links and i in map_.links]
        if gone and loop.is_kept:
            told = tuple(_told(map_, i) for i in gone)
            yield replace(loop, lost=(*loop.lost, *(t for t in told if t not in loop.lost)))


def _told(map_: SystemsMap, link_id: str) -> str:
    link = map_.links[link_id]
    cause, effect = map_.variables[link.source].name, map_.variables[link.target].name
    return f"{cause} → {effect}".replace("\n", " ")


def _loop_of(map_: SystemsMap, id_: str) -> NamedLoop:
    loop = map_.loops.get(id_)
    if loop is None:
        raise EditError("This loop is no longer known.")
    return loop
