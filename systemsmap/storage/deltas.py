"""What a step did to a map, as one JSON text: only the fields that differ, before and after.

`{"variable": {"~": {"v1": {"x": [0.0, 40.0]}}}, "places": {}}`: by table, then `+` for records
that came, `-` for those that went, `~` for those that changed. A move costs a hundred bytes, not
two copies of a variable with all its notes. Cells are those of the tables, checked by the same
rules when they come back, since a file may come from anyone.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from systemsmap.model.change import Change, changed
from systemsmap.model.records import Link, Record, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.cells import Cell, Unfit
from systemsmap.storage.rows import SHAPES, Shape

_SHAPE_OF = {shape.table: (kind, shape) for kind, shape in SHAPES.items()}
_PLACES = "places"


@dataclass(frozen=True, slots=True)
class StoredDelta:
    """The delta of a step that came out of a file; read when somebody goes back to it."""

    text: str

    def onto(self, map_: SystemsMap) -> Change:
        """Return the change of `map_` that does it. What makes no sense there is left out."""
        return _read(self.text, map_, now=1)

    def off(self, map_: SystemsMap) -> Change:
        """Return the change of `map_` that takes it back, as far as that makes sense."""
        return _read(self.text, map_, now=0)


def delta_text(change: Change) -> str:
    """Return the text that a change is kept as."""
    told: defaultdict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for id_, after in change.after.items():
        before = change.before[id_]
        record = after or before
        if record is None:
            continue
        shape = SHAPES[type(record)]
        mark, cells = _told(shape, before, after)
        if cells or mark != "~":
            told[shape.table].setdefault(mark, {})[id_] = cells
    places = {i: place for i, place in change.places.items() if i in change.after}
    if places:
        told[_PLACES] = places  # type: ignore[assignment]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(shape: Shape, before: Record | None, after: Record | None) -> tuple[str, object]:
    if before is None:
        return "+", _spoken(shape, after)
    if after is None:
        return "-", _spoken(shape, before)
    both = zip(shape.columns, shape.row(before), shape.row(after), strict=True)
    return "~", {column.name: [was, is_] for column, was, is_ in both if was != is_}


def _spoken(shape: Shape, record: Record | None) -> dict[str, Cell]:
    """Return the cells of a record that are not what stands in for them anyway."""
    cells = dict(zip((c.name for c in shape.columns), shape.row(record), strict=True))
    return {
        column.name: cells[column.name]
        for column in shape.columns
        if column.name != "id"
        and (column.spare is ... or column.value(cells[column.name]) != column.spare)
    }


def _read(text: str, map_: SystemsMap, now: int) -> Change:
    """Return the change told by the text; `now`: 1 as it was done, 0 to take it back."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Change()
    if not _is_table(told):
        return Change()
    came, went = ("+", "-") if now else ("-", "+")
    put: list[Record] = []
    gone: list[str] = []
    for table, marks in told.items():
        if table in _SHAPE_OF and _is_table(marks):
            kind, shape = _SHAPE_OF[table]
            put += _fit(map_, kind, _made(shape, _dict(marks, came)))
            put += _fit(map_, kind, _altered(map_, shape, _dict(marks, "~"), now))
            gone += [i for i in _dict(marks, went) if isinstance(map_.get(i), kind)]
    return _sound(map_, put, gone, _places(told))


def _places(told: Mapping[str, Any]) -> dict[str, int]:
    found = _dict(told, _PLACES)
    return {i: at for i, at in found.items() if type(at) is int and at >= 0}


def _made(shape: Shape, told: Mapping[str, Any]) -> Iterable[Record]:
    for id_, cells in told.items():
        if _is_table(cells):
            try:
                yield _record(shape, {**cells, "id": id_})
            except Unfit:
                continue


def _altered(map_: SystemsMap, shape: Shape, told: Mapping[str, Any], now: int) -> Iterable[Record]:
    for id_, cells in told.items():
        record = map_.get(id_)
        if record is None or SHAPES[type(record)] is not shape or not _is_table(cells):
            continue
        names = [column.name for column in shape.columns]
        row: dict[str, Any] = dict(zip(names, shape.row(record), strict=True))
        for name, pair in cells.items():
            if name != "id" and name in row and type(pair) is list and len(pair) == 2:
                row[name] = pair[now]
        try:
            yield _record(shape, row)
        except Unfit:
            continue


def _record(shape: Shape, cells: Mapping[str, Any]) -> Record:
    values = []
    for column in shape.columns:
        if column.name in cells:
            values.append(column.value(cells[column.name]))
        elif column.spare is ...:
            raise Unfit
        else:
            values.append(column.spare)
    return shape.record(*values)


def _fit(map_: SystemsMap, kind: type[Record], records: Iterable[Record]) -> list[Record]:
    """Return the records whose id no record of another kind has."""
    return [r for r in records if isinstance(map_.get(r.id), kind | None)]


def _sound(
    map_: SystemsMap, put: list[Record], gone: list[str], places: Mapping[str, int]
) -> Change:
    """Return the change without links that no map may have: in files of ours there are none."""
    change = _change(map_, put, gone, places)
    new = change.applied_to(map_)
    touched = {i for i, r in change.after.items() if isinstance(r, Link)}
    for id_ in gone:
        if isinstance(map_.get(id_), Variable):
            touched.update(map_.links_at.get(id_, ()))
    wrong = _without_ends(new, touched) | _doubled(new, touched)
    if not wrong:
        return change
    kept = [r for r in put if r.id not in wrong]
    stay = {i for i in wrong if i in map_.links}
    return _change(map_, kept, [*gone, *(stay - set(gone))], places)


def _without_ends(map_: SystemsMap, touched: set[str]) -> set[str]:
    ends = ((i, map_.links[i]) for i in touched if i in map_.links)
    known = map_.variables
    return {i for i, link in ends if link.source not in known or link.target not in known}


def _doubled(map_: SystemsMap, touched: set[str]) -> set[str]:
    """Return those of the touched links that run between the ends of another."""
    if len(map_.link_between) == len(map_.links):
        return set()
    wrong, pairs = set(), set()
    for id_ in sorted(map_.links, key=lambda i: i in touched):
        link = map_.links[id_]
        if id_ in touched and (link.source, link.target) in pairs:
            wrong.add(id_)
        pairs.add((link.source, link.target))
    return wrong


def _change(
    map_: SystemsMap, put: list[Record], gone: list[str], places: Mapping[str, int]
) -> Change:
    change = changed(map_, *put, removed=gone)
    back = {i: at for i, at in places.items() if change.before.get(i, map_) is None}
    return Change(change.before, change.after, {**change.places, **back})


def _is_table(found: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(found, dict)


def _dict(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    inside = found.get(name)
    return inside if _is_table(inside) else {}
