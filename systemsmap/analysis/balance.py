"""Whether all loops of a core are reinforcing: told from the signs, without listing a loop.

If the variables can be put on two sides so that + links stay on a side and - links change it, each
loop changes sides an even number of times, and so reinforces. In a core, where every link lies on
a loop, the converse holds too (Harary, "On the notion of balance of a signed graph", 1953).
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from systemsmap.analysis.structure import cores_of
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap


class CoreKind(StrEnum):
    """What the signs alone say about the loops of a core."""

    ALL_REINFORCING = "all reinforcing"
    SOME_BALANCING = "some balancing"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class CoreBalance:
    """A core's variables in the order of the map, and what its loops are.

    `OPEN` is a core with a link that is undecided or both ways: some loop is undecided.
    """

    variables: tuple[str, ...]
    kind: CoreKind


def only_kind(map_: SystemsMap) -> tuple[CoreBalance, ...]:
    """Return what the loops of each core are, the largest core first."""
    cores = cores_of(map_)
    core_of = {id_: number for number, core in enumerate(cores) for id_ in core}
    onward: dict[str, list[Link]] = {id_: [] for id_ in core_of}
    for link in map_.links.values():
        number = core_of.get(link.source)
        if number is not None and number == core_of.get(link.target):
            onward[link.source].append(link)
    return tuple(CoreBalance(core, _kind(core, onward)) for core in cores)


def balance_line(balances: tuple[CoreBalance, ...]) -> str:
    """Return one sentence if the loops of all cores are reinforcing, else nothing."""
    if balances and all(b.kind is CoreKind.ALL_REINFORCING for b in balances):
        return "All loops here are reinforcing."
    return ""


def _kind(core: tuple[str, ...], onward: Mapping[str, list[Link]]) -> CoreKind:
    if not all(link.polarity.is_decided for id_ in core for link in onward[id_]):
        return CoreKind.OPEN
    side = {core[0]: False}
    waiting = deque(side)
    while waiting:
        at = waiting.popleft()
        for link in onward[at]:
            wanted = side[at] ^ (link.polarity is Polarity.NEGATIVE)
            if link.target not in side:
                waiting.append(link.target)
            if side.setdefault(link.target, wanted) != wanted:
                return CoreKind.SOME_BALANCING
    return CoreKind.ALL_REINFORCING
