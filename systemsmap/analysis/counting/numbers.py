"""Loops of several kinds counted in one whole number.

What is asked of each loop (is it there, are all its signs decided, the product of its signs, is
it without delay) is a product over its links. The four answers are kept as the remainders of one
number to four coprime moduli (the Chinese remainder theorem), so that the programme adds and
multiplies once for all of them, and most links weigh just 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from systemsmap.model.records import Link, Polarity


@dataclass(slots=True)
class Numbers:
    """Counts with whole numbers; a `modulus` of 0 keeps them whole however large."""

    weights: Sequence[int]
    modulus: int = 0
    total: int = 0
    one: int = 1

    def add(
        self, states: dict[int, int], ways: Iterable[tuple[int, int]], link: int | None
    ) -> None:
        """Add to each state the value that reaches it, times the weight of the link."""
        known, modulus = states.get, self.modulus
        weight = 1 if link is None else self.weights[link]
        if weight == 1:
            for state, value in ways:
                states[state] = known(state, 0) + value
        elif modulus:
            for state, value in ways:
                states[state] = known(state, 0) + value * weight % modulus
        else:
            for state, value in ways:
                states[state] = known(state, 0) + value * weight

    def close(self, values: Iterable[int], link: int) -> None:
        """Add these loops, closed by the link, to the total."""
        self.total += sum(values) * self.weights[link]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over loops: of 1, of 1 if decided, of the product of signs if decided, of 1 if prompt.

    A loop is prompt when none of its links is delayed. The sums over disjoint sets of loops add
    up, and the tally of a single link, as the four weights it has, multiplies along a way.
    """

    all: int = 0
    decided: int = 0
    signed: int = 0
    prompt: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(self.sums, other.sums, strict=True)))

    @property
    def sums(self) -> tuple[int, int, int, int]:
        """The four sums in the order of the fields."""
        return self.all, self.decided, self.signed, self.prompt


def tally_of(link: Link) -> Tally:
    """Return what a link does to each sum over the loops it lies on."""
    sign = link.polarity
    decided = int(sign.is_decided)
    return Tally(1, decided, -1 if sign is Polarity.NEGATIVE else decided, int(not link.delayed))


class Remainders:
    """Tallies as single numbers, for sums that stay below a bound.

    Sums that cannot differ from another one are left out: without minus signs the signed sum is
    the decided one, without open signs the decided is all, without delays the prompt is all.
    """

    def __init__(self, links: Sequence[Link], bound: int) -> None:
        half = 2 << bound.bit_length()
        tallies = [tally_of(link).sums for link in links]
        self.same_as = [0, 0, 0, 0]
        for kind, like in ((1, 0), (2, 1), (3, 0)):
            differs = any(t[kind] != t[like] for t in tallies)
            self.same_as[kind] = kind if differs else self.same_as[like]
        kinds = sorted(set(self.same_as))
        self._moduli = dict(zip(kinds, (half, half - 1, half + 1, half + 3), strict=False))
        self.modulus = prod(self._moduli.values())
        self._units = {k: self._unit(m) for k, m in self._moduli.items()}

    def _unit(self, modulus: int) -> int:
        """Return the number that is 1 to this modulus and 0 to the others."""
        others = self.modulus // modulus
        return others * pow(others, -1, modulus)

    def packed(self, sums: Sequence[int]) -> int:
        """Return the one number for these four sums."""
        return sum(sums[kind] * unit for kind, unit in self._units.items()) % self.modulus

    def unpacked(self, number: int) -> Tally:
        """Return the tally that this number stands for."""
        return Tally(*(self._signed(number, self._moduli[kind]) for kind in self.same_as))

    @staticmethod
    def _signed(number: int, modulus: int) -> int:
        rest = number % modulus
        return rest - modulus if rest > modulus // 2 else rest
