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


class Home:
    """Loops through one variable over those that are ranked later."""

    def __init__(self, homes: Homes, place: int, start: str, bound: int) -> None:
        """Look for loops of at most `bound` links that begin with `start`."""
        self.letter = start[0]
        self.start = start
        self._effects, self._causes, self._rank = homes.effects, homes.causes, homes.rank
        self._place = place
        self._bound = bound
        self._distance = {self.letter: 0}
        self._edge = [self.letter]
        self._known_to = 0
        self._steps: defaultdict[int, dict[str, tuple[list[str], int]]] = defaultdict(dict)
        self._kept: dict[int, list[str]] = {2: [start]}
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
        far, distance, rank, reached = self._known_to, self._distance, self._rank, []
        for at in self._edge:
            for cause in self._causes[at]:
                if cause not in distance and rank[cause] > self._place:
                    distance[cause] = far
                    reached.append(cause)
        self._edge = reached

    def _onward(self, end: str, room: int) -> tuple[list[str], int]:
        """Return the effects of `end` that are `room` from home, and the next further distance.

        While distances are still being learnt, the next one may be given too low.
        """
        onward, later = [], _FAR
        for to in self._effects[end]:
            far = self._distance.get(to)
            if far is None:
                if self._edge and self._rank[to] > self._place:
                    later = min(later, self._known_to + 1)
            elif far == room:
                onward.append(to)
            elif room < far < later:
                later = far
        self._steps[room][end] = onward, later
        return onward, later

    def _take_up(self, length: int, found: list[str], clock: Clock) -> bool:
        """Follow the ways kept for this length; tell False when it is time to be careful."""
        stack = self._kept.pop(length)
        steps, kept, bound = self._steps, self._kept, self._bound
        idle = ticks = 0
        while stack:
            way = stack.pop()
            room = length - len(way)
            onward, later = steps[room].get(way[-1]) or self._onward(way[-1], room)
            later += len(way)
            if later <= bound:
                kept.setdefault(later, []).append(way)
            ticks += 1
            idle += 1
            if room == 1:
                idle = self._close(way, onward, found) and idle
            elif room:
                stack += [way + to for to in onward if to not in way]
            elif onward:
                found.append(way)
            if not ticks & (LOOK - 1):
                clock.look(len(found))
                if idle > PATIENCE or self._weigh(clock) > KEPT:
                    return False
        return True

    def _close(self, way: str, onward: list[str], found: list[str]) -> bool:
        """Make the last step of loops, and keep each for longer ones; tell if there was none."""
        length = len(way) + 1
        last, kept, none = self._steps[0], self._kept, True
        for to in onward:
            if to not in way:
                none = False
                loop = way + to
                found.append(loop)
                later = (last.get(to) or self._onward(to, 0))[1] + length
                if later <= self._bound:
                    kept.setdefault(later, []).append(loop)
        return none

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
            for to in reversed(self._effects[way[-1]]):
                if to == self.letter:
                    idle = 0
                    if not room:
                        found.append(way)
                elif (
                    room >= self._distance.get(to, _FAR)
                    and to not in way
                    and (idle <= PATIENCE or self._may_close(way + to, room))
                ):
                    stack.append(way + to)

    def _may_close(self, way: str, room: int) -> bool:
        """Tell whether home is within so many links of the end of a way, without crossing it."""
        seen, edge = set(way), [way[-1]]
        for _ in range(room):
            reached = []
            for at in edge:
                for to in self._effects[at]:
                    if to == self.letter:
                        return True
                    if to in self._distance and to not in seen:
                        seen.add(to)
                        reached.append(to)
            edge = reached
        return False
