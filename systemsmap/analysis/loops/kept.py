"""The loops an engine keeps, as words, and how they are found."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from systemsmap.analysis.deadline import Deadline
from systemsmap.analysis.loops import joining
from systemsmap.analysis.loops.clock import Clock, Effort
from systemsmap.analysis.loops.components import Homes, between, hubs_first
from systemsmap.analysis.loops.core import Core, from_first
from systemsmap.analysis.loops.home import Home
from systemsmap.analysis.loops.listing import all_homes, by_length

WANTED = 2_000
"""Lengths are added until so many loops are kept."""
MOST = 5_000
"""Loops that are kept at most, however many the last length has, and that one edit may bring."""
FIRST_TRY = 0.0006
"""Seconds after which the links of a map are joined to look for ways back over fewer."""
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
        return self.within(len(self.words[MOST]) - 2) if len(self.words) > MOST else self


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
    clock = Clock(deadline, MOST, found_before=len(words))
    reached = 1
    for batch in by_length(all_homes(homes, homes.longest), homes.longest, clock, homes.loops):
        if not batch.whole:
            return Kept(words, reached, complete=False)
        reached = batch.length
        words += closed(batch.ways)
        if len(words) >= WANTED and reached < homes.longest:
            return Kept(words, reached, complete=False)
    return Kept(words, len(core.ids), complete=True)


def closed_by(core: Core, steps: Iterable[str], horizon: int, clock: Clock) -> tuple[set[str], int]:
    """Return the loops over any of these links, and up to which length none is missing.

    Ends with the first link for which there was no time to go as far as the horizon.
    """
    words: set[str] = set()
    for step in steps:
        if step[0] == step[1]:
            words.add(step)
            continue
        clock.found_before = len(words)
        ways, reached = _ways_over(core, step, horizon, clock)
        words.update(closed(ways))
        if reached < horizon:
            return {w for w in words if len(w) <= reached + 1}, reached
    return words, horizon


def _ways_over(core: Core, step: str, horizon: int, clock: Clock) -> tuple[list[str], int]:
    """Return loops over a link: the link and the ways back from its effect to its cause.

    Mostly there are few and they are short. Where it takes longer, it pays to join links first.
    """
    rank = dict.fromkeys(core.ids, 0)
    plain = Home(Homes((), rank, core.effects, core.causes, horizon), -1, step, horizon)
    first = Clock(Effort(FIRST_TRY), clock.enough, clock.found_before)
    ways, reached = _gathered(plain, horizon, first)
    if reached == horizon or clock.found_before + len(ways) > clock.enough:
        return ways, reached
    home, effects, causes = step[0], *between(step[1], step[0], core.effects, core.causes)
    effects[home] = [step[1]]
    causes = {letter: [c for c in row if c != home] for letter, row in causes.items()}
    causes[step[1]].append(home)
    less = joining.joined(effects, causes, keep=home)
    search = Home(Homes((), rank, less.effects, less.causes, horizon), -1, home, horizon)
    through = [way for way in less.loops if home in way and len(way) <= horizon]
    return _gathered(search, horizon, clock, through)


def _gathered(
    search: Home, horizon: int, clock: Clock, joined: Iterable[str] = ()
) -> tuple[list[str], int]:
    """Return the loops of one search, and up to which length none is missing."""
    ways: list[str] = []
    before = clock.found_before
    for batch in by_length([search], horizon, clock, joined):
        ways += batch.ways
        if not batch.whole:
            clock.found_before = before
            return ways, batch.length - 1
    return ways, horizon


def closed(ways: Iterable[str]) -> list[str]:
    """Return ways round as closed words, begun at their first variable and in order."""
    return [way + way[0] for way in from_first(ways)]
