"""Loops through one variable: those of the whole list that pass it, in the same order."""

import pytest
from hypothesis import given

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.loops.through import loops_through
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, maps, tangle

ALL = Budget(results=100_000, seconds=60, counted=200_000)


@given(maps())
def test_they_are_the_loops_of_the_map_that_pass_it(map_: SystemsMap) -> None:
    every = find_loops(map_, ALL).loops
    for id_ in map_.variables:
        some = loops_through(map_, id_, ALL)
        assert some.complete
        assert some.loops == tuple(loop for loop in every if id_ in loop.variables)


def test_a_bound_on_length_and_number_is_kept() -> None:
    map_ = tangle(30, 2.2, seed=2)
    every = find_loops(map_, ALL).loops
    busiest = max(map_.variables, key=lambda i: sum(i in loop.variables for loop in every))
    some = loops_through(map_, busiest, Budget(results=5, length=9, seconds=60))
    mine = [loop for loop in every if busiest in loop.variables and len(loop) <= 9]
    assert some.loops == tuple(mine[:5])
    assert not some.complete
    assert some.known == len(mine)


def test_a_link_to_itself_is_a_loop_through_it() -> None:
    map_ = map_from("a + a", "a + b", "b - a")
    assert [len(loop) for loop in loops_through(map_, "a").loops] == [1, 2]
    assert [len(loop) for loop in loops_through(map_, "b").loops] == [2]
    assert loops_through(map_from("a + b"), "a").complete


def test_an_unknown_variable_is_an_error() -> None:
    with pytest.raises(KeyError):
        loops_through(SystemsMap(), "nobody")
