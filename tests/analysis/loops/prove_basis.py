"""The long proof of the circuit basis: `python -m tests.analysis.loops.prove_basis [COUNT]`.

On random maps, the basis is compared with one made the slow way: every loop there is, from
networkx, lightest first, each kept that is no combination of those before.
"""

import sys
from itertools import product
from random import Random

import networkx as nx

from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.loops.basis import loop_basis
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of


def any_map(chance: Random, most: int = 8) -> SystemsMap:
    """Return a random map of up to so many variables, links to themselves included."""
    ids = [f"v{i}" for i in range(chance.randint(1, most))]
    chance.shuffle(ids)
    density = chance.choice((0.15, 0.2, 0.3, 0.4))
    pairs = [pair for pair in product(ids, ids) if chance.random() < density]
    chance.shuffle(pairs)
    return map_of(
        [
            *(Variable(i, i) for i in ids),
            *(Link(f"{a}>{b}", a, b, chance.choice(list(Polarity))) for a, b in pairs),
        ]
    )


def basis_the_slow_way(map_: SystemsMap) -> list[tuple[str, ...]]:
    """Return the variables of each loop of the basis, found among all loops of the map.

    The order is the program's: by length; then the loop with the later variable where two
    differ comes later; then by the variables in the order of travel.
    """
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    loops = [_starting_first(loop, place) for loop in nx.simple_cycles(as_digraph(map_))]
    loops.sort(key=lambda at: (len(at), sorted(at, reverse=True), at))
    number = {pair: at for at, pair in enumerate(map_.link_between)}
    rows: dict[int, int] = {}
    basis = []
    ids = list(map_.variables)
    for loop in loops:
        steps = zip(loop, (*loop[1:], loop[0]), strict=True)
        vector = sum(1 << number[ids[a], ids[b]] for a, b in steps)
        while vector and vector.bit_length() in rows:
            vector ^= rows[vector.bit_length()]
        if vector:
            rows[vector.bit_length()] = vector
            basis.append(loop)
    return [tuple(ids[at] for at in loop) for loop in sorted(basis, key=lambda at: (len(at), at))]


def differences(count: int, seed: int = 1) -> list[SystemsMap]:
    """Return those of so many random maps where the two ways differ."""
    chance = Random(seed)
    maps = (any_map(chance) for _ in range(count))
    return [m for m in maps if not agree(m)]


def agree(map_: SystemsMap) -> bool:
    """Tell whether the quick way and the slow way find the same loops in the same order."""
    basis = loop_basis(map_, seconds=60)
    found = [loop.variables for loop in basis.loops]
    return basis.complete and basis.size == len(found) and found == basis_the_slow_way(map_)


def _starting_first(loop: list[str], place: dict[str, int]) -> list[int]:
    at = [place[id_] for id_ in loop]
    first = at.index(min(at))
    return [*at[first:], *at[:first]]


if __name__ == "__main__":
    tried = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    wrong = differences(tried)
    print(f"{tried:,} random maps: {len(wrong)} differ")
    sys.exit(bool(wrong))
