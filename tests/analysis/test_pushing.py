"""A push travels link by link and says nothing where the map alone cannot say."""

from hypothesis import given
from hypothesis import strategies as st

from systemsmap.analysis.pushing import Pull, begin, onward, read_push
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, tangle


def _after(map_: SystemsMap, steps: int, pull: Pull = Pull.UP) -> dict[str, str]:
    pushed = begin(next(iter(map_.variables)), pull)
    for _ in range(steps):
        pushed = onward(map_, pushed)
    return {map_.variables[i].name: pull.value for i, pull in pushed.pulls.items()}


def test_it_goes_one_link_further_with_each_step_and_turns_at_a_minus() -> None:
    map_ = map_from("a + b", "b - c", "c - d")
    assert _after(map_, 0) == {"a": "up"}
    assert _after(map_, 2) == {"a": "up", "b": "up", "c": "down"}
    assert _after(map_, 9) == {"a": "up", "b": "up", "c": "down", "d": "up"}
    assert _after(map_, 9, Pull.DOWN) == {"a": "down", "b": "down", "c": "up", "d": "down"}


def test_where_it_is_pulled_both_ways_it_stops_claiming() -> None:
    map_ = map_from("a + b", "a - c", "b + d", "c + d", "d + e")
    assert _after(map_, 9) == {"a": "up", "b": "up", "c": "down", "d": "both ways"}


def test_an_open_sign_passes_nothing_on() -> None:
    assert _after(map_from("a ? b", "b + c"), 9) == {"a": "up", "b": "undecided"}


def test_a_balancing_loop_comes_back_against_the_push() -> None:
    assert _after(map_from("a + b", "b - a"), 9) == {"a": "both ways", "b": "up"}


@given(st.integers(2, 12), st.integers(0, 99))
def test_it_always_ends_and_pushing_down_is_the_mirror(size: int, seed: int) -> None:
    map_ = tangle(size, 1.5, seed)
    up, down = (begin(next(iter(map_.variables)), pull) for pull in (Pull.UP, Pull.DOWN))
    turned = {Pull.UP: Pull.DOWN, Pull.DOWN: Pull.UP}
    for _ in range(size + 1):
        up, down = onward(map_, up), onward(map_, down)
        assert {i: turned.get(p, p) for i, p in up.pulls.items()} == down.pulls
    assert onward(map_, up).pulls == up.pulls


def test_it_is_told_in_words_and_says_what_it_is_not() -> None:
    map_ = map_from("a + b", "a - c", "a ? d")
    pushed = onward(map_, begin(next(iter(map_.variables)), Pull.UP))
    assert read_push(map_, pushed) == (
        "More “a”: after step 1, 1 rises, 1 falls and 1 may go either way."
        " First order, each link once."
    )
