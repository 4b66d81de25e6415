"""The line above the list of loops."""

from systemsmap.analysis.counting.counts import Counts, TooWide
from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.reading import numeral
from systemsmap.analysis.reading_totals import kept_line

WORLD3 = Counts(1_863_803, 761_680, 768_414, 333_709, 0)
TOO_WIDE = TooWide(1_200_000, 3, {2: 1, 3: 1}, "There are too many ways to keep apart.")


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
    assert numeral(996 * 10**15) == "about 1.0 × 10^18"


def test_the_lower_bound_is_never_below_what_is_kept() -> None:
    line = kept_line({LoopPolarity.BALANCING: 2_000_000}, 5, TOO_WIDE, complete=False)
    assert line.endswith("at least 2,000,000 in all, too many to count exactly")


def test_a_kind_that_does_not_occur_is_left_out() -> None:
    line = kept_line({LoopPolarity.BALANCING: 2}, 3, Counts(7, 4, 3, 0, 0), complete=False)
    assert line == "2 loops up to 3 links, all of them; 7 in all: 4 R, 3 B"
