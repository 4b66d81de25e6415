"""One immutable version of a map."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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


@dataclass(frozen=True)
class SystemsMap:
    """Every record by id, kind by kind, in the order they were made. Equal by content."""

    variables: Mapping[str, Variable] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    loops: Mapping[str, NamedLoop] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    info: MapInfo = field(default_factory=MapInfo)
    cards: Mapping[str, Card] = field(default_factory=dict)
    steps: Mapping[str, StoryStep] = field(default_factory=dict)

    def get(self, id_: str) -> Record | None:
        """Return the record with this id, of whatever kind, or None."""
        if id_ == INFO_ID:
            return self.info
        return (
            self.variables.get(id_)
            or self.links.get(id_)
            or self.loops.get(id_)
            or self.notes.get(id_)
            or self.cards.get(id_)
            or self.steps.get(id_)
        )

    def records(self) -> Iterator[Record]:
        """Every record: info, variables, links, loops, notes, cards of the tray, steps."""
        yield self.info
        yield from self.variables.values()
        yield from self.links.values()
        yield from self.loops.values()
        yield from self.notes.values()
        yield from self.cards.values()
        yield from self.steps.values()

    @cached_property
    def story(self) -> tuple[StoryStep, ...]:
        """The steps of the story in the order they are told."""
        return tuple(sorted(self.steps.values(), key=lambda step: (step.place, step.id)))

    @cached_property
    def links_at(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the links that begin or end at each variable that has any."""
        ends: dict[str, list[str]] = {}
        for link in self.links.values():
            ends.setdefault(link.source, []).append(link.id)
            if link.target != link.source:
                ends.setdefault(link.target, []).append(link.id)
        return {id_: tuple(links) for id_, links in ends.items()}

    @cached_property
    def link_between(self) -> Mapping[tuple[str, str], str]:
        """The id of the link from one variable to another, by (source, target)."""
        return {(link.source, link.target): link.id for link in self.links.values()}

    @property
    def is_empty(self) -> bool:
        """True when nothing has been drawn yet."""
        return not (self.variables or self.notes or self.cards)


def map_of(records: Iterable[Record]) -> SystemsMap:
    """Return the map made of these records, in their order."""
    all_ = list(records)
    infos = [r for r in all_ if isinstance(r, MapInfo)]
    return SystemsMap(
        {r.id: r for r in all_ if isinstance(r, Variable)},
        {r.id: r for r in all_ if isinstance(r, Link)},
        {r.id: r for r in all_ if isinstance(r, NamedLoop)},
        {r.id: r for r in all_ if isinstance(r, Note)},
        infos[-1] if infos else MapInfo(),
        {r.id: r for r in all_ if isinstance(r, Card)},
        {r.id: r for r in all_ if isinstance(r, StoryStep)},
    )
