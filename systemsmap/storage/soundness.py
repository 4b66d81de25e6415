"""Makes a sound map of the rows of a file, leaving out what cannot be and saying so.

A file that was damaged or edited by hand may hold rows that no map can. Refusing it whole would
cost people the rest, so what is sound is kept, everything else is counted, and the map may then
be looked at and saved elsewhere but not over the file it came from.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from systemsmap.model.records import (
    INFO_ID,
    Card,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Record,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.cells import Unfit
from systemsmap.storage.rows import SHAPES, Shape

_R = TypeVar("_R", Variable, Link, NamedLoop, Note, Card, StoryStep)
Rows = Callable[[Shape], Iterable[tuple[object, ...]]]


@dataclass(slots=True)
class Losses:
    """What had to be left out or mended, counted."""

    left_out: dict[str, int] = field(default_factory=dict)
    mended: int = 0
    dangling: int = 0
    doubled: int = 0

    def sentences(self) -> tuple[str, ...]:
        """Return one sentence for each kind of loss."""
        said = [f"Unreadable {what} were left out: {n}." for what, n in self.left_out.items()]
        if self.mended:
            said.append(f"Unreadable entries were emptied or set back: {self.mended}.")
        if self.dangling:
            said.append(f"Links without a variable at each end were left out: {self.dangling}.")
        if self.doubled:
            said.append(f"Second links between the same variables were left out: {self.doubled}.")
        return tuple(said)


def sound_map(rows: Rows) -> tuple[SystemsMap, Losses]:
    """Return the map made of the rows of each shape, and what was lost on the way."""
    losses = Losses()
    taken = {INFO_ID}
    infos = [r for r in _records(rows, SHAPES[MapInfo], losses) if isinstance(r, MapInfo)]
    variables = _by_id(rows, Variable, taken, losses)
    links = _connected(_by_id(rows, Link, taken, losses), variables, losses)
    loops = _by_id(rows, NamedLoop, taken, losses)
    notes = _by_id(rows, Note, taken, losses)
    cards = _by_id(rows, Card, taken, losses)
    steps = _by_id(rows, StoryStep, taken, losses)
    info = infos[0] if infos else MapInfo()
    return SystemsMap(variables, links, loops, notes, info, cards, steps), losses


def _by_id(rows: Rows, kind: type[_R], taken: set[str], losses: Losses) -> dict[str, _R]:
    """Return the records of a kind; an id that any record has already is not given twice."""
    found: dict[str, _R] = {}
    for record in _records(rows, SHAPES[kind], losses):
        if isinstance(record, kind) and record.id not in taken:
            taken.add(record.id)
            found[record.id] = record
        else:
            _left_out(SHAPES[kind], losses)
    return found


def _records(rows: Rows, shape: Shape, losses: Losses) -> Iterator[Record]:
    readers = tuple(column.value for column in shape.columns)
    for cells in rows(shape):
        try:
            yield shape.record(*[read(cell) for read, cell in zip(readers, cells, strict=True)])
        except Unfit:
            mended = _mended(shape, cells, losses)
            if mended is not None:
                yield mended


def _mended(shape: Shape, cells: Sequence[object], losses: Losses) -> Record | None:
    """Return the record with spare values for its unfit cells; None when one has no spare."""
    values = []
    unfit = 0
    for column, cell in zip(shape.columns, cells, strict=True):
        try:
            values.append(column.value(cell))
        except Unfit:
            unfit += 1
            values.append(column.spare)
    if ... in values:
        _left_out(shape, losses)
        return None
    losses.mended += unfit
    return shape.record(*values)


def _left_out(shape: Shape, losses: Losses) -> None:
    losses.left_out[shape.plural] = losses.left_out.get(shape.plural, 0) + 1


def _connected(
    links: dict[str, Link], variables: Container[str], losses: Losses
) -> dict[str, Link]:
    """Return the links with a variable at each end, the first between each two."""
    sound: dict[str, Link] = {}
    pairs: set[tuple[str, str]] = set()
    for link in links.values():
        if link.source not in variables or link.target not in variables:
            losses.dangling += 1
        elif (link.source, link.target) in pairs:
            losses.doubled += 1
        else:
            pairs.add((link.source, link.target))
            sound[link.id] = link
    return sound
