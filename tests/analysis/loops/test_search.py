"""The search for loops, against a brute force of its own, networkx and the published maps."""

import json
from itertools import permutations
from random import Random
from time import perf_counter
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import DATA, EXAMPLES, diamonds, example, map_from, maps, ring, tangle, two_loops

EXPECTED: dict[str, Any] = json.loads((DATA / "EXPECTED_LOOPS.json").read_text("utf-8"))


def loops_by_hand(map_: SystemsMap) -> list[tuple[str, ...]]:
    """Every order of every few variables that starts with its first one and closes."""
    place = {id_: at for at, id_ in enumerate(map_.variables)}
    return [
        order
        for size in range(1, len(place) + 1)
        for order in permutations(map_.variables, size)
        if place[order[0]] == min(place[i] for i in order)
        and all(s in map_.link_between for s in zip(order, (*order[1:], order[0]), strict=True))
    ]


@settings(max_examples=150)
@given(maps(max_variables=6, max_links=20))
def test_loops_are_those_found_by_hand_in_the_same_order(map_: SystemsMap) -> None:
    found = find_loops(map_)
    assert [loop.variables for loop in found.loops] == loops_by_hand(map_)
    assert found.complete
    assert found.exactly
    assert found.known == len(found.loops)


@settings(max_examples=150)
@given(maps())
def test_a_loop_is_what_its_links_make_it(map_: SystemsMap) -> None:
    for loop in find_loops(map_).loops:
        links = [map_.links[i] for i in loop.links]
        assert [k.source for k in links] == list(loop.variables)
        assert [k.target for k in links] == [*loop.variables[1:], loop.variables[0]]
        assert loop.delayed == any(k.delayed for k in links)
        signs = [k.polarity for k in links]
        if {Polarity.UNDECIDED, Polarity.MIXED} & set(signs):
            assert loop.polarity is LoopPolarity.UNDECIDED
        else:
            odd = signs.count(Polarity.NEGATIVE) % 2
            assert loop.polarity is (LoopPolarity.BALANCING if odd else LoopPolarity.REINFORCING)


@pytest.mark.parametrize("size", [8, 14, 30, 60])
def test_loops_are_those_of_networkx(size: int) -> None:
    for seed in range(12):
        map_ = tangle(size, Random(seed).choice([1.2, 1.5, 2.0]), seed)
        found = find_loops(map_, Budget(results=3_000, seconds=30))
        bound = None if found.complete else found.complete_to
        cycles = nx.simple_cycles(as_digraph(map_), length_bound=bound)
        mine = [x for x in found.loops if len(x) <= found.complete_to]
        if len(found.loops) < found.known:  # cut at the budget, maybe within one length
            mine = [x for x in mine if len(x) < len(found.loops[-1])]
            cycles = (c for c in cycles if len(c) < len(found.loops[-1]))
        assert sorted(map(sorted, (x.variables for x in mine))) == sorted(map(sorted, cycles))


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_maps_have_exactly_their_published_loops(name: str) -> None:
    map_ = example(name)
    assert (len(map_.variables), len(map_.links)) == (
        EXPECTED[name]["variables"],
        EXPECTED[name]["links"],
    )
    expected = {
        (_turned(loop["variables"]), loop["polarity"], loop["delayed"])
        for loop in EXPECTED[name]["loops"]
    }
    found = find_loops(map_)
    assert {(_turned(x.variables), x.polarity.value, x.delayed) for x in found.loops} == expected
    assert len(found.loops) == len(EXPECTED[name]["loops"])


def _turned(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    first = list(names).index(min(names))
    return (*names[first:], *names[:first])


def test_every_map_expected_to_have_loops_is_there() -> None:
    assert set(EXAMPLES) == set(EXPECTED)


def test_shorter_loops_come_first_and_equal_ones_in_map_order() -> None:
    found = find_loops(map_from("c + d", "d + c", "a + b", "b + c", "c + a", "a - a", "d + d"))
    assert [x.variables for x in found.loops] == [("d",), ("a",), ("c", "d"), ("c", "a", "b")]


def test_the_answer_is_complete_length_by_length() -> None:
    map_ = tangle(200, 3.0)
    every = [x for x in find_loops(map_, Budget(results=10**6, length=6)).loops if len(x) <= 6]
    few = find_loops(map_, Budget(results=len(every) // 2, counted=len(every) // 2))
    assert few.loops == tuple(every[: len(few.loops)])
    assert not few.complete
    assert few.known == len(every) // 2 + 1


def test_a_bound_on_length_leaves_longer_loops_out_and_says_so() -> None:
    found = find_loops(two_loops(), Budget(length=1))
    assert (found.loops, found.complete, found.complete_to) == ((), False, 1)
    assert find_loops(
        two_loops(), Budget(length=3)
    ).complete  # no loop of three variables is longer


def test_all_loops_may_be_counted_although_few_are_listed() -> None:
    found = find_loops(two_loops(), Budget(results=1))
    assert (len(found.loops), found.complete, found.known, found.exactly) == (1, False, 2, True)


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.3])
def test_the_search_ends_within_its_time(seconds: float) -> None:
    for map_ in (diamonds(30), tangle(300, 4.0), diamonds_with_no_way_out(40)):
        find_loops(two_loops())  # networkx is imported by now
        start = perf_counter()
        found = find_loops(map_, Budget(seconds=seconds, counted=10**9))
        assert (
            perf_counter() - start < seconds + 1.5
        )  # the rest: reading the map in, a busy machine
        assert not found.complete


def test_a_chain_of_thirty_diamonds_is_told_from_an_empty_map_at_once() -> None:
    find_loops(two_loops())
    start = perf_counter()
    found = find_loops(diamonds(30))
    assert perf_counter() - start < 10
    assert (found.known, found.complete, found.complete_to) == (20_001, False, 60)
    assert {len(x) for x in found.loops} == {61}


def diamonds_with_no_way_out(count: int) -> SystemsMap:
    """A chain of diamonds whose only way home leads over a variable already passed."""
    arrows = ["home + gate", "gate + home", "gate + d0", f"d{count} + gate"]
    for i in range(count):
        a, z = f"d{i}", f"d{i + 1}"
        arrows += [f"{a} + {a}l", f"{a} + {a}r", f"{a}l + {z}", f"{a}r + {z}"]
    return map_from(*arrows)


def test_ways_that_cannot_close_are_given_up_quickly() -> None:
    find_loops(two_loops())
    start = perf_counter()
    found = find_loops(diamonds_with_no_way_out(60), Budget(seconds=20))
    assert perf_counter() - start < 20
    assert found.loops[0].variables == ("home", "gate")
    assert (found.known, found.complete_to) == (20_001, 121)


def test_a_single_loop_of_three_hundred_links_is_found() -> None:
    found = find_loops(ring(300))
    assert [len(x) for x in found.loops] == [300]
    assert found.complete


def test_no_links_no_loops() -> None:
    found = find_loops(SystemsMap())
    assert (found.loops, found.complete, found.known) == ((), True, 0)
    assert find_loops(map_from("a + b", "b + c")).complete
