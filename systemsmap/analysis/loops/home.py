"""The search from one variable: ways out and home again, one length of loop at a time.

Every way is kept under the length of the shortest loop it may still become: its own links plus
the distance home from its end, a bound that is never too high. Raising the length by one takes
up exactly the ways kept for it, so nothing is walked twice and each length is complete before
the next begins: iterative deepening A* (Korf, Artificial Intelligence 1985) that remembers its
frontier instead of walking it again.

The bound does not know that a way may be blocked by itself. Where nothing was found for a while
(a chain of diamonds that leads back to its own middle: networkx issues 8265 and 8737) a home
turns careful: it walks anew for each length, depth first, and before each step looks for a free
way home within the links that are left. Then the time between two loops is bounded by length
times links. It also does so when the ways kept would fill the memory.
"""

from collections import defaultdict

from systemsmap.analysis.loops.clock import KEPT, Clock
from systemsmap.analysis.loops.components import Homes

PATIENCE = 2_000
"""Steps without a loop after which a home turns careful."""
LOOK = 512
"""Steps between two looks at the clock."""
_FAR = 1 << 60
_Steps = tuple[list[tuple[int, str, str]], list[str]]


class Home:
    """Loops through one variable over those that are ranked later."""

    def __init__(self, homes: Homes, place: int, start: str, bound: int) -> None:
        """Look for loops of at most `bound` links that begin with `start`."""
        self.letter = start[0]
        self.start = start
        self._effects, self._causes, self._rank = homes.effects, homes.causes, homes.rank
        self._place = place
        self._bound = bound
        self._distance: dict[str, int] = {}
        self._edge = {0: [self.letter]}
        self._known_to = -1
        self._steps: defaultdict[int, dict[str, _Steps]] = defaultdict(dict)
        self._kept: defaultdict[int, list[str]] = defaultdict(list, {2: [start]})
        self._many_kept = 0
        self._is_careful = False

    @property
    def is_done(self) -> bool:
        """True when no loop is left to be found, of whatever length up to the bound."""
        return not self._kept and not self._is_careful

    def loops_of(self, length: int, found: list[str], clock: Clock) -> None:
        """Add the ways round of exactly this length, from 2 upwards without a gap.

        Raises OutOfTime when the clock says so; `found` then holds what there was until then.
        """
        while self._known_to < length - 1 and self._edge:
            self._look_further()
        if length in self._kept:
            before = len(found)
            if not self._take_up(length, found, clock):
                del found[before:]
                self.turn_careful()
            self._weigh(clock)
        if self._is_careful:
            self.carefully(length, found, clock)

    def in_order(self, length: int, found: list[str], clock: Clock) -> None:
        """Add the ways round of exactly this length in order, without having asked for others."""
        while self._known_to < length - 1 and self._edge:
            self._look_further()
        self.carefully(length, found, clock)

    def turn_careful(self) -> None:
        """Forget the ways kept; from now on look for a way home before each step."""
        self._is_careful = True
        self._kept.clear()
        self._steps.clear()

    def _look_further(self) -> None:
        """Learn which variables are one link further from home than those known."""
        self._known_to += 1
        distance, edge, rank, place = self._distance, self._edge, self._rank, self._place
        nearest = edge.pop(self._known_to, [])
        for at in nearest:
            if at not in distance:
                distance[at] = self._known_to
                for way in self._causes[at]:
                    if way not in distance and rank[way[0]] > place:
                        far = self._known_to + len(way)
                        if far in edge:
                            edge[far].append(way[0])
                        else:
                            edge[far] = [way[0]]

    def _onward(self, end: str, room: int) -> _Steps:
        """Return how `end` goes on when home is at least `room` away, and closing steps apart.

        Steps come with the room they need, the nearest first. While distances are still being
        learnt, that of a step may be given too low, but never lower than the present `room`.
        """
        onward: list[tuple[int, str, str]] = []
        closing: list[str] = []
        for step in self._effects[end]:
            to = step[-1]
            far = self._distance.get(to)
            if far is None:
                if self._edge and self._rank[to] > self._place:
                    onward.append((self._known_to + len(step), to, step))
            elif far + len(step) - 1 >= room:
                if far:
                    onward.append((far + len(step) - 1, to, step))
                else:
                    closing.append(step[:-1])
        later = [(len(step), "", step) for step in closing if len(step) > room]
        onward = sorted(onward + later)
        closing = [step for step in closing if len(step) == room]
        self._steps[room][end] = onward, closing
        return onward, closing

    def _take_up(  # noqa: C901 (all the time goes into this loop)
        self, length: int, found: list[str], clock: Clock
    ) -> bool:
        """Follow the ways kept for this length; tell False when it is time to be careful."""
        stack = self._kept.pop(length)
        steps, kept, bound = self._steps, self._kept, self._bound
        idle = ticks = 0
        while stack:
            way = stack.pop()
            room = length - len(way)
            onward, closing = steps[room].get(way[-1]) or self._onward(way[-1], room)
            for needed, to, step in onward:
                if needed > room:
                    if not to or to not in way:
                        if needed + len(way) <= bound:
                            kept[needed + len(way)].append(way)
                        break
                elif to not in way:
                    stack.append(way + step)
            ticks += 1
            idle += 1
            if closing:
                found += [way + step for step in closing]
                idle = 0
            if not ticks & (LOOK - 1):
                clock.look(len(found))
                if idle > PATIENCE or self._weigh(clock) > KEPT:
                    return False
        return True

    def _weigh(self, clock: Clock) -> int:
        """Return how many ways are kept by all who share this clock."""
        now = sum(map(len, self._kept.values()))
        clock.kept += now - self._many_kept
        self._many_kept = now
        return clock.kept

    def carefully(self, length: int, found: list[str], clock: Clock) -> None:
        """Add the ways round of this length by walking all ways, in the order of the rows."""
        stack, idle, ticks = [self.start], 0, 0
        while stack:
            way = stack.pop()
            room = length - len(way)
            idle += 1
            ticks += 1 if idle <= PATIENCE else LOOK
            if not ticks & (LOOK - 1):
                clock.look(len(found))
            for step in reversed(self._effects[way[-1]]):
                to, left = step[-1], room - len(step) + 1
                if to == self.letter:
                    idle = 0
                    if not left:
                        found.append(way + step[:-1])
                elif (
                    left >= self._distance.get(to, _FAR)
                    and to not in way
                    and (idle <= PATIENCE or self._may_close(way + step, left))
                ):
                    stack.append(way + step)

    def _may_close(self, way: str, room: int) -> bool:
        """Tell whether home is within so many links of the end of a way, without crossing it."""
        seen, edge = set(way[:-1]), {0: [way[-1]]}
        for gone in range(room):
            for at in edge.pop(gone, ()):
                if at not in seen:
                    seen.add(at)
                    for step in self._effects[at]:
                        far = gone + len(step)
                        if step[-1] == self.letter and far <= room:
                            return True
                        if step[-1] in self._distance and far < room:
                            edge.setdefault(far, []).append(step[-1])
            if not edge:
                return False
        return False
