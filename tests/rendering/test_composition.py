"""Every example map, looked at with a ruler."""

from dataclasses import replace

import pytest

from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.model.edits import add_variable
from systemsmap.model.records import Link, Note, Polarity, Record, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.rendering.composition import compose
from systemsmap.rendering.drawing import Path, Text
from systemsmap.rendering.theme import DARK, LIGHT
from systemsmap.rendering.variables import outline_of
from tests.rendering.drawn import NAMES, drawn, faults, loops_of, placed_example


@pytest.mark.parametrize("name", NAMES)
def test_no_link_touches_a_name_that_is_not_its_own(name: str) -> None:
    assert faults(drawn(name)).clearance >= 2.0


@pytest.mark.parametrize("name", NAMES)
def test_no_sign_lies_on_a_name_a_link_or_another_sign(name: str) -> None:
    found = faults(drawn(name))
    assert (found.signs_on_names, found.signs_on_links, found.signs_on_signs) == ((), (), ())


@pytest.mark.parametrize("name", NAMES)
def test_no_badge_lies_on_a_name_or_a_link(name: str) -> None:
    found = faults(drawn(name))
    assert (found.badges_on_names, found.badges_on_links) == ((), ())


@pytest.mark.parametrize("name", NAMES)
def test_links_stop_three_to_six_units_short_of_their_words(name: str) -> None:
    composition = drawn(name)
    for link in composition.map.links.values():
        start, tip = composition.curve(link.id).point(0.0), composition.head_at(link.id)
        for variable, at in ((link.source, start), (link.target, tip)):
            words = outline_of(composition.map.variables[variable], LIGHT)
            assert 3.0 <= words.distance(at.x, at.y) <= 6.0


@pytest.mark.parametrize("name", NAMES)
def test_most_loops_of_a_map_find_room_for_their_badge(name: str) -> None:
    composition = drawn(name)
    room = [composition.has(k.id) for k in composition.loops[:12]]
    assert sum(room) >= 0.6 * len(room)


def _pair() -> SystemsMap:
    return map_of(
        [
            Variable("a", "Left", 0.0, 0.0),
            Variable("b", "Right", 300.0, 40.0),
            Link("ab", "a", "b", Polarity.POSITIVE),
            Link("ba", "b", "a", Polarity.NEGATIVE),
        ]
    )


def test_the_badge_of_a_loop_of_two_turns_the_way_its_arcs_run() -> None:
    map_ = _pair()
    composition = compose(map_, LIGHT, loops_of(map_))
    (loop,) = composition.loops
    # The arc from left to right bulges upwards: over the top to the right is clockwise.
    assert composition.middle("ab").y < composition.middle("ba").y
    assert composition.badge_of(loop.id).clockwise
    bent = map_of([*map_.variables.values(), *(replace(k, bend=-0.3) for k in map_.links.values())])
    composition = compose(bent, LIGHT, loops_of(bent))
    assert not composition.badge_of(loop.id).clockwise


def test_the_two_links_of_a_pair_part_to_either_side() -> None:
    composition = compose(_pair(), LIGHT)
    one, other = composition.middle("ab"), composition.middle("ba")
    assert one.y < 20.0 - 30.0
    assert other.y > 20.0 + 30.0


def test_a_link_bent_by_hand_keeps_its_bend_even_through_a_name() -> None:
    map_ = map_of(
        [
            Variable("a", "Left", 0.0, 0.0),
            Variable("m", "In the way", 200.0, 0.0),
            Variable("b", "Right", 400.0, 0.0),
            Link("ab", "a", "b", bend=0.0),
        ]
    )
    middle = compose(map_, LIGHT).middle("ab")
    assert abs(middle.y) < 1.0
    free = map_of([*map_.variables.values(), Link("ab", "a", "b")])
    assert faults(compose(free, LIGHT)).clearance >= 2.0


@pytest.mark.parametrize("bend", [-0.6, -0.25, -0.05, 0.05, 0.3, 0.5])
def test_the_handle_of_a_link_tells_its_own_bend(bend: float) -> None:
    map_ = map_of(
        [
            Variable("a", "Cause", 0.0, 0.0),
            Variable("b", "Effect", 260.0, 170.0),
            Link("ab", "a", "b", bend=bend),
        ]
    )
    composition = compose(map_, LIGHT)
    at = composition.middle("ab")
    assert composition.bend_towards("ab", at.x, at.y) == pytest.approx(bend, abs=1e-6)


def test_a_link_to_itself_is_a_ring_beside_the_name_in_the_asked_direction() -> None:
    map_ = map_of([Variable("a", "Trust", 0.0, 0.0), Link("aa", "a", "a", bend=0.25)])
    composition = compose(map_, LIGHT, loops_of(map_))
    ring = composition.curve("aa")
    assert ring.cx > 20.0
    assert abs(ring.cy) < 1.0
    assert composition.bend_towards("aa", 100.0, 0.0) == pytest.approx(0.25)
    assert composition.bend_towards("aa", 0.0, -100.0) == pytest.approx(0.0)


