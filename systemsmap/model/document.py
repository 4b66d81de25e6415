"""The one mutable thing in the model: the current map, its past, and who follows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from systemsmap.model.change import Change, replaced
from systemsmap.model.events import Event
from systemsmap.model.history import Doing, History, Step
from systemsmap.model.identity import fresh_state
from systemsmap.model.numbers import keeping_numbers
from systemsmap.model.subject import subject_of
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class MapChanged:
    """The announcement of a change that has just been applied.

    `provisional`: part of a gesture that may still be cancelled; not to be saved or analysed.
    When the gesture ends its whole change is announced once more, no longer provisional.
    `remark`: noted by the program itself (the number a loop was given), not done by a person.
    `step` is what was added to the history with it; None for what is not kept there.
    """

    change: Change
    provisional: bool = False
    remark: bool = False
    step: Step | None = None


class Document:
    """The current map. Only this class replaces it, and only by applying a change.

    `role` is noted with each step: who is at work.
    """

    def __init__(self, map_: SystemsMap | None = None, kept: Sequence[Step] = ()) -> None:
        self.map = map_ or SystemsMap()
        self.history = History(kept)
        self.role = ""
        self.changed: Event[MapChanged] = Event()
        self._announcing = False
        self._gesture: Gesture | None = None

    def load(self, map_: SystemsMap, kept: Sequence[Step] = (), start: str = "") -> None:
        """Put another map in place of the current one, with the history that is kept of it.

        `start` names the state before its first step.
        """
        self._end_gesture()
        self.remark(replaced(self.map, map_))
        self.history = History(kept, start)

    def keep_history(self, kept: Sequence[Step], start: str) -> None:
        """Put this in place of the history; it must lead to the current map too."""
        self._end_gesture()
        self.history = History(kept, start)

    def commit(
        self,
        change: Change,
        label: str,
        merge_key: tuple[str, ...] | None = None,
        about: tuple[str, ...] = (),
    ) -> None:
        """Apply what a person did as one step that can be undone. Nothing happens when empty.

        `about` are the states of other copies that came in with it.
        """
        if change:
            self._end_gesture()
            step = self.history.planned(label, change, merge_key)
            self._take(replace(step, about=about), merge_key)

    def mark(self, doing: Doing, label: str, about: str, *, remark: bool = False) -> None:
        """Say something of a moment: it was given this name, or exported to this file.

        `remark`: noted by the program, and no reason to save.
        """
        step = Step(label, Change(), doing, self.history.top, about=(about,))
        self._announce_step(step, Change(), remark=remark)

    def remark(self, change: Change) -> None:
        """Apply what the program itself noted. It is saved, and undo passes over it."""
        if change:
            self._apply(MapChanged(change, remark=True))

    def gesture(self, label: str) -> "Gesture":
        """Begin a change in progress; one that was still going on is cancelled."""
        self._end_gesture()
        self._gesture = Gesture(self, label)
        return self._gesture

    def undo(self) -> str | None:
        """Take back the last step; return its label, or None when there is nothing to undo."""
        self._end_gesture()
        return self._take(self.history.undoing(self.map))

    def redo(self) -> str | None:
        """Do the last undone step again; return its label, or None when there is none."""
        self._end_gesture()
        return self._take(self.history.redoing(self.map))

    def show_provisionally(self, change: Change) -> None:
        """Apply a piece of a gesture. For `Gesture` alone."""
        self._apply(MapChanged(change, provisional=True))

    def keep_gesture(self, change: Change, label: str) -> None:
        """Record a gesture that has ended. For `Gesture` alone."""
        self._gesture = None
        if change:
            change = keeping_numbers(change, self.map)
            self._announce_step(self.history.planned(label, change), change)

    def _take(self, step: Step | None, merge_key: tuple[str, ...] | None = None) -> str | None:
        """Take a step: apply its change, add it to the history, announce it; return its label."""
        if step is None:
            return None
        assert isinstance(step.change, Change)
        self._refuse_while_announcing()
        change = keeping_numbers(step.change, self.map)
        self.map = change.applied_to(self.map)
        self._announce_step(step, change, merge_key)
        return step.label

    def _announce_step(
        self,
        step: Step,
        change: Change,
        merge_key: tuple[str, ...] | None = None,
        *,
        remark: bool = False,
    ) -> None:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        step = replace(step, change=change, made=made, role=self.role, id=fresh_state())
        step = replace(step, subject=subject_of(change, self.map))
        self.history.push(step, merge_key)
        self._announce(MapChanged(change, remark=remark, step=step))

    def _end_gesture(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture:
            gesture.cancel()

    def _apply(self, event: MapChanged) -> None:
        self._refuse_while_announcing()
        if not event.remark:
            event = replace(event, change=keeping_numbers(event.change, self.map))
        self.map = event.change.applied_to(self.map)
        self._announce(event)

    def _refuse_while_announcing(self) -> None:
        if self._announcing:
            raise RuntimeError("a listener may not change the map while a change is announced")

    def _announce(self, event: MapChanged) -> None:
        self._announcing = True
        try:
            self.changed.emit(event)
        finally:
            self._announcing = False


class Gesture:
    """A drag in progress: shown at every move, kept as one step or forgotten at its end."""

    def __init__(self, document: Document, label: str) -> None:
        self.start = document.map
        self.label = label
        self._document = document
        self._so_far = Change()
        self._over = False

    def show(self, change: Change) -> None:
        """Show `change`, computed from `self.start`, in place of what was shown before."""
        if self._over:
            return
        step = self._so_far.reversed().then(change)
        self._so_far = change
        if step:
            self._document.show_provisionally(step)

    def cancel(self) -> None:
        """Go back to the map the gesture began with."""
        self.show(Change())
        self._over = True

    def finish(self) -> None:
        """Keep what is shown as one step."""
        if not self._over:
            self._over = True
            self._document.keep_gesture(self._so_far, self.label)
