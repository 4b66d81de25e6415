"""A map with everything folded away that does not branch: what it takes to see a large core.

A variable of a core with one way in or one way out lies only on loops that take that way, and can
be taken out with its links joined, without losing a loop (Levy and Low 1988; encapsulation in
Bures, Systems 5(3), 2017). What is left holds all the branching. What was taken out, and whatever
lies outside the cores, is gathered in bundles (`bundles`): one that is nothing but a way from one
variable to another becomes a link, any other a variable with plain arcs to what is around it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from systemsmap.analysis.bundles import Around, bundles_of
from systemsmap.analysis.graph import cores
from systemsmap.analysis.reading import so_many
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

BUNDLE = "bundle:"
"""What the id of a bundle begins with."""

_Ids = tuple[str, ...]


@dataclass(frozen=True)
class Folding:
    """The variables that branch, and the cores they are in, largest first."""

    kept: frozenset[str] = frozenset()
    cores: tuple[frozenset[str], ...] = ()

    @cached_property
    def inside(self) -> frozenset[str]:
        """All variables in cores."""
        return frozenset().union(*self.cores)

    @property
    def sentence(self) -> str:
        """What the folding shows, in words."""
        if not self.inside:
            return "There is no loop on this map yet, so there is nothing to fold."
        hold = "holds" if len(self.kept) == 1 else "hold"
        of = f"{len(self.kept):,} of {so_many(len(self.inside), 'variable')} in loops"
        return f"{of} {hold} all the branching; the rest is folded into bundles that open."


@dataclass(frozen=True, slots=True)
class FoldedMap:
    """The map that is shown, and the variables folded into each variable or link of it.

    `instead`: for every variable and link that is not shown what is shown in its place. `arcs`
    are links of the map that only say that something leads into a bundle or out of it.
    """

    map_: SystemsMap
    bundles: Mapping[str, _Ids] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    arcs: frozenset[str] = frozenset()

    def shown(self, ids: Iterable[str]) -> _Ids:
        """Return these variables or links as they are shown, each once."""
        return tuple(dict.fromkeys(self.instead.get(i, i) for i in ids))


def folding_of(map_: SystemsMap) -> Folding:
    """Return what branches, the same each time for the same map."""
    groups = sorted(cores(map_), key=len, reverse=True)
    kept: set[str] = set()
    for core in groups:
        kept |= _branching(map_, core)
    return Folding(frozenset(kept), tuple(frozenset(core) for core in groups))


def folded_map(map_: SystemsMap, folding: Folding, opened: Iterable[str] = ()) -> FoldedMap:
    """Return the map with bundles in place of what is folded; the variables `opened` are shown.

    Ways over folded variables from one that is shown to another are one link: with the sign they
    agree on, `±` where they do not, delayed if any of them is. Any other bundle is one variable,
    in the middle of those it stands for. A link between two variables that are shown stays.
    """
    shown = folding.kept | (frozenset(opened) & map_.variables.keys())
    bundles = bundles_of(map_, shown, folding.cores)
    return _Folder(map_, shown, folding.inside, bundles).folded()


class _Folder:
    """Puts links and variables in the place of bundles."""

    def __init__(
        self,
        map_: SystemsMap,
        shown: frozenset[str],
        inside: frozenset[str],
        bundles: Mapping[_Ids, Around],
    ) -> None:
        self._map, self._shown, self._inside = map_, shown, inside
        self._bundles: dict[str, _Ids] = {}
        self._instead: dict[str, str] = {}
        self._variables = {i: v for i, v in map_.variables.items() if i in shown}
        self._links: dict[str, Link] = {}
        self._arcs: set[str] = set()
        self._onward: dict[str, list[Link]] = {i: [] for i in map_.variables}
        for link in map_.links.values():
            self._onward[link.source].append(link)
        ways: dict[tuple[str, str], _Ids] = {}
        for ids, around in bundles.items():
            ends = self._way(ids, around)
            if ends:
                ways[ends] = ways.get(ends, ()) + ids
            else:
                self._add_variable(ids, around)
        for (start, end), ids in ways.items():
            self._add_way(start, end, ids)

    def folded(self) -> FoldedMap:
        """Return the map, with the links that are left."""
        for link in self._map.links.values():
            self._add_link(link)
        map_ = self._map
        loops = {i: x for i, x in map_.loops.items() if all(k in self._links for k in x.links)}
        made = SystemsMap(self._variables, self._links, loops, map_.notes, map_.info)
        return FoldedMap(made, self._bundles, self._instead, frozenset(self._arcs))

    def _way(self, ids: _Ids, around: Around) -> tuple[str, str] | None:
        """Return the two variables that a bundle is only a way between, or None."""
        causes, effects = around
        if len(causes) != 1 or len(effects) != 1 or not (causes | effects) <= self._shown:
            return None
        (start,), (end,) = causes, effects
        if (start, end) in self._map.link_between or not self._between(start, end, ids):
            return None
        return start, end

    def _between(self, start: str, end: str, ids: _Ids) -> set[str]:
        """Return those of a bundle that lie on a way from start to end."""
        members = set(ids)
        back: dict[str, list[str]] = {i: [] for i in members}
        onward = {i: [k.target for k in self._onward[i]] for i in (*ids, start)}
        for source, targets in onward.items():
            for target in members.intersection(targets):
                back[target].append(source)
        ahead = _reached(members.intersection(onward[start]), onward, members)
        return _reached([i for i in ahead if end in onward[i]], back, ahead)

    def _add_variable(self, ids: _Ids, around: Around) -> None:
        id_ = BUNDLE + ids[0]
        of = [self._map.variables[i] for i in ids]
        kind = "variable" if self._inside.intersection(ids) else _kind(around)
        name = of[0].name if len(of) == 1 else so_many(len(of), kind)
        x, y = sum(v.x for v in of) / len(of), sum(v.y for v in of) / len(of)
        self._variables[id_] = Variable(id_, name, x, y)
        self._bundles[id_] = ids
        self._instead |= dict.fromkeys(ids, id_)

    def _add_way(self, start: str, end: str, ids: _Ids) -> None:
        """Add one link for all the ways, with what they do together."""
        between = self._between(start, end, ids)
        signs: dict[str, set[Polarity]] = {}
        waiting, slow = [(start, Polarity.POSITIVE)], False
        while waiting:
            at, so_far = waiting.pop()
            for link in self._onward[at]:
                to = "" if link.target == end else link.target  # it may begin where it ends
                if to and to not in between:
                    continue
                slow = slow or link.delayed
                sign = _times(so_far, link.polarity)
                if sign not in signs.setdefault(to, set()):
                    signs[to].add(sign)
                    if to:
                        waiting.append((to, sign))
        id_ = f"{BUNDLE}{start}>{end}"
        self._links[id_] = Link(id_, start, end, _together(signs[""]), delayed=slow)
        place = {i: at for at, i in enumerate(self._map.variables)}
        self._bundles[id_] = tuple(sorted(ids, key=place.__getitem__))
        self._instead |= dict.fromkeys(ids, id_)

    def _add_link(self, link: Link) -> None:
        """Add a link that leads from or to what is shown, or say what is shown in its place."""
        source = self._instead.get(link.source, link.source)
        target = self._instead.get(link.target, link.target)
        way = next((i for i in (source, target) if i in self._links), None)
        if way or (source == target and source in self._bundles):
            self._instead[link.id] = way or source
        elif all(len(self._bundles.get(i, (i,))) == 1 for i in (source, target)):
            is_as_it_was = (source, target) == (link.source, link.target)
            self._links[link.id] = (
                link if is_as_it_was else replace(link, source=source, target=target, bend=None)
            )
        else:
            id_ = f"{BUNDLE}{source}>{target}"
            self._instead[link.id] = id_
            self._arcs.add(id_)
            self._links[id_] = Link(id_, source, target, Polarity.UNDECIDED)


def _kind(around: Around) -> str:
    """Return what to call one of those outside the cores with this around them."""
    causes, effects = around
    if bool(causes) is bool(effects):
        return "variable"
    return "outcome" if causes else "driver"


def _reached(
    start: Iterable[str], onward: Mapping[str, Iterable[str]], within: set[str]
) -> set[str]:
    """Return what is reached from these without leaving `within`."""
    reached = set(start)
    waiting = list(reached)
    while waiting:
        for to in onward[waiting.pop()]:
            if to in within and to not in reached:
                reached.add(to)
                waiting.append(to)
    return reached


def _times(one: Polarity, other: Polarity) -> Polarity:
    """Return the sign of two links in a row."""
    for open_ in (Polarity.UNDECIDED, Polarity.MIXED):
        if open_ in (one, other):
            return open_
    return Polarity.POSITIVE if one is other else Polarity.NEGATIVE


def _together(signs: set[Polarity]) -> Polarity:
    """Return the sign of ways side by side: both ways where they do not agree."""
    if len(signs) == 1:
        return next(iter(signs))
    return Polarity.UNDECIDED if Polarity.UNDECIDED in signs else Polarity.MIXED


def _branching(map_: SystemsMap, core: set[str]) -> set[str]:
    """Return the variables of a core that are left when nothing more can be joined.

    Where nothing is left, those stay that branch at all; of a single ring, everything.
    """
    outs: dict[str, set[str]] = {i: set() for i in map_.variables if i in core}
    ins: dict[str, set[str]] = {i: set() for i in outs}
    for link in map_.links.values():
        if link.source in core and link.target in core and link.source != link.target:
            outs[link.source].add(link.target)
            ins[link.target].add(link.source)
    branches = {i for i in outs if len(outs[i]) > 1 or len(ins[i]) > 1}
    waiting = dict.fromkeys(outs)
    while waiting:
        at = next(iter(waiting))
        del waiting[at]
        if at in outs and (len(outs[at]) < 2 or len(ins[at]) < 2):
            waiting |= dict.fromkeys(sorted(_joined_away(at, outs, ins)))
    return set(outs) or branches or set(core)


def _joined_away(at: str, outs: dict[str, set[str]], ins: dict[str, set[str]]) -> set[str]:
    """Take a variable out, its causes now leading to its effects; return its neighbours."""
    causes, effects = ins.pop(at), outs.pop(at)
    for cause in causes:
        outs[cause].discard(at)
        outs[cause] |= effects - {cause}
    for effect in effects:
        ins[effect].discard(at)
        ins[effect] |= causes - {effect}
    return causes | effects
