"""What an edit did, in the few words that are said of it to whoever does not see it."""

from collections.abc import Iterator

from systemsmap.analysis.describing import name_of
from systemsmap.analysis.reading import so_many
from systemsmap.model.change import Change
from systemsmap.model.records import Link, Note, Variable
from systemsmap.model.systems_map import SystemsMap

_KINDS: tuple[tuple[type[Variable | Link | Note], str], ...] = (
    (Variable, "variable"),
    (Link, "link"),
    (Note, "note"),
)


def heard(map_: SystemsMap, change: Change) -> str:
    """Return what came and went: "Link added: “A” → “B”", "2 variables deleted".

    Empty for changes of what is there: fields are read where they are changed.
    """
    return ". ".join(_said(map_, change))


def _said(map_: SystemsMap, change: Change) -> Iterator[str]:
    for kind, word in _KINDS:
        new = [
            r for i, r in change.after.items() if isinstance(r, kind) and change.before[i] is None
        ]
        gone = sum(
            isinstance(r, kind) and change.after[i] is None for i, r in change.before.items()
        )
        if len(new) == 1:
            yield f"{word.capitalize()} added: {name_of(map_, new[0])}"
        elif new:
            yield f"{so_many(len(new), word)} added"
        if gone:
            yield f"{so_many(gone, word)} deleted"
