"""What each variable may affect in the end, and what may affect it.

Within a core everything reaches everything, so reach is a question of the condensed map, where
each core is one variable and nothing leads back. Sets of variables are the bits of an integer,
and so each link of the condensed map costs one operation: a thousand times less than the
transitive closure of networkx.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from systemsmap.analysis.graph import as_digraph
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True)
class Reach:
    """For each variable the others downstream and upstream of it, as bits by place on the map."""

    ids: tuple[str, ...]
    down: Mapping[str, int]
    up: Mapping[str, int]

    def downstream(self, id_: str) -> tuple[str, ...]:
        """Return all others that this variable may affect, in the order of the map."""
        return tuple(self._variables(self.down[id_]))

    def upstream(self, id_: str) -> tuple[str, ...]:
        """Return all others that may affect this variable, in the order of the map."""
        return tuple(self._variables(self.up[id_]))

    def _variables(self, bits: int) -> Iterator[str]:
        while bits:
            lowest = bits & -bits
            yield self.ids[lowest.bit_length() - 1]
            bits ^= lowest


def reach_of(map_: SystemsMap) -> Reach:
    """Return the reach of every variable. A variable is never up- or downstream of itself."""
    from networkx import condensation, topological_sort  # noqa: PLC0415 (as in `graph`)

    bit = {id_: 1 << at for at, id_ in enumerate(map_.variables)}
    condensed = condensation(as_digraph(map_))
    own = {c: sum(bit[i] for i in condensed.nodes[c]["members"]) for c in condensed}
    order = list(topological_sort(condensed))
    down, up = dict(own), dict(own)
    for at in order:
        for effect in condensed.successors(at):
            up[effect] |= up[at]
    for at in reversed(order):
        for effect in condensed.successors(at):
            down[at] |= down[effect]
    core_of = condensed.graph["mapping"]
    return Reach(
        tuple(map_.variables),
        {id_: down[core_of[id_]] ^ bit[id_] for id_ in map_.variables},
        {id_: up[core_of[id_]] ^ bit[id_] for id_ in map_.variables},
    )
