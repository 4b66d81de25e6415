"""The words for links and loops."""

import pytest

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.loop import Loop, LoopPolarity, Loops
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.reading import headline, read_link, read_loop
from systemsmap.analysis.register import listing, numbering
from systemsmap.model import edits as do
from systemsmap.model.systems_map import SystemsMap
from tests.maps import diamonds, example, map_from, ring, two_loops


def readings(map_: SystemsMap) -> dict[str, tuple[str, ...]]:
    loops = find_loops(map_)
    numbered = numbering(map_, loops).applied_to(map_)
    return {x.label: read_loop(numbered, x) for x in listing(numbered, loops)}


@pytest.mark.parametrize(
    ("arrow", "sentence"),
    [
        ("a + b", "More “a” means more “b” than there would otherwise have been."),
        ("a - b", "More “a” means less “b” than there would otherwise have been."),
        (
            "a - b ||",
            "More “a” means, after a while, less “b” than there would otherwise have been.",
        ),
        ("a ± b", "More “a” can mean both more and less “b”: it depends."),
        (
            "a ? b ||",
            (
                "“a” affects “b” after a while; whether more of the one means more or less of the"
                " other is undecided."
            ),
        ),
    ],
)
def test_a_link_is_one_sentence(arrow: str, sentence: str) -> None:
    map_ = map_from(arrow)
    assert read_link(map_, map_.links["a>b"]) == sentence


def test_names_are_read_as_written_on_one_line() -> None:
    map_ = map_from("a + b")
    map_ = do.rename(map_, "a", "NHS {staff}\nleaving").applied_to(map_)
    sentence = "More “NHS {staff} leaving” means more “b” than there would otherwise have been."
    assert read_link(map_, map_.links["a>b"]) == sentence


def test_a_reinforcing_loop_ends_with_the_change_feeding_itself() -> None:
    assert readings(two_loops())["R1"] == (
        "More “people” means more “births” than there would otherwise have been.",
        "More “births” means more “people” than there would otherwise have been.",
        "So a change in “people” feeds itself: more leads to more still, and less to less still.",
    )


def test_a_balancing_loop_ends_with_the_change_working_against_itself() -> None:
    assert readings(two_loops())["B1"][-1] == (
        "So a change in “people” works against itself, after a while: more leads back to less,"
        " and less to more."
    )


def test_an_undecided_loop_names_the_links_that_decide_it() -> None:
    map_ = map_from("a + b", "b ? c", "c ± a")
    assert readings(map_)["U1"][-1] == (
        "Whether a change in “a” feeds itself or works against itself depends on “b” → “c” and"
        " “c” → “a”: if an even number of these are − the loop is reinforcing, if an odd number"
        " balancing."
    )


@pytest.mark.parametrize("others", [("b + c", "c + a"), ("b - c", "c + a"), ("b - c", "c - a")])
def test_an_undecided_loop_says_what_it_becomes_either_way(others: tuple[str, str]) -> None:
    said = readings(map_from("a ? b", *others))["U1"][-1]
    plus, minus = said.removesuffix(".").split("with + the loop is ")[1].split(", with − ")
    assert {plus: "+", minus: "-"} == {
        find_loops(map_from(f"a {sign} b", *others)).loops[0].polarity.value: sign for sign in "+-"
    }


def test_a_broken_loop_says_what_it_misses() -> None:
    map_ = two_loops()
    loops = find_loops(map_)
    map_ = numbering(map_, loops).applied_to(map_)
    map_ = do.name_loop(map_, loops.loops[1].id, "Crowding").applied_to(map_)
    map_ = do.delete(map_, ["deaths>people"]).applied_to(map_)
    (broken,) = (x for x in listing(map_, loops) if x.broken)
    assert read_loop(map_, broken) == (
        "More “people” means more “deaths” than there would otherwise have been.",
        "This loop is broken: it no longer closes without “deaths → people”.",
    )


def test_every_loop_of_every_kind_has_a_reading() -> None:
    for label, sentences in readings(example("03_complex_needs_split_up")).items():
        assert len(sentences) > 2, label
        assert all(s[0] in "MS“W" and s.endswith(".") for s in sentences)


def test_the_headline_counts_by_what_loops_do() -> None:
    map_ = example("01_digital_by_default")
    assert headline(find_loops(map_)) == "4 loops: 3 reinforcing, 1 balancing"
    assert headline(find_loops(ring(1))) == "1 loop: 1 reinforcing"
    assert headline(find_loops(SystemsMap())) == "No loops"


def test_the_headline_says_what_is_not_shown() -> None:
    many = find_loops(diamonds(12))
    assert headline(many) == "The 500 shortest of 4,096 loops"
    some = find_loops(diamonds(12), Budget(counted=3_000, results=500))
    assert headline(some) == "The 500 first found of more than 3,000 loops"
    bounded = find_loops(two_loops(), Budget(length=2))
    assert headline(bounded) == (
        "2 loops (1 reinforcing, 1 balancing); none with more than 2 links looked for"
    )
    assert headline(find_loops(two_loops(), Budget(seconds=0))) == "No loops found so far"


def test_the_headline_of_a_search_cut_short_claims_no_more_than_is_known() -> None:
    one = Loop(("k",), ("v",), LoopPolarity.REINFORCING, delayed=False)
    long = Loop(tuple("abcde"), tuple("vwxyz"), LoopPolarity.BALANCING, delayed=False)
    assert headline(Loops((one,), complete=False, known=7_312, complete_to=4)) == (
        "The 1 shortest of more than 7,300 loops"
    )
    assert headline(Loops((one, long), complete=False, known=2, complete_to=4)) == (
        "2 loops (1 reinforcing, 1 balancing); only those of up to 4 links are all there"
    )
