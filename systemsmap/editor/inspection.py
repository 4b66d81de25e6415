"""What is selected, field by field, and how each field is changed for all of it at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Editor
from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.records import Evidence, Kind, Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

MIXED = object()
"""The value of a field in which the selected records differ."""

SIGNS = {
    Polarity.POSITIVE: "+  more leads to more",
    Polarity.NEGATIVE: "−  more leads to less",
    Polarity.UNDECIDED: "?  undecided",
    Polarity.MIXED: "±  both, or it depends",
}

Value = object
Make = Callable[[SystemsMap, tuple[str, ...], Value], Change]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the inspector.

    `choices` pairs values with words; without any it is a switch when `is_switch`, else text of
    so many `lines`, which is for one record alone.
    """

    name: str
    label: str
    make: Make
    choices: tuple[tuple[Value, str], ...] = ()
    is_switch: bool = False
    lines: int = 1
    hint: str = ""


VARIABLE = (
    Field(
        "kind",
        "&Kind",
        lambda m, ids, v: edits.set_kind(m, ids, v if isinstance(v, Kind) else None),
        ((None, "No kind"), *((kind, kind.label) for kind in Kind)),
    ),
    Field(
        "outside",
        "&Outside our boundary",
        lambda m, ids, v: edits.set_outside(m, ids, bool(v)),
        is_switch=True,
    ),
    Field(
        "note",
        "&Note",
        lambda m, ids, v: edits.set_note(m, ids[0], str(v)),
        lines=5,
        hint="What is meant, how it is measured, who said it",
    ),
)

LINK = (
    Field(
        "polarity",
        "&Sign",
        lambda m, ids, v: edits.set_polarity(m, ids, Polarity(str(v))),
        tuple(SIGNS.items()),
    ),
    Field(
        "delayed",
        "&Delay",
        lambda m, ids, v: edits.set_delayed(m, ids, bool(v)),
        is_switch=True,
    ),
    Field(
        "evidence",
        "&Evidence",
        lambda m, ids, v: edits.set_evidence(m, ids, Evidence(str(v))),
        tuple((level, level.label) for level in Evidence),
    ),
    Field(
        "rationale",
        "&Why it holds",
        lambda m, ids, v: edits.describe_link(m, ids[0], rationale=str(v)),
        lines=3,
        hint="How the cause brings the effect about",
    ),
    Field(
        "reference",
        "So&urce",
        lambda m, ids, v: edits.describe_link(m, ids[0], reference=str(v)),
        hint="Where it comes from, and when",
    ),
    Field(
        "note",
        "&Note",
        lambda m, ids, v: edits.describe_link(m, ids[0], note=str(v)),
        lines=3,
    ),
)

LOOP = (
    Field("name", "&Name", lambda m, ids, v: edits.name_loop(m, ids[0], str(v))),
    Field(
        "story",
        "&What the group says about it",
        lambda m, ids, v: edits.tell_loop(m, ids[0], str(v)),
        lines=5,
    ),
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """Selected records of one sort, with the fields they have."""

    title: str
    facts: str
    fields: tuple[Field, ...]
    records: tuple[Variable | Link | ListedLoop, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records."""
        return tuple(record.id for record in self.records)

    def value(self, field: Field) -> Value:
        """Return what all records have in a field, or MIXED."""
        values = [getattr(record, field.name) for record in self.records]
        return values[0] if all(value == values[0] for value in values) else MIXED

    def has(self, field: Field) -> bool:
        """Tell whether a field can be filled in: words are for one record alone."""
        return len(self.records) == 1 or bool(field.choices) or field.is_switch


def inspected(e: Editor) -> tuple[Inspected, ...]:
    """Return what is selected: a loop, or variables, or links, or both of these."""
    loop = e.selected_loop if len(e.selection) == 1 else None
    if loop:
        return (Inspected(f"Loop {loop.label}", weakest(e.map, loop), LOOP, (loop,)),)
    variables = e.selected_variables
    links = tuple(e.map.links[i] for i in e.selected_links)
    both = []
    if variables:
        both.append(Inspected(_names(variables), "", VARIABLE, variables))
    if links:
        both.append(Inspected(_ways(e.map, links), "", LINK, links))
    return tuple(both)


def weakest(map_: SystemsMap, loop: ListedLoop) -> str:
    """Say on what a loop rests: "2 of 5 links are assumptions", or its weakest evidence."""
    levels = [map_.links[i].evidence for i in loop.links if i in map_.links]
    if not levels:
        return ""
    if loop.assumptions:
        are = "is an assumption" if loop.assumptions == 1 else "are assumptions"
        return f"{loop.assumptions} of {len(levels)} links {are}"
    order = list(Evidence)
    return f"Its weakest evidence: {max(levels, key=order.index).label.lower()}"


def change(e: Editor, asked: Inspected, field: Field, value: Value) -> None:
    """Give all of it this value, as one step. What cannot be done is said."""
    try:
        made = field.make(e.map, asked.ids, value)
    except edits.EditError as trouble:
        e.say(str(trouble))
        return
    label = f"Change {field.label.replace('&', '').lower()}"
    e.document.commit(made, label, ("inspect", field.name, *asked.ids))


def _names(variables: Sequence[Variable]) -> str:
    return _flat(variables[0].name) if len(variables) == 1 else f"{len(variables)} variables"


def _ways(map_: SystemsMap, links: Iterable[Link]) -> str:
    all_ = list(links)
    if len(all_) != 1:
        return f"{len(all_)} links"
    cause, effect = (map_.variables[i].name for i in (all_[0].source, all_[0].target))
    return f"{_flat(cause)} → {_flat(effect)}"


def _flat(name: str) -> str:
    return " ".join(name.split())
