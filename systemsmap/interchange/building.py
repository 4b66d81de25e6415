"""Makes a map of what a file of another program says, and keeps count of what it could not keep.

Every reader of a foreign format uses it, so that each of them cleans names, keeps within the
limits, finds names again and tells what was lost in the same words.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite

from systemsmap.interchange import limits
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.open_json.identities import Identities
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.edits.notes import NARROWEST
from systemsmap.model.identity import loop_id
from systemsmap.model.records import (
    Evidence,
    Kind,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap

NAMELESS = "(no name)"
_WIDTH = 240.0
Place = tuple[float, float]
Kept = tuple[tuple[str, str], ...]
"""Fields of the program that a map has no use for, to be handed back: names and texts."""


@dataclass(frozen=True, slots=True)
class SaidOfLink:
    """What a file says of a link beside its ends. A sign of None: it says nothing of it."""

    sign: Polarity | None = None
    delayed: bool = False
    bend: float | None = None
    evidence: Evidence = Evidence.ASSUMPTION
    rationale: str = ""
    reference: str = ""
    note: str = ""
    id: str = ""
    kept: Kept = ()


@dataclass(frozen=True, slots=True)
class SaidOfVariable:
    """What a file says of a variable beside its name and its place."""

    note: str = ""
    kind: Kind | None = None
    outside: bool = False
    kept: Kept = ()


@dataclass(slots=True)
class MapBuilder:
    """Takes variables first, then links and loops, by whatever keys the file uses for them.

    `program` names the field under which foreign ids are kept, so that a map that is handed
    back updates what it came from.
    """

    program: str
    title: str = ""
    losses: Losses = field(default_factory=Losses)
    _cleaner: Cleaner = field(default_factory=Cleaner)
    _variables: dict[str, Variable] = field(default_factory=dict)
    _links: dict[str, Link] = field(default_factory=dict)
    _notes: dict[str, Note] = field(default_factory=dict)
    _loops: dict[str, NamedLoop] = field(default_factory=dict)
    _by_key: dict[str, str] = field(default_factory=dict)
    _by_name: dict[str, str] = field(default_factory=dict)
    _link_by_key: dict[str, str] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], str] = field(default_factory=dict)
    _tried: int = 0
    _unplaced: set[str] = field(default_factory=set)
    _identities: Identities | None = None
    description: str = ""
    question: str = ""

    def _ids(self) -> Identities:
        if self._identities is None:
            self._identities = Identities(self.title)
        return self._identities

    def variable(
        self,
        key: str,
        name: str,
        at: Place | None = None,
        said: SaidOfVariable = SaidOfVariable(),
    ) -> None:
        """Add a variable known by `key`. Raises ImportTrouble when there are too many."""
        if len(self._variables) >= limits.VARIABLES:
            raise ImportTrouble(f"There are more than {limits.VARIABLES:,} variables in it.")
        if key in self._by_key:
            self.losses.add("Left out, the file has another one by the same id", name)
            return
        name = self._name(name)
        id_ = self._ids().derive("variable", key, name)
        x, y = at if at and all(map(isfinite, at)) else (0.0, 0.0)
        if not at or not all(map(isfinite, at)):
            self._unplaced.add(id_)
        note, extra = self._text(said.note), self._extra(key, name, said.kept)
        self._variables[id_] = Variable(
            id_, name, _near(x), _near(y), said.kind, said.outside, note, extra
        )
        self._by_key[key] = id_
        self._by_name.setdefault(folded(name), id_)

    def find(self, name: str) -> str | None:
        """Return the key-like id of a variable by key or by name, whatever its case and spaces."""
        return self._by_key.get(name) or self._by_name.get(folded(name))

    def middle(self, name: str) -> Place | None:
        """Return where a variable lies, by key or by name; None when nobody knows."""
        id_ = self.find(name)
        if id_ is None or id_ in self._unplaced:
            return None
        return self._variables[id_].x, self._variables[id_].y

    def name(self, key: str) -> str:
        """Return the name of the variable that is known by a key or a name, or what was asked."""
        return self._said(self.find(key), key)

    def named(self, name: str, at: Place | None = None) -> str:
        """Add a variable by its name unless there is one, and return the name as its key."""
        if self.find(name) is None:
            self.variable(name, name, at)
        return name

    def has_link(self, start: str, end: str) -> bool:
        """Return whether there is a link between two keys or names."""
        a, b = self.find(start), self.find(end)
        return a is not None and b is not None and (a, b) in self._pairs

    def link(self, start: str, end: str, said: SaidOfLink | None = None) -> None:
        """Add a link between two keys or names. What cannot be is noted as lost."""
        said = said or SaidOfLink()
        self._tried += 1
        if len(self._links) >= limits.LINKS or self._tried > limits.TRIED:
            raise ImportTrouble(f"There are more than {limits.LINKS:,} links in it.")
        a, b = self.find(start), self.find(end)
        told = f"{self._said(a, start)} to {self._said(b, end)}"
        if a is None or b is None:
            self.losses.add("Link left out, one of its ends is not there", told)
            return
        if (a, b) in self._pairs:
            self.losses.add("Link left out, there is one between the two already", told)
            return
        if said.sign is None:
            self.losses.add("No sign, so undecided", told)
        id_ = self._ids().derive("link", a, b)
        self._pairs[a, b] = id_
        self._link_by_key[said.id or id_] = id_
        sign = said.sign or Polarity.UNDECIDED
        why, source, note = map(self._text, (said.rationale, said.reference, said.note))
        bend, extra = _bend(said.bend), self._extra(said.id, "", said.kept)
        self._links[id_] = Link(
            id_, a, b, sign, said.delayed, bend, said.evidence, why, source, note, extra
        )

    def loop(self, links: Sequence[str], name: str, story: str = "") -> None:
        """Name a loop by the keys of its links, in any order."""
        ids = [self._link_by_key[key] for key in links if key in self._link_by_key]
        if len(ids) < len(links) or not (ordered := self._round(ids)):
            self.losses.add("Loop left out, its links do not lead round", name)
            return
        self._add_loop(ordered, name, story)

    def loop_through(self, members: Sequence[str], name: str, story: str = "") -> None:
        """Name a loop by the keys or names of its variables in the order of travel."""
        ids = [self.find(member) for member in members]
        steps = list(pairwise([*ids, *ids[:1]])) if len(ids) > 1 else [(i, i) for i in ids]
        found = [self._pairs.get((a, b)) for a, b in steps if a and b]
        links = [id_ for id_ in found if id_]
        if not steps or len(links) < len(steps):
            self.losses.add("Loop left out, its links are not all there", name)
            return
        self._add_loop(links, name, story)

    def text(self, words: str, at: Place, width: float = _WIDTH) -> None:
        """Put a note on the canvas, its top left corner there."""
        words = self._text(words).strip()
        if not words or not all(map(isfinite, at)) or len(self._notes) >= limits.NOTES:
            return
        id_ = self._ids().derive("note", words)
        wide = max(width if isfinite(width) else _WIDTH, NARROWEST)
        self._notes[id_] = Note(id_, words, _near(at[0]), _near(at[1]), wide)

    def lose(self, reason: str, name: str) -> None:
        """Note that something could not be kept."""
        self.losses.add(reason, name)

    def imported(self) -> Imported:
        """Return the map. Raises ImportTrouble when there is nothing in it."""
        if not self._variables:
            raise ImportTrouble("There are no variables in it.")
        info = MapInfo(
            title=self._text(self.title)[: limits.LABEL],
            description=self._text(self.description),
            question=self._text(self.question),
        )
        map_ = SystemsMap(self._variables, self._links, self._loops, self._notes, info)
        places = {(v.x, v.y) for v in self._variables.values()}
        together = len(self._variables) > 1 and len(places) == 1
        unplaced = frozenset(self._variables) if together else frozenset(self._unplaced)
        return Imported(map_, (*self.losses.told(), *self._stripped()), unplaced)

    # ------------------------------------------------------------------ pieces

    def _name(self, name: str) -> str:
        lines = (" ".join(line.split()) for line in self._cleaner.text(name).split("\n"))
        cleaned = "\n".join(line for line in lines if line)
        if not cleaned:
            self.losses.add("Without a name", NAMELESS)
            return NAMELESS
        if len(cleaned) > limits.LABEL:
            self.losses.add(f"Name cut off after {limits.LABEL} characters", cleaned)
        return cleaned[: limits.LABEL]

    def _text(self, words: str) -> str:
        cleaned = self._cleaner.text(words)
        if len(cleaned) > limits.TEXT:
            self.losses.add(f"Text cut off after {limits.TEXT:,} characters", cleaned)
        return cleaned[: limits.TEXT]

    def _extra(self, key: str, name: str, kept: Kept) -> str:
        """Return the foreign id as a field of its own, unless it is only the name, and `kept`."""
        fields = [("id", key)] if key and key.rstrip() != name and len(key) <= limits.ID else []
        fields += [(what, said) for what, said in kept if said]
        if not fields or sum(len(said) for _, said in fields) > limits.TEXT // 2:
            return ""
        said_of = {f"{self.program}_{what}": self._cleaner.text(said) for what, said in fields}
        return json.dumps(said_of, ensure_ascii=False)

    def _said(self, id_: str | None, key: str) -> str:
        return self._variables[id_].name if id_ else key

    def _add_loop(self, links: Sequence[str], name: str, story: str) -> None:
        id_ = loop_id(links)
        words = " ".join(self._text(name).split())[: limits.LABEL]
        self._loops[id_] = NamedLoop(id_, tuple(links), name=words, story=self._text(story))

    def _round(self, ids: Sequence[str]) -> list[str]:
        """Return these links in the order of travel, or nothing when they make no loop."""
        onward = {self._links[i].source: i for i in ids}
        at, way = self._links[ids[0]].source if ids else "", []
        while at in onward:
            way.append(onward.pop(at))
            at = self._links[way[-1]].target
        closes = bool(way) and at == self._links[way[0]].source
        return way if closes and len(way) == len(ids) else []

    def _stripped(self) -> tuple[str, ...]:
        count = self._cleaner.stripped
        return (f"{count} control characters were taken out.",) if count else ()


def foreign_fields(extra: str, program: str) -> dict[str, str]:
    """Return what a record keeps of another program, its id among it, by names in that program."""
    try:
        fields = json.loads(extra or "{}")
    except (ValueError, RecursionError):
        return {}
    said = fields.items() if isinstance(fields, dict) else ()
    head = f"{program}_"
    return {k[len(head) :]: v for k, v in said if k.startswith(head) and isinstance(v, str)}


def foreign_id(extra: str, program: str) -> str:
    """Return the id a record had in another program, or an empty text."""
    return foreign_fields(extra, program).get("id", "")


def written_ids(map_: SystemsMap, program: str) -> dict[str, str]:
    """Return for each variable and link the id it had in another program, or else its own.

    No two of a kind get the same one: a piece that was pasted twice keeps only its own.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    records: list[Variable | Link] = [*map_.variables.values(), *map_.links.values()]
    for record in records:
        foreign = foreign_id(record.extra, program)
        ids[record.id] = foreign if foreign and foreign not in taken else record.id
        taken.add(ids[record.id])
    return ids


