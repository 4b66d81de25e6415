"""Routes from one variable to another, against networkx."""

from itertools import permutations
from math import prod
from time import perf_counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.routes import Routes, routes
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import diamonds, map_from, maps, tangle

ALL = Budget(results=100_000, length=None, seconds=60)


def ways(found: Routes) -> list[tuple[str, ...]]:
    return [route.variables for route in found.routes]


def by_networkx(map_: SystemsMap, start: str, end: str, longest: int) -> list[tuple[str, ...]]:
    place = list(map_.variables).index
    found = nx.all_simple_paths(as_digraph(map_), start, end, cutoff=longest)
    return sorted(map(tuple, found), key=lambda way: (len(way), [place(v) for v in way]))


def complete(size: int) -> SystemsMap:
    return map_from(*(f"v{a} + v{b}" for a, b in permutations(range(size), 2)))


@settings(max_examples=150)
@given(maps(max_variables=6, max_links=20), st.integers(0, 6))
def test_routes_are_the_simple_paths_of_networkx(map_: SystemsMap, longest: int) -> None:
    for start, end in list(permutations(map_.variables, 2))[:8]:
        found = routes(map_, start, end, Budget(results=10_000, length=longest, seconds=60))
        assert ways(found) == by_networkx(map_, start, end, longest)
        assert (found.complete, found.longest) == (True, longest)
        if found.no_longer:
            assert ways(found) == by_networkx(map_, start, end, len(map_.variables))


@settings(max_examples=80)
@given(maps(max_variables=5, max_links=16))
def test_a_route_pushes_as_the_product_of_its_signs(map_: SystemsMap) -> None:
    worth = {Polarity.POSITIVE: 1, Polarity.NEGATIVE: -1}
    for start, end in permutations(list(map_.variables)[:3], 2):
        for route in routes(map_, start, end, ALL).routes:
            links = [map_.links[i] for i in route.links]
            assert [k.source for k in links] == list(route.variables[:-1])
            assert [k.target for k in links] == list(route.variables[1:])
            sign = prod(worth.get(k.polarity, 0) for k in links)
            assert sign == worth.get(route.polarity, 0)
            assert (route.polarity is Polarity.UNDECIDED) == (sign == 0)
            assert route.delayed == any(k.delayed for k in links)


def test_routes_of_a_large_map_are_those_of_networkx() -> None:
    map_ = tangle(60, 2.0)
    ids = list(map_.variables)
    for start, end in zip(ids[::6], ids[3::6], strict=False):
        found = routes(map_, start, end, Budget(results=100_000, length=7, seconds=60))
        assert ways(found) == by_networkx(map_, start, end, 7)


def test_when_there_are_too_many_the_shortest_are_kept() -> None:
    every = routes(complete(7), "v0", "v3", ALL)
    some = routes(complete(7), "v0", "v3", Budget(results=40, length=10, seconds=60))
    assert some.routes == every.routes[:40]
    assert (len(every.routes), every.complete, every.no_longer) == (326, True, True)
    assert (some.complete, some.longest, some.no_longer) == (False, 3, False)


def test_routes_of_both_signs_or_of_none_are_ambiguous() -> None:
    up = map_from("a - m", "m - b", "a + b")
    assert not routes(up, "a", "b").is_ambiguous
    assert routes(map_from("a - m", "m + b", "a + b"), "a", "b").is_ambiguous
    assert routes(map_from("a ± b"), "a", "b").is_ambiguous
    assert not routes(up, "b", "a").is_ambiguous


def test_from_a_variable_to_itself_and_to_one_out_of_reach_there_are_no_routes() -> None:
    map_ = map_from("a + b", "b + a", "a + a", "c + a")
    for start, end in (("a", "a"), ("a", "c")):
        found = routes(map_, start, end)
        assert (found.routes, found.complete, found.no_longer) == ((), True, True)


def test_a_variable_that_is_not_on_the_map_is_refused() -> None:
    with pytest.raises(KeyError):
        routes(map_from("a + b"), "a", "z")


def test_a_tangle_without_end_is_left_when_time_is_over() -> None:
    map_ = complete(14)
    taken = []
    for _ in range(3):  # once the whole process may be tidying up its memory
        begun = perf_counter()
        found = routes(map_, "v0", "v1", Budget(results=10**9, length=None, seconds=0.05))
        taken.append(perf_counter() - begun)
    assert min(taken) < 0.3
    assert (found.complete, found.longest > 1) == (False, True)
    assert ways(found)[:1] == [("v0", "v1")]


def test_nobody_waits_for_routes_that_are_no_longer_wanted() -> None:
    begun = perf_counter()
    found = routes(diamonds(40), "d0", "d40", ALL, cancel=lambda: True)
    assert perf_counter() - begun < 1
    assert (found.routes, found.complete) == ((), False)
