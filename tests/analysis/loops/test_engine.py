"""The loops that are kept up with every edit: equal to a listing, told as they come and go."""

import pickle
from random import Random
from time import perf_counter, thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops import kept
from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model import edits as do
from systemsmap.model.change import changed
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from tests.analysis.loops.prove import check_edits, check_engine, prove, random_edit, random_map
from tests.maps import AnyEdit, diamonds, edits, map_from, maps, ring, tangle, two_loops


def test_a_thousand_random_maps_have_the_loops_of_networkx_before_and_after_edits() -> None:
    assert prove(1_000) > 10_000


def test_edits_are_followed_as_well_when_links_are_joined_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "FIRST_TRY", -1.0)
    for seed in range(150):
        chance = Random(seed)
        check_edits(random_map(chance), chance)


@settings(max_examples=60)
@given(maps(), st.lists(edits(), max_size=12))
def test_whatever_a_person_does_the_engine_follows(map_: SystemsMap, did: list[AnyEdit]) -> None:
    engine = LoopEngine(map_)
    for edit in did:
        change = edit(map_)
        map_ = change.applied_to(map_)
        engine.apply(change, seconds=5.0)
        check_engine(engine, map_)


def test_a_large_map_stays_equal_to_its_listing_up_to_the_horizon() -> None:
    chance, map_ = Random(3), tangle(300, 2.5)
    engine = LoopEngine(map_)
    assert len(engine) >= 2_000
    for _ in range(12):
        change = random_edit(map_, chance)
        map_ = change.applied_to(map_)
        engine.apply(change)
        check_engine(engine, map_)
    engine.deepen(seconds=5.0)
    assert engine.complete or len(engine) >= 2_000
    check_engine(engine, map_)


def test_a_new_link_tells_which_loops_it_closed() -> None:
    map_ = map_from("a + b", "b - c", "b + d", "d + c")
    engine = LoopEngine(map_)
    assert len(engine) == 0
    delta = engine.apply(do.add_link(map_, "c", "a", Polarity.POSITIVE))
    assert [x.variables for x in delta.added] == [("a", "b", "c"), ("a", "b", "d", "c")]
    assert [x.polarity.letter for x in delta.added] == ["B", "R"]
    assert (len(delta.removed), len(delta.changed), delta.complete) == (0, 0, True)


def test_signs_and_delays_change_loops_only_where_they_do_something_else() -> None:
    map_ = two_loops()
    engine = LoopEngine(map_)
    change = do.set_polarity(map_, ["people>births"], Polarity.NEGATIVE)
    delta = engine.apply(change)
    assert [x.polarity for x in delta.changed] == [LoopPolarity.BALANCING]
    map_ = change.applied_to(map_)
    assert not engine.apply(do.set_delayed(map_, ["people>births"], True)).added
    assert engine.loops(through="births")[0].delayed


def test_a_ring_turned_round_is_the_same_loop() -> None:
    map_ = ring(4)
    engine = LoopEngine(map_)
    delta = engine.apply(do.reverse(map_, list(map_.links)))
    assert (len(delta.added), len(delta.removed), len(delta.changed)) == (0, 0, 1)


def test_deleting_a_variable_and_taking_it_back_restores_every_loop() -> None:
    map_ = tangle(60, 2.0)
    engine = LoopEngine(map_)
    before = engine.loops(limit=10_000)
    change = do.delete(map_, ["v7"])
    assert len(engine.apply(change, seconds=5).removed) > 0
    engine.apply(change.reversed(), seconds=5)
    assert engine.loops(limit=10_000) == before


def test_pages_follow_each_other_without_gap_or_overlap() -> None:
    engine = LoopEngine(tangle(60, 2.0))
    every, page = list(engine.loops(limit=len(engine))), engine.loops(limit=7)
    turned = list(page)
    while page:
        page = engine.loops(limit=7, after=page[-1])
        turned += page
    assert turned == every
    through = engine.loops(through="v3", polarity=LoopPolarity.BALANCING, limit=10_000)
    assert list(through) == [
        x for x in every if "v3" in x.variables and x.polarity is LoopPolarity.BALANCING
    ]
    link = every[0].links[0]
    assert list(engine.loops(through=link, limit=10_000)) == [x for x in every if link in x.links]
    assert sum(engine.count(link).values()) == sum(link in x.links for x in every)
    assert engine.loops(through="nothing of this name") == ()


def test_an_edit_that_brings_too_many_loops_brings_the_horizon_nearer() -> None:
    map_ = diamonds(16)
    last = list(map_.links.values())[-1]
    engine = LoopEngine(do.delete(map_, [last.id]).applied_to(map_))
    assert (len(engine), engine.complete) == (0, True)
    delta = engine.apply(changed(SystemsMap(), last))
    assert (len(delta.added), delta.complete, delta.horizon) == (0, False, 32)
    delta = engine.apply(changed(map_, removed=[last.id]))
    assert (delta.horizon, len(delta.removed)) == (32, 0)
    assert engine.deepen().complete


def test_an_edit_of_a_long_chain_of_diamonds_ends_within_its_time() -> None:
    map_ = diamonds(30)
    last = list(map_.links.values())[-1]
    engine = LoopEngine(do.delete(map_, [last.id]).applied_to(map_))
    begun = thread_time()
    delta = engine.apply(changed(SystemsMap(), last), seconds=0.05)
    assert thread_time() - begun < 0.055
    assert not delta.complete


def test_a_chain_of_five_thousand_variables_is_closed_on_the_spot() -> None:
    map_ = ring(5_000)
    engine = LoopEngine()
    engine.set_map(map_, seconds=30)  # 0.1 on a quiet machine
    assert len(engine) == 1
    change = do.delete(map_, ["v4999>v0"])
    assert len(engine.apply(change).removed) == 1
    assert len(engine.apply(change.reversed(), seconds=30).added) == 1


@pytest.mark.parametrize("size", [9, 30, 80])
def test_complete_graphs_are_kept_to_a_length(size: int) -> None:
    map_ = map_from(*(f"v{a} + v{b}" for a in range(size) for b in range(size) if a != b))
    begun = perf_counter()
    engine = LoopEngine(map_)
    assert perf_counter() - begun < 2.0
    assert 1 <= engine.horizon < size
    assert len(engine) <= kept.MOST
    check_engine(engine, map_)


def test_two_links_that_run_the_same_way_count_as_one() -> None:
    map_ = two_loops()
    engine = LoopEngine(map_)
    beside = changed(map_, Link("beside", "people", "births", Polarity.NEGATIVE))
    delta = engine.apply(beside)
    map_ = beside.applied_to(map_)
    assert (len(delta.added), len(delta.removed)) == (1, 1)
    check_engine(engine, map_)
    engine.apply(beside.reversed())
    check_engine(engine, two_loops())


def test_what_does_not_matter_to_loops_changes_nothing() -> None:
    map_ = two_loops()
    engine = LoopEngine(map_)
    delta = engine.apply(do.rename(map_, "people", "People"))
    assert not delta
    assert engine.loops() == find_loops(map_, Budget()).loops
    assert not engine.apply(changed(map_, Variable("alone", "Alone")))


def test_a_delta_goes_to_another_process() -> None:
    map_ = map_from("a + b")
    delta = LoopEngine(map_).apply(do.add_link(map_, "b", "a", Polarity.NEGATIVE))
    again = pickle.loads(pickle.dumps(delta))
    assert (again.added, again.horizon) == (tuple(delta.added), delta.horizon)
    assert again.added == delta.added
