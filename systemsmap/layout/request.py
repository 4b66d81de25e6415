"""What is asked of a layout and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

XY = tuple[float, float]
"""A place on the map in map units, x to the right and y downwards."""

Positions = Mapping[str, XY]
"""The middle of each variable by id."""


@dataclass(frozen=True)
class Request:
    """Variables to be placed.

    `ids` in the map's order (the answer depends on it, not on how the ids are spelt); `sizes` width
    and height of each name in map units; `links` as (source, target); `loops` the loops to open
    out, each as its variables in travel order, shortest first, or empty to have them found;
    `positions` where variables are now, as far as known; `pinned` those that must not move (each
    needs a position); `engine` a key of `LAYOUTS`.
    """

    ids: tuple[str, ...]
    sizes: Mapping[str, XY]
    links: tuple[tuple[str, str], ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    positions: Positions = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    engine: str = "loops"


@dataclass(frozen=True)
class Placement:
    """The middle of every variable asked about, and one sentence if something went wrong."""

    positions: Positions
    note: str | None = None
