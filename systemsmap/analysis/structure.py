"""What hangs together on a map: the cores of feedback, what drives them, what comes out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from systemsmap.analysis.graph import as_digraph, cores
from systemsmap.analysis.reach import reach_of
from systemsmap.model.systems_map import SystemsMap

_Ids = tuple[str, ...]


class Shape(StrEnum):
    """A variable's part in the feedback of the map.

    `DRIVES` feeds a core that has no way back to it, `OUTCOME` comes out of one and leads to none,
    `BETWEEN` lies on the way from one core to another, `APART` has to do with none.
    """

    IN_CORE = "in the core"
    DRIVES = "drives"
    OUTCOME = "outcome"
    BETWEEN = "between cores"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Structure:
    """Variables by their part in the whole, each group in the order of the map.

    `cores`: within each, everything feeds back on everything, largest first (the cycle partition
    of Oliva 2004). `drivers` have effects and no cause on the map, `results` have causes and no
    effect. `islands`: the pieces without a link between them, largest first.
    """

    cores: tuple[_Ids, ...]
    drivers: _Ids
    results: _Ids
    islands: tuple[_Ids, ...]


def structure_of(map_: SystemsMap) -> Structure:
    """Return what hangs together on this map. Links from a variable to itself lead nowhere."""
    from networkx import weakly_connected_components  # noqa: PLC0415 (as in `graph`)

    causes = {k.source for k in map_.links.values() if k.source != k.target}
    effects = {k.target for k in map_.links.values() if k.source != k.target}
    return Structure(
        cores_of(map_),
        tuple(i for i in map_.variables if i in causes - effects),
        tuple(i for i in map_.variables if i in effects - causes),
        _groups(map_, weakly_connected_components(as_digraph(map_))),
    )


def cores_of(map_: SystemsMap) -> tuple[_Ids, ...]:
    """Return the cores of the map, largest first, each in the order of the map."""
    return _groups(map_, cores(map_))


def shapes_of(map_: SystemsMap) -> Mapping[str, Shape]:
    """Return the part of every variable in the feedback of the map, in the order of the map."""
    reach = reach_of(map_)
    inside = {id_ for core in cores(map_) for id_ in core}
    core_bits = sum(1 << at for at, id_ in enumerate(reach.ids) if id_ in inside)
    return {
        id_: Shape.IN_CORE
        if id_ in inside
        else _SHAPES[bool(reach.down[id_] & core_bits), bool(reach.up[id_] & core_bits)]
        for id_ in reach.ids
    }


_SHAPES = {
    (True, False): Shape.DRIVES,
    (False, True): Shape.OUTCOME,
    (True, True): Shape.BETWEEN,
    (False, False): Shape.APART,
}


def _groups(map_: SystemsMap, groups: Iterable[set[str]]) -> tuple[_Ids, ...]:
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    ordered = [tuple(sorted(group, key=place.__getitem__)) for group in groups]
    return tuple(sorted(ordered, key=lambda group: (-len(group), place[group[0]])))
