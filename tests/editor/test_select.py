"""The select tool: picking, moving, bending, banding, and taking all of it back."""

import pytest

from systemsmap.model.records import Link
from systemsmap.rendering.drawing import Bounds
from tests.editor.hand import EditorHand, two_names, vicious_circle


def test_a_drag_moves_once_and_undoes_in_one_step() -> None:
    hand = two_names().holding(alt=True)
    hand.press(0, 0).drag(30, 40).drag(60, 90).release(60, 90)
    assert (hand.variable("Demand").x, hand.variable("Demand").y) == (60, 90)
    assert hand.document.history.undo_label == "Move 1 variable"
    hand.do("edit.undo")
    assert (hand.variable("Demand").x, hand.variable("Demand").y) == (0, 0)


def test_escape_forgets_a_drag() -> None:
    hand = two_names().holding(alt=True).press(0, 0).drag(60, 90)
    assert hand.state == "moving"
    assert hand.variable("Demand").x == 60
    before = len(hand.document.history.steps)
    hand.escape().release(60, 90)
    assert hand.variable("Demand").x == 0
    assert hand.state == "resting"
    assert len(hand.document.history.steps) == before


def test_a_press_that_hardly_moves_is_a_click() -> None:
    hand = two_names().press(0, 0).drag(2, 2).release(2, 2)
    assert hand.variable("Demand").x == 0
    assert hand.editor.selection == {hand.variable("Demand").id}


def test_the_whole_selection_moves() -> None:
    hand = two_names().select("Demand", "Cost").holding(alt=True).swipe(300, 0, 310, 50)
    assert hand.variable("Demand").y == 50
    assert hand.variable("Cost").y == 50


def test_a_dragged_name_falls_into_line_unless_alt_is_held() -> None:
    hand = two_names().swipe(0, 0, 80, 3)
    assert hand.variable("Demand").y == 0
    hand.holding(alt=True).swipe(80, 0, 90, 3)
    assert hand.variable("Demand").y == 3


def test_guides_show_during_the_drag_and_go_with_it() -> None:
    hand = two_names().press(0, 0).drag(80, 3)
    assert hand.editor.overlay.guides
    hand.release(80, 3)
    assert not hand.editor.overlay.guides


def test_a_drag_on_empty_canvas_pans_and_changes_nothing() -> None:
    hand = two_names().press(0, 200).drag(40, 260)
    assert hand.state == "panning"
    before = hand.map
    hand.release(40, 260)
    assert hand.map is before


def test_a_band_selects_names_and_the_links_between_them() -> None:
    hand = two_names()
    hand.swipe(*hand.rim("Demand"), 300, 0).do("link.plus").escape()
    hand.holding(shift=True).press(-200, -200).drag(600, 200)
    assert hand.state == "banding"
    assert hand.editor.overlay.band == Bounds(-200, -200, 800, 400)
    hand.release(600, 200)
    assert len(hand.editor.selection) == 3


def test_shift_click_adds_and_takes_away() -> None:
    hand = two_names().press(0, 0).release(0, 0).holding(shift=True)
    hand.press(300, 0).release(300, 0)
    assert len(hand.editor.selection) == 2
    hand.press(300, 0).release(300, 0)
    assert hand.editor.selection == {hand.variable("Demand").id}


def _linked() -> tuple[EditorHand, Link]:
    hand = two_names()
    hand.swipe(*hand.rim("Demand"), 300, 0).do("link.plus").escape()
    return hand, hand.link("Demand", "Cost")


def test_dragging_the_middle_of_a_link_bends_it_through_the_pointer() -> None:
    hand, link = _linked()
    middle = hand.editor.composition.middle(link.id)
    hand.swipe(middle.x, middle.y, 150, -90)
    bent = hand.link("Demand", "Cost")
    assert bent.bend is not None
    curve = hand.editor.composition.curve(bent.id)
    assert curve.distance_to(150, -90) < 3
    assert hand.document.history.undo_label == "Bend link"


def test_a_double_click_on_the_handle_bends_automatically_again() -> None:
    hand, link = _linked()
    middle = hand.editor.composition.middle(link.id)
    hand.swipe(middle.x, middle.y, 150, -90)
    middle = hand.editor.composition.middle(link.id)
    hand.double(middle.x, middle.y)
    assert hand.link("Demand", "Cost").bend is None


def test_a_badge_moves_aside_and_stays_with_its_loop() -> None:
    hand = vicious_circle()
    (loop,) = hand.editor.loops
    at = hand.editor.composition.badge(loop.id).middle
    hand.swipe(at.x, at.y, at.x, at.y + 120)
    moved = hand.editor.composition.badge(loop.id).middle
    assert moved.y == pytest.approx(at.y + 120)
    hand.select("Demand", "Cost").holding(alt=True).swipe(0, 0, 0, 50)
    assert hand.editor.composition.badge(loop.id).middle.y == pytest.approx(at.y + 170)


def test_hovering_a_badge_lights_its_loop() -> None:
    hand = vicious_circle()
    (loop,) = hand.editor.loops
    at = hand.editor.composition.badge(loop.id).middle
    hand.move(at.x, at.y)
    assert hand.editor.lit == loop
    hand.move(at.x + 500, at.y + 500)
    assert hand.editor.lit is None


def test_double_click_on_a_name_renames() -> None:
    hand = two_names().double(0, 0).type("Failure demand")
    assert hand.variable("Failure demand").x == 0


def test_every_tool_leaves_the_map_as_it_was_when_cancelled_anywhere() -> None:
    hand, link = _linked()
    middle = hand.editor.composition.middle(link.id)
    starts = [(0.0, 0.0), hand.rim("Cost"), (middle.x, middle.y), (0.0, 300.0)]
    for tool in ("select", "link", "variable", "note"):
        for start in starts:
            before = hand.map
            hand.take(tool).press(*start).drag(start[0] + 70, start[1] + 60).escape()
            assert hand.map == before
            assert hand.state == "resting"
            hand.take("select").escape()
