"""Following links round: from a row of links to the loop they make."""

from collections.abc import Iterable, Sequence

from systemsmap.analysis.loops.loop import Loop, LoopPolarity
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap


def loop_along(map_: SystemsMap, link_ids: Sequence[str]) -> Loop | None:
    """Return the loop that these links make on this map, or None when they make none.

    They are tried in the given order of travel and, because people turn links round, in the
    opposite one.
    """
    links = [map_.links[i] for i in link_ids if i in map_.links]
    if not links or len(links) < len(link_ids):
        return None
    for order in (links, links[::-1]):
        if _closes(order):
            return loop_from(_starting_first(map_, order))
    return None


def loop_from(links: Sequence[Link]) -> Loop:
    """Return the loop over these links, which do make one and are in the order of travel."""
    return Loop(
        tuple(link.id for link in links),
        tuple(link.source for link in links),
        polarity_of(link.polarity for link in links),
        any(link.delayed for link in links),
    )


def polarity_of(signs: Iterable[Polarity]) -> LoopPolarity:
    """Return what a loop with these signs does: an even number of minus signs reinforces.

    One sign that is open or both ways leaves the whole loop undecided (Sterman, Business
    Dynamics, 2000, chapter 5; the third sign after Barbrook-Johnson and Penn, 2022).
    """
    turns = 0
    for sign in signs:
        if not sign.is_decided:
            return LoopPolarity.UNDECIDED
        turns += sign is Polarity.NEGATIVE
    return LoopPolarity.BALANCING if turns % 2 else LoopPolarity.REINFORCING


def _closes(links: Sequence[Link]) -> bool:
    passed = {link.source for link in links}
    onward = zip(links, (*links[1:], links[0]), strict=True)
    return len(passed) == len(links) and all(a.target == b.source for a, b in onward)


def _starting_first(map_: SystemsMap, links: Sequence[Link]) -> Sequence[Link]:
    passed = {link.source: at for at, link in enumerate(links)}
    first = next(passed[i] for i in map_.variables if i in passed)
    return [*links[first:], *links[:first]]
