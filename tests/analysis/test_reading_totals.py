"""The line above the list of loops."""

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.counting.counts import Counts, TooWide
from systemsmap.analysis.loops.loop import Loop, LoopPolarity, Loops
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.reading import numeral
from systemsmap.analysis.reading_totals import kept_line, listed_to, totals_line
from systemsmap.model.systems_map import SystemsMap
from tests.maps import two_loops

WORLD3 = Counts(1_863_803, 761_680, 768_414, 333_709, 0)
TOO_WIDE = TooWide(1_200_000, 3, {2: 1, 3: 1}, "There are too many ways to keep apart.")


def loop(length: int) -> Loop:
    ids = tuple(f"v{i}" for i in range(length))
    return Loop(ids, ids, LoopPolarity.REINFORCING, delayed=False)


def listed(*lengths: int, known: int | None = None, complete_to: int = 0) -> Loops:
    loops = tuple(map(loop, lengths))
    return Loops(loops, complete=False, known=known or len(loops), complete_to=complete_to)


def test_small_maps_keep_their_headline() -> None:
    counts = Counts(2, 1, 1, 0, 1)
    assert totals_line(find_loops(two_loops()), counts) == "2 loops: 1 reinforcing, 1 balancing"
    assert totals_line(find_loops(SystemsMap()), Counts(0, 0, 0, 0, 0)) == "No loops"


def test_the_list_is_told_from_the_whole() -> None:
    world3 = listed(*range(2, 19), *[18] * 1_771, complete_to=18)
    assert totals_line(world3, WORLD3) == (
        "1,788 loops up to 18 links, all of them; 1,863,803 in all: 761,680 R, 768,414 B,"
        " 333,709 undecided"
    )


def test_a_kind_that_does_not_occur_is_left_out() -> None:
    line = totals_line(listed(2, 3, complete_to=3), Counts(7, 4, 3, 0, 0))
    assert line == "2 loops up to 3 links, all of them; 7 in all: 4 R, 3 B"


def test_loops_beyond_the_length_up_to_which_none_is_missing_are_counted_apart() -> None:
    cut = listed(2, 3, 3, 4, 4, known=9, complete_to=4)
    assert listed_to(cut) == 3
    assert totals_line(cut, Counts(9, 9, 0, 0, 0)) == (
        "3 loops up to 3 links, all of them, and 2 longer; 9 in all: 9 R"
    )
    none_sure = listed(4, 4, known=9, complete_to=4)
    assert totals_line(none_sure, Counts(9, 0, 9, 0, 0)) == "The first 2 loops found; 9 in all: 9 B"
    one = totals_line(listed(1, complete_to=1), Counts(9, 0, 9, 0, 0))
    assert one == "1 loop up to 1 link, the only one; 9 in all: 9 B"


def test_a_count_that_gave_up_says_what_is_certain() -> None:
    assert totals_line(listed(2, 3, 5, complete_to=2), TOO_WIDE) == (
        "1 loop up to 2 links, the only one, and 2 longer; 2 loops counted up to 3 links;"
        " at least 1,200,000 in all, too many to count exactly"
    )
    assert totals_line(listed(2, 3, complete_to=5), TOO_WIDE) == (
        "2 loops up to 5 links, all of them; at least 1,200,000 in all, too many to count exactly"
    )


def test_the_lower_bound_is_never_below_what_the_list_knows() -> None:
    known = listed(2, 3, known=2_000_000, complete_to=5)
    assert totals_line(known, TOO_WIDE).endswith(
        "at least 2,000,000 in all, too many to count exactly"
    )


def test_while_nothing_has_been_counted_the_headline_stands() -> None:
    bounded = find_loops(two_loops(), Budget(length=2))
    assert totals_line(bounded).startswith("2 loops (1 reinforcing, 1 balancing)")
    assert totals_line(listed(), WORLD3).startswith("No loops listed so far; 1,863,803 in all")


def test_loops_that_are_kept_up_with_are_told_apart_from_the_whole() -> None:
    kept = {LoopPolarity.REINFORCING: 700, LoopPolarity.BALANCING: 1_088}
    assert kept_line(kept, 18, WORLD3, complete=False).startswith(
        "1,788 loops up to 18 links, all of them; 1,863,803 in all: 761,680 R"
    )
    assert kept_line(kept, 18, None, complete=False) == (
        "1,788 loops up to 18 links, all of them; longer ones are being counted"
    )
    assert kept_line(kept, 30, None, complete=True) == (
        "1,788 loops: 700 reinforcing, 1,088 balancing"
    )
    assert kept_line({}, 2, TOO_WIDE, complete=False) == (
        "No loops up to 2 links; 2 loops counted up to 3 links;"
        " at least 1,200,000 in all, too many to count exactly"
    )
    assert kept_line({}, 9, None, complete=True) == "No loops"


def test_a_number_nobody_could_read_is_told_by_its_size() -> None:
    huge = Counts(3**10_000, 3**10_000, 0, 0, 0)
    line = kept_line({LoopPolarity.REINFORCING: 2_000}, 9, huge, complete=False)
    assert line.endswith("; about 1.6 × 10^4,771 in all: about 1.6 × 10^4,771 R")
    assert numeral(283_457_624) == "283,457,624"
