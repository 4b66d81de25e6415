"""The moments of a map's life, as a person looks back on them."""

from collections.abc import Iterator, Sequence
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


def moments(steps: Sequence[Step], start: str = "") -> tuple[Moment, ...]:
    """Return every moment that can be gone back to, oldest first: the beginning is one.

    `start` names its state. Steps that undo takes back together make one moment; marks make none.
    """
    names, exports = _marks(steps, start)
    found = [Moment(0, start, BEGINNING)]
    last = 0.0
    for place, step in enumerate(steps):
        if step.doing.is_mark:
            continue
        when = _seconds(step.made)
        begins = when - last > SITTING
        label = _AGAIN.get(step.doing, "") + step.label
        if step.joins and len(found) > 1:
            label, begins = found[-1].label, found.pop().begins
        said = (step.id, label, step.subject, step.made, step.role)
        found.append(Moment(place + 1, *said, begins=begins))
        last = when
    return tuple(
        replace(one, name=names.get(one.state, ""), exports=tuple(exports.get(one.state, ())))
        for one in found
    )


def _marks(steps: Sequence[Step], start: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the names of states and the files they were exported to; the last name holds."""
    names: dict[str, str] = {}
    exports: dict[str, list[str]] = {}
    for state, step in _marked(steps, start):
        if step.doing is Doing.NAMED:
            names[state] = step.label
        elif step.label not in exports.setdefault(state, []):
            exports[state].append(step.label)
    return names, exports


def _marked(steps: Sequence[Step], start: str) -> Iterator[tuple[str, Step]]:
    """Yield each mark with the state it speaks of: a mark itself leaves the map as it was."""
    same: dict[str, str] = {}
    state = start
    for step in steps:
        if step.doing.is_mark:
            same[step.id] = state
            for about in step.about:
                yield same.get(about, about), step
        else:
            state = step.id


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
