"""The loops an engine keeps, as words, and how they are found."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from systemsmap.analysis.deadline import Deadline, OutOfTime
from systemsmap.analysis.loops import joining
from systemsmap.analysis.loops.clock import Clock, Effort
from systemsmap.analysis.loops.components import Homes, between, hubs_first
from systemsmap.analysis.loops.core import Core, from_first
from systemsmap.analysis.loops.home import Home
from systemsmap.analysis.loops.listing import FAR, all_homes, by_length, few_below

WANTED = 2_000
"""Lengths are added until so many loops are kept."""
MOST = 5_000
"""Loops that are kept at most, however many the last length has, and that one edit may bring."""
FIRST_TRY = 0.000_001
"""Seconds for each link of a map after which they are joined, to look for ways over fewer."""
_FEW = 6
_SHARE = 0.6


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
    for batch in by_length(all_homes(homes), homes.longest, clock, homes.loops):
        if not batch.whole:
            return Kept(words, reached, complete=False)
        reached = batch.length
        words += closed(batch.ways)
        if len(words) >= WANTED and reached < homes.longest:
            return Kept(words, reached, complete=False)
    return Kept(words, len(core.ids), complete=True)


def closed_by(
    core: Core, steps: Iterable[str], horizon: int, effort: Effort, enough: int
) -> tuple[set[str], int]:
    """Return the loops over any of these links, and up to which length none is missing.

    Ends with the first link for which there was no time to go as far as the horizon.
    """
    words: set[str] = set()
    for step in steps:
        if step[0] == step[1]:
            words.add(step)
            continue
        ways, reached = _ways_over(core, step, horizon, effort, Clock(effort, enough, len(words)))
        words.update(closed(ways))
        if reached < horizon:
            return {w for w in words if len(w) <= reached + 1}, reached
    return words, horizon


def _ways_over(
    core: Core, step: str, horizon: int, effort: Effort, clock: Clock
) -> tuple[list[str], int]:
    """Return loops over a link: the link and the ways back from its effect to its cause.

    Mostly there are few and they are short. Where it takes longer, it pays to join links first.
    Where the greater part of the time does not do for the horizon, the rest is for coming nearer.
    """
    rank = dict.fromkeys(core.ids, 0)
    ways: list[str] = []
    plain = Home(Homes((), rank, core.effects, core.causes, horizon), -1, step)
    if _walked(plain, horizon, ways, replace(clock, deadline=Effort(FIRST_TRY * len(core.links)))):
        return ways, horizon
    home, effects, causes = step[0], *between(step[1], step[0], core.effects, core.causes)
    effects[home] = [step[1]]
    causes = {letter: [c for c in row if c != home] for letter, row in causes.items()}
    causes[step[1]].append(home)
    less = joining.joined(effects, causes, keep=home)
    search = Home(Homes((), rank, less.effects, less.causes, horizon), -1, home)
    through = [way for way in less.loops if home in way and len(way) <= horizon]
    ways = through.copy()
    if _walked(search, horizon, ways, replace(clock, deadline=effort.part(_SHARE))):
        return ways, horizon
    near = few_below(ways) if ways else FAR
    ways, reached = [], 1
    for batch in by_length([search], horizon, replace(clock, deadline=effort), through, near):
        if not batch.whole:
            return ways, reached
        ways, reached = ways + batch.ways, batch.length
    return ways, horizon


def _walked(search: Home, bound: int, ways: list[str], clock: Clock) -> bool:
    """Add the loops of one search; tell False when it was cut short."""
    try:
        search.walk(1, bound, ways, clock)
        clock.look(len(ways))
    except OutOfTime:
        return False
    return True


def closed(ways: Iterable[str]) -> list[str]:
    """Return ways round as closed words, begun at their first variable and in order."""
    return [way + way[0] for way in from_first(ways)]
