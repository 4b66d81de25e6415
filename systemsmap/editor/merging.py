"""Map files on their way into a merge, and what becomes of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from systemsmap.analysis.reading import joined, quoted
from systemsmap.merging.ancestry import Past, common_ancestor
from systemsmap.merging.copy import Copy, in_order
from systemsmap.model.change import replaced
from systemsmap.model.history import Doing, Step
from systemsmap.model.identity import fresh_state
from systemsmap.model.past import map_after
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.stored_map import StoredMap


@dataclass(frozen=True, slots=True)
class Grown:
    """A map, the name of its file, and the steps that led to it from the state `start`."""

    name: str
    map_: SystemsMap
    steps: Sequence[Step]
    start: str

    @property
    def state(self) -> str:
        """The id of the present state."""
        return self.steps[-1].id if len(self.steps) else self.start

    @property
    def past(self) -> Past:
        """The states that the map has been in."""
        steps = self.steps
        states = (self.start, *(step.id for step in steps))
        took_in = {n + 1: steps[n].about for n in _standing(steps) if steps[n].about}
        return Past(states, lambda n: map_after(steps, n, self.map_), took_in)


def grown(name: str, stored: StoredMap) -> Grown:
    """Return a map that came out of a file."""
    return Grown(name, stored.map_, stored.history, stored.history.start)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Copies with names that tell them apart, mine first, and the map they all began with.

    `states` are those that the others are in, `stays` is the copy they are taken into, by name.
    """

    copies: tuple[Copy, ...]
    base: SystemsMap | None
    states: tuple[str, ...] = ()
    stays: str = ""

    @property
    def label(self) -> str:
        """What the step is called that takes the others in."""
        return f"Merge with {joined(quoted(copy.name) for copy in self.copies[1:])}"


def gathered(maps: Sequence[Grown]) -> Gathered:
    """Return maps ready to be merged; mine comes first. Opens as much history as it needs."""
    names = apart([one.name for one in maps])
    by_name = dict(zip(names, maps, strict=True))
    copies = tuple(Copy(name, one.map_) for name, one in by_name.items())
    ordered = [by_name[copy.name] for copy in in_order(copies)]
    base = common_ancestor([one.past for one in ordered])
    return Gathered(copies, base, tuple(one.state for one in maps[1:]))


def apart(names: Iterable[str]) -> list[str]:
    """Return names of which no two are the same, by a number behind those that were."""
    told: list[str] = []
    for name in names:
        new, number = name, 1
        while new in told:
            number += 1
            new = f"{name} ({number})"
        told.append(new)
    return told


def _standing(steps: Sequence[Step]) -> Iterable[int]:
    """Yield the places of steps that have not been taken back, newest first."""
    place = steps[-1].top if len(steps) else -1
    while place >= 0:
        if steps[place].doing is Doing.DONE:
            yield place
        place = steps[place - 1].top if place else -1


def merged_file(mine: StoredMap, map_: SystemsMap, with_: Gathered, path: Path) -> StoredMap:
    """Return the merge as a map of its own: my history, and one more step that undo takes back."""
    change = replaced(mine.map_, map_)
    place = len(mine.history)
    step = Step(with_.label, change, top=place, id=fresh_state(), about=with_.states)
    step = replace(step, made=datetime.now(UTC).isoformat(timespec="seconds"))
    history = mine.history.with_step(step) if change else mine.history
    return StoredMap(map_, path, history=history)
