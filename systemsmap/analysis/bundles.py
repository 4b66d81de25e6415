"""Which folded variables share a bundle.

Every folded variable is in exactly one. Those of a core that hang together are one bundle; so are
those with the same causes and effects around them. Outside the cores all that feed the same cores
and are fed by the same are one: a bundle must not look like a way that is not there. What hangs on
a single bundle and on nothing else is part of it.
"""

from collections.abc import Iterable, Mapping

from systemsmap.analysis.reach import reach_of
from systemsmap.model.systems_map import SystemsMap

Around = tuple[frozenset[str], frozenset[str]]
"""What leads into a bundle and what it leads to: what is shown, or the first of another bundle."""

_Part = tuple[int, int, int]


def bundles_of(
    map_: SystemsMap, shown: frozenset[str], cores: Iterable[frozenset[str]]
) -> dict[tuple[str, ...], Around]:
    """Return the bundles of all variables but those shown, and what is around each of them.

    Bundles and the variables of each are in the order of the map.
    """
    gathering = _Gathering(map_, shown, _parts(map_, shown, cores))
    while gathering.absorb() or gathering.pair_up():
        pass
    return gathering.told()


def _parts(
    map_: SystemsMap, shown: frozenset[str], cores: Iterable[frozenset[str]]
) -> dict[str, _Part]:
    """Return for each folded variable what those it may share a bundle with have in common."""
    core_of = {id_: at for at, core in enumerate(cores, 1) for id_ in core}
    folded = [i for i in map_.variables if i not in shown]
    if all(i in core_of for i in folded):
        return {i: (core_of[i], 0, 0) for i in folded}
    reach = reach_of(map_)
    bits = sum(1 << at for at, id_ in enumerate(reach.ids) if id_ in core_of)
    return {
        i: (core_of[i], 0, 0) if i in core_of else (0, reach.up[i] & bits, reach.down[i] & bits)
        for i in folded
    }


class _Gathering:
    """Bundles while they grow: each variable with another of its bundle, or with itself."""

    def __init__(self, map_: SystemsMap, shown: frozenset[str], parts: Mapping[str, _Part]) -> None:
        self._shown, self._parts = shown, parts
        self._in = dict(zip(parts, parts, strict=True))
        self._pairs = [(k.source, k.target) for k in map_.links.values() if k.source != k.target]
        first: dict[_Part, str] = {}
        for id_, part in parts.items():
            if not part[0]:
                self._in[id_] = first.setdefault(part, id_)
        for source, target in self._pairs:
            if source in parts and target in parts and parts[source] == parts[target]:
                self._in[self._bundle(source)] = self._bundle(target)

    def _bundle(self, id_: str) -> str:
        """Return the variable its bundle goes by for now; of a variable that is shown, itself."""
        while id_ not in self._shown and self._in[id_] != id_:
            self._in[id_] = id_ = self._in[self._in[id_]]
        return id_

    def absorb(self) -> bool:
        """Add what lies outside the cores and hangs on one bundle alone to it."""
        grown = False
        for bundle, (causes, effects) in self._around().items():
            around = {self._bundle(i) for i in causes | effects} - {bundle}
            if len(around) == 1 and not self._parts[bundle][0]:
                (other,) = around
                if other not in self._shown and self._bundle(bundle) == bundle:
                    self._in[bundle] = other
                    grown = True
        return grown

    def pair_up(self) -> bool:
        """Make one bundle of those with the same around them."""
        around = self._around()
        first: dict[tuple[int, Around], str] = {}
        for bundle, both in around.items():
            self._in[bundle] = first.setdefault((self._parts[bundle][0], both), bundle)
        return len(first) < len(around)

    def _around(self) -> dict[str, Around]:
        causes: dict[str, set[str]] = {self._bundle(i): set() for i in self._in}
        effects: dict[str, set[str]] = {i: set() for i in causes}
        for source, target in self._pairs:
            a, b = self._bundle(source), self._bundle(target)
            if a != b:
                if b in causes:
                    causes[b].add(a)
                if a in effects:
                    effects[a].add(b)
        return {i: (frozenset(causes[i]), frozenset(effects[i])) for i in causes}

    def told(self) -> dict[tuple[str, ...], Around]:
        """Return each bundle with what is around it, by the first of each."""
        members: dict[str, list[str]] = {}
        for id_ in self._in:
            members.setdefault(self._bundle(id_), []).append(id_)
        first = {bundle: ids[0] for bundle, ids in members.items()}
        around = self._around()
        return {
            tuple(ids): (
                frozenset(first.get(i, i) for i in around[bundle][0]),
                frozenset(first.get(i, i) for i in around[bundle][1]),
            )
            for bundle, ids in members.items()
        }
