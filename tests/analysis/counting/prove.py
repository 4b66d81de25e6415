"""Counts of random maps against networkx: `python3 -m tests.analysis.counting.prove [COUNT]`.

Prints every difference; ends with 1 when there was one.
"""

import sys
from collections.abc import Iterator
from math import inf
from random import Random

from systemsmap.analysis.counting import part
from systemsmap.analysis.counting.count import count_loops
from systemsmap.analysis.counting.counts import CountBudget, Counts, TooWide
from systemsmap.model.systems_map import SystemsMap
from tests.analysis.counting.oracle import counted_by_listing, random_map

PLENTY = CountBudget(seconds=60.0, states=10_000_000)


def differences(first: int, last: int) -> Iterator[tuple[int, Counts | TooWide, Counts]]:
    """Yield the seed, our count and the right one of each random map where they differ."""
    for seed in range(first, last):
        map_ = random_map(Random(seed))
        ours, right = everything(map_), counted_by_listing(map_)
        if ours != right:
            yield seed, ours, right


def everything(map_: SystemsMap) -> Counts | TooWide:
    """Count with all that may be asked."""
    return count_loops(map_, PLENTY, per_link=True, by_length=True)


def main(words: list[str]) -> int:
    """Try so many maps, half of them all one way or all the other; return the exit code."""
    count = int(words[0]) if words else 10_000
    wrong = list(differences(0, count // 2))
    part.SUBSETS_COST = inf
    wrong += differences(count // 2, count * 3 // 4)
    part.SUBSETS_COST = 0.0
    wrong += differences(count * 3 // 4, count)
    for seed, ours, right in wrong:
        print(f"map {seed}: counted {ours}, listed {right}")
    print(f"{count:,} random maps, {len(wrong)} wrong.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
