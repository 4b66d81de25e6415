"""The moments of a map's life, as a person looks back on them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from systemsmap.model.history import Doing, Step

SITTING = 30 * 60
"""Seconds without a step after which people have met anew."""
BEGINNING = "The beginning"

_AGAIN = {Doing.UNDONE: "Undo: ", Doing.REDONE: "Redo: "}


@dataclass(frozen=True, slots=True)
class Moment:
    """The map after the first `number` steps of its history; `state` is that state's id.

    `label` is what was done to get there, `subject` to what. `made` is ISO 8601 in UTC, empty at
    the beginning. `name` was given to it by a person, `exports` are files it was exported to.
    `begins`: it is the first of a sitting.
    """

    number: int
    state: str
    label: str
    subject: str = ""
    made: str = ""
    role: str = ""
    name: str = ""
    exports: tuple[str, ...] = ()
    begins: bool = False


class Moments:
    """The moments of one history, read on as it grows. Marks are told at the moment they mean."""

    def __init__(self, start: str = "") -> None:
        self.read = 0
        self._found = [Moment(0, start, BEGINNING)]
        self._at = {start: 0}
        self._same: dict[str, str] = {}
        self._state = start
        self._last = 0.0

    @property
    def all(self) -> tuple[Moment, ...]:
        """Every moment that can be gone back to, oldest first: the beginning is one.

        Steps that undo takes back together make one moment.
        """
        return tuple(self._found)

    def read_on(self, steps: Sequence[Step]) -> "Moments":
        """Take in the steps that were added since, and return itself."""
        for place in range(self.read, len(steps)):
            step = steps[place]
            if step.doing.is_mark:
                self._mark(step)
            else:
                self._add(place, step)
        self.read = len(steps)
        return self

    def _add(self, place: int, step: Step) -> None:
        when = _seconds(step.made)
        begins = when - self._last > SITTING
        label = _AGAIN.get(step.doing, "") + step.label
        if step.joins and len(self._found) > 1:
            label, begins = self._found[-1].label, self._found.pop().begins
        said = (step.id, label, step.subject, step.made, step.role)
        self._at[step.id] = len(self._found)
        self._found.append(Moment(place + 1, *said, begins=begins))
        self._last, self._state = when, step.id

    def _mark(self, step: Step) -> None:
        """Note a name or an export. A mark leaves the map as it was, so its state is the same."""
        self._same[step.id] = self._state
        for about in step.about:
            at = self._at.get(self._same.get(about, about), len(self._found))
            if at >= len(self._found):
                continue
            moment = self._found[at]
            if step.doing is Doing.NAMED:
                self._found[at] = replace(moment, name=step.label)
            elif step.label not in moment.exports:
                self._found[at] = replace(moment, exports=(*moment.exports, step.label))


def moments(steps: Sequence[Step], start: str = "") -> tuple[Moment, ...]:
    """Return every moment of these steps; `start` names the state before the first."""
    return Moments(start).read_on(steps).all


def last_export(found: Sequence[Moment]) -> Moment | None:
    """Return the newest moment that was exported, or None."""
    return next((one for one in reversed(found) if one.exports), None)


def worth_keeping(found: Sequence[Moment]) -> frozenset[int]:
    """Return after how many steps there is a version to keep when the rest of the history goes.

    Those are moments with a name, those exported, the end of each sitting and the present.
    """
    spoken_of = {one.number for one in found if one.name or one.exports}
    ends = {before.number for before, one in pairwise(found) if one.begins}
    return frozenset((spoken_of | ends | {found[-1].number}) - {0})


def told_time(made: str) -> str:
    """Return the time of day of an ISO date, here: 14:02."""
    when = _when(made)
    return when.strftime("%H:%M") if when else ""


def told_day(made: str) -> str:
    """Return the day of an ISO date, here: 29 November 2026."""
    when = _when(made)
    return f"{when.day} {when:%B %Y}" if when else ""


def told_moment(one: Moment) -> str:
    """Return what to call a moment in a sentence."""
    if one.number == 0 and not one.name:
        return "the beginning"
    day = told_day(one.made)
    if one.name or not day:
        return f"“{one.name or one.label}”"
    return f"{day}, {told_time(one.made)}"


def _when(made: str) -> datetime | None:
    try:
        return datetime.fromisoformat(made).astimezone()
    except (ValueError, OverflowError):
        return None


def _seconds(made: str) -> float:
    when = _when(made)
    return when.timestamp() if when else 0.0
