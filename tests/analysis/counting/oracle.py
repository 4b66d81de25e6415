"""What a count must say, by listing every loop with networkx; and random maps to try it on."""

from collections import Counter
from random import Random

import networkx as nx

from systemsmap.analysis.counting.counts import Counts, Kinds
from systemsmap.analysis.graph import as_digraph
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of

Listed = list[list[Link]]


def loops_of(map_: SystemsMap) -> Listed:
    """List every loop as its links, with networkx."""
    return [
        [map_.links[map_.link_between[a, b]] for a, b in zip(way, (*way[1:], way[0]), strict=True)]
        for way in nx.simple_cycles(as_digraph(map_))
    ]


def kind_of(loop: list[Link]) -> int:
    """0 for reinforcing, 1 for balancing, 2 for undecided."""
    signs = [link.polarity for link in loop]
    if Polarity.UNDECIDED in signs or Polarity.MIXED in signs:
        return 2
    return signs.count(Polarity.NEGATIVE) % 2


def counted_by_listing(map_: SystemsMap) -> Counts:
    """Return what `count_loops` must return when everything is asked."""
    loops = loops_of(map_)
    kinds = Counter(map(kind_of, loops))
    through = Counter((link.id, kind_of(loop)) for loop in loops for link in loop)
    return Counts(
        total=len(loops),
        reinforcing=kinds[0],
        balancing=kinds[1],
        undecided=kinds[2],
        delayed=sum(any(link.delayed for link in loop) for loop in loops),
        by_length=dict(sorted(Counter(map(len, loops)).items())),
        per_link={id_: _kinds(through, id_) for id_ in map_.links},
    )


def _kinds(through: Counter[tuple[str, int]], id_: str) -> Kinds:
    return through[id_, 0], through[id_, 1], through[id_, 2]


def random_map(chance: Random, most: int = 10) -> SystemsMap:
    """Return a map of a few variables, sparse or dense, with some or all of the signs."""
    size = chance.randint(1, most)
    density = chance.choice([0.1, 0.2, 0.3, 0.4] if size > 7 else [0.3, 0.5, 0.8, 1.0])
    signs = chance.choice(["+", "+-", "+-?", "+-?±", "?"])
    slow = chance.choice([0.0, 0.3])
    ids = [f"v{i}" for i in range(size)]
    pairs = [(a, b) for a in ids for b in ids if chance.random() < density]
    chance.shuffle(pairs)
    links = [
        Link(f"{a}>{b}", a, b, Polarity(chance.choice(signs)), chance.random() < slow)
        for a, b in pairs
    ]
    return map_of([*(Variable(i, i) for i in ids), *links])


def complete(size: int) -> SystemsMap:
    """Return so many variables, each with a plus link to every other."""
    ids = [f"v{i}" for i in range(size)]
    links = [Link(f"{a}>{b}", a, b, Polarity.POSITIVE) for a in ids for b in ids if a != b]
    return map_of([*(Variable(i, i) for i in ids), *links])
