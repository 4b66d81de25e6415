"""Counts of all loops, against networkx, brute force, closed forms and the published maps."""

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise, permutations
from math import comb, factorial, inf
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings

from systemsmap.analysis.counting import part
from systemsmap.analysis.counting.count import count_loops
from systemsmap.analysis.counting.counts import CountBudget, Counts, TooWide, per_variable
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.analysis.counting.oracle import complete, counted_by_listing, loops_of
from tests.analysis.counting.prove import PLENTY, differences, everything
from tests.maps import DATA, EXAMPLES, diamonds, example, map_from, maps, ring, tangle, two_loops

EXPECTED: dict[str, Any] = json.loads((DATA / "EXPECTED_LOOPS.json").read_text("utf-8"))


def exact(map_: SystemsMap) -> Counts:
    """Everything about a map that can be counted."""
    counts = everything(map_)
    assert isinstance(counts, Counts)
    return counts


def test_a_thousand_random_maps_are_counted_as_networkx_lists_them() -> None:
    assert list(differences(0, 600)) == []


def test_random_maps_are_counted_over_the_frontier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "SUBSETS_COST", inf)
    assert list(differences(1000, 1200)) == []


def test_random_maps_are_counted_by_subsets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "SUBSETS_COST", 0.0)
    assert list(differences(2000, 2200)) == []


@settings(max_examples=100)
@given(maps(max_variables=6, max_links=20))
def test_any_small_map_is_counted_as_by_hand(map_: SystemsMap) -> None:
    orders = (o for size in range(1, 7) for o in permutations(map_.variables, size))
    lengths = Counter(
        len(order)
        for order in orders
        if order[0] == min(order)
        and all(s in map_.link_between for s in zip(order, (*order[1:], order[0]), strict=True))
    )
    assert exact(map_).by_length == dict(sorted(lengths.items()))


@settings(max_examples=100)
@given(maps(max_variables=8, max_links=30))
def test_any_map_is_counted_as_networkx_lists_it(map_: SystemsMap) -> None:
    assert exact(map_) == counted_by_listing(map_)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_maps_have_the_loops_they_are_known_for(name: str) -> None:
    counts, known = exact(example(name)), EXPECTED[name]["loops"]
    polarities = Counter(loop["polarity"] for loop in known)
    assert counts.total == len(known)
    assert counts.reinforcing == polarities["reinforcing"]
    assert counts.balancing == polarities["balancing"]
    assert counts.delayed == sum(loop["delayed"] for loop in known)
    assert counts.by_length == dict(sorted(Counter(len(k["variables"]) for k in known).items()))


@pytest.mark.parametrize("size", range(3, 10))
def test_complete_maps_have_as_many_loops_as_there_are_round_orders(size: int) -> None:
    lengths = {k: comb(size, k) * factorial(k - 1) for k in range(2, size + 1)}
    counts = exact(complete(size))
    assert counts.by_length == lengths
    assert counts.total == counts.reinforcing == sum(lengths.values())
    assert counts.per_link is not None
    uses = sum(k * n for k, n in lengths.items()) // (size * (size - 1))
    assert set(counts.per_link.values()) == {(uses, 0, 0)}


