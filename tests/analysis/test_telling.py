"""Loops are told so that each asks the room to take in as little new as possible."""

from hypothesis import given
from hypothesis import strategies as st

from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import ListedLoop, listing, numbering
from systemsmap.analysis.telling import telling_order
from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, tangle


def _listed(map_: SystemsMap) -> tuple[SystemsMap, list[ListedLoop]]:
    found = find_loops(map_)
    map_ = numbering(map_, found).applied_to(map_)
    return map_, list(listing(map_, found))


def test_a_loop_that_shares_variables_comes_before_a_shorter_one_elsewhere() -> None:
    map_ = map_from("a + b", "b + a", "b + c", "c + a", "x + y", "y - x")
    _, loops = _listed(map_)
    names = ["".join(map_.variables[i].name for i in x.variables) for x in telling_order(loops)]
    assert names == ["ab", "abc", "xy"]


def test_once_loops_have_names_only_those_are_told() -> None:
    map_, loops = _listed(map_from("a + b", "b + a", "b + c", "c + a"))
    map_ = edits.name_loop(map_, loops[1].id, "The long way").applied_to(map_)
    named = listing(map_, find_loops(map_))
    assert [loop.name for loop in telling_order(named)] == ["The long way"]


@given(st.integers(3, 14), st.integers(0, 99))
def test_none_is_told_twice_and_each_adds_the_fewest(size: int, seed: int) -> None:
    _, loops = _listed(tangle(size, 1.6, seed))
    told = telling_order(loops[:30])
    assert len(told) == len({x.id for x in told}) == len(loops[:30])
    known: set[str] = set()
    for at, loop in enumerate(told):
        new = len(set(loop.variables) - known)
        assert new == min(len(set(x.variables) - known) for x in told[at:])
        known |= set(loop.variables)
