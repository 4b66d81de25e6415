"""Maps made to make a search for loops despair: it ends in time, in bounds, and honestly."""

import tracemalloc
from array import array
from time import thread_time

import pytest

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.flat import flat_loops
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model.systems_map import SystemsMap
from tests.analysis.loops.prove import cycles_of
from tests.maps import diamonds, map_from, ring, tangle, two_loops


def trap(rungs: int, petals: int = 40) -> SystemsMap:
    """A hub with many loops of two, and a ladder that leads only back to the way already gone.

    The ladder is fed and left through one variable, so that from the hub no way up it closes.
    """
    arrows = ["hub + gate", "gate + hub", "gate + s0", f"s{rungs} + gate"]
    for i in range(rungs):
        a, z = f"s{i}", f"s{i + 1}"
        arrows += [f"{a} + {a}l", f"{a} + {a}r", f"{a}l + {z}", f"{a}r + {z}"]
    for i in range(petals):
        arrows += [f"hub + p{i}", f"p{i} + hub"]
    return map_from(*arrows)


def complete(size: int) -> SystemsMap:
    return map_from(*(f"v{a} + v{b}" for a in range(size) for b in range(size) if a != b))


@pytest.mark.parametrize("map_", [diamonds(30), trap(30), complete(40), tangle(300, 4.0)])
def test_a_budget_of_fifty_milliseconds_is_kept(map_: SystemsMap) -> None:
    late = []
    for _ in range(3):
        begun = thread_time()
        found = find_loops(map_, Budget(results=200, counted=10**9, seconds=0.05))
        late.append(thread_time() - begun - 0.05)
        assert not found.complete
    assert min(late) < 0.1  # the search ends at once; turning 200 loops into words takes the rest


def test_whoever_cancels_is_obeyed_at_once() -> None:
    begun = thread_time()
    found = find_loops(diamonds(30), Budget(counted=10**9), cancel=lambda: True)
    assert thread_time() - begun < 0.1
    assert (found.loops, found.known, found.complete) == ((), 0, False)


def test_a_chain_of_diamonds_has_nothing_shorter_than_its_length() -> None:
    found = find_loops(diamonds(30), Budget(length=60, seconds=1.0))
    assert (found.loops, found.complete_to) == ((), 60)


@pytest.mark.parametrize("rungs", [4, 12, 40])
def test_a_ladder_that_leads_nowhere_is_given_up(rungs: int) -> None:
    found = find_loops(trap(rungs), Budget(results=100, counted=5_000, seconds=10))
    assert [len(x) for x in found.loops[:41]] == [2] * 41
    expected = min(2**rungs + 41, 5_001)
    assert found.known == expected


def test_long_chains_open_and_closed() -> None:
    open_ = map_from(*(f"v{i} + v{i + 1}" for i in range(5_000)))
    assert find_loops(open_).complete
    closed = find_loops(ring(5_000), Budget(seconds=20))
    assert [len(x) for x in closed.loops] == [5_000]
    assert closed.complete


def test_many_loops_go_into_flat_arrays() -> None:
    map_ = tangle(60, 2.0)
    told: list[int] = []
    flat = flat_loops(map_, progress=told.append)
    found = find_loops(map_, Budget(results=10**6, counted=10**6, seconds=30))
    assert flat.complete
    assert isinstance(flat.links, array)
    assert tuple(flat.loops(map_)) == found.loops
    assert told == sorted(told)
    assert [x.variables for x in flat.loops(map_)] == cycles_of(map_)


def test_an_export_stops_at_its_number_and_within_its_memory() -> None:
    map_ = complete(12)
    tracemalloc.start()
    flat = flat_loops(map_, most=100_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(flat), flat.complete) == (100_000, False)
    assert sum(len(x) <= flat.complete_to for x in flat.loops(map_)) < 100_000
    assert peak < 40_000_000


def test_an_export_can_be_cancelled() -> None:
    asked = iter([False] * 20 + [True] * 10**6)
    flat = flat_loops(complete(12), cancel=lambda: next(asked))
    assert 0 < len(flat) < 100_000
    assert not flat.complete
    assert len(flat_loops(two_loops())) == 2
    assert flat_loops(SystemsMap()).complete
