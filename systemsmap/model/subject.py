"""What a change was made to, by the names people know it by."""

from systemsmap.model.change import Change
from systemsmap.model.records import Card, Link, NamedLoop, Note, Record, Variable
from systemsmap.model.systems_map import SystemsMap

LONGEST = 80
"""Characters after which a name is cut."""


def subject_of(change: Change, map_: SystemsMap) -> str:
    """Return the name of the one thing that was changed, empty when it was several or none.

    `map_` is the map after the change. Links that came or went with their variable, and loops
    that lost a link, do not count; of a link alone its two ends are told.
    """
    touched = [change.after[i] or change.before[i] for i in change.after]
    for kinds in ((Variable, Card), (Link,), (Note,), (NamedLoop,)):
        found = [record for record in touched if isinstance(record, kinds)]
        if found:
            return _name(found[0], change, map_) if len(found) == 1 else ""
    return ""


def _name(record: Record, change: Change, map_: SystemsMap) -> str:
    match record:
        case Variable() | Card() | NamedLoop():
            return _short(record.name)
        case Note():
            return _short(record.text)
        case Link():
            ends = (map_.variables.get(i) or change.before.get(i) for i in _ends(record))
            return " → ".join(_short(end.name) for end in ends if isinstance(end, Variable))
        case _:
            return ""


def _ends(link: Link) -> tuple[str, str]:
    return link.source, link.target


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= LONGEST else f"{one_line[: LONGEST - 1].rstrip()}…"
