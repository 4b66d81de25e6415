"""The search from one variable: ways out and home again, within a number of links.

Distances home are learnt first, and only as far as the bound lets a way come back; then ways are
walked depth first, and a step is taken only where home is near enough from its end. Steps are in
the order of what they need, so that the first that needs too much ends the row. A longer bound
walks it all again (iterative deepening: Korf, Artificial Intelligence 1985): as loops become many
with their length, that costs little beside the last walk, and remembering where each way was cut
off costs four times as much as walking there again.

The distance does not know that a way may be blocked by itself. Where nothing was found for a
while (a chain of diamonds that leads back to its own middle: networkx issues 8265 and 8737) the
walk turns careful: before each step it looks for a free way home within the links that are left.
Then the time between two loops is bounded by length times links.
"""

from systemsmap.analysis.loops.clock import Clock
from systemsmap.analysis.loops.components import Homes

PATIENCE = 5_000
"""Steps without a loop after which a walk turns careful."""
TRUST = 4
"""A walk that found loops took so many steps: the next one may take so many times as many."""
LOOK = 512
"""Steps between two looks at the clock."""
_Steps = list[tuple[int, str, str]]


class Home:
    """Loops through one variable over those that are ranked later.

    `is_cut` tells after a walk whether a longer one might find more.
    """

    def __init__(self, homes: Homes, place: int, start: str) -> None:
        """Look for loops that begin with `start`."""
        self.letter = start[0]
        self.is_cut = True
        self._start, self._place = start, place
        self._effects, self._causes, self._rank = homes.effects, homes.causes, homes.rank
        self._patience = PATIENCE
        self._distance: dict[str, int] = {}
        self._steps: dict[str, _Steps] = {}

    def walk(self, beyond: int, bound: int, found: list[str], clock: Clock) -> None:
        """Add the ways round of more than `beyond` and at most `bound` links, in no order.

        Raises OutOfTime when the clock says so; `found` then holds what there was until then.
        """
        self._measure(bound)
        known = len(found)
        ticks = self._freely(beyond, bound, found, clock)
        if len(found) > known:
            self._patience = max(PATIENCE, TRUST * ticks)

    def _freely(self, beyond: int, bound: int, found: list[str], clock: Clock) -> int:
        """Walk, carefully from where nothing is found for a while; return the steps before."""
        steps, stack, home = self._steps, [self._start], self.letter
        ticks = idle = 0
        known = len(found)
        while stack:
            way = stack.pop()
            room = bound - len(way)
            end = way[-1]
            for needed, to, step in steps.get(end) or self._onward(end):
                if needed > room:
                    self.is_cut = True
                    break
                if to not in way:
                    stack.append(way + step)
                elif to == home and len(way) + needed > beyond:
                    found.append(way + step[:-1])
            ticks += 1
            if not ticks & (LOOK - 1):
                clock.look(len(found))
                idle = idle + LOOK if len(found) == known else 0
                known = len(found)
                if idle > self._patience:
                    self._carefully(stack, beyond, bound, found, clock)
        return ticks

    def in_order(self, beyond: int, bound: int, found: list[str], clock: Clock) -> None:
        """Do the same in the order of the rows of links, with a look ahead at once."""
        self._measure(bound)
        for end in self._effects:
            self._steps[end] = sorted(self._onward(end), key=lambda step: step[1])
        self._carefully([self._start], beyond, bound, found, clock)

    def _measure(self, bound: int) -> None:
        """Learn how far home is from all that is near enough for loops within the bound."""
        distance: dict[str, int] = {}
        edge = {0: [self.letter]}
        causes, rank, place = self._causes, self._rank, self._place
        self.is_cut = False
        far = 0
        while edge:
            for at in edge.pop(far, ()):
                if at in distance:
                    continue
                distance[at] = far
                for way in causes[at]:
                    if way[0] not in distance and rank[way[0]] > place:
                        from_there = far + len(way)
                        if from_there >= bound:
                            self.is_cut = True
                        elif from_there in edge:
                            edge[from_there].append(way[0])
                        else:
                            edge[from_there] = [way[0]]
            far += 1
        self._distance, self._steps = distance, {}

    def _onward(self, end: str) -> _Steps:
        """Return the steps from a variable with the links each needs to come home."""
        distance, onward = self._distance, []
        for step in self._effects[end]:
            far = distance.get(step[-1])
            if far is not None:
                onward.append((far + len(step) - 1, step[-1], step))
        onward.sort()
        self._steps[end] = onward
        return onward

    def _carefully(
        self, stack: list[str], beyond: int, bound: int, found: list[str], clock: Clock
    ) -> None:
        """Follow the ways on the stack to their end, with a look ahead where nothing is found."""
        ticks, idle = 0, PATIENCE
        while stack:
            way = stack.pop()
            room = bound - len(way)
            idle += 1
            ticks += 1 if idle <= PATIENCE else LOOK
            if ticks >= LOOK:
                ticks = 0
                clock.look(len(found))
            for needed, to, step in reversed(self._steps.get(way[-1]) or self._onward(way[-1])):
                if needed > room:
                    self.is_cut = True
                elif to == self.letter:
                    if len(way) + needed > beyond:
                        found.append(way + step[:-1])
                        idle = 0
                elif to not in way and (
                    idle <= PATIENCE or self._may_close(way + step, room - len(step) + 1)
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
