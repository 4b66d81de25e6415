"""Links between the same two variables, drawn in different copies: one link."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from systemsmap.merging.as_one import Desk, as_one
from systemsmap.merging.copy import Copy
from systemsmap.merging.sides import Sides
from systemsmap.model.records import Link

Pair = tuple[str, str]


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