def test_many_arrivals_at_one_name_end_apart() -> None:
    spots = [(-260.0, -140.0), (-280.0, -100.0), (-300.0, -60.0), (-280.0, -20.0), (-260.0, 20.0)]
    records: list[Record] = [
        Variable("t", "Everyone points at this", 0.0, 0.0),
        *(Variable(f"v{i}", f"V{i}", x, y) for i, (x, y) in enumerate(spots)),
        *(Link(f"l{i}", f"v{i}", "t", Polarity.POSITIVE) for i in range(len(spots))),
    ]
    composition = compose(map_of(records), LIGHT)
    tips = [composition.head_at(f"l{i}") for i in range(len(spots))]
    apart = [
        ((p.x - q.x) ** 2 + (p.y - q.y) ** 2) ** 0.5 for i, p in enumerate(tips) for q in tips[:i]
    ]
    assert min(apart) > 9.0


def test_badges_moved_by_hand_stand_where_they_were_put() -> None:
    map_ = placed_example("a5_limits_to_success")
    loops = tuple(replace(k, badge=(40.0, -70.0)) for k in loops_of(map_))
    composition = compose(map_, LIGHT, loops)
    for loop in loops:
        places = [map_.variables[i] for i in loop.variables]
        x = sum(v.x for v in places) / len(places) + 40.0
        y = sum(v.y for v in places) / len(places) - 70.0
        middle = composition.badge(loop.id).middle
        assert (middle.x, middle.y) == pytest.approx((x, y))


def test_a_badge_keeps_clear_of_a_note() -> None:
    map_ = placed_example("a2_shifting_the_burden")
    loops = loops_of(map_)
    free = compose(map_, LIGHT, loops)
    at = free.badge(loops[-1].id).middle
    note = Note("n", "Where the badge was", at.x - 30.0, at.y - 10.0, 70.0)
    noted = compose(map_of([*map_.records(), note]), LIGHT, loops)
    for loop in loops:
        if noted.has(loop.id):
            assert not noted.badge(loop.id).overlaps(noted.box("n"))


def test_a_badge_without_room_is_not_drawn() -> None:
    map_ = map_of(
        [
            Variable("a", "Near", 0.0, 0.0),
            Variable("b", "Nearer", 0.0, 60.0),
            Link("ab", "a", "b"),
            Link("ba", "b", "a"),
        ]
    )
    (loop,) = loops_of(map_)
    composition = compose(map_, LIGHT, (loop,))
    assert not composition.has(loop.id)
    assert loop.id not in composition.ids()


def test_hidden_and_broken_loops_have_no_badge() -> None:
    map_ = placed_example("a5_limits_to_success")
    first, second = loops_of(map_)
    loops = (replace(first, hidden=True), replace(second, broken=True))
    composition = compose(map_, LIGHT, loops)
    assert [composition.has(k.id) for k in loops] == [False, False]


def test_a_reinforcing_and_a_balancing_badge_differ_in_shape() -> None:
    composition = drawn("a5_limits_to_success")
    shapes = {
        k.polarity: next(s for s in composition.draw(k.id).shapes if isinstance(s, Path))
        for k in composition.loops
    }
    round_, square = shapes[LoopPolarity.REINFORCING], shapes[LoopPolarity.BALANCING]
    assert len(round_.segments) != len(square.segments)


def test_signs_are_a_true_minus_and_a_question_mark_in_a_neutral_colour() -> None:
    map_ = map_of(
        [
            Variable("a", "A", 0.0, 0.0),
            Variable("b", "B", 300.0, 0.0),
            Variable("c", "C", 300.0, 200.0),
            Link("ab", "a", "b", Polarity.NEGATIVE),
            Link("bc", "b", "c"),
        ]
    )
    composition = compose(map_, LIGHT)
    said = {i: [s for s in composition.draw(i).shapes if isinstance(s, Text)] for i in ("ab", "bc")}
    assert [t.words for t in said["ab"]] == ["−"]
    assert [(t.words, t.colour) for t in said["bc"]] == [("?", LIGHT.undecided)]


def test_an_empty_map_and_names_on_one_spot_can_be_drawn() -> None:
    assert list(compose(SystemsMap(), LIGHT).ids()) == []
    map_ = map_of(
        [
            Variable("a", "Same place", 5.0, 5.0),
            Variable("b", "Same place", 5.0, 5.0),
            Link("ab", "a", "b"),
            Note("n", "", 0.0, 0.0),
        ]
    )
    composition = compose(map_, LIGHT)
    assert [composition.draw(i).bounds.width > 0 for i in composition.ids()] == [True] * 4


def test_another_theme_changes_colours_and_nothing_else() -> None:
    composition = drawn("a5_limits_to_success")
    dark = composition.with_theme(DARK)
    for id_ in composition.ids():
        assert dark.draw(id_).bounds == composition.draw(id_).bounds


def test_the_same_words_are_one_tuple_of_shapes_wherever_they_stand() -> None:
    map_ = SystemsMap()
    for x in (0.0, 200.0):
        map_ = add_variable(map_, "Trust", x, 0.0).applied_to(map_)
    composition = compose(map_, LIGHT)
    one, other = (composition.draw(i) for i in map_.variables)
    assert one.shapes is other.shapes
