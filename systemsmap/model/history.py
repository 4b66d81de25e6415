"""What was done to a map, in order: every step there ever was, and which can be taken back.

Steps are only ever added. Taking one back adds a step of its own, so that nothing that was once
on the map is gone from its history; `top` threads what undo takes back next through them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from systemsmap.model.change import Change
from systemsmap.model.places import Places
from systemsmap.model.systems_map import SystemsMap


class Doing(StrEnum):
    """What kind of step it was. Marks change nothing: they say something of a moment."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"
    NAMED = "named"
    EXPORTED = "exported"

    @property
    def is_mark(self) -> bool:
        """True for what leaves the map as it was."""
        return self in (Doing.NAMED, Doing.EXPORTED)


class Delta(Protocol):
    """What a step did, in whatever form it is kept."""

    def onto(self, map_: SystemsMap) -> Change:
        """Return the change of `map_` that does it, again or for the first time."""

    def off(self, map_: SystemsMap) -> Change:
        """Return the change of `map_` that takes it back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a map.

    `subject` is what it was done to, by name, where that was one thing. `id` names the state of
    the map after it. `top` is the place in the history of the step that
    undo takes back next, -1 when there is none. `joins`: undo takes it back together with the
    one before. `made` is ISO 8601 in UTC, `role` who was at work. `about` are ids of states: the
    one that a mark speaks of, or those of other copies that a merge took in.
    """

    label: str
    change: Delta
    doing: Doing = Doing.DONE
    top: int = -1
    joins: bool = False
    made: str = ""
    role: str = ""
    id: str = ""
    subject: str = ""
    about: tuple[str, ...] = ()


class History(Places[Step]):
    """All steps of a map, oldest first: those kept with it (`kept`), then those added since.

    `start` names the state before the first step.
    """

    def __init__(self, kept: Sequence[Step] = (), start: str = "") -> None:
        self._kept = kept
        self.start = start
        self._new: list[Step] = []
        self._redo = _undone(kept)
        self._key: tuple[str, ...] | None = None
        self._joint = Change()

    def __len__(self) -> int:
        return len(self._kept) + len(self._new)

    def at(self, place: int) -> Step:
        """Return the step at this place."""
        kept = len(self._kept)
        return self._kept[place] if place < kept else self._new[place - kept]

    def snapshot(self) -> "History":
        """Return the history as it is now, to be read in another thread."""
        made = History(self._kept, self.start)
        made._new = self._new.copy()
        return made

    # ------------------------------------------------------------------ adding

    def planned(self, label: str, change: Change, merge_key: tuple[str, ...] | None = None) -> Step:
        """Return what a person did as the step that comes next."""
        place = len(self)
        joins = merge_key is not None and merge_key == self._key
        cancelled = joins and not self._joint.then(change)
        return Step(label, change, top=self._below_group() if cancelled else place, joins=joins)

    def undoing(self, map_: SystemsMap) -> Step | None:
        """Return the step that takes back the newest that can be, or None."""
        places = self._group(self.top)
        if not places:
            return None
        change = _together((self[place].change for place in places), map_, backwards=True)
        label = self[places[-1]].label
        return Step(label, change, Doing.UNDONE, self._below(places[-1]))

    def redoing(self, map_: SystemsMap) -> Step | None:
        """Return the step that does the last undone one again, or None."""
        if not self._redo:
            return None
        top = self._redo[-1]
        places = self._group(top)[::-1]
        change = _together((self[place].change for place in places), map_, backwards=False)
        return Step(self[places[0]].label, change, Doing.REDONE, top)

    def push(self, step: Step, merge_key: tuple[str, ...] | None = None) -> None:
        """Add the step that was just taken; what had been undone may no longer be redone."""
        if step.doing is Doing.UNDONE:
            self._redo.append(self.top)
        elif step.doing is Doing.REDONE:
            self._redo.pop()
        elif step.doing is Doing.DONE:
            self._redo.clear()
        self._new.append(step)
        self._note_group(step, merge_key)

    def _note_group(self, step: Step, merge_key: tuple[str, ...] | None) -> None:
        is_open = step.doing is Doing.DONE and step.top == len(self) - 1
        self._key = merge_key if is_open else None
        if self._key and isinstance(step.change, Change):
            self._joint = self._joint.then(step.change) if step.joins else step.change

    def seal(self) -> None:
        """Let no later step join the last one (a name editor was closed, say)."""
        self._key = None

    # ------------------------------------------------------------------ asking

    @property
    def top(self) -> int:
        """The place of the step that undo takes back next; -1 when there is none."""
        return self[-1].top if len(self) else -1

    @property
    def state(self) -> str:
        """The id of the state that the map is in."""
        return self[-1].id if len(self) else self.start

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        places = self._group(self.top)
        return self[places[-1]].label if places else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return self[self._group(self._redo[-1])[-1]].label if self._redo else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything done and not undone, oldest first, as undo would take it back."""
        found = []
        places = self._group(self.top)
        while places:
            joined = [self[place].change for place in reversed(places)]
            first = self[places[-1]]
            known = [change for change in joined if isinstance(change, Change)]
            change = first.change
            for later in known[1:]:
                assert isinstance(change, Change)
                change = change.then(later)
            found.append(replace(first, change=change, joins=False))
            places = self._group(self._below(places[-1]))
        return tuple(reversed(found))

    def _group(self, place: int) -> list[int]:
        """Return the places of what is taken back at once, newest first."""
        places = []
        while place >= 0:
            places.append(place)
            if not self[place].joins:
                break
            place = self._below(place)
        return places

    def _below(self, place: int) -> int:
        """Return the top there was before this step."""
        return self[place - 1].top if place > 0 else -1

    def _below_group(self) -> int:
        return self._below(self._group(self.top)[-1])


def _undone(steps: Sequence[Step]) -> list[int]:
    """Return the places of the steps that can be done again, nearest last."""
    start = len(steps)
    while start > 0 and steps[start - 1].doing is not Doing.DONE:
        start -= 1
    redo: list[int] = []
    for place in range(start, len(steps)):
        match steps[place].doing:
            case Doing.UNDONE if place > 0:
                redo.append(steps[place - 1].top)
            case Doing.REDONE if redo:
                redo.pop()
    return [top for top in redo if top >= 0]


def _together(deltas: Iterator[Delta], map_: SystemsMap, *, backwards: bool) -> Change:
    """Return one change of `map_` for all of these, in the order they come."""
    whole = Change()
    for delta in deltas:
        change = delta.off(map_) if backwards else delta.onto(map_)
        map_ = change.applied_to(map_)
        whole = whole.then(change)
    return whole
