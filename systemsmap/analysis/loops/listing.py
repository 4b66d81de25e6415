"""Loops length by length, from the homes that can have any."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log

from systemsmap.analysis.deadline import OutOfTime
from systemsmap.analysis.loops.clock import Clock
from systemsmap.analysis.loops.components import Homes
from systemsmap.analysis.loops.home import Home

FIRST = 4
"""Links of the first walk: few loops are shorter, even on the largest maps."""
GROWTH = 3
"""How many times the loops known the next walk should find: less repeats too much, more goes
further than anybody wants."""
FAR = 1 << 60
_STEADY = 1.1
_TENTH = 10


@dataclass(frozen=True, slots=True)
class Batch:
    """The loops of one length, in no order, begun anywhere; all of them when `whole`."""

    length: int
    ways: list[str]
    whole: bool


@dataclass(slots=True)
class _Walks:
    """Walks from several homes, each to a greater length than the one before."""

    searches: list[Home]
    bound: int
    clock: Clock
    joined: list[str]
    near: int
    done: int = 1
    known: int = 0

    def batches(self) -> Iterator[Batch]:
        """Yield length after length; see `by_length`."""
        upto = FIRST
        while self.done < self.bound and (self.searches or self.joined):
            upto = self._not_too_far(upto)
            found: list[str] = []
            if self._walk(upto, found):
                before, step = self.known, upto - self.done
                yield from self._whole(upto, found)
                upto += self._onward(before, step)
            elif found and upto > self.done + 1 and self.clock.is_full(len(found)):
                upto = self.near = few_below(found)
            else:
                rest = [way for way in found if len(way) == self.done + 1]
                yield Batch(self.done + 1, rest, whole=False)
                return

    def _not_too_far(self, upto: int) -> int:
        """Return how far to walk: up to where too many are feared, then link by link."""
        if self.near < FAR:
            return min(upto, max(self.near - 1, self.done + 1), self.bound)
        return min(upto, self.bound) if self.searches else self.bound

    def _walk(self, upto: int, found: list[str]) -> bool:
        """Find the loops beyond those done and up to a length; tell False when cut short."""
        found += [way for way in self.joined if self.done < len(way) <= upto]
        try:
            self.clock.look(len(found))
            for home in self.searches:
                home.walk(self.done, upto, found, self.clock)
                self.clock.look(len(found))
        except OutOfTime:
            return False
        return True

    def _whole(self, upto: int, found: list[str]) -> Iterator[Batch]:
        self.searches = [home for home in self.searches if home.is_cut]
        self.joined = [way for way in self.joined if len(way) > upto]
        self.known += len(found)
        self.clock.found_before += len(found)
        of_length: dict[int, list[str]] = {n: [] for n in range(self.done + 1, upto + 1)}
        for way in found:
            of_length[len(way)].append(way)
        self.done = upto
        for length, ways in of_length.items():
            yield Batch(length, ways, whole=True)

    def _onward(self, before: int, step: int) -> int:
        """Return by how many links the next walk goes further, as loops grew in the last."""
        wanted = max(GROWTH * self.known, self.clock.enough // 10)
        grew = (self.known + 1) / (before + 1)
        if grew < _STEADY:
            return 2 * self.done
        return max(1, min(self.done, round(step * log(wanted / (self.known + 1)) / log(grew))))


def by_length(
    searches: list[Home],
    bound: int,
    clock: Clock,
    joined: Iterable[str] = (),
    near: int = FAR,
) -> Iterator[Batch]:
    """Yield the loops of two links, of three and so on, until there are none or the clock ends it.

    After the last batch, if it is whole, there is no longer loop of at most `bound` links.
    `joined` are loops that are known already. From the length `near` on there may be too many.
    """
    return _Walks(searches, bound, clock, list(joined), near).batches()


def few_below(found: list[str]) -> int:
    """Return a length that few of these loops do not have, for a search that found too many."""
    lengths = sorted(map(len, found))
    return lengths[len(lengths) // _TENTH]


def all_homes(homes: Homes) -> list[Home]:
    """Return a search from each home."""
    return [Home(homes, place, letter) for place, letter in enumerate(homes.order)]


def first_in_order(homes: Homes, length: int, clock: Clock) -> list[str]:
    """Return loops of one length in the order of the map, until the clock has enough.

    `homes` are in the order of the map; the loops are begun at their first variable.
    """
    found: list[str] = []
    try:
        for place, letter in enumerate(homes.order):
            Home(homes, place, letter).in_order(length - 1, length, found, clock)
            if len(found) > clock.enough:
                break
    except OutOfTime:
        pass
    return found[: clock.enough]
