"""Rescues from a damaged map file all that can still be had, as a map that has no place.

The file itself is only read. What is found is made sound as every map is that comes out of a
file, and whatever that took is told in sentences.
"""

from pathlib import Path

from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.cells import Unfit, word
from systemsmap.storage.effort import Effort
from systemsmap.storage.remnants import Remnant, Remnants, Standing, remnants
from systemsmap.storage.rows import NAMELESS, SHAPES, Shape
from systemsmap.storage.schema import named
from systemsmap.storage.soundness import sound_map
from systemsmap.storage.stored_map import StoredMap

STEPS = 3_000_000
SECONDS = 4.0
"""What may be spent on one file; a map of 60 variables takes 0.02 seconds."""
_APART = 160.0
_IN_A_ROW = 8


def rescue(content: bytes, path: Path | None = None, seconds: float = SECONDS) -> StoredMap | None:
    """Return what can be had of the map in these bytes; None when there is nothing.

    `path` is where they came from, to be named in the notices.
    """
    found = remnants(content, Effort(STEPS, seconds))
    ends = _lost_ends(found)
    map_, losses = sound_map(lambda shape: _rows(found, shape) + ends * (shape.table == "variable"))
    if not (map_.variables or map_.notes or map_.cards):
        return None
    kept = [row for rows in found.rows.values() for row in rows.values()]
    losses.mended += sum(row.mended for row in kept)
    notices = (
        f"Rescued from {named(path)}: {told(map_)}. Anything else in it is lost.",
        *losses.sentences(),
        *_doubts(kept, len(ends), is_all=found.is_all),
        "Save the map to keep it; the damaged file stays as it is.",
    )
    return StoredMap(map_, notices=notices)


def told(map_: SystemsMap) -> str:
    """Return how much is in a map: “2 variables, 1 link and 1 note”."""
    counts = (
        (len(map_.variables), "variable"),
        (len(map_.links), "link"),
        (len(map_.loops), "named loop"),
        (len(map_.notes), "note"),
        (len(map_.cards), "card of the tray"),
        (len(map_.steps), "step of the story"),
    )
    said = [f"{n:,} {_plural(word_, n)}" for n, word_ in counts if n] or ["nothing"]
    return f"{', '.join(said[:-1])}{' and ' * (len(said) > 1)}{said[-1]}"


def _plural(words: str, number: int) -> str:
    kind, of, whole = words.partition(" of ")
    return f"{kind}{'s' * (number != 1)}{of}{whole}"


def _rows(found: Remnants, shape: Shape) -> list[tuple[object, ...]]:
    return [row.values for row in found.of(shape)]


def _lost_ends(found: Remnants) -> list[tuple[object, ...]]:
    """Return variables without a name for the ends of links that have lost theirs.

    What the links say is worth more than the ends they have lost: people see from the other end
    what stood there. They are put in rows below the rest.
    """
    variables = found.rows.get(SHAPES[Variable].table, {})
    links = found.of(SHAPES[Link])
    taken = {id_ for rows in found.rows.values() for id_ in rows}
    ends = {id_: None for row in links for id_ in row.values[1:3] if _is_id(id_)}
    lost = [id_ for id_ in ends if id_ not in taken]
    places = [row.values[2:4] for row in variables.values()]
    below = max((y for _, y in places if type(y) is float), default=0.0) + _APART
    return [
        (id_, NAMELESS, n % _IN_A_ROW * _APART, below + n // _IN_A_ROW * _APART, None, 0, "", "")
        for n, id_ in enumerate(lost)
    ]


def _is_id(cell: object) -> bool:
    try:
        return word(cell).isprintable() and "\ufffd" not in word(cell)
    except Unfit:
        return False


def _doubts(kept: list[Remnant], nameless: int, *, is_all: bool) -> list[str]:
    old = sum(row.standing is Standing.FREE for row in kept)
    told_ = []
    if nameless:
        told_.append(f"Variables known only from their links were left without a name: {nameless}.")
    if old:
        told_.append(f"Some of it may have been deleted long before: {old}.")
    if not is_all:
        told_.append("There was too much to look through; there may be more.")
    return told_
