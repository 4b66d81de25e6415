"""What was done, in order: the steps that can be undone and done again."""

from dataclasses import dataclass

from systemsmap.model.change import Change


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did. Steps with the same merge key, one after another, become one."""

    label: str
    change: Change
    merge_key: tuple[str, ...] | None = None


class History:
    """Two stacks of steps, without limit."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def push(self, step: Step) -> None:
        """Add what was just done; what had been undone can no longer be redone."""
        self._undone.clear()
        if step.merge_key and self._done and self._done[-1].merge_key == step.merge_key:
            last = self._done.pop()
            step = Step(last.label, last.change.then(step.change), step.merge_key)
        if step.change:
            self._done.append(step)

    def back(self) -> Step | None:
        """Take back the last step and return it, or None when there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def forward(self) -> Step | None:
        """Do the last undone step again and return it, or None when there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def clear(self) -> None:
        """Forget everything: another map has been opened."""
        self._done.clear()
        self._undone.clear()

    def seal(self) -> None:
        """Let no later step merge with the last one (a name editor was closed, say)."""
        if self._done and self._done[-1].merge_key:
            last = self._done.pop()
            self._done.append(Step(last.label, last.change))

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return self._undone[-1].label if self._undone else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything done and not undone, oldest first."""
        return tuple(self._done)
