"""Steps of a history as rows of cells, and back."""

import json
from collections.abc import Sequence

from systemsmap.model.change import Change
from systemsmap.model.history import Doing, Step
from systemsmap.storage.cells import (
    Cell,
    Column,
    Unfit,
    count,
    fit_text,
    one_of,
    text,
    texts,
    truth,
)
from systemsmap.storage.deltas import StoredDelta, delta_text

LONGEST_DELTA = 4_400_000
"""Bytes of the delta of one step: more than any map that was ever brought in takes."""

StepRow = tuple[Cell, ...]


def _top(cell: object) -> int:
    return -1 if cell == -1 else count(cell)


def _delta(cell: object) -> str:
    if type(cell) is not str or len(cell.encode("utf-8", "replace")) > LONGEST_DELTA:
        raise Unfit
    return cell


COLUMNS = (
    Column("n", count),
    Column("state", text),
    Column("made", text),
    Column("role", text),
    Column("label", text),
    Column("subject", text),
    Column("doing", one_of(Doing)),
    Column("joins", truth),
    Column("top", _top),
    Column("about", texts),
    Column("delta", _delta),
)
"""What a row of the table `history` holds; `n` is the place of the step, counted from 0."""

STATE, TOP, DELTA = 1, 8, 10  # where they stand in a row


def row_of(step: Step, place: int) -> StepRow:
    """Return the row of a step whose change is whole, as it was just taken."""
    assert isinstance(step.change, Change)
    delta = delta_text(step.change)
    if not delta.isascii():
        delta = delta.encode("utf-8", "replace").decode("utf-8")
    words = (step.id, step.made, step.role, step.label, step.subject)
    said = tuple(map(fit_text, words))
    about = json.dumps(list(step.about))
    return (place, *said, step.doing.value, int(step.joins), step.top, about, delta)


def sound_row(cells: Sequence[object], place: int) -> StepRow:
    """Check the row of the step at this place. Raises Unfit."""
    if len(cells) != len(COLUMNS) or cells[0] != place:
        raise Unfit
    for column, cell in zip(COLUMNS, cells, strict=True):
        column.value(cell)
    return tuple(cells)  # type: ignore[arg-type]


def step_of(row: StepRow, place: int) -> Step:
    """Return the step in a sound row. What undo takes back next always lies before it."""
    _, state, made, role, label, subject, doing, joins, top, about, delta = row
    kind = Doing(str(doing))
    most = place if kind is Doing.DONE else place - 1
    return Step(
        str(label),
        StoredDelta(str(delta)),
        kind,
        min(int(top or 0), most),
        joins == 1,
        str(made),
        str(role),
        str(state),
        str(subject),
        texts(about),
    )


def moved(row: StepRow, by: int) -> StepRow:
    """Return the row as it is when so many steps before it are given up."""
    place, top = int(row[0] or 0) - by, int(row[TOP] or 0) - by
    return (place, *row[1:TOP], max(top, -1), *row[TOP + 1 :])
