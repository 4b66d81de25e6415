"""The latest state that all copies have been in."""

from systemsmap.merging.ancestry import Past, common_ancestor
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap, map_of


def past(*states: str, took_in: dict[int, tuple[str, ...]] | None = None) -> Past:
    return Past(states, lambda n: state(states[n]), took_in or {})


def state(name: str) -> SystemsMap:
    """A map that tells which state it is."""
    return map_of([Variable(name, name)])


def test_it_is_the_last_state_both_have_been_in() -> None:
    assert common_ancestor([past("a", "b", "c"), past("a", "b", "d", "e")]) == state("b")


def test_groups_that_began_apart_have_none() -> None:
    assert common_ancestor([past("a", "b"), past("c")]) is None
    assert common_ancestor([]) is None


def test_a_copy_without_a_history_still_knows_where_it_is() -> None:
    assert common_ancestor([past("a", "b", "c"), past("b")]) == state("b")
    assert common_ancestor([past("b"), past("a", "b", "c")]) == state("b")


def test_three_have_the_last_that_all_have() -> None:
    pasts = [past("a", "b", "c"), past("a", "b", "d"), past("a", "e")]
    assert common_ancestor(pasts) == state("a")


def test_what_was_merged_is_not_merged_again() -> None:
    mine = past("a", "b", "m", "n", took_in={2: ("y",)})
    theirs = past("a", "x", "y", "z")
    assert common_ancestor([mine, theirs]) == state("y")
    assert common_ancestor([theirs, mine]) == state("y")


def test_a_state_that_everybody_only_heard_of_cannot_be_gone_back_to() -> None:
    one = past("a", "b", took_in={1: ("gone",)})
    other = past("a", "c", took_in={1: ("gone",)})
    assert common_ancestor([one, other]) == state("a")
