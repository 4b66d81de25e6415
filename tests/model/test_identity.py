"""Ids."""

from systemsmap.model.identity import fresh_id, loop_id


def test_no_two_fresh_ids_are_the_same() -> None:
    assert len({fresh_id() for _ in range(1000)}) == 1000


def test_a_loop_has_the_same_id_wherever_one_begins_to_read_it() -> None:
    assert loop_id(["a", "b", "c"]) == loop_id(["b", "c", "a"]) == loop_id(iter(["c", "a", "b"]))


def test_loops_over_other_links_have_other_ids() -> None:
    assert (
        len({loop_id(links) for links in (["a"], ["b"], ["a", "b"], ["ab"], ["a", "b", "c"])}) == 5
    )


def test_the_id_of_a_loop_stays_what_it_was_in_maps_already_saved() -> None:
    assert loop_id(["a", "b"]) == "loop-eb32abe66049285601b18698"
