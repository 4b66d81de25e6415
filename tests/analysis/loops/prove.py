"""Random maps by the thousand against networkx: `python -m tests.analysis.loops.prove [count]`.

Each map is listed whole and up to a length, carefully and not, and then edited at random, the
engine being compared with a fresh listing after every edit.
"""

import sys
from dataclasses import replace
from random import Random

import networkx as nx

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.deadline import Deadline
from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.loops.clock import Clock
from systemsmap.analysis.loops.components import hubs_first, in_map_order
from systemsmap.analysis.loops.core import core_of, from_first
from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.analysis.loops.listing import all_homes, first_in_order
from systemsmap.analysis.loops.loop import Loop
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model import edits as do
from systemsmap.model.change import Change, changed
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of

EDITS_EACH = 8


def random_map(chance: Random) -> SystemsMap:
    """Return a map of up to nine variables: dense and sparse, self-links, all signs, delays."""
    size = chance.randrange(10)
    ids = [f"v{i}" for i in range(size)]
    dense = chance.choice((0.1, 0.2, 0.3, 0.4 if size > 6 else 0.7))
    pairs = [(a, b) for a in ids for b in ids if chance.random() < dense]
    chance.shuffle(pairs)
    return map_of(
        [
            *(Variable(i, i) for i in ids),
            *(
                Link(f"{a}>{b}", a, b, chance.choice(list(Polarity)), chance.random() < 0.3)
                for a, b in pairs
            ),
        ]
    )


def cycles_of(map_: SystemsMap, bound: int | None = None) -> list[tuple[str, ...]]:
    """Return the loops of networkx as ours are: begun at the first variable, shortest first."""
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    turned = []
    for cycle in nx.simple_cycles(as_digraph(map_), length_bound=bound):
        at = min(range(len(cycle)), key=lambda i: place[cycle[i]])
        turned.append((*cycle[at:], *cycle[:at]))
    return sorted(turned, key=lambda c: (len(c), [place[i] for i in c]))


def check_listing(map_: SystemsMap, chance: Random) -> int:
    """Compare listings with networkx; return how many loops there were."""
    wanted = cycles_of(map_)
    found = find_loops(map_, Budget(results=10**6, counted=10**6))
    assert [loop.variables for loop in found.loops] == wanted
    assert found.complete
    assert found.exactly
    assert found.known == len(wanted)
    few = chance.randrange(len(wanted) + 1)
    some = find_loops(map_, Budget(results=few, counted=chance.choice((few, 10**6))))
    assert some.loops == found.loops[: len(some.loops)]
    assert len(some.loops) == few
    bound = chance.randrange(1, 8)
    short = [c for c in wanted if len(c) <= bound]
    assert [x.variables for x in find_loops(map_, Budget(10**6, bound)).loops] == short
    check_careful(map_, [c for c in wanted if len(c) > 1])
    return len(wanted)


def check_careful(map_: SystemsMap, wanted: list[tuple[str, ...]]) -> None:
    """Compare the careful search with what is wanted."""
    core = core_of(map_)
    homes = hubs_first(core.effects)
    clock, ways = Clock(Deadline(60), 10**9), list(homes.loops)
    for home in all_homes(homes):
        home.in_order(1, homes.longest, ways, clock)
    found = [tuple(core.ids[x] for x in way) for way in sorted(from_first(ways), key=len)]
    assert found == wanted
    for length in range(2, 6):
        ordered = first_in_order(in_map_order(core.effects), length, clock.until(10**9))
        names = [tuple(core.ids[x] for x in way) for way in ordered]
        assert names == [c for c in wanted if len(c) == length]


