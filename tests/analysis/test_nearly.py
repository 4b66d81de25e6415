"""Links that would close a loop are asked about, the most telling first, and never twice."""

from hypothesis import given
from hypothesis import strategies as st

from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.nearly import LONGEST, ask_link, nearly_loops
from systemsmap.interchange import json
from systemsmap.model import edits
from systemsmap.model.edits.declined import declined
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, tangle


def _names(map_: SystemsMap, but: frozenset[tuple[str, str]] = frozenset()) -> list[str]:
    name = {i: v.name for i, v in map_.variables.items()}
    return [f"{name[x.cause]}{name[x.effect]}" for x in nearly_loops(map_, but)]


def test_what_ties_most_together_is_asked_first() -> None:
    map_ = map_from("a + b", "b + c", "c + d")
    assert _names(map_) == ["da", "ca", "db", "ba", "cb", "dc"]
    first = nearly_loops(map_)[0]
    assert ask_link(map_, first) == "Does “d” affect “a”? It would close a loop of 4 variables."


def test_a_no_is_remembered_in_the_map_and_in_its_file_and_can_be_undone() -> None:
    map_ = map_from("a + b", "b + c")
    first = nearly_loops(map_)[0]
    change = edits.decline_link(map_, first.cause, first.effect)
    after = change.applied_to(map_)
    assert declined(after) == {(first.cause, first.effect)}
    assert (first.cause, first.effect) not in {
        (x.cause, x.effect) for x in nearly_loops(after, declined(after))
    }
    assert change.reversed().applied_to(after) == map_
    again = json.read(json.write(after)).map_
    assert declined(again) == declined(after)


@given(st.integers(2, 9), st.integers(0, 99))
def test_each_of_them_closes_a_loop_of_the_length_that_is_told(size: int, seed: int) -> None:
    map_ = tangle(size, 1.2, seed)
    known = {frozenset(loop.links) for loop in find_loops(map_).loops}
    for nearly in nearly_loops(map_):
        assert len(nearly.way) <= LONGEST
        change = edits.add_link(map_, nearly.cause, nearly.effect, Polarity.POSITIVE)
        loops = find_loops(change.applied_to(map_)).loops
        new = [loop for loop in loops if frozenset(loop.links) not in known]
        assert min(map(len, new)) == len(nearly.way)
