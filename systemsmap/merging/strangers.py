"""Records that only happen to have the same id, in maps of other programs that count 1, 2, 3."""

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b

from systemsmap.merging.copy import Copy
from systemsmap.merging.joining import renamed
from systemsmap.merging.sides import Sides
from systemsmap.merging.texts import folded
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

_UNIQUE = re.compile(r"[0-9a-f]{32}")
_Saying = tuple[str, ...]


def told_apart(sides: Sides) -> Sides:
    """Return the copies of groups that began apart, where one id stands for one thing.

    Ids that systemsmap made are never made twice. Any other is taken for the same only where it
    says the same.
    """
    if sides.began:
        return sides
    known: dict[str, _Saying] = {INFO_ID: ()}
    copies = []
    for copy in sides.copies:
        map_ = renamed(copy.map_, _alias(copy, known))
        copies.append(Copy(copy.name, map_))
        for record in map_.records():
            if not isinstance(record, MapInfo | NamedLoop):
                known.setdefault(record.id, _saying(record))
    return replace(sides, copies=tuple(copies))


def _alias(copy: Copy, known: Mapping[str, _Saying]) -> dict[str, str]:
    """Return new ids for what says something else than another copy says under the same id."""
    alias: dict[str, str] = {}
    for record in copy.map_.records():
        if isinstance(record, MapInfo | NamedLoop) or record.id not in known:
            continue
        said, there = _saying(record, alias), known[record.id]
        same_kind = said[:1] == there[:1]
        if said != there and not (same_kind and _UNIQUE.fullmatch(record.id)):
            alias[record.id] = _other_id(record.id, said, copy)
    return alias


def _other_id(id_: str, said: _Saying, copy: Copy) -> str:
    other = id_
    while copy.map_.get(other) is not None:
        other = blake2b("\n".join((other, *said)).encode(), digest_size=16).hexdigest()
    return other


def _saying(record: Record, alias: Mapping[str, str] | None = None) -> _Saying:
    """Return what kind a record is and what makes it what it is; ends of links by these ids."""
    alias = alias or {}
    match record:
        case Variable() | Card():
            said: _Saying = (folded(record.name),)
        case Link():
            said = tuple(alias.get(end, end) for end in (record.source, record.target))
        case Note():
            said = (folded(record.text),)
        case StoryStep():
            said = tuple(alias.get(id_, id_) for id_ in record.ids)
        case _:
            said = ()
    return (type(record).__name__, *said)
