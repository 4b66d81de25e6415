"""The things a map is made of: plain frozen values that know nothing of files or screens.

Positions and sizes are in map units (one unit is one pixel at 100 % zoom), x to the right and
y downwards. `extra` holds the fields of other programs that systemsmap has no use for, as the
text of one JSON object, so that they survive being opened and handed back.
"""

from dataclasses import dataclass
from enum import StrEnum


class Polarity(StrEnum):
    """Which way an effect moves when its cause rises, other things being equal."""

    POSITIVE = "+"
    NEGATIVE = "-"
    UNDECIDED = "?"
    MIXED = "±"

    @property
    def is_decided(self) -> bool:
        """True for plain + and -: the signs that settle what a loop does."""
        return self in (Polarity.POSITIVE, Polarity.NEGATIVE)


class Kind(StrEnum):
    """The ten kinds of variable met in public services."""

    NEED = "need"
    VALUE_DEMAND = "value_demand"
    FAILURE_DEMAND = "failure_demand"
    CAPACITY = "capacity"
    COST = "cost"
    MEASURE = "measure"
    OUTCOME = "outcome"
    INTERVENTION = "intervention"
    CONDITION = "condition"
    BELIEF = "belief"

    @property
    def label(self) -> str:
        """The name shown on screen."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.NEED: "Need",
    Kind.VALUE_DEMAND: "Value demand",
    Kind.FAILURE_DEMAND: "Failure demand",
    Kind.CAPACITY: "Capacity",
    Kind.COST: "Cost",
    Kind.MEASURE: "Measure people manage by",
    Kind.OUTCOME: "Purpose or outcome",
    Kind.INTERVENTION: "Intervention",
    Kind.CONDITION: "Condition",
    Kind.BELIEF: "Belief or behaviour",
}


class Evidence(StrEnum):
    """What a link rests on, strongest first."""

    DATA = "data"
    STUDY = "study"
    LIVED = "lived"
    PRACTICE = "practice"
    ASSUMPTION = "assumption"

    @property
    def label(self) -> str:
        """The name shown on screen."""
        return _EVIDENCE_LABELS[self]


_EVIDENCE_LABELS = {
    Evidence.DATA: "Data we hold or can cite",
    Evidence.STUDY: "Research or audit",
    Evidence.LIVED: "Lived experience",
    Evidence.PRACTICE: "Practice or expert view",
    Evidence.ASSUMPTION: "Assumption, untested",
}


@dataclass(frozen=True, slots=True)
class Variable:
    """A quantity that can rise or fall. `outside`: beyond the boundary, not ours to change."""

    id: str
    name: str
    x: float = 0.0
    y: float = 0.0
    kind: Kind | None = None
    outside: bool = False
    note: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A causal link from one variable to another, or to itself.

    `bend` is the height of the arc over its chord (0 straight, 0.5 a half circle, positive bulges
    to the left of travel as seen on the page), or None while the program chooses. On a link from
    a variable to itself it is the direction the arc stands out, in turns clockwise from the top.
    `reference` is the source of the evidence.
    """

    id: str
    source: str
    target: str
    polarity: Polarity = Polarity.UNDECIDED
    delayed: bool = False
    bend: float | None = None
    evidence: Evidence = Evidence.ASSUMPTION
    rationale: str = ""
    reference: str = ""
    note: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class NamedLoop:
    """What people and the program remember of a loop; the loop is found anew after every edit.

    `id` follows from the links (`loop_id`), so a loop stays the same loop while its links do.
    `links` are in the order of travel. `numbers` are the numbers it was ever given, each under
    its letter: (("R", 1), ("B", 3)). `badge` is where the badge was put by hand, as an offset in
    map units from the middle of the loop's variables. `lost` names links that were deleted from
    it or turned round, as "cause → effect".
    """

    id: str
    links: tuple[str, ...]
    numbers: tuple[tuple[str, int], ...] = ()
    name: str = ""
    story: str = ""
    badge: tuple[float, float] | None = None
    hidden: bool = False
    pinned: bool = False
    lost: tuple[str, ...] = ()
    extra: str = ""

    @property
    def is_kept(self) -> bool:
        """True when a person said something about the loop, so that it outlives its links."""
        return bool(self.name or self.story or self.pinned)


@dataclass(frozen=True, slots=True)
class Note:
    """A text on the canvas, its top left corner at x, y; lines wrap at `width` map units."""

    id: str
    text: str
    x: float
    y: float
    width: float = 240.0
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A variable that somebody named and nobody has put on the map yet: it waits in the tray."""

    id: str
    name: str
    note: str = ""
    extra: str = ""


class Shown(StrEnum):
    """What a step of the story shows."""

    LOOP = "loop"
    SELECTION = "selection"
    NOTE = "note"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One picture of the story that is told of a map, and what is said under it.

    `place` orders the steps of a map, lowest first. `ids` are the links of a loop in the order of
    travel, the variables and links of a selection, or one note; none for the whole map. Without
    `words` a loop says its own story, a note itself.
    """

    id: str
    place: int
    shown: Shown
    ids: tuple[str, ...] = ()
    words: str = ""
    extra: str = ""


INFO_ID = "map"


@dataclass(frozen=True, slots=True)
class MapInfo:
    """What a map is about. Dates are ISO 8601 texts; there is exactly one per map."""

    title: str = ""
    description: str = ""
    question: str = ""
    author: str = ""
    organisation: str = ""
    created: str = ""
    changed: str = ""
    extra: str = ""

    @property
    def id(self) -> str:
        """The same id in every map, so that a change of it is a change like any other."""
        return INFO_ID


Record = Variable | Link | NamedLoop | Note | Card | StoryStep | MapInfo
