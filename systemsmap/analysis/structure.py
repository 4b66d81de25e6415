"""What hangs together on a map: the cores of feedback, what drives them, what comes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from systemsmap.analysis.graph import as_digraph, cores
from systemsmap.model.systems_map import SystemsMap

_Ids = tuple[str, ...]


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
        _groups(map_, cores(map_)),
        tuple(i for i in map_.variables if i in causes - effects),
        tuple(i for i in map_.variables if i in effects - causes),
        _groups(map_, weakly_connected_components(as_digraph(map_))),
    )


def _groups(map_: SystemsMap, groups: Iterable[set[str]]) -> tuple[_Ids, ...]:
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    ordered = [tuple(sorted(group, key=place.__getitem__)) for group in groups]
    return tuple(sorted(ordered, key=lambda group: (-len(group), place[group[0]])))
