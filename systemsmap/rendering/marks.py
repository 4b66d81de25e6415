"""The marks of one link that need a place of their own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a link's sign stands, and at which part of its line the bars of a delay."""

    sign: tuple[float, float]
    bars: float = 0.5
