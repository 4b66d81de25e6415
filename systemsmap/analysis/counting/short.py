"""The short loops counted one by one, length by length, for as long as there is time.

The fallback where all of them are too many: every loop up to a length is found by going round,
depth first from each variable over later ones, never further from home than the links left (the
bounded search of Gupta and Suzumura 2021, with breadth-first distances for its locks).
"""

from collections.abc import Iterable

from systemsmap.analysis.counting.guard import GaveUp, Guard
from systemsmap.model.records import Link

LOOK = 512


class Short:
    """Loops up to a length: `by_length` is exact for each length up to `complete_to`."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.by_length: dict[int, int] = {}
        self.complete_to = 0
        number: dict[str, int] = {}
        ends = [
            (number.setdefault(k.source, len(number)), number.setdefault(k.target, len(number)))
            for k in links
        ]
        self._effects: list[list[int]] = [[] for _ in number]
        self._causes: list[list[int]] = [[] for _ in number]
        for source, target in ends:
            self._effects[source].append(target)
            self._causes[target].append(source)

    def count(self, guard: Guard) -> None:
        """Count on, length by length, until the guard ends it."""
        try:
            while self.complete_to < len(self._effects):
                self._count_to(self.complete_to + 1, guard)
        except GaveUp:
            return

    def _count_to(self, length: int, guard: Guard) -> None:
        found = sum(self._rounds(home, length, guard) for home in range(len(self._effects)))
        if found:
            self.by_length[length] = found
        self.complete_to = length

    def _rounds(self, home: int, length: int, guard: Guard) -> int:
        """Return how many ways of exactly so many links lead home over later variables."""
        far = self._distances(home, length, guard)
        taken = bytearray(len(far))
        onward = [iter(self._effects[home])]
        way, found, steps = [home], 0, 0
        while onward:
            for at in onward[-1]:
                steps += 1
                if steps % LOOK == 0:
                    guard.look()
                if at == home:
                    found += len(way) == length
                elif far[at] + len(way) <= length and not taken[at]:
                    way.append(at)
                    taken[at] = True
                    onward.append(iter(self._effects[at]))
                    break
            else:
                onward.pop()
                taken[way.pop()] = False
        return found

    def _distances(self, home: int, length: int, guard: Guard) -> list[int]:
        """Return how many links it is home from each later variable; beyond the length: more."""
        guard.look()
        far = [length + 1] * len(self._effects)
        edge = [home]
        for steps in range(1, length):
            reached = []
            for at in edge:
                for cause in self._causes[at]:
                    if cause > home and far[cause] > length:
                        far[cause] = steps
                        reached.append(cause)
            edge = reached
            if not edge:
                break
        return far
