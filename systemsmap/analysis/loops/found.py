"""Loops that were found, made of words only when somebody looks at them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import overload

from systemsmap.analysis.loops.core import Core, does
from systemsmap.analysis.loops.loop import Loop, LoopPolarity


class FoundLoops(Sequence[Loop]):
    """A row of loops as they were when found; equal to any row of equal loops.

    Thousands may come or go with one edit, and mostly their number is all that is asked for. To
    another process it goes as a plain tuple.
    """

    def __init__(self, core: Core | None = None, words: Iterable[str] = ()) -> None:
        """Remember loops given as closed words of this core, which may change later."""
        self._words = tuple(words)
        self._core = core.copy() if core and self._words else Core()

    def __len__(self) -> int:
        """Return the number of loops."""
        return len(self._words)

    @overload
    def __getitem__(self, at: int) -> Loop: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Loop, ...]: ...
    def __getitem__(self, at: int | slice) -> Loop | tuple[Loop, ...]:
        """Return one loop, or some as a tuple."""
        if isinstance(at, slice):
            return tuple(self._core.loop(word[:-1]) for word in self._words[at])
        return self._core.loop(self._words[at][:-1])

    def __eq__(self, other: object) -> bool:
        """Tell whether the other row has equal loops in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type, tuple[tuple[Loop, ...]]]:
        """Travel as a tuple."""
        return tuple, (tuple(self),)

    def counts(self) -> dict[LoopPolarity, int]:
        """Return how many of the loops do what."""
        done = Counter(does(self._core.code(word[:-1]))[0] for word in self._words)
        return {polarity: done[polarity] for polarity in LoopPolarity}
