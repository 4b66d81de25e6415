"""The circuit basis: minimal, independent, the same whatever is drawn elsewhere, on time."""

from itertools import combinations
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.analysis.graph import cores
from systemsmap.analysis.loops.basis import Basis, loop_basis
from systemsmap.analysis.loops.walk import loop_along
from systemsmap.model import edits as do
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.analysis.loops.prove_basis import agree, differences
from tests.maps import EXAMPLES, diamonds, example, map_from, maps, ring, tangle, two_loops


def ways(basis: Basis) -> list[str]:
    return [" ".join(loop.variables) for loop in basis.loops]


def agents(count: int) -> SystemsMap:
    """Each agent acts on its own state and knows it; what it knows is told to all."""
    arrows = []
    for i in range(count):
        arrows += [f"a{i} + s{i}", f"s{i} + a{i}", f"k{i} + s{i}"]
        arrows += [f"a{i} + k{j}" for j in range(count)]
    return map_from(*arrows)


def complete(size: int) -> SystemsMap:
    return map_from(*(f"v{a} + v{b}" for a in range(size) for b in range(size) if a != b))


def grid(side: int) -> SystemsMap:
    arrows = []
    for a in range(side):
        for b in range(side):
            for c, d in ((a + 1, b), (a, b + 1)):
                if max(c, d) < side:
                    arrows += [f"{a}.{b} + {c}.{d}", f"{c}.{d} + {a}.{b}"]
    return map_from(*arrows)


def test_two_thousand_random_maps_have_the_basis_that_the_slow_way_finds() -> None:
    assert differences(2_000, seed=7) == []


@settings(max_examples=150, deadline=None)
@given(maps(max_variables=6, max_links=22))
def test_any_map_has_the_basis_that_the_slow_way_finds(map_: SystemsMap) -> None:
    assert agree(map_)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_have_the_basis_that_the_slow_way_finds(name: str) -> None:
    assert agree(example(name))


@pytest.mark.parametrize("seed", range(4))
def test_every_link_of_every_core_is_on_a_loop_of_the_basis(seed: int) -> None:
    map_ = tangle(150, 2.2, seed)
    covered = {link for loop in loop_basis(map_, 60).loops for link in loop.links}
    inside = cores(map_)
    assert covered == {
        k.id for k in map_.links.values() if any({k.source, k.target} <= core for core in inside)
    }


@pytest.mark.parametrize("map_", [tangle(150, 2.2), complete(7), grid(5), agents(4)])
def test_loops_of_the_basis_are_loops_that_read_as_found(map_: SystemsMap) -> None:
    loops = loop_basis(map_, 60).loops
    assert [loop_along(map_, loop.links) for loop in loops] == list(loops)
    assert len({loop.id for loop in loops}) == len(loops)


@pytest.mark.parametrize(("count", "size"), [(3, 10), (4, 17), (5, 26)])
def test_agents_that_inform_each_other_need_loops_that_shortest_ways_do_not_give(
    count: int, size: int
) -> None:
    basis = loop_basis(agents(count))
    assert (len(basis.loops), basis.size, basis.complete) == (size, size, True)


def test_a_map_without_loops_has_an_empty_basis() -> None:
    for map_ in (SystemsMap(), map_of([Variable("a", "A")]), map_from("a + b", "a + c", "b + c")):
        assert loop_basis(map_) == Basis((), complete=True, size=0)


def test_a_link_from_a_variable_to_itself_is_a_loop_of_the_basis() -> None:
    assert ways(loop_basis(map_from("b + a", "a + b", "a + a", "c + c"))) == ["a", "c", "b a"]


def test_loops_of_two_variables_are_in_the_basis_first() -> None:
    assert ways(loop_basis(two_loops())) == ["people births", "people deaths"]
    triangle = complete(3)
    assert ways(loop_basis(triangle)) == ["v0 v1", "v0 v2", "v1 v2", "v0 v1 v2"]


def test_ways_side_by_side_add_one_loop_each() -> None:
    basis = loop_basis(diamonds(12))
    assert (len(basis.loops), {len(loop) for loop in basis.loops}) == (13, {25})


def test_of_equally_long_loops_the_one_with_the_later_variable_is_passed_over() -> None:
    arrows = ["a + b", "a + c", "b + m", "c + m", "m + d", "m + e", "d + a", "e + a"]
    assert ways(loop_basis(map_from(*arrows))) == ["a b m d", "a b m e", "a c m d"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_an_edit_in_another_core_changes_nothing_in_this_one(seed: int) -> None:
    map_ = tangle(20, 2.5, seed)
    mine = loop_basis(map_, 60).loops
    first = next(iter(map_.variables))
    other = [*map_.records(), *example(EXAMPLES[0]).records(), *ring(7, "w").records()]
    other_first = sorted(other, key=lambda r: getattr(r, "id", "") in map_.variables)
    for records in (other, other_first):
        both = map_of(records)
        again = [k for k in loop_basis(both, 60).loops if k.variables[0] in map_.variables]
        assert again == list(mine)
    assert first in map_.variables


def test_taking_a_link_away_leaves_every_loop_of_the_basis_that_was_not_on_it() -> None:
    map_ = tangle(40, 2.5)
    before = set(loop_basis(map_, 60).loops)
    for link in list(map_.links)[:25]:
        after = set(loop_basis(do.delete(map_, [link]).applied_to(map_), 60).loops)
        assert {loop for loop in before if link not in loop.links} <= after


def test_loops_come_shortest_first_and_then_in_the_order_of_the_map() -> None:
    map_ = tangle(150, 2.2)
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    loops = loop_basis(map_, 60).loops
    keys = [(len(loop), [place[i] for i in loop.variables]) for loop in loops]
    assert keys == sorted(keys)


def test_the_answer_is_cut_short_when_time_is_over_and_says_so() -> None:
    map_ = grid(30)
    whole = loop_basis(map_, 60)
    begun = perf_counter()
    some = loop_basis(map_, 0.06)
    assert perf_counter() - begun < 3
    assert (some.complete, some.size, whole.complete) == (False, whole.size, True)
    assert set(some.loops) < set(whole.loops)
    assert len(whole.loops) == whole.size


def test_nobody_waits_for_an_answer_that_is_no_longer_wanted() -> None:
    begun = perf_counter()
    basis = loop_basis(grid(12), 60, cancel=lambda: True)
    assert (basis.loops, basis.complete) == ((), False)
    assert perf_counter() - begun < 20


def test_long_chains_and_combs_take_neither_all_time_nor_all_memory() -> None:
    begun = perf_counter()
    assert len(loop_basis(ring(5_000), 60).loops[0]) == 5_000
    comb = [f"v{i} + v{i + 1}" for i in range(1_500)] + [f"v{i} + v0" for i in range(1, 1_501)]
    basis = loop_basis(map_from(*comb), 60)
    assert (basis.complete, basis.size) == (False, 1_500)
    assert [len(loop) for loop in basis.loops] == list(range(2, len(basis.loops) + 2))
    assert perf_counter() - begun < 20


def test_dense_maps_have_a_basis_of_short_loops() -> None:
    basis = loop_basis(complete(20), 60)
    assert (len(basis.loops), {len(loop) for loop in basis.loops}) == (361, {2, 3})
    pairs = {loop.variables for loop in basis.loops if len(loop) == 2}
    assert pairs == set(combinations([f"v{i}" for i in range(20)], 2))
