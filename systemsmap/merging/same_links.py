"""Links between the same two variables, drawn in different copies: one link."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from systemsmap.merging.as_one import Desk, as_one
from systemsmap.merging.copy import Copy
from systemsmap.merging.joining import renamed
from systemsmap.merging.sides import Sides
from systemsmap.model.records import Link

Pair = tuple[str, str]


def with_same_links(sides: Sides) -> Sides:
    """Return the copies with one id for the links that several of them drew anew."""
    known: dict[Pair, str] = {}
    copies = []
    for copy in sides.copies:
        alias = _alias(copy, sides, known)
        map_ = renamed(copy.map_, alias)
        copies.append(Copy(copy.name, map_))
        for pair, id_ in map_.link_between.items():
            if id_ not in sides.base.links:
                known.setdefault(pair, id_)
    return replace(sides, copies=tuple(copies))


def _alias(copy: Copy, sides: Sides, known: Mapping[Pair, str]) -> dict[str, str]:
    """Return the ids that links of a copy go by from now on, none that it uses already."""
    map_ = copy.map_
    taken = {id_ for loop in map_.loops.values() for id_ in loop.links}
    alias = {}
    for pair, id_ in map_.link_between.items():
        other = known.get(pair, id_)
        is_free = map_.get(other) is None and other not in taken
        if other != id_ and id_ not in sides.base.links and is_free:
            alias[id_] = other
    return alias


def folded_links(
    links: Mapping[str, Link], sides: Sides, desk: Desk
) -> tuple[dict[str, Link], dict[str, str]]:
    """Return the links with those between the same two variables made one, and who went where."""
    by_pair: dict[Pair, list[Link]] = {}
    for link in links.values():
        by_pair.setdefault((link.source, link.target), []).append(link)
    folded, alias = dict(links), {}
    for same in by_pair.values():
        if len(same) > 1:
            first, *others = same
            held = [(_makers(link, sides), replace(link, id=first.id)) for link in same]
            key = "+".join(link.id for link in same)
            one = as_one(desk, key, None, held)
            assert isinstance(one, Link)
            folded[first.id] = one
            for link in others:
                del folded[link.id]
                alias[link.id] = first.id
    return folded, alias


def _makers(link: Link, sides: Sides) -> tuple[str, ...]:
    """Return the names of the copies that have a link like this one, or else any of its id."""
    having = [copy for copy in sides.copies if link.id in copy.map_.links]
    like = [copy for copy in having if _ends(copy.map_.links[link.id]) == _ends(link)]
    return _names(like or having)


def _names(copies: Iterable[Copy]) -> tuple[str, ...]:
    return tuple(copy.name for copy in copies)


def _ends(link: Link) -> Pair:
    return link.source, link.target
