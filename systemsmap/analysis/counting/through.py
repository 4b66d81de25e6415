"""How many loops run through each link of a core, all links in one pass.

Next to each count goes its derivative to the weight of each link, packed into one whole number:
the loops that use the link, without its own weight (forward accumulation, with Kronecker's
substitution for the vector).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Dual = tuple[int, int]
"""A count and, in so many bits each, how it changes with the weight of each followed link."""


@dataclass(slots=True)
class Through:
    """Counts loops and follows some of the links, `bits` for each: enough for the final count."""

    weights: Sequence[int]
    followed: Sequence[int]
    bits: int
    one: Dual = (1, 0)
    total: Dual = (0, 0)
    _shifts: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give each followed link its place."""
        self._shifts = {link: at * self.bits for at, link in enumerate(self.followed)}

    def add(
        self, states: dict[int, Dual], ways: Iterable[tuple[int, Dual]], link: int | None
    ) -> None:
        """Add to each state the value that reaches it, times the weight of the link."""
        known, zero = states.get, (0, 0)
        weight = 1 if link is None else self.weights[link]
        shift = None if link is None else self._shifts.get(link)
        if shift is None:
            for state, (count, slopes) in ways:
                old = known(state, zero)
                states[state] = (old[0] + count * weight, old[1] + slopes * weight)
        else:
            for state, (count, slopes) in ways:
                old = known(state, zero)
                changed = slopes * weight + (count << shift)
                states[state] = (old[0] + count * weight, old[1] + changed)

    def close(self, values: Iterable[Dual], link: int) -> None:
        """Add these loops, closed by the link, to the total."""
        states = {0: self.total}
        self.add(states, ((0, value) for value in values), link)
        self.total = states[0]

    def slopes(self) -> dict[int, int]:
        """Return the derivative of the total to each followed link."""
        rest, found = self.total[1], {}
        full, half = (1 << self.bits) - 1, 1 << (self.bits - 1)
        for link in self.followed:
            low = rest & full
            low -= (low & half) << 1
            found[link] = low
            rest = (rest - low) >> self.bits
        return found