def distinct_names(
    map_: SystemsMap, clean: Callable[[str], str] = str, most: int = limits.LABEL
) -> dict[str, str]:
    """Return a name of one line for each variable, for formats that know them by name alone.

    Names that mean the same there get a number, or two variables would come back as one.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id_, variable in map_.variables.items():
        first = " ".join(clean(variable.name).split())[:most] or "No name"
        name, count = first, 1
        while folded(name) in taken:
            count += 1
            name = f"{first} ({count})"
        taken.add(folded(name))
        names[id_] = name
    return names


def number(value: object) -> float | None:
    """Return a finite number from a number or its text, or None."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
    return found if isfinite(found) else None


def place(x: object, y: object) -> Place | None:
    """Return a place from two numbers or their texts, or None."""
    a, b = number(x), number(y)
    return (a, b) if a is not None and b is not None else None


def words(value: object) -> str:
    """Return a text as it is, a number as text, and nothing for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def entries(value: object) -> list[dict[str, object]]:
    """Return the objects in a list; what is no object is passed over."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _near(distance: float) -> float:
    return min(max(distance, -limits.REACH), limits.REACH)


def _bend(bend: float | None) -> float | None:
    if bend is None or not isfinite(bend):
        return None
    return min(max(bend, -limits.BEND), limits.BEND)


Reader = Callable[[bytes], Imported]
