"""The loop that each link is drawn around."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.analysis import rounds as module
from systemsmap.analysis.rounds import ROUNDEST, rounds, rounds_after
from systemsmap.model import edits as do
from systemsmap.model.change import Change
from systemsmap.model.systems_map import SystemsMap
from tests.maps import AnyEdit, edits, limits_to_growth, map_from, maps, ring, tangle


def lengths_by_hand(map_: SystemsMap) -> dict[str, int]:
    """Try every order of every few variables."""
    best: dict[str, int] = {}
    for size in range(1, len(map_.variables) + 1):
        for order in permutations(map_.variables, size):
            steps = list(zip(order, (*order[1:], order[0]), strict=True))
            if all(step in map_.link_between for step in steps):
                for step in steps:
                    id_ = map_.link_between[step]
                    if best.get(id_, 2) == 2:
                        best[id_] = size
    return best


def is_loop_through(map_: SystemsMap, link_id: str, round_: tuple[str, ...]) -> bool:
    steps = list(zip(round_, (*round_[1:], round_[0]), strict=True))
    link = map_.links[link_id]
    return all(s in map_.link_between for s in steps) and (link.source, link.target) in steps


@settings(max_examples=150)
@given(maps(max_variables=6, max_links=14))
def test_every_link_gets_the_shortest_loop_of_three_or_more_or_else_of_two(
    map_: SystemsMap,
) -> None:
    found = rounds(map_)
    assert {i: len(r) for i, r in found.items()} == lengths_by_hand(map_)
    assert all(is_loop_through(map_, i, r) for i, r in found.items())


def test_a_pair_of_links_prefers_a_wider_loop_unless_it_is_much_longer() -> None:
    for length, expected in ((3, 3), (ROUNDEST, ROUNDEST), (ROUNDEST + 1, 2)):
        map_ = ring(length)
        back = do.add_link(map_, "v1", "v0", id_="back").applied_to(map_)
        assert len(rounds(back)["v0>v1"]) == expected
        assert len(rounds(back)["back"]) == 2


def test_a_long_single_loop_is_still_a_round() -> None:
    found = rounds(ring(30))
    assert len(found) == 30
    assert {len(r) for r in found.values()} == {30}


def test_links_on_no_loop_are_absent() -> None:
    found = rounds(limits_to_growth())
    assert "constraint>limiting" not in found
    assert set(found["effort>results"]) == {"effort", "results"}


def test_a_link_to_itself_goes_round_alone() -> None:
    assert rounds(map_from("a + a", "a + b"))["a>a"] == ("a",)


def test_a_link_with_a_choice_takes_the_loop_that_more_links_take() -> None:
    map_ = map_from(
        *("s + p", "p + q", "q + r", "r + s"),  # one square, drawn first,
        *("q + t", "t + p"),  # of which a triangle claims the link from p to q,
        *("s + u", "u + v", "v + r"),  # and another square, whole
    )
    found = rounds(map_)
    assert set(found["p>q"]) == {"p", "q", "t"}
    assert set(found["r>s"]) == set(found["u>v"]) == {"r", "s", "u", "v"}


@pytest.mark.parametrize("small", [module.SMALL, 0])
@settings(max_examples=60)
@given(
    map_=maps(max_variables=7, max_links=18),
    steps=st.lists(
        edits("add link", "reverse", "delete link", "delete variable", "sign", "copy", "move"),
        max_size=8,
    ),
)
def test_bringing_rounds_up_to_date_equals_finding_them_anew(
    small: int, map_: SystemsMap, steps: list[AnyEdit]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SMALL", small)
        found, undone = rounds(map_), list[Change]()
        for step in steps:
            change = step(map_)
            map_ = change.applied_to(map_)
            found = rounds_after(map_, change, found)
            assert found == rounds(map_)
            undone.append(change.reversed())
        for change in reversed(undone):
            map_ = change.applied_to(map_)
            found = rounds_after(map_, change, found)
            assert found == rounds(map_)


def test_a_change_of_signs_or_places_keeps_the_rounds_as_they_are() -> None:
    map_ = tangle(60)
    before = rounds(map_)
    change = do.move(map_, ["v3"], 5, 5)
    assert rounds_after(change.applied_to(map_), change, before) is before
