"""Loops length by length, from the homes that can have any."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from systemsmap.analysis.deadline import OutOfTime
from systemsmap.analysis.loops.clock import Clock
from systemsmap.analysis.loops.components import Homes
from systemsmap.analysis.loops.home import Home


@dataclass(frozen=True, slots=True)
class Batch:
    """The loops of one length, in no order, begun anywhere; all of them when `whole`."""

    length: int
    ways: list[str]
    whole: bool


def by_length(
    searches: list[Home], bound: int, clock: Clock, joined: Iterable[str] = ()
) -> Iterator[Batch]:
    """Yield the loops of two links, of three and so on, until there are none or the clock ends it.

    After the last batch, if it is whole, there is no longer loop of at most `bound` links.
    `joined` are loops that are known already.
    """
    known: dict[int, list[str]] = {}
    for way in joined:
        known.setdefault(len(way), []).append(way)
    for length in range(2, bound + 1):
        ways = known.pop(length, [])
        try:
            clock.look(0)
            for home in searches:
                home.loops_of(length, ways, clock)
                if clock.found_before + len(ways) > clock.enough:
                    raise OutOfTime  # noqa: TRY301 (as the clock does)
        except OutOfTime:
            yield Batch(length, ways, whole=False)
            return
        clock.found_before += len(ways)
        yield Batch(length, ways, whole=True)
        searches = [home for home in searches if not home.is_done]
        if not searches and not known:
            return


def all_homes(homes: Homes, bound: int) -> list[Home]:
    """Return a search from each home."""
    return [Home(homes, place, letter, bound) for place, letter in enumerate(homes.order)]


def first_in_order(homes: Homes, length: int, clock: Clock) -> list[str]:
    """Return loops of one length in the order of the map, until the clock has enough.

    `homes` are in the order of the map; the loops are begun at their first variable.
    """
    found: list[str] = []
    try:
        for place, letter in enumerate(homes.order):
            Home(homes, place, letter, length).in_order(length, found, clock)
            if len(found) > clock.enough:
                break
    except OutOfTime:
        pass
    return found[: clock.enough]