@pytest.mark.parametrize("count", [1, 2, 30, 60, 200])
def test_chains_of_diamonds_double_with_each(count: int) -> None:
    begun = perf_counter()
    counts = exact(diamonds(count))
    assert perf_counter() - begun < 2
    half = 2 ** (count - 1)
    assert (counts.total, counts.reinforcing, counts.balancing) == (2**count, half, half)
    assert counts.by_length == {2 * count + 1: 2**count}
    assert counts.per_link is not None
    assert counts.per_link[f"d{count}>d0"] == (half, half, 0)
    one_sign = (2**count // 4, 2**count // 4, 0) if count > 1 else (1, 0, 0)
    assert counts.per_link["d0>d0l"] == one_sign


def test_an_empty_map_and_one_without_links_have_no_loops() -> None:
    assert exact(SystemsMap()) == Counts(0, 0, 0, 0, 0, {}, {})
    assert exact(map_of([Variable("a", "A")])) == Counts(0, 0, 0, 0, 0, {}, {})


def test_a_ring_is_one_loop_and_a_tail_of_it_is_on_none() -> None:
    arrows = [f"v{i} + v{(i + 1) % 50}" for i in range(50)]
    counts = exact(map_from(*arrows, "v0 - tail"))
    assert (counts.total, counts.by_length) == (1, {50: 1})
    assert counts.per_link is not None
    assert counts.per_link["v7>v8"] == (1, 0, 0)
    assert counts.per_link["v0>tail"] == (0, 0, 0)


def test_a_link_from_a_variable_to_itself_is_a_loop() -> None:
    counts = exact(map_from("a - a ||", "a + b", "b + a", "b ± b"))
    assert counts == Counts(
        *(3, 1, 1, 1),
        delayed=1,
        by_length={1: 2, 2: 1},
        per_link={"a>a": (0, 1, 0), "a>b": (1, 0, 0), "b>a": (1, 0, 0), "b>b": (0, 0, 1)},
    )


def test_two_cores_that_share_a_variable_add_up() -> None:
    one = complete(6)
    id_of = {f"v{i}": f"o{i}" for i in range(1, 6)} | {"v0": "v0"}
    other = [Link(f"o{k.id}", id_of[k.source], id_of[k.target]) for k in one.links.values()]
    others = [Variable(f"o{i}", "") for i in range(1, 6)]
    counts = exact(map_of([*one.variables.values(), *others, *one.links.values(), *other]))
    assert (counts.total, counts.reinforcing, counts.undecided) == (2 * 409, 409, 409)


def test_signs_that_cancel_still_count_through_their_links() -> None:
    """Two ways side by side, one of each sign: their signed sum is nothing, their loops are not."""
    arrows = [f"{a} + {b}" for a in "abcd" for b in "abcd" if a != b and a + b != "ab"]
    map_ = map_from(*arrows, "a + x", "x + b", "a - y", "y + b")
    assert exact(map_) == counted_by_listing(map_)


def test_loops_through_a_variable_are_those_that_leave_it() -> None:
    map_ = tangle(40, 2.2)
    counts, loops = exact(map_), loops_of(map_)
    assert counts.per_link is not None
    through = per_variable(map_, counts.per_link)
    for id_ in map_.variables:
        assert sum(through[id_]) == sum(any(k.source == id_ for k in loop) for loop in loops)


def test_a_themed_map_is_counted_as_networkx_lists_it() -> None:
    map_ = tangle(100, 2.0, seed=3)
    assert exact(map_) == counted_by_listing(map_)


def test_only_what_was_asked_is_counted() -> None:
    counts = count_loops(two_loops())
    assert counts == Counts(2, 1, 1, 0, 1)


def test_numbers_are_exact_however_large() -> None:
    dense, long = complete(3), diamonds(400)
    records = [*dense.variables.values(), *long.variables.values()]
    counts = exact(map_of([*records, *dense.links.values(), *long.links.values()]))
    assert counts.total == 5 + 2**400


def test_large_numbers_go_through_a_core_that_branches() -> None:
    """Each link of a complete map becomes four ways: a loop of k links becomes 4 to the k."""
    arrows = []
    for a, b in ((a, b) for a in range(7) for b in range(7) if a != b):
        arrows += [f"{a} + {a}.{b}.{i}" for i in range(4)]
        arrows += [f"{a}.{b}.{i} - {b}" for i in range(4)]
    counts = exact(map_from(*arrows))
    lengths = {k: comb(7, k) * factorial(k - 1) * 4**k for k in range(2, 8)}
    assert counts.by_length == {2 * k: n for k, n in lengths.items()}
    assert counts.balancing == sum(n for k, n in lengths.items() if k % 2)


def test_a_dense_core_is_counted_by_subsets() -> None:
    counts = exact(complete(12))
    assert counts.total == sum(comb(12, k) * factorial(k - 1) for k in range(2, 13))


def test_what_is_too_wide_gets_a_true_lower_bound() -> None:
    map_ = complete(40)
    known = count_loops(map_, CountBudget(seconds=2.0), per_link=True)
    assert isinstance(known, TooWide)
    assert known.complete_to >= 3
    true = {k: comb(40, k) * factorial(k - 1) for k in range(2, known.complete_to + 1)}
    assert known.by_length == true
    assert sum(true.values()) <= known.lower_bound
    assert known.lower_bound < sum(comb(40, k) * factorial(k - 1) for k in range(2, 41))
    assert known.reason.endswith(".")


def test_a_core_that_is_too_wide_leaves_the_others_counted() -> None:
    wide, chain = complete(25), diamonds(60)
    records = [*wide.variables.values(), *chain.variables.values()]
    map_ = map_of([*records, *wide.links.values(), *chain.links.values()])
    known = count_loops(map_, CountBudget(seconds=2.0, states=2_000))
    assert isinstance(known, TooWide)
    assert known.lower_bound > 2**60
    assert "2,000 states" in known.reason


@pytest.mark.parametrize("states", [1, 10, 100, 1000])
def test_a_lower_bound_never_exceeds_the_truth(states: int) -> None:
    for seed in range(8):
        map_ = tangle(60, 2.6, seed)
        known = count_loops(map_, CountBudget(seconds=0.05, states=states))
        right = count_loops(map_, PLENTY, by_length=True)
        assert isinstance(right, Counts)
        assert right.by_length is not None
        if isinstance(known, TooWide):
            assert 0 < known.lower_bound <= right.total
            upto = {k: n for k, n in right.by_length.items() if k <= known.complete_to}
            assert known.by_length == upto


def _is_past(end: float) -> bool:
    return perf_counter() > end


def after(looks: int) -> Callable[[], bool]:
    """Return what says yes from the given look on."""
    left = iter(range(looks))
    return lambda: next(left, None) is None


def test_a_count_ends_soon_after_it_is_cancelled() -> None:
    for map_ in (complete(16), complete(30), tangle(300, 3.0)):
        for wait in (0.0, 0.02, 0.1):
            asked = perf_counter() + wait
            known = count_loops(map_, PLENTY, partial(_is_past, asked))
            assert perf_counter() - asked < 1  # a busy machine; `bench` measures it
            assert isinstance(known, TooWide)
            assert known.reason == "The count was stopped."


def test_a_count_that_is_not_wanted_looks_no_further() -> None:
    known = count_loops(ring(10), cancel=lambda: True)
    assert known == TooWide(0, 0, {}, "The count was stopped.")


def test_totals_are_kept_when_there_is_no_time_for_the_rest() -> None:
    map_, enough = complete(9), 0
    known: Counts | TooWide = TooWide(0, 0, {}, "")
    while isinstance(known, TooWide):
        enough += 40
        known = count_loops(map_, PLENTY, after(enough), per_link=True)
    assert (known.total, known.per_link) == (125_664, None)
    assert known.reason == "The count was stopped."


def test_a_chain_of_five_thousand_variables_is_quick() -> None:
    ids = [f"v{i}" for i in range(5000)]
    pairs = [*pairwise(ids), *pairwise(ids[::-1])]
    links = [Link(f"{a}>{b}", a, b, Polarity.NEGATIVE) for a, b in pairs]
    counts = exact(map_of([*(Variable(i, i) for i in ids), *links]))
    assert (counts.total, counts.reinforcing) == (4999, 4999)
