"""How each field of each kind of record is merged: one table."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from systemsmap.model.records import (
    Card,
    Evidence,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Record,
    StoryStep,
    Variable,
)

Value = tuple[Any, ...]
"""The values of the fields of one rule."""


class Manner(Enum):
    """What becomes of values that differ."""

    QUIET = auto()  # one of them, and nobody is asked
    PICK = auto()  # one of them; the others are noted beside it while nobody chose
    NAME = auto()  # one of them; the other is noted as what it is also called
    TEXT = auto()  # both, one under the other
    SIGN = auto()  # opposite signs are mixed, with the reasons of both
    LISTED = auto()  # all of them in a row
    SETS = auto()  # what all have together, without what one took out
    FOREIGN = auto()  # fields of other programs, one by one


@dataclass(frozen=True, slots=True)
class Rule:
    """Fields that are settled together, and how.

    `unsaid` is the value of somebody who said nothing: it yields to any other where there is no
    common beginning. `best` chooses among values unasked; without it the first in order counts.
    `differs` says in a sentence that values differ, `is_placing` marks what is no statement.
    """

    fields: tuple[str, ...]
    manner: Manner
    differs: str = ""
    unsaid: object = ...
    best: Callable[[list[Value]], Value] | None = None
    is_placing: bool = False

    @property
    def name(self) -> str:
        """The field as it is called in ids of conflicts."""
        return self.fields[0]

    def value(self, record: Record) -> Value:
        """Return what the record says."""
        return tuple(getattr(record, field) for field in self.fields)


def _strongest(values: list[Value]) -> Value:
    levels = list(Evidence)
    return min(values, key=lambda value: levels.index(value[0]))


def _text(field: str, differs: str) -> Rule:
    return Rule((field,), Manner.TEXT, differs, unsaid="")


def _name(field: str, differs: str) -> Rule:
    return Rule((field,), Manner.NAME, differs, unsaid="")


_FOREIGN = Rule(("extra",), Manner.FOREIGN, unsaid="")
_PLACE = Rule(("x", "y"), Manner.QUIET, is_placing=True)
_NOTE = _text("note", "The note on {about} was written differently.")

RULES: dict[type[Record], tuple[Rule, ...]] = {
    Variable: (
        _name("name", "{about} goes by different names."),
        _PLACE,
        Rule(("kind",), Manner.PICK, "{about} is of different kinds.", unsaid=None),
        Rule(("outside",), Manner.PICK, "{about} is inside and outside our boundary.", best=max),
        _NOTE,
        _FOREIGN,
    ),
    Link: (
        Rule(("source", "target"), Manner.PICK, "{about} was led differently."),
        Rule(("polarity",), Manner.SIGN, "{about} has different signs.", Polarity.UNDECIDED),
        Rule(("delayed",), Manner.PICK, "{about} is with and without a delay.", best=max),
        Rule(("bend",), Manner.QUIET, unsaid=None, is_placing=True),
        Rule(
            ("evidence",),
            Manner.PICK,
            "{about} rests on different evidence.",
            Evidence.ASSUMPTION,
            _strongest,
        ),
        _text("rationale", "The reason for {about} was given differently."),
        _text("reference", "The source for {about} was given differently."),
        _NOTE,
        _FOREIGN,
    ),
    NamedLoop: (
        Rule(("links",), Manner.QUIET),
        _name("name", "{about} goes by different names."),
        _text("story", "The story of {about} is told differently."),
        Rule(("badge",), Manner.QUIET, unsaid=None, is_placing=True),
        Rule(("hidden",), Manner.QUIET, best=min),
        Rule(("pinned",), Manner.QUIET, best=max),
        Rule(("lost",), Manner.SETS),
        _FOREIGN,
    ),
    Note: (
        _text("text", "{about} was written differently."),
        _PLACE,
        Rule(("width",), Manner.QUIET, is_placing=True),
        _FOREIGN,
    ),
    Card: (_name("name", "{about} goes by different names."), _NOTE, _FOREIGN),
    StoryStep: (
        Rule(("shown", "ids"), Manner.PICK, "{about} shows different things."),
        _text("words", "The words of {about} were written differently."),
        _FOREIGN,
    ),
    MapInfo: (
        _name("title", "{about} has different titles."),
        _text("description", "The description of {about} was written differently."),
        _text("question", "The question of {about} was put differently."),
        Rule(("author",), Manner.LISTED, unsaid=""),
        Rule(("organisation",), Manner.LISTED, unsaid=""),
        Rule(("created",), Manner.QUIET, unsaid="", best=min),
        Rule(("changed",), Manner.QUIET, unsaid="", best=max),
        _FOREIGN,
    ),
}

NOTED_IN: dict[type[Record], str] = {
    Variable: "note",
    Link: "note",
    NamedLoop: "story",
    Note: "text",
    Card: "note",
    StoryStep: "words",
    MapInfo: "description",
}
"""Where what would be lost is noted."""


def says_otherwise(one: Record, other: Record) -> bool:
    """Return whether two versions of a record differ in more than where things lie."""
    if one == other:
        return False
    return any(
        rule.value(one) != rule.value(other) for rule in RULES[type(one)] if not rule.is_placing
    )
