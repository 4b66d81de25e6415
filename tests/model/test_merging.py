"""Two variables become one: nothing that was said of either is lost."""

import pytest

from systemsmap.model import edits
from systemsmap.model.records import (
    Card,
    Evidence,
    Kind,
    Link,
    NamedLoop,
    Polarity,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap, map_of

PLUS, MINUS = Polarity.POSITIVE, Polarity.NEGATIVE


def _map(*links: Link) -> SystemsMap:
    return map_of(
        (
            Variable("a", "Failure demand", 1, 2, note="As the council counts it"),
            Variable("b", "failure demands", 9, 9, Kind.FAILURE_DEMAND, note="Calls to chase"),
            Variable("c", "Cost"),
            *links,
        )
    )


def _merged(map_: SystemsMap, gone: str = "b", kept: str = "a") -> SystemsMap:
    return edits.merge(map_, gone, kept).applied_to(map_)


def test_name_and_place_stay_and_both_notes_are_kept() -> None:
    one = _merged(_map()).variables["a"]
    assert (one.name, one.x, one.y, one.kind) == ("Failure demand", 1, 2, Kind.FAILURE_DEMAND)
    for words in ("As the council counts it", "Calls to chase", "failure demands"):
        assert words in one.note


def test_links_of_the_other_lead_to_the_one() -> None:
    map_ = _merged(_map(Link("bc", "b", "c", PLUS), Link("cb", "c", "b", MINUS, delayed=True)))
    assert map_.links["bc"] == Link("bc", "a", "c", PLUS)
    assert map_.links["cb"] == Link("cb", "c", "a", MINUS, delayed=True)
    assert list(map_.variables) == ["a", "c"]


@pytest.mark.parametrize(
    ("signs", "sign"),
    [
        ((PLUS, PLUS), PLUS),
        ((PLUS, MINUS), Polarity.MIXED),
        ((Polarity.UNDECIDED, MINUS), MINUS),
        ((MINUS, Polarity.UNDECIDED), MINUS),
        ((Polarity.MIXED, PLUS), Polarity.MIXED),
        ((Polarity.UNDECIDED, Polarity.UNDECIDED), Polarity.UNDECIDED),
    ],
)
def test_of_two_links_opposite_signs_leave_both_ways_open(
    signs: tuple[Polarity, Polarity], sign: Polarity
) -> None:
    first = Link("ac", "a", "c", signs[0], rationale="Seen", evidence=Evidence.DATA)
    second = Link("bc", "b", "c", signs[1], rationale="Heard", delayed=True)
    (link,) = _merged(_map(first, second)).links.values()
    assert link.polarity is sign
    assert (link.rationale, link.delayed, link.evidence) == ("Seen\nHeard", True, Evidence.DATA)


def test_what_led_from_one_to_the_other_goes_and_loops_remember_it() -> None:
    map_ = _map(Link("ab", "a", "b", PLUS), Link("bc", "b", "c", PLUS), Link("ca", "c", "a", PLUS))
    told = NamedLoop("loop-x", ("ab", "bc", "ca"), (("R", 1),), "Round and round")
    merged = _merged(map_of((*map_.records(), told)))
    assert set(merged.links) == {"bc", "ca"}
    assert merged.loops["loop-x"].lost == ("Failure demand → failure demands",)


def test_a_link_from_the_other_to_itself_stays_one() -> None:
    merged = _merged(_map(Link("bb", "b", "b", PLUS)))
    assert merged.links["bb"] == Link("bb", "a", "a", PLUS)


def test_steps_that_showed_the_other_show_the_one() -> None:
    step = StoryStep("s", 0, Shown.SELECTION, ("b", "a", "c"))
    assert _merged(map_of((*_map().records(), step))).steps["s"].ids == ("a", "c")


def test_a_card_gives_its_note_to_a_variable_or_a_card() -> None:
    cards = Card("x", "Failure demand", "From the wall"), Card("y", "Chasing")
    map_ = map_of((*_map().records(), *cards))
    assert "From the wall" in _merged(map_, "x", "a").variables["a"].note
    assert "Also called" not in _merged(map_, "x", "a").variables["a"].note
    both = _merged(map_, "x", "y")
    assert both.cards["y"].name == "Chasing"
    assert both.cards["y"].note == "Also called “Failure demand”.\nFrom the wall"
    assert "x" not in both.cards


def test_a_variable_takes_the_name_of_a_card_and_stays_where_it_is() -> None:
    map_ = _merged(map_of((*_map().records(), Card("y", "Chasing"))), "a", "y")
    one = map_.variables["a"]
    assert (one.name, one.x, one.y) == ("Chasing", 1, 2)
    assert "Failure demand" in one.note
    assert not map_.cards


def test_one_is_not_merged_with_itself() -> None:
    with pytest.raises(edits.EditError):
        edits.merge(_map(), "a", "a")
