"""What a count of all loops costs at most, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass

from systemsmap.model.systems_map import SystemsMap

Kinds = tuple[int, int, int]
"""How many loops are reinforcing, balancing and undecided."""


@dataclass(frozen=True, slots=True)
class CountBudget:
    """At most so many seconds, and so many states of the dynamic programme at a time."""

    seconds: float = 2.0
    states: int = 400_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many loops there are, exactly; whole numbers, however large.

    `delayed` have at least one delayed link. `by_length` is the number of loops of each length
    there is, `per_link` how many loops of each kind run through each link of the map; both are
    None when nobody asked, or when there was no time or room for them: `reason` then says so.
    """

    total: int
    reinforcing: int
    balancing: int
    undecided: int
    delayed: int
    by_length: Mapping[int, int] | None = None
    per_link: Mapping[str, Kinds] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TooWide:
    """There are too many ways to keep apart: no exact count, but what is known for certain.

    There are at least `lower_bound` loops. `by_length` is exact for every length up to
    `complete_to`; lengths without a loop are left out. `reason` is one sentence for people.
    """

    lower_bound: int
    complete_to: int
    by_length: Mapping[int, int]
    reason: str


def per_variable(map_: SystemsMap, per_link: Mapping[str, Kinds]) -> dict[str, Kinds]:
    """Return how many loops of each kind run through each variable of the map.

    A loop leaves every variable it passes by exactly one link, so these are the sums over the
    links that begin there.
    """
    sums = dict.fromkeys(map_.variables, (0, 0, 0))
    for link_id, (more_r, more_b, more_u) in per_link.items():
        source = map_.links[link_id].source
        r, b, u = sums[source]
        sums[source] = (r + more_r, b + more_b, u + more_u)
    return sums
