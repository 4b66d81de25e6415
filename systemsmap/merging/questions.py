"""What a merge asks people, and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from systemsmap.analysis.reading import joined, quoted


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle a conflict: what it says, and the copies that say it; none for both."""

    id: str
    words: str
    names: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The words behind the names of the copies that say so."""
        if not self.names:
            return self.words
        return f"{joined(quoted(name) for name in self.names)}: {self.words}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something the copies disagree on. `default` is the option that loses nothing.

    `ids` are the records it is about; `chosen` is the option the merge went by.
    """

    id: str
    sentence: str
    options: tuple[Option, ...]
    default: str
    chosen: str
    ids: tuple[str, ...] = ()

    @property
    def settled(self) -> Option:
        """The option the merge went by."""
        return next(option for option in self.options if option.id == self.chosen)


@dataclass(frozen=True, slots=True)
class Offer:
    """Two variables of different copies that may be one. `default` is the answer nobody gave."""

    id: str
    one: str
    other: str
    sentence: str
    default: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What people said so far: the option of each conflict, yes or no to each offer, by id.

    `stays` names the copy that others are taken into: what lies on it stays where it is.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, bool] = field(default_factory=dict)
    stays: str = ""
