"""A map made fit to be sent: what is only for the team stays at home, and so does the past."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from systemsmap.analysis.reading import so_many
from systemsmap.model.records import (
    Card,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap

_Noted = TypeVar("_Noted", Variable, Link, Card)
_Foreign = TypeVar("_Foreign", Variable, Link, Card, NamedLoop, Note, StoryStep, MapInfo)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not to be in a copy.

    `notes`: those for the team, which lie behind variables, links and cards and are in no picture.
    `canvas_notes` are read on the map by everybody, `cards` wait in the tray.
    """

    notes: bool = True
    canvas_notes: bool = False
    cards: bool = False
    author: bool = False

    @property
    def is_anything(self) -> bool:
        """True when the copy may differ from the map."""
        return self.notes or self.canvas_notes or self.cards or self.author


NOTHING = LeftOut(notes=False)


def fit_to_send(map_: SystemsMap, what: LeftOut) -> SystemsMap:
    """Return the map without this, and without names of links that were deleted.

    Fields of other programs go with the notes and with the author's name: nobody sees here what
    is in them, and notes and names may be.
    """
    sent = replace(map_, loops=_present(map_))
    if what.canvas_notes:
        sent = replace(sent, notes={}, steps=_without(sent.steps, frozenset(map_.notes)))
    if what.cards:
        sent = replace(sent, cards={})
    if what.author:
        sent = replace(sent, info=replace(sent.info, author=""))
    if what.notes:
        sent = replace(
            sent,
            variables=_unnoted(sent.variables),
            links=_unnoted(sent.links),
            cards=_unnoted(sent.cards),
        )
    return _without_foreign(sent) if what.notes or what.author else sent


def left_out(map_: SystemsMap, what: LeftOut) -> tuple[str, ...]:
    """Return what of this map is not in its copy, each in words that fit into a sentence."""
    noted = notes_for_the_team(map_)
    foreign = sum(bool(record.extra) for record in map_.records())
    told = (
        (what.notes and noted, so_many(noted, "note") + " for the team"),
        (what.canvas_notes and map_.notes, so_many(len(map_.notes), "note") + " on the canvas"),
        (what.cards and map_.cards, so_many(len(map_.cards), "card") + " of the tray"),
        (what.author and map_.info.author, "the author’s name"),
        (
            (what.notes or what.author) and foreign,
            "fields of other programs that are not shown here",
        ),
        (True, "the history, with every name that was changed or deleted"),
    )
    return tuple(words for is_so, words in told if is_so)


def staying(map_: SystemsMap, what: LeftOut) -> tuple[str, ...]:
    """Return what of this map is in its copy, each in words that fit into a sentence."""
    sent, info = fit_to_send(map_, what), map_.info
    named = sum(bool(loop.name or loop.story) for loop in sent.loops.values())
    noted = notes_for_the_team(sent)
    heads = ("title", "question", "description", "organisation")
    told = (
        (True, so_many(len(sent.variables), "variable")),
        (sent.links, f"{so_many(len(sent.links), 'link')} with signs, evidence, reasons, sources"),
        (named, f"{so_many(named, 'loop')} with a name or a story"),
        (sent.steps, f"{so_many(len(sent.steps), 'step')} of the story"),
        (noted, so_many(noted, "note") + " for the team"),
        (sent.notes, so_many(len(sent.notes), "note") + " on the canvas"),
        (sent.cards, so_many(len(sent.cards), "card") + " of the tray"),
        *((getattr(info, head), f"the {head}") for head in heads),
        (sent.info.author, "the author’s name"),
    )
    return tuple(words for is_so, words in told if is_so)


def notes_for_the_team(map_: SystemsMap) -> int:
    """Return how many notes lie behind variables, links and cards."""
    return sum(bool(record.note) for record in _with_notes(map_))


def _with_notes(map_: SystemsMap) -> Iterator[Variable | Link | Card]:
    yield from map_.variables.values()
    yield from map_.links.values()
    yield from map_.cards.values()


def _present(map_: SystemsMap) -> dict[str, NamedLoop]:
    """Return the loops without what was deleted from them; those only remembered go."""
    return {
        id_: replace(loop, lost=())
        for id_, loop in map_.loops.items()
        if loop.is_kept or all(link in map_.links for link in loop.links)
    }


def _without(steps: Mapping[str, StoryStep], ids: frozenset[str]) -> dict[str, StoryStep]:
    """Return the steps that show more than these."""
    kept = {}
    for id_, step in steps.items():
        shown = tuple(i for i in step.ids if i not in ids)
        if shown or not step.ids or step.shown is Shown.MAP:
            kept[id_] = replace(step, ids=shown) if shown != step.ids else step
    return kept


def _unnoted(records: Mapping[str, _Noted]) -> dict[str, _Noted]:
    return {id_: replace(record, note="") for id_, record in records.items()}


def _without_foreign(map_: SystemsMap) -> SystemsMap:
    return SystemsMap(
        variables=_bare(map_.variables),
        links=_bare(map_.links),
        loops=_bare(map_.loops),
        notes=_bare(map_.notes),
        info=replace(map_.info, extra=""),
        cards=_bare(map_.cards),
        steps=_bare(map_.steps),
    )


def _bare(records: Mapping[str, _Foreign]) -> dict[str, _Foreign]:
    return {id_: replace(record, extra="") for id_, record in records.items()}
