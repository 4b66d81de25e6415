"""Changes are followed step by step, and end as sound as a map drawn from scratch."""

import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.model.change import Change, changed
from systemsmap.model.edits import move
from systemsmap.model.records import Link, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.theme import LIGHT
from tests.maps import edits, maps
from tests.rendering.drawn import NAMES, drawn, faults, placed_example


def _step(composition: Composition, change: Change) -> tuple[Composition, frozenset[str]]:
    return composition.after(change.applied_to(composition.map), change)


def _pictured(composition: Composition) -> dict[str, object]:
    return {i: composition.draw(i) for i in composition.ids()}


@pytest.mark.parametrize("name", NAMES)
def test_after_a_drag_has_settled_nothing_lies_on_anything(name: str) -> None:
    composition, chance = drawn(name), Random(name)
    variable = chance.choice(sorted(composition.map.variables))
    for _ in range(12):
        change = move(composition.map, [variable], 7.0, -5.0)
        composition, _ids = _step(composition, change)
    composition, _ids = composition.settled()
    fresh = faults(compose(composition.map, LIGHT, composition.loops))
    found = faults(composition)
    assert found.clearance >= min(2.0, fresh.clearance)
    assert len(found.signs_on_names) <= len(fresh.signs_on_names)
    assert len(found.badges_on_names) == 0


@pytest.mark.parametrize("name", NAMES[:5])
def test_what_is_not_named_as_changed_looks_as_before(name: str) -> None:
    composition = drawn(name)
    for variable in composition.map.variables:
        change = move(composition.map, [variable], 20.0, 12.0)
        after, ids = _step(composition, change)
        settled, more = after.settled()
        for one, other, told in ((composition, after, ids), (after, settled, more)):
            before, now = _pictured(one), _pictured(other)
            assert {i for i in {*before, *now} if before.get(i) != now.get(i)} <= told


@settings(max_examples=40)
@given(maps(), st.data())
def test_any_edit_can_be_followed(map_: SystemsMap, data: st.DataObject) -> None:
    composition = compose(map_, LIGHT)
    for _ in range(3):
        change = data.draw(edits())(composition.map)
        before = _pictured(composition)
        composition, told = _step(composition, change)
        composition, more = composition.settled()
        now = _pictured(composition)
        assert set(now) >= {*composition.map.variables, *composition.map.links}
        assert {i for i in {*before, *now} if before.get(i) != now.get(i)} <= told | more


def test_moving_everything_together_moves_every_curve_as_it_is() -> None:
    composition = drawn("a5_limits_to_success")
    map_ = composition.map
    after, _ = _step(composition, move(map_, list(map_.variables), 100.0, 50.0))
    for link in map_.links:
        old, new = composition.middle(link), after.middle(link)
        assert (new.x - old.x, new.y - old.y) == pytest.approx((100.0, 50.0), abs=1e-6)


def test_a_link_goes_round_a_name_without_flapping_while_it_is_dragged_past() -> None:
    map_ = map_of(
        [
            Variable("a", "Cause", 0.0, 0.0),
            Variable("b", "Effect", 500.0, 0.0),
            Variable("m", "Dragged past", 250.0, -150.0),
            Link("ab", "a", "b", Polarity.POSITIVE),
        ]
    )
    composition, sides = compose(map_, LIGHT), []
    for _ in range(150):
        composition, _ids = _step(composition, move(composition.map, ["m"], 0.0, 2.0))
        composition, _ids = composition.settled()
        sides.append(composition.middle("ab").y < 0)
        assert faults(composition).clearance >= 2.0
    assert sum(a != b for a, b in itertools.pairwise(sides)) <= 2


def test_adding_and_removing_a_note_touches_the_note_alone() -> None:
    composition = drawn("a5_limits_to_success")
    note = Note("n", "Ask the night shift", 0.0, 0.0)
    change = changed(composition.map, note)
    after, ids = _step(composition, change)
    assert ids == {"n"}
    assert after.has("n")
    gone, ids = _step(after, change.reversed())
    assert ids == {"n"}
    assert not gone.has("n")


def test_a_composition_stays_as_it_is_when_another_is_made_from_it() -> None:
    map_ = placed_example(NAMES[0])
    composition = compose(map_, LIGHT)
    before = _pictured(composition)
    for variable in map_.variables:
        after, _ = _step(composition, move(map_, [variable], 90.0, 40.0))
        after.settled()
    assert _pictured(composition) == before
