"""The history of a map as it lies in its file.

The newest steps are rows of their own, older ones lie in packs of some hundred, compressed: a
pack is never made again, only carried along as the bytes it is. So publishing costs nearly the
same after ten thousand steps as after ten, and a step costs tens of bytes. A pack is opened when
somebody goes back that far.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from systemsmap.model.history import Doing, Step
from systemsmap.model.identity import fresh_state
from systemsmap.model.places import Places
from systemsmap.storage.cells import Unfit
from systemsmap.storage.packs import STEPS, Pack, opened, packs_of, sound_pack
from systemsmap.storage.step_rows import (
    DELTA,
    LONGEST_DELTA,
    STATE,
    StepRow,
    moved,
    row_of,
    sound_row,
    step_of,
)

LOOSE = 2 * STEPS
"""Steps that may lie loose before the older half of them is packed."""
LARGE = 200_000
"""Bytes of a delta that is packed at once: a whole map that was brought in, say."""


@dataclass(frozen=True)
class KeptHistory(Places[Step]):
    """Every step of a map up to the present, in packs and in loose rows; a value.

    `start` names the state before the first step: where another copy has been in that state too,
    the two have a common ancestor. `given_up` counts the steps that were here once and could not
    be kept. A step in a pack that cannot be opened is one that changed nothing, and undo ends
    there.
    """

    start: str = field(default_factory=fresh_state)
    packs: tuple[Pack, ...] = ()
    rows: tuple[StepRow, ...] = ()
    given_up: int = 0

    def __len__(self) -> int:
        return self._loose_from + len(self.rows)

    def at(self, place: int) -> Step:
        """Return the step at this place."""
        return step_of(self._row(place), place)

    @property
    def _loose_from(self) -> int:
        return self.packs[-1].first + self.packs[-1].steps if self.packs else 0

    def _row(self, at: int) -> StepRow:
        if at >= self._loose_from:
            return self.rows[at - self._loose_from]
        low, high = 0, len(self.packs)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.packs[middle].first <= at else (low, middle)
        return _rows_in(self.packs[low])[at - self.packs[low].first]

    def with_step(self, step: Step) -> "KeptHistory":
        """Return the history with one more step. Its change must be whole, as it was taken."""
        row = row_of(step, len(self) + self.given_up)
        if self.given_up:
            row = moved(row, self.given_up)
        size = len(str(row[DELTA]).encode())
        grown = replace(self, rows=(*self.rows, row))
        tidied = _with_packs(grown, len(grown.rows)) if size > LARGE else _tidied(grown)
        if size <= LONGEST_DELTA and tidied is not None:
            return tidied
        # No file could hold it: the history begins after it.
        return KeptHistory(step.id, given_up=self.given_up + len(grown))

    @property
    def state_ids(self) -> tuple[str, ...]:
        """The id of the state before the first step, then of that after each; all are opened."""
        packed = (row[STATE] for pack in self.packs for row in _rows_in(pack))
        return (self.start, *map(str, packed), *(str(row[STATE]) for row in self.rows))

    @property
    def last_row(self) -> StepRow:
        """The row of the newest step, of which there must be one."""
        return self._row(len(self) - 1)

    @property
    def state(self) -> str:
        """The id of the present state."""
        return str(self.last_row[STATE]) if len(self) else self.start

    def put_away(self) -> "KeptHistory":
        """Return the same history with all of its steps in packs, where they take least room."""
        return _with_packs(self, len(self.rows)) or self

    def without_past(self) -> "KeptHistory":
        """Return a history that begins now: of the past it has nothing but the state's name."""
        return KeptHistory(self.state)


def kept_history(
    start: str, packs: Iterable[Sequence[object]], rows: Iterable[Sequence[object]]
) -> KeptHistory:
    """Return the history that lies in these rows of a file. Raises Unfit when it is not whole."""
    sound: list[Pack] = []
    at = 0
    for cells in packs:
        sound.append(sound_pack(cells, at))
        at += sound[-1].steps
    loose = tuple(sound_row(cells, at + i) for i, cells in enumerate(rows))
    return _tidied(KeptHistory(start, tuple(sound), loose)) or KeptHistory(start)


def _rows_in(pack: Pack) -> tuple[StepRow, ...]:
    try:
        return opened(pack)
    except Unfit:
        places = range(pack.first, pack.first + pack.steps)
        nothing = ("", "", "", "", "", Doing.NAMED.value, 0, -1, "[]", "{}")
        return tuple((at, *nothing) for at in places)


def _tidied(history: KeptHistory) -> KeptHistory | None:
    """Return the history with all but the newest rows in packs, if there are many."""
    loose = len(history.rows)
    return _with_packs(history, loose - STEPS) if loose >= LOOSE else history


def _with_packs(history: KeptHistory, number: int) -> KeptHistory | None:
    """Return it with so many of its loose rows in packs, the oldest; None: they are too large."""
    try:
        made = tuple(packs_of(history.rows[:number]))
    except Unfit:
        return None
    return replace(history, packs=(*history.packs, *made), rows=history.rows[number:])
