"""A change: reversible, joinable, and honest about what it touches."""

from dataclasses import replace

import pytest

from systemsmap.model.change import Change, changed
from systemsmap.model.edits import add_link, bend, delete, move, rename, set_polarity
from systemsmap.model.records import INFO_ID, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from tests.model.small_maps import births


def test_a_change_leaves_the_old_map_as_it_was() -> None:
    old, same = births(), births()
    delete(old, ["people"]).applied_to(old)
    assert old == same


def test_reversing_a_change_brings_the_old_map_back() -> None:
    old = births()
    change = delete(old, ["people", "said"])
    assert change.reversed().applied_to(change.applied_to(old)) == old


def test_two_changes_joined_do_what_both_do() -> None:
    old = births()
    first = rename(old, "births", "Babies")
    middle = first.applied_to(old)
    second = delete(middle, ["births"])
    both = first.then(second)
    assert both.applied_to(old) == second.applied_to(middle)
    assert both.reversed().applied_to(both.applied_to(old)) == old


def test_a_change_joined_with_its_reverse_is_empty() -> None:
    change = delete(births(), ["people"])
    assert not change.then(change.reversed())


def test_putting_in_what_is_there_already_changes_nothing() -> None:
    map_ = births()
    assert not changed(map_, map_.variables["births"], removed=["nobody"])


def test_what_the_map_is_about_changes_like_any_record() -> None:
    map_ = births()
    new = changed(map_, replace(map_.info, title="Births")).applied_to(map_)
    assert new.info.title == "Births"
    assert new.get(INFO_ID) == new.info
    assert new.variables is map_.variables


@pytest.mark.parametrize(
    ("change", "structural"),
    [
        (set_polarity(births(), ["bp"], Polarity.NEGATIVE), True),
        (add_link(births(), "births", "births"), True),
        (delete(births(), ["dp"]), True),
        (delete(births(), ["births"]), True),
        (changed(births(), Variable("new", "New")), True),
        (move(births(), ["births"], 5, 5), False),
        (rename(births(), "births", "Babies"), False),
        (bend(births(), "bp", 0.3), False),
        (delete(births(), ["said"]), False),
        (Change(), False),
    ],
)
def test_only_what_can_alter_a_loop_is_structural(change: Change, structural: bool) -> None:
    assert change.is_structural is structural


def test_a_change_names_the_variables_whose_outline_it_touches() -> None:
    map_ = births()
    assert move(map_, ["births", "said"], 1, 0).moves == {"births"}
    assert rename(map_, "births", "Babies").moves == {"births"}
    assert set_polarity(map_, ["bp"], Polarity.MIXED).moves == frozenset()


def test_the_index_of_links_is_carried_over_only_while_links_stay() -> None:
    map_ = births()
    assert map_.links_at["births"] == ("bp", "pb")
    moved = move(map_, ["births"], 1, 1).applied_to(map_)
    assert moved.links_at is map_.links_at
    cut = delete(map_, ["bp"]).applied_to(map_)
    assert cut.links_at["births"] == ("pb",)
    assert ("births", "people") not in cut.link_between


def test_an_empty_change_makes_an_equal_map() -> None:
    assert Change().applied_to(births()) == births()
    assert Change().applied_to(SystemsMap()).is_empty


def test_what_comes_back_stands_where_it_stood() -> None:
    old = births()
    gone = delete(old, [next(iter(old.variables))])
    back = gone.reversed().applied_to(gone.applied_to(old))
    assert [r.id for r in back.records()] == [r.id for r in old.records()]
