"""Where things lie after a merge: nothing of one copy on top of anything of another.

What the first copy shows stays where it is. Of the others, what is new moves as one block, so
that what belongs together stays together; a single variable that was moved finds room by itself.
What already lay on something in one of the copies was put there by somebody, and stays. Where a
name that another copy made longer would reach over its neighbour, the newer of the two gives way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from systemsmap.merging.room import Room
from systemsmap.merging.sides import Sides
from systemsmap.model.edits import place
from systemsmap.model.records import Note, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Bounds, united
from systemsmap.rendering.notes import note_box
from systemsmap.rendering.theme import LIGHT
from systemsmap.rendering.variables import box_of

BESIDE = 160.0
"""Map units between maps that began apart."""

Placed = Variable | Note


def settled(map_: SystemsMap, sides: Sides, strangers: frozenset[str]) -> SystemsMap:
    """Return the merged map with room for everything; `strangers`: copies that began apart."""
    sheet = _Sheet(map_, sides)
    for block in _blocks(sheet, sides, strangers):
        sheet.settle(block.ids, beside=block.beside)
    return place(map_, sheet.moved).applied_to(map_) if sheet.moved else map_


@dataclass(frozen=True, slots=True)
class _Block:
    ids: list[str]
    beside: bool = False


def _blocks(sheet: "_Sheet", sides: Sides, strangers: frozenset[str]) -> Iterable[_Block]:
    """Yield what is settled together, one block after the other, the first copy first."""
    first, *others = sides.copies
    yield _Block(sheet.left_of(first.map_))
    for id_ in sheet.left_of(sides.base):
        yield _Block([id_])
    for copy in others:
        ids = sheet.left_of(copy.map_)
        for id_ in ids:
            if sides.base.get(id_) is not None:
                yield _Block([id_])
        new = [id_ for id_ in ids if sides.base.get(id_) is None]
        yield _Block(new, beside=copy.name in strangers)


class _Sheet:
    """The merged map while things find their places."""

    def __init__(self, map_: SystemsMap, sides: Sides) -> None:
        self.moved: dict[str, tuple[float, float]] = {}
        records: list[Placed] = [*map_.variables.values(), *map_.notes.values()]
        self._records = {record.id: record for record in records}
        self._maps = (sides.base, *(copy.map_ for copy in sides.copies))
        self._room = Room()
        self._done: set[str] = set()

    def left_of(self, map_: SystemsMap) -> list[str]:
        """Return what lies where this map has it and is not settled yet."""
        return [
            id_
            for id_, record in self._records.items()
            if id_ not in self._done and _lies_there(record, map_)
        ]

    def settle(self, ids: Sequence[str], *, beside: bool) -> None:
        """Put these on the sheet, together, where they hit nothing they did not hit before."""
        boxes = [_box(self._records[id_]) for id_ in ids]
        dx, dy = 0.0, 0.0
        if beside and ids and not self._room.is_empty:
            there, new = self._room.bounds, united(boxes)
            dx, dy = there.right + BESIDE - new.x, there.y - new.y
        elif any(self._hits(id_, box) for id_, box in zip(ids, boxes, strict=True)):
            dx, dy = self._room.way_out(boxes)
        together = set(ids)
        for id_, box in zip(ids, boxes, strict=True):
            self._put(id_, replace(box, x=box.x + dx, y=box.y + dy), (dx, dy), together)

    def _put(self, id_: str, box: Bounds, by: tuple[float, float], together: set[str]) -> None:
        """Put one down, aside of those of its block that another copy gave longer names."""
        if any(
            other in together and not self._lay_so(id_, other) for other in self._room.hit_by(box)
        ):
            dx, dy = self._room.way_out([box])
            box, by = replace(box, x=box.x + dx, y=box.y + dy), (by[0] + dx, by[1] + dy)
        self._done.add(id_)
        self._room.put(id_, box)
        if by != (0.0, 0.0):
            record = self._records[id_]
            self.moved[id_] = (record.x + by[0], record.y + by[1])

    def _hits(self, id_: str, box: Bounds) -> bool:
        """Return whether it lies on something that it did not lie on in any copy."""
        return any(
            other in self.moved or not self._lay_so(id_, other) for other in self._room.hit_by(box)
        )

    def _lay_so(self, one: str, other: str) -> bool:
        """Return whether somebody put one on the other."""
        return any(self._overlap(one, other, map_) for map_ in self._maps)

    def _overlap(self, one: str, other: str, map_: SystemsMap) -> bool:
        """Return whether they lie just there in a map, one on the other."""
        boxes = []
        for id_ in (one, other):
            there = _placed(id_, map_)
            if there is None or not _lies_there(self._records[id_], map_):
                return False
            boxes.append(_box(there))
        return boxes[0].overlaps(boxes[1])


def _lies_there(record: Placed, map_: SystemsMap) -> bool:
    there = _placed(record.id, map_)
    return there is not None and (there.x, there.y) == (record.x, record.y)


def _placed(id_: str, map_: SystemsMap) -> Placed | None:
    return map_.variables.get(id_) or map_.notes.get(id_)


def _box(record: Placed) -> Bounds:
    return box_of(record, LIGHT) if isinstance(record, Variable) else note_box(record, LIGHT)
