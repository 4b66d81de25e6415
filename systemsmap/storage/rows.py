"""Records to rows and back, kind by kind.

The columns here say what each cell must be when it is read; `tables` says how the same columns
are made. They stand apart because a file is opened before any database library is loaded, and
a test keeps them equal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from systemsmap.model.records import (
    INFO_ID,
    Card,
    Evidence,
    Kind,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Record,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.storage.cells import (
    Cell,
    Column,
    Unfit,
    count,
    distance,
    distance_or_none,
    fit_distance,
    fit_list,
    fit_text,
    numbers,
    one_of,
    one_of_or_none,
    text,
    texts,
    truth,
    word,
)

NAMELESS = "(no name)"
"""Stands in for a name that cannot be read."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of record lies in its table: `row` takes it apart, `record` puts it together."""

    table: str
    plural: str
    columns: tuple[Column, ...]
    row: Callable[[Any], Row]
    record: Callable[..., Record]


def _info_row(info: MapInfo) -> Row:
    said = (info.title, info.description, info.question, info.author, info.organisation)
    return (INFO_ID, *map(fit_text, (*said, info.created, info.changed, info.extra)))


def _variable_row(variable: Variable) -> Row:
    return (
        fit_text(variable.id),
        fit_text(variable.name),
        fit_distance(variable.x),
        fit_distance(variable.y),
        None if variable.kind is None else variable.kind.value,
        int(variable.outside),
        fit_text(variable.note),
        fit_text(variable.extra),
    )


def _link_row(link: Link) -> Row:
    return (
        fit_text(link.id),
        fit_text(link.source),
        fit_text(link.target),
        link.polarity.value,
        int(link.delayed),
        None if link.bend is None else fit_distance(link.bend),
        link.evidence.value,
        fit_text(link.rationale),
        fit_text(link.reference),
        fit_text(link.note),
        fit_text(link.extra),
    )


def _loop_row(loop: NamedLoop) -> Row:
    return (
        fit_text(loop.id),
        fit_list(loop.links),
        fit_list(loop.numbers),
        fit_text(loop.name),
        fit_text(loop.story),
        *((None, None) if loop.badge is None else map(fit_distance, loop.badge)),
        int(loop.hidden),
        int(loop.pinned),
        fit_list(loop.lost),
        fit_text(loop.extra),
    )


def _note_row(note: Note) -> Row:
    place = (fit_distance(note.x), fit_distance(note.y), fit_distance(note.width))
    return (fit_text(note.id), fit_text(note.text), *place, fit_text(note.extra))


def _card_row(card: Card) -> Row:
    return tuple(map(fit_text, (card.id, card.name, card.note, card.extra)))


def _step_row(step: StoryStep) -> Row:
    said = (fit_text(step.words), fit_text(step.extra))
    return (fit_text(step.id), step.place, step.shown.value, fit_list(step.ids), *said)


def _info(_id: str, *said: str) -> MapInfo:
    return MapInfo(*said)


def _loop(*cells: Any) -> NamedLoop:
    id_, links, given, name, story, dx, dy, *rest = cells
    badge = None if dx is None or dy is None else (dx, dy)
    return NamedLoop(id_, links, given, name, story, badge, *rest)


def _map_id(cell: object) -> str:
    if cell != INFO_ID:
        raise Unfit
    return INFO_ID


_INFO = (
    Column("id", _map_id),
    Column("title", text, ""),
    Column("description", text, ""),
    Column("question", text, ""),
    Column("author", text, ""),
    Column("organisation", text, ""),
    Column("created", text, ""),
    Column("changed", text, ""),
    Column("extra", text, ""),
)
_VARIABLE = (
    Column("id", word),
    Column("name", word, NAMELESS),
    Column("x", distance, 0.0),
    Column("y", distance, 0.0),
    Column("kind", one_of_or_none(Kind), None),
    Column("outside", truth, False),  # noqa: FBT003
    Column("note", text, ""),
    Column("extra", text, ""),
)
_LINK = (
    Column("id", word),
    Column("source", word),
    Column("target", word),
    Column("polarity", one_of(Polarity), Polarity.UNDECIDED),
    Column("delayed", truth, False),  # noqa: FBT003
    Column("bend", distance_or_none, None),
    Column("evidence", one_of(Evidence), Evidence.ASSUMPTION),
    Column("rationale", text, ""),
    Column("reference", text, ""),
    Column("note", text, ""),
    Column("extra", text, ""),
)
_LOOP = (
    Column("id", word),
    Column("links", texts),
    Column("numbers", numbers, ()),
    Column("name", text, ""),
    Column("story", text, ""),
    Column("badge_dx", distance_or_none, None),
    Column("badge_dy", distance_or_none, None),
    Column("hidden", truth, False),  # noqa: FBT003
    Column("pinned", truth, False),  # noqa: FBT003
    Column("lost", texts, ()),
    Column("extra", text, ""),
)
_NOTE = (
    Column("id", word),
    Column("text", word, NAMELESS),
    Column("x", distance, 0.0),
    Column("y", distance, 0.0),
    Column("width", distance, 240.0),
    Column("extra", text, ""),
)

_CARD = (
    Column("id", word),
    Column("name", word, NAMELESS),
    Column("note", text, ""),
    Column("extra", text, ""),
)
_STEP = (
    Column("id", word),
    Column("place", count, 0),
    Column("shown", one_of(Shown)),
    Column("ids", texts),
    Column("words", text, ""),
    Column("extra", text, ""),
)

SHAPES: dict[type[Record], Shape] = {
    MapInfo: Shape("info", "facts about the map", _INFO, _info_row, _info),
    Variable: Shape("variable", "variables", _VARIABLE, _variable_row, Variable),
    Link: Shape("link", "links", _LINK, _link_row, Link),
    NamedLoop: Shape("loop", "loops", _LOOP, _loop_row, _loop),
    Note: Shape("note", "notes", _NOTE, _note_row, Note),
    Card: Shape("card", "cards of the tray", _CARD, _card_row, Card),
    StoryStep: Shape("step", "steps of the story", _STEP, _step_row, StoryStep),
}
