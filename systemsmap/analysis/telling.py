"""The order in which loops are told: each asks the room to take in as little new as possible."""

from collections.abc import Iterable

from systemsmap.analysis.register import ListedLoop

MOST = 60
"""Loops of a map that nobody named: more would not be told one by one."""


def telling_order(loops: Iterable[ListedLoop]) -> tuple[ListedLoop, ...]:
    """Return the loops to tell, each adding the fewest variables to those told before.

    Those that were named or pinned, when there are any: the group has chosen. Of equals the
    shorter comes first, then the one listed first.
    """
    standing = [loop for loop in loops if not loop.broken and not loop.hidden]
    chosen = [loop for loop in standing if loop.name or loop.pinned] or standing[:MOST]
    told: list[ListedLoop] = []
    known: set[str] = set()
    left = dict(enumerate(chosen))
    while left:
        at = min(left, key=lambda n: (len(set(left[n].variables) - known), len(left[n].links), n))
        told.append(left.pop(at))
        known |= set(told[-1].variables)
    return tuple(told)
