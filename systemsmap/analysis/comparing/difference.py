"""One difference between two maps, and all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from systemsmap.model.systems_map import SystemsMap


class What(StrEnum):
    """What kind of difference it is."""

    ADDED = "added"
    REMOVED = "removed"
    TURNED = "turned round"
    REROUTED = "rerouted"
    RESIGNED = "re-signed"
    DELAYED = "delay"
    RENAMED = "renamed"
    BOUNDARY = "boundary"
    KIND = "kind"
    EVIDENCE = "evidence"
    REWORDED = "reworded"
    DECLINED = "declined"
    SHOWN = "shown"
    ORDERED = "ordered"
    MOVED = "moved"
    BENT = "bent"


class About(StrEnum):
    """What a difference is about, most important first."""

    VARIABLE = "variable"
    LINK = "link"
    LOOP = "loop"
    MAP = "map"
    NOTE = "note"
    CARD = "card"
    STEP = "step"


class Group(StrEnum):
    """Under which heading a difference is told: structure first, then words, then places."""

    ADDED = "Added"
    REMOVED = "Removed"
    REROUTED = "Turned or rerouted"
    SIGNS = "Signs"
    DELAYS = "Delays"
    LOOPS = "Loops"
    RENAMED = "Renamed"
    BOUNDARY = "Boundary"
    KINDS = "Kinds"
    EVIDENCE = "Evidence"
    TEXTS = "Notes and reasons"
    MAP = "About the map"
    NOTES = "Notes on the canvas"
    TRAY = "Tray"
    STORY = "Story"
    MOVED = "Moved"


_BY_ABOUT = {
    About.LOOP: Group.LOOPS,
    About.MAP: Group.MAP,
    About.NOTE: Group.NOTES,
    About.CARD: Group.TRAY,
    About.STEP: Group.STORY,
}
_BY_WHAT = {
    What.ADDED: Group.ADDED,
    What.REMOVED: Group.REMOVED,
    What.TURNED: Group.REROUTED,
    What.REROUTED: Group.REROUTED,
    What.RESIGNED: Group.SIGNS,
    What.DELAYED: Group.DELAYS,
    What.RENAMED: Group.RENAMED,
    What.BOUNDARY: Group.BOUNDARY,
    What.KIND: Group.KINDS,
    What.EVIDENCE: Group.EVIDENCE,
    What.REWORDED: Group.TEXTS,
}
_PLACES = (What.MOVED, What.BENT)
_GROUPS, _ABOUTS, _WHATS = list(Group), list(About), list(What)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was, told in a sentence.

    `id` is the record's id on the newer map; of what was removed, its id on the older one as
    `Comparison.old` has it. `was` and `now` are the texts, signs or names in full.
    """

    what: What
    about: About
    id: str
    sentence: str
    was: str = ""
    now: str = ""

    @property
    def group(self) -> Group:
        """The heading it is told under."""
        if self.what in _PLACES:
            return Group.MOVED
        return _BY_ABOUT.get(self.about) or _BY_WHAT[self.what]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Where it stands among others: the most important have the lowest."""
        group = _GROUPS.index(self.group)
        return group, _ABOUTS.index(self.about), _WHATS.index(self.what)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one map to another, the most important first.

    `old` is the older map with the ids of the newer one, so that a record found on both is the
    same. `all_loops` is False when there were too many loops to look at each.
    """

    old: SystemsMap
    new: SystemsMap
    differences: tuple[Difference, ...]
    all_loops: bool = True

    def __bool__(self) -> bool:
        """True when anything differs."""
        return bool(self.differences)

    def of(self, *kinds: What) -> tuple[Difference, ...]:
        """Return the differences of these kinds."""
        return tuple(d for d in self.differences if d.what in kinds)

    def without_places(self) -> "Comparison":
        """Return the same without what only stands elsewhere: one map was never laid out."""
        kept = tuple(d for d in self.differences if d.what not in _PLACES)
        return replace(self, differences=kept)


def in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return the differences, the most important first; equals keep the order of the map."""
    return tuple(sorted(differences, key=lambda difference: difference.rank))
