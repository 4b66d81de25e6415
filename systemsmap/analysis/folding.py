"""A map with everything folded away that does not branch: what it takes to see a large core.

A variable of a core with one way in or one way out lies only on loops that take that way, and can
be taken out with its links joined, without losing a loop (Levy and Low 1988; encapsulation in
Bures, Systems 5(3), 2017). What is left holds all the branching. The ways over what was taken out
become bundles, one for each pair of variables that are left; so does whatever hangs together
outside the cores.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from systemsmap.analysis.graph import cores
from systemsmap.analysis.reach import reach_of
from systemsmap.analysis.reading import so_many
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

BUNDLE = "bundle:"
"""What the id of a bundle begins with."""

_Ids = tuple[str, ...]
_Rows = Mapping[str, list[Link]]


@dataclass(frozen=True, slots=True)
class Folding:
    """The variables that branch, of so many `inside` the cores, and the others there."""

    kept: frozenset[str]
    inside: frozenset[str]

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
    """The map that is shown, and the variables folded into each variable or link of it."""

    map_: SystemsMap
    bundles: Mapping[str, _Ids] = field(default_factory=dict)


def folding_of(map_: SystemsMap) -> Folding:
    """Return what branches, the same each time for the same map."""
    groups = cores(map_)
    kept: set[str] = set()
    for core in groups:
        kept |= _branching(map_, core)
    return Folding(frozenset(kept), frozenset(i for core in groups for i in core))


def folded_map(map_: SystemsMap, folding: Folding, opened: Iterable[str] = ()) -> FoldedMap:
    """Return the map with bundles in place of what is folded; the variables `opened` are shown.

    The ways over folded variables from one that is shown to another are one link: with the sign
    they agree on, `±` where they do not, delayed if any of them is. What hangs together outside
    the cores is one variable, in the middle of those it stands for.
    """
    shown = folding.kept | (set(opened) & map_.variables.keys())
    map_, bundles = _gathered(map_, _outside(map_, shown | folding.inside, folding.inside))
    shown |= map_.variables.keys() - folding.inside
    links = {i: k for i, k in map_.links.items() if k.source in shown and k.target in shown}
    for link, members in _Ways(map_, shown, folding.inside).bundles():
        links = {i: k for i, k in links.items() if _ends(k) != _ends(link)}
        links[link.id], bundles[link.id] = link, members
    variables = {i: v for i, v in map_.variables.items() if i in shown}
    loops = {i: x for i, x in map_.loops.items() if all(k in links for k in x.links)}
    return FoldedMap(SystemsMap(variables, links, loops, map_.notes, map_.info), bundles)


def _gathered(map_: SystemsMap, groups: Iterable[_Ids]) -> tuple[SystemsMap, dict[str, _Ids]]:
    """Return the map with one variable for each group, and the groups by its id."""
    bundles = {BUNDLE + ids[0]: ids for ids in groups}
    stands_for = {i: b for b, ids in bundles.items() for i in ids}
    variables = {i: v for i, v in map_.variables.items() if i not in stands_for}
    variables |= {b: _pill(b, [map_.variables[i] for i in ids]) for b, ids in bundles.items()}
    links: dict[str, Link] = {}
    for link in map_.links.values():
        ends = (stands_for.get(link.source, link.source), stands_for.get(link.target, link.target))
        if ends == _ends(link):
            links[link.id] = link
        elif ends[0] != ends[1]:
            id_ = f"{BUNDLE}{ends[0]}>{ends[1]}"
            there = links.get(id_)
            signs = {link.polarity, there.polarity} if there else {link.polarity}
            slow = link.delayed or (there is not None and there.delayed)
            links[id_] = Link(id_, *ends, _together(signs), delayed=slow)
    return SystemsMap(variables, links, map_.loops, map_.notes, map_.info), bundles


class _Ways:
    """The ways over folded variables of the cores, from one that is shown to another."""

    def __init__(self, map_: SystemsMap, shown: frozenset[str], inside: frozenset[str]) -> None:
        self._map, self._shown = map_, shown
        self._folded = inside - shown
        self._onward: dict[str, list[Link]] = {i: [] for i in map_.variables}
        self._back: dict[str, list[Link]] = {i: [] for i in map_.variables}
        for link in map_.links.values():
            self._onward[link.source].append(link)
            self._back[link.target].append(link)

    def bundles(self) -> Iterable[tuple[Link, _Ids]]:
        """Yield a link for each pair with folded variables between them, and those variables."""
        before = {i: self._reached(i, self._back, "source") for i in self._shown}
        for start in (i for i in self._map.variables if i in self._shown):
            after = self._reached(start, self._onward, "target")
            ends = {k.target for i in after for k in self._onward[i]} & self._shown
            for end in (i for i in self._map.variables if i in ends):
                between = after & before[end]
                if between:
                    members = tuple(i for i in self._map.variables if i in between)
                    yield self._link(start, end, between), members

    def _reached(self, start: str, rows: _Rows, end: str) -> set[str]:
        """Return the folded variables that are reached without passing one that is shown."""
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            for link in rows[waiting.pop()]:
                to = getattr(link, end)
                if to in self._folded and to not in reached:
                    reached.add(to)
                    waiting.append(to)
        return reached

    def _link(self, start: str, end: str, between: set[str]) -> Link:
        """Return one link for all the ways, with what they do together."""
        signs: dict[str, set[Polarity]] = {}
        waiting = [(start, Polarity.POSITIVE)]
        slow = False
        while waiting:
            at, so_far = waiting.pop()
            for link in self._onward[at]:
                goes_on = link.target in between
                if not goes_on and (link.target != end or at not in between | {start}):
                    continue
                slow = slow or link.delayed
                sign = _times(so_far, link.polarity)
                if sign not in signs.setdefault(link.target, set()):
                    signs[link.target].add(sign)
                    if goes_on:
                        waiting.append((link.target, sign))
        return Link(f"{BUNDLE}{start}>{end}", start, end, _together(signs[end]), delayed=slow)


def _ends(link: Link) -> tuple[str, str]:
    return link.source, link.target


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


def _outside(map_: SystemsMap, but: frozenset[str], inside: frozenset[str]) -> list[_Ids]:
    """Return all variables but these in groups that hang together, in the order of the map.

    Those of a group feed the same cores and are fed by the same: a bundle must not look like a
    way that is not there.
    """
    group = {i: [i] for i in map_.variables if i not in but}
    if not group:
        return []
    reach = reach_of(map_)
    cores_ = sum(1 << at for at, id_ in enumerate(reach.ids) if id_ in inside)
    part = {i: (reach.up[i] & cores_, reach.down[i] & cores_) for i in group}
    for link in map_.links.values():
        one, other = group.get(link.source), group.get(link.target)
        if one is None or other is None or one is other:
            continue
        if part[link.source] == part[link.target]:
            one += other
            group |= dict.fromkeys(other, one)
    place = {i: n for n, i in enumerate(map_.variables)}
    groups = {id(ids): ids for ids in group.values()}.values()
    ordered = (tuple(sorted(ids, key=place.__getitem__)) for ids in groups)
    return sorted(ordered, key=lambda ids: place[ids[0]])


def _pill(id_: str, variables: list[Variable]) -> Variable:
    x = sum(v.x for v in variables) / len(variables)
    y = sum(v.y for v in variables) / len(variables)
    name = variables[0].name if len(variables) == 1 else so_many(len(variables), "variable")
    return Variable(id_, name, x, y)


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