def random_edit(map_: SystemsMap, chance: Random) -> Change:
    """Return any edit that matters to loops, one or several at once."""
    ids, links = list(map_.variables), list(map_.links)
    some = chance.sample(links, min(len(links), chance.choice((1, 1, 1, 3, 20))))
    kind = chance.randrange(8)
    try:
        if kind < 3 and ids:
            return do.add_link(
                map_, chance.choice(ids), chance.choice(ids), chance.choice(list(Polarity))
            )
        if kind == 3:
            return do.delete(map_, some)
        if kind == 4 and ids:
            return do.delete(map_, chance.sample(ids, min(len(ids), chance.choice((1, 1, 2)))))
        if kind == 5:
            return do.reverse(map_, some)
        if kind == 6:
            return several_at_once(map_, chance)
        return do.set_polarity(map_, some, chance.choice(list(Polarity)))
    except do.EditError:
        return Change()


def several_at_once(map_: SystemsMap, chance: Random) -> Change:
    """Return a change with a new variable on some links, others gone, slow or signed anew."""
    new = Variable(f"n{chance.randrange(10**9)}", "new")
    ids = [*map_.variables, new.id]
    links = list(map_.links.values())
    gone = [k for k in links if chance.random() < 0.2]
    kept = [k for k in links if k not in gone]
    other = [replace(k, delayed=not k.delayed) for k in kept if chance.random() < 0.2]
    pairs = {(chance.choice(ids), chance.choice(ids)) for _ in range(chance.randrange(16))}
    pairs |= {(new.id, chance.choice(ids)), (chance.choice(ids), new.id)}
    pairs -= {(k.source, k.target) for k in kept}
    more = [Link(f"{new.id}{a}>{b}", a, b, Polarity.NEGATIVE) for a, b in pairs]
    return changed(map_, new, *other, *more, removed=[k.id for k in gone])


def check_edits(map_: SystemsMap, chance: Random, edits: int = EDITS_EACH) -> None:
    """Edit a map at random and back, and compare the engine with a listing every time."""
    engine = LoopEngine(map_)
    done: list[Change] = []
    for _ in range(edits):
        back = bool(done) and chance.random() < 0.35
        change = done.pop().reversed() if back else random_edit(map_, chance)
        if not back and change:
            done.append(change)
        before = engine.loops(limit=10**6)
        delta = engine.apply(change, seconds=5.0)
        map_ = change.applied_to(map_)
        check_engine(engine, map_)
        check_delta(before, engine.loops(limit=10**6), delta)


def check_engine(engine: LoopEngine, map_: SystemsMap) -> None:
    """Compare what is kept with a listing up to the horizon."""
    bound = None if engine.complete else max(1, engine.horizon)
    listed = find_loops(map_, Budget(10**6, bound, 60, 10**6)).loops
    assert engine.loops(limit=10**6) == tuple(x for x in listed if len(x) <= engine.horizon)


def check_delta(before: tuple[Loop, ...], after: tuple[Loop, ...], delta: object) -> None:
    """Compare the delta with the loops before and after; nothing was dropped."""
    old = {frozenset(x.links): x for x in before}
    new = {frozenset(x.links): x for x in after}
    assert {frozenset(x.links) for x in delta.added} == new.keys() - old.keys()  # type: ignore[attr-defined]
    assert {frozenset(x.links) for x in delta.removed} == old.keys() - new.keys()  # type: ignore[attr-defined]
    turned = {k for k in old.keys() & new.keys() if set(_ends(old[k])) != set(_ends(new[k]))}
    other = {k for k in old.keys() & new.keys() if _does(old[k]) != _does(new[k])}
    assert {frozenset(x.links) for x in delta.changed} == other | turned  # type: ignore[attr-defined]


def _ends(loop: Loop) -> list[tuple[str, str]]:
    return list(zip(loop.links, loop.variables, strict=True))


def _does(loop: Loop) -> tuple[object, bool]:
    return loop.polarity, loop.delayed


def prove(count: int, seed: int = 0) -> int:
    """Check so many maps; return how many loops they had."""
    loops = 0
    for number in range(seed, seed + count):
        chance = Random(number)
        map_ = random_map(chance)
        try:
            loops += check_listing(map_, chance)
            check_edits(map_, chance)
        except Exception as error:
            error.add_note(f"random map {number}")
            raise
    return loops


if __name__ == "__main__":
    wanted_maps = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"{wanted_maps:,} maps, {prove(wanted_maps):,} loops, no difference")
