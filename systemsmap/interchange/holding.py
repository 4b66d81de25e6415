"""What each format can hold of a map: told in a table, and what the round trips are tested by."""

from collections.abc import Callable, Iterator, Mapping, Sized
from enum import Flag, auto

from systemsmap.interchange.open_json.ends import folded
from systemsmap.model.records import Evidence, Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap


class Holds(Flag):
    """Parts of a map beside names and links."""

    SIGNS = auto()
    MIXED = auto()
    DELAYS = auto()
    POSITIONS = auto()
    BENDS = auto()
    NOTES = auto()
    KINDS = auto()
    OUTSIDE = auto()
    EVIDENCE = auto()
    REASONS = auto()
    LINK_NOTES = auto()
    LOOPS = auto()
    STORIES = auto()
    TEXTS = auto()
    TITLE = auto()
    SELF = auto()
    LONE = auto()
    MARKS = auto()
    TRAY = auto()
    STEPS = auto()


WORDS: dict[Holds, str] = {
    Holds.SIGNS: "signs",
    Holds.MIXED: "± signs",
    Holds.DELAYS: "delays",
    Holds.POSITIONS: "positions",
    Holds.BENDS: "bends",
    Holds.NOTES: "notes of variables",
    Holds.KINDS: "kinds",
    Holds.OUTSIDE: "the boundary",
    Holds.EVIDENCE: "evidence",
    Holds.REASONS: "reasons and sources",
    Holds.LINK_NOTES: "notes of links",
    Holds.LOOPS: "names of loops",
    Holds.STORIES: "stories of loops",
    Holds.TEXTS: "notes on the canvas",
    Holds.TITLE: "the title",
    Holds.SELF: "links to themselves",
    Holds.LONE: "variables without links",
    Holds.MARKS: "quotes and strokes in names",
    Holds.TRAY: "what waits in the tray",
    Holds.STEPS: "steps of the story",
}
_STROKES = {ord(letter): None for letter in "|~\\"}
ALL = Holds(sum(flag.value for flag in WORDS))
ON_CANVAS = ALL & ~(Holds.TRAY | Holds.STEPS)
"""All that other programs have a place for, or keep in fields of ours."""


def lacking(holds: Holds) -> list[str]:
    """Return in words what a format cannot hold."""
    return [words for flag, words in WORDS.items() if flag not in holds]


def lost_in(map_: SystemsMap, holds: Holds) -> tuple[str, ...]:
    """Return a phrase for each part of this map that a format cannot hold, with counts."""
    said = ((WORDS[flag], _count(map_, flag)) for flag in WORDS if flag not in holds)
    return tuple(f"{words} ({count})" for words, count in said if count)


_OF_VARIABLES: dict[Holds, Callable[[Variable], object]] = {
    Holds.NOTES: lambda v: v.note,
    Holds.KINDS: lambda v: v.kind,
    Holds.OUTSIDE: lambda v: v.outside,
}
_OF_LINKS: dict[Holds, Callable[[Link], object]] = {
    Holds.SIGNS: lambda k: k.polarity.is_decided,
    Holds.MIXED: lambda k: k.polarity is Polarity.MIXED,
    Holds.DELAYS: lambda k: k.delayed,
    Holds.BENDS: lambda k: k.bend is not None,
    Holds.EVIDENCE: lambda k: k.evidence is not Evidence.ASSUMPTION,
    Holds.REASONS: lambda k: k.rationale or k.reference,
    Holds.LINK_NOTES: lambda k: k.note,
    Holds.SELF: lambda k: k.source == k.target,
}


_RECORDS: dict[Holds, Callable[[SystemsMap], Sized]] = {
    Holds.TEXTS: lambda map_: map_.notes,
    Holds.TRAY: lambda map_: map_.cards,
    Holds.STEPS: lambda map_: map_.steps,
}


