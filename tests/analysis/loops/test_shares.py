"""Shares of all loops, and their words."""

import pytest
from hypothesis import given

from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.loops.shares import Share, read_share, shares
from systemsmap.model.systems_map import SystemsMap
from tests.maps import maps


@given(maps(max_variables=5, max_links=12))
def test_a_share_is_the_part_of_all_loops_that_pass_a_link(map_: SystemsMap) -> None:
    loops = find_loops(map_).loops
    through = {
        link: tuple(
            sum(link in loop.links and loop.polarity is kind for loop in loops)
            for kind in LoopPolarity
        )
        for link in map_.links
    }
    found = shares(len(loops), through)  # type: ignore[arg-type]
    for link, share in found.items():
        passing = [loop for loop in loops if link in loop.links]
        assert share.loops == len(passing)
        assert share.part == (len(passing) / len(loops) if loops else 0)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(0, 0, 0, 0), "in no loop"),
        (Share(0, 0, 0, 7), "in no loop"),
        (Share(1, 0, 0, 1), "in the only loop"),
        (Share(2, 3, 1, 6), "in all loops"),
        (Share(40, 39, 1, 100), "in 80 % of all loops"),
        (Share(1, 0, 0, 3), "in 33 % of all loops"),
        (Share(1, 0, 0, 1_000), "in less than 1 % of all loops"),
        (Share(999, 0, 0, 1_000), "in more than 99 % of all loops"),
        (Share(10**400, 0, 0, 2 * 10**400), "in 50 % of all loops"),
    ],
)
def test_the_words_never_make_all_of_most_or_none_of_few(share: Share, words: str) -> None:
    assert read_share(share) == words


def test_a_share_of_more_loops_than_a_float_can_hold_is_exact() -> None:
    assert Share(10**400, 10**400, 0, 8 * 10**400).part == 0.25
