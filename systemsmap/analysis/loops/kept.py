"""The loops an engine keeps, as words, and how they are found."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from systemsmap.analysis.deadline import Deadline
from systemsmap.analysis.loops.clock import Clock
from systemsmap.analysis.loops.components import Homes, hubs_first
from systemsmap.analysis.loops.core import Core, from_first
from systemsmap.analysis.loops.home import Home
from systemsmap.analysis.loops.listing import all_homes, by_length

WANTED = 2_000
"""Lengths are added until so many loops are kept."""
NEW_AT_ONCE = 5_000
"""Loops that one edit may bring, or one length on top of those wanted."""
_FEW = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """All loops of at most `horizon` links, shortest first, then in the order of the map.

    A word is closed: its first letter stands at the end again, so that each of its links is two
    neighbouring letters. When `complete`, the horizon is the number of variables.
    """

    words: list[str]
    horizon: int
    complete: bool

    def within(self, horizon: int) -> "Kept":
        """Return what is kept up to a nearer horizon."""
        if horizon >= self.horizon:
            return self
        end = bisect_left(self.words, horizon + 2, key=len)
        return Kept(self.words[:end], horizon, complete=False)

    def cut(self) -> "Kept":
        """Return no more than may be kept: whole lengths only."""
        most = WANTED + NEW_AT_ONCE
        return self.within(len(self.words[most]) - 2) if len(self.words) > most else self


def order_of(word: str) -> tuple[int, str]:
    """Return what loops are sorted by."""
    return len(word), word


def over(words: Iterable[str], steps: Collection[str]) -> list[str]:
    """Return the words that run over one of these links."""
    if len(steps) > _FEW:
        sought = frozenset(steps)
        return [w for w in words if not sought.isdisjoint(map(str.__add__, w, w[1:]))]
    found = dict.fromkeys(word for step in steps for word in words if step in word)
    return list(found)


def listed(core: Core, deadline: Deadline) -> Kept:
    """Return the loops of a map from scratch, as far as the deadline lets."""
    homes = hubs_first(core.effects)
    words = [letter * 2 for letter in sorted(core.alone)]
    clock = Clock(deadline, WANTED + NEW_AT_ONCE, found_before=len(words))
    reached = 1
    for batch in by_length(all_homes(homes, homes.longest), homes.longest, clock):
        if not batch.whole:
            return Kept(words, reached, complete=False)
        reached = batch.length
        words += closed(batch.ways)
        if len(words) >= WANTED and reached < homes.longest:
            return Kept(words, reached, complete=False)
    return Kept(words, len(core.ids), complete=True)


def closed_by(core: Core, steps: Iterable[str], horizon: int, clock: Clock) -> tuple[set[str], int]:
    """Return the loops over any of these links, and up to which length none is missing.

    Every loop over a link is the link and a way back from its effect to its cause. Ends with the
    first link for which there was no time to go as far as the horizon.
    """
    homes = Homes((), dict.fromkeys(core.ids, 0), core.effects, core.causes, horizon)
    words: set[str] = set()
    for step in steps:
        if step[0] == step[1]:
            words.add(step)
            continue
        clock.found_before = len(words)
        for batch in by_length([Home(homes, -1, step, horizon)], horizon, clock):
            if not batch.whole:
                return {w for w in words if len(w) <= batch.length}, batch.length - 1
            if batch.ways:
                words.update(closed(batch.ways))
    return words, horizon


def closed(ways: Iterable[str]) -> list[str]:
    """Return ways round as closed words, begun at their first variable and in order."""
    return [way + way[0] for way in from_first(ways)]
