"""The numbers of loops outlive undo: what was said aloud in the room stays said.

A number is noted by the program in between what people do, so a step that is taken back or done
again may hold the record of a loop as it was before it got its number. Without care the number
would be forgotten, and the next loop to come would be called by it.
"""

from dataclasses import replace

from systemsmap.model.change import Change
from systemsmap.model.records import NamedLoop, Record
from systemsmap.model.systems_map import SystemsMap


def keeping_numbers(change: Change, map_: SystemsMap) -> Change:
    """Return the change of `map_` with every number its loops already have left in place."""
    after: dict[str, Record | None] = {}
    for id_, record in change.after.items():
        known = map_.loops.get(id_)
        if known and known.numbers and (record is None or isinstance(record, NamedLoop)):
            after[id_] = _numbered(record or NamedLoop(id_, known.links), known)
    return replace(change, after={**change.after, **after}) if after else change


def _numbered(record: NamedLoop, known: NamedLoop) -> NamedLoop:
    """Return `record` with the numbers of `known`, the one it goes by now staying last."""
    taken = {letter for letter, _ in known.numbers}
    others = (pair for pair in record.numbers if pair[0] not in taken)
    return replace(record, numbers=(*others, *known.numbers))
