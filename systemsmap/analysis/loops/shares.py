"""How large a part of all loops runs through a link or a variable.

A share says how often something is passed, and no more. Whether a loop matters for what happens
cannot be told from the map, so a share is neither leverage nor dominance (Crielaard et al. 2023).
"""

from collections.abc import Mapping
from dataclasses import dataclass

_Kinds = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of all `total` loops; each number exact, however large."""

    reinforcing: int
    balancing: int
    undecided: int
    total: int

    @property
    def loops(self) -> int:
        """How many loops, of whatever kind."""
        return self.reinforcing + self.balancing + self.undecided

    @property
    def part(self) -> float:
        """From 0 to 1; 0 where there are no loops at all."""
        return self.loops / self.total if self.total else 0.0


def shares(total: int, through: Mapping[str, _Kinds]) -> dict[str, Share]:
    """Return the share of each link or variable, from how many loops of each kind pass it.

    `total` and the numbers come from a count of all loops (`Counts.per_link`, `per_variable`).
    """
    return {id_: Share(*kinds, total) for id_, kinds in through.items()}


def read_share(share: Share) -> str:
    """Return the share in words, rounded without ever making all of most or none of few."""
    if not share.loops:
        return "in no loop"
    if share.loops == share.total:
        return "in all loops" if share.total > 1 else "in the only loop"
    percent = (200 * share.loops + share.total) // (2 * share.total)
    if percent < 1:
        return "in less than 1 % of all loops"
    if percent > 99:
        return "in more than 99 % of all loops"
    return f"in {percent} % of all loops"
