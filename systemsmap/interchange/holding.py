"""What each format can hold of a map: told in a table, and what the round trips are tested by."""

from collections.abc import Callable, Iterator, Mapping
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
}
ALL = Holds(sum(flag.value for flag in WORDS))


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


def _count(map_: SystemsMap, flag: Holds) -> int:
    """Return how many things of a map need what a format may lack."""
    if flag in _OF_VARIABLES:
        return sum(bool(_OF_VARIABLES[flag](v)) for v in map_.variables.values())
    if flag in _OF_LINKS:
        return sum(bool(_OF_LINKS[flag](k)) for k in map_.links.values())
    if flag is Holds.LONE:
        return len(map_.variables.keys() - map_.links_at.keys())
    if flag is Holds.TEXTS:
        return len(map_.notes)
    if flag in (Holds.LOOPS, Holds.STORIES):
        said = "name" if flag is Holds.LOOPS else "story"
        return sum(bool(getattr(loop, said)) for loop in map_.loops.values())
    return 0


def seen(map_: SystemsMap, holds: Holds) -> dict[str, object]:
    """Return what a format that holds this much must give back, by names and not by ids."""
    names = {v.id: folded(v.name) for v in map_.variables.values()}
    links = [k for k in map_.links.values() if Holds.SELF in holds or k.source != k.target]
    linked = {end for k in links for end in (k.source, k.target)}
    kept = [v for v in map_.variables.values() if Holds.LONE in holds or v.id in linked]
    parts: dict[str, object] = {
        "variables": {names[v.id]: _variable(v, holds) for v in kept},
        "links": {(names[k.source], names[k.target]): _link(k, holds) for k in links},
    }
    if Holds.LOOPS in holds:
        parts["loops"] = dict(_loops(map_, names, holds))
    if Holds.TEXTS in holds:
        parts["texts"] = sorted(" ".join(note.text.split()) for note in map_.notes.values())
    if Holds.TITLE in holds:
        parts["title"] = " ".join(map_.info.title.split())
    return parts


def _loops(
    map_: SystemsMap, names: Mapping[str, str], holds: Holds
) -> Iterator[tuple[object, object]]:
    for loop in map_.loops.values():
        if loop.name and all(i in map_.links for i in loop.links):
            links = (map_.links[i] for i in loop.links)
            ends = frozenset((names[k.source], names[k.target]) for k in links)
            yield ends, (loop.name, loop.story.strip() if Holds.STORIES in holds else "")


def _variable(v: Variable, holds: Holds) -> tuple[object, ...]:
    return (
        (round(v.x), round(v.y)) if Holds.POSITIONS in holds else None,
        v.note.strip() if Holds.NOTES in holds else None,
        v.kind if Holds.KINDS in holds else None,
        v.outside if Holds.OUTSIDE in holds else None,
    )


def _link(k: Link, holds: Holds) -> tuple[object, ...]:
    sign = k.polarity
    if Holds.SIGNS not in holds or (sign is Polarity.MIXED and Holds.MIXED not in holds):
        sign = Polarity.UNDECIDED
    return (
        sign,
        k.delayed if Holds.DELAYS in holds else None,
        round(k.bend, 2) if Holds.BENDS in holds and k.bend is not None else None,
        k.evidence if Holds.EVIDENCE in holds else None,
        (k.rationale.strip(), k.reference.strip()) if Holds.REASONS in holds else None,
        k.note.strip() if Holds.LINK_NOTES in holds else None,
    )
