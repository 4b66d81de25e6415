"""Up to a million loops for export, as flat arrays: about fifty bytes for a loop of ten links."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from systemsmap.analysis.deadline import Cancel, Deadline
from systemsmap.analysis.loops.clock import Clock
from systemsmap.analysis.loops.components import hubs_first
from systemsmap.analysis.loops.core import Core, core_of, does, from_first
from systemsmap.analysis.loops.listing import all_homes, by_length
from systemsmap.analysis.loops.loop import Loop, LoopPolarity
from systemsmap.model.systems_map import SystemsMap

_DELAYED = 4
_POLARITIES = tuple(LoopPolarity)


@dataclass(slots=True)
class FlatLoops:
    """Loops one after another, shortest first, then in the order of the map.

    Loop n runs over the links `ids[i]` for i in `links[ends[n - 1]:ends[n]]`. `kinds` holds a
    byte for each: the place of its polarity in `LoopPolarity`, plus 4 with a delay. No loop of at
    most `complete_to` links is missing; those beyond come in no order of their own.
    """

    ids: tuple[str, ...]
    links: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))
    kinds: bytearray = field(default_factory=bytearray)
    complete_to: int = 0
    complete: bool = False

    def __len__(self) -> int:
        """Return the number of loops."""
        return len(self.ends)

    def loops(self, map_: SystemsMap) -> Iterator[Loop]:
        """Yield the loops of the map they were found on, one by one."""
        begin = 0
        for end, kind in zip(self.ends, self.kinds, strict=True):
            links = tuple(self.ids[i] for i in self.links[begin:end])
            sources = tuple(map_.links[i].source for i in links)
            yield Loop(links, sources, _POLARITIES[kind % _DELAYED], kind >= _DELAYED)
            begin = end


def flat_loops(
    map_: SystemsMap,
    most: int = 1_000_000,
    seconds: float = 60.0,
    cancel: Cancel | None = None,
    progress: Callable[[int], None] | None = None,
) -> FlatLoops:
    """Return the shortest loops of a map, at most so many, as far as the time goes.

    `progress` is told every few hundred steps how many there are.
    """
    core = core_of(map_)
    homes = hubs_first(core.effects)
    flat = FlatLoops(tuple(core.links.values()), complete_to=1)
    number = {step: at for at, step in enumerate(core.links)}
    clock = Clock(Deadline(seconds, cancel), most, len(core.alone), progress=progress)
    _add(flat, sorted(core.alone)[:most], core, number)
    searches, whole = all_homes(homes), len(core.alone) <= most
    for batch in by_length(searches, homes.longest, clock, homes.loops):
        _add(flat, batch.ways[: most - len(flat)], core, number)
        whole = batch.whole
        flat.complete_to = batch.length if whole else flat.complete_to
    flat.complete = whole
    flat.complete_to = max(homes.longest, 1) if whole else flat.complete_to
    return flat


def _add(flat: FlatLoops, ways: list[str], core: Core, number: dict[str, int]) -> None:
    for way in from_first(ways):
        steps = list(map(str.__add__, way, way[1:] + way[0]))
        flat.links.extend(map(number.__getitem__, steps))
        flat.ends.append(len(flat.links))
        polarity, delayed = does(sum(map(core.codes.__getitem__, steps)))
        flat.kinds.append(_POLARITIES.index(polarity) + delayed * _DELAYED)
