"""A few letters find what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.editor.ranking import match, rank

COMMANDS = ["Select all", "Align left", "Fit the whole map", "Save as…", "All commands…", "Salt"]


def best(query: str, labels: list[str] = COMMANDS) -> list[str]:
    return [labels[i] for i, _ in rank(query, labels)]


def test_what_begins_so_comes_before_words_that_begin_so() -> None:
    assert best("al") == ["Align left", "All commands…", "Select all", "Salt"]


def test_words_may_be_begun_in_any_order() -> None:
    assert best("ma wh")[0] == "Fit the whole map"


def test_letters_may_stand_apart_but_come_last() -> None:
    assert best("sva", ["Save as…", "Silver van", "svale"]) == ["svale", "Save as…", "Silver van"]


def test_two_letters_far_apart_find_nothing() -> None:
    assert best("fp") == []


def test_nothing_typed_finds_everything_in_its_order() -> None:
    assert best("  ") == COMMANDS


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "café"])
def test_case_and_accents_do_not_matter(query: str) -> None:
    found = match(query, "Neues Café")
    assert found is not None
    assert found.at == (6, 7, 8, 9)


@given(st.text(max_size=8), st.text(max_size=30))
def test_what_is_marked_stands_in_the_label_and_no_letter_twice(query: str, label: str) -> None:
    found = match(query, label)
    if found:
        assert list(found.at) == sorted(set(found.at))
        assert all(0 <= place < len(label) for place in found.at)


WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_every_label_is_found_by_itself(label: str) -> None:
    assert match(label, label) is not None