def _count(map_: SystemsMap, flag: Holds) -> int:
    """Return how many things of a map need what a format may lack."""
    if flag in _OF_VARIABLES:
        return sum(bool(_OF_VARIABLES[flag](v)) for v in map_.variables.values())
    if flag in _OF_LINKS:
        return sum(bool(_OF_LINKS[flag](k)) for k in map_.links.values())
    if flag is Holds.LONE:
        return len(map_.variables.keys() - map_.links_at.keys())
    if flag in _RECORDS:
        return len(_RECORDS[flag](map_))
    if flag in (Holds.LOOPS, Holds.STORIES):
        said = "name" if flag is Holds.LOOPS else "story"
        return sum(bool(getattr(loop, said)) for loop in map_.loops.values())
    return 0


def seen(map_: SystemsMap, holds: Holds) -> dict[str, object]:
    """Return what a format that holds this much must give back, by names and not by ids."""
    names = {v.id: name_in(v.name, holds) for v in map_.variables.values()}
    least = [min((getattr(v, axis) for v in map_.variables.values()), default=0.0) for axis in "xy"]
    links = [k for k in map_.links.values() if Holds.SELF in holds or k.source != k.target]
    linked = {end for k in links for end in (k.source, k.target)}
    kept = [v for v in map_.variables.values() if Holds.LONE in holds or v.id in linked]
    parts: dict[str, object] = {
        "variables": {names[v.id]: _variable(v, holds, least) for v in kept},
        "links": {(names[k.source], names[k.target]): _link(k, holds) for k in links},
    }
    if Holds.LOOPS in holds:
        parts["loops"] = dict(_loops(map_, names, holds))
    if Holds.TEXTS in holds:
        parts["texts"] = sorted(" ".join(note.text.split()) for note in map_.notes.values())
    if Holds.TITLE in holds:
        parts["title"] = " ".join(map_.info.title.split())
    return parts


def name_in(name: str, holds: Holds) -> str:
    """Return what is told of a name in a format: some have no quotes and strokes."""
    return folded(name if Holds.MARKS in holds else plain(name))


def plain(name: str) -> str:
    """Return a name without what ends one in formats of old: quotes turn single, strokes go."""
    return name.replace('"', "'").translate(_STROKES)


def _loops(
    map_: SystemsMap, names: Mapping[str, str], holds: Holds
) -> Iterator[tuple[object, object]]:
    for loop in map_.loops.values():
        if loop.name and all(i in map_.links for i in loop.links):
            links = (map_.links[i] for i in loop.links)
            ends = frozenset((names[k.source], names[k.target]) for k in links)
            yield ends, (loop.name, loop.story.strip() if Holds.STORIES in holds else "")


def _words(text: str, holds: Holds) -> str:
    """Return what is told of running text: where its lines break does not matter."""
    return " ".join((text if Holds.MARKS in holds else plain(text)).split())


def _variable(v: Variable, holds: Holds, least: list[float]) -> tuple[object, ...]:
    return (
        (round(v.x - least[0]), round(v.y - least[1])) if Holds.POSITIONS in holds else None,
        _words(v.note, holds) if Holds.NOTES in holds else None,
        v.kind if Holds.KINDS in holds else None,
        v.outside if Holds.OUTSIDE in holds else None,
    )


def _link(k: Link, holds: Holds) -> tuple[object, ...]:
    sign = k.polarity
    if Holds.SIGNS not in holds or (sign is Polarity.MIXED and Holds.MIXED not in holds):
        sign = Polarity.UNDECIDED
    reasons = (_words(k.rationale, holds), _words(k.reference, holds))
    return (
        sign,
        k.delayed if Holds.DELAYS in holds else None,
        round(k.bend, 2) if Holds.BENDS in holds and k.bend is not None else None,
        k.evidence if Holds.EVIDENCE in holds else None,
        reasons if Holds.REASONS in holds else None,
        _words(k.note, holds) if Holds.LINK_NOTES in holds else None,
    )
