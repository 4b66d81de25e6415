"""A feedback loop as it was found on one version of a map."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from systemsmap.model.identity import loop_id


class LoopPolarity(StrEnum):
    """What a loop does to a change that enters it."""

    REINFORCING = "reinforcing"
    BALANCING = "balancing"
    UNDECIDED = "undecided"

    @property
    def letter(self) -> str:
        """R, B or U: the letter in front of the loop's number."""
        return self.value[0].upper()


@dataclass(frozen=True)
class Loop:
    """Links in the order of travel; `links[i]` runs from `variables[i]` to the next variable.

    The loop starts at the variable that comes first on the map, so that it reads the same
    every time.
    """

    links: tuple[str, ...]
    variables: tuple[str, ...]
    polarity: LoopPolarity
    delayed: bool

    @cached_property
    def id(self) -> str:
        """The same id for as long as the loop runs over the same links."""
        return loop_id(self.links)

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.links)


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops of a map, shortest first; ties in the order of the map.

    `complete`: these are all of them. If not, `known` is how many are known to exist at least
    (`exactly`: how many there are), and `complete_to` the longest length up to which none is
    missing among all that are known.
    """

    loops: tuple[Loop, ...]
    complete: bool
    known: int
    complete_to: int
    exactly: bool = False
