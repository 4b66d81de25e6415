"""Drawing a map by hand: names, links from the rim, signs."""

from systemsmap.model.records import Polarity
from tests.editor.hand import EditorHand, two_names


def test_a_double_click_and_a_name_make_a_variable_there() -> None:
    hand = EditorHand().add("Failure demand", 40, -20)
    (variable,) = hand.map.variables.values()
    assert (variable.name, variable.x, variable.y) == ("Failure demand", 40, -20)
    assert hand.editor.selection == {variable.id}


def test_escape_on_an_empty_name_forgets_the_variable() -> None:
    hand = EditorHand().double(0, 0).escape()
    assert hand.map.is_empty
    assert hand.document.history.undo_label is None


def test_an_empty_name_makes_nothing() -> None:
    assert EditorHand().double(0, 0).type("   ").map.is_empty


def test_a_drag_from_the_rim_links_and_asks_for_the_sign() -> None:
    hand = two_names()
    hand.swipe(*hand.rim("Demand"), 300, 0)
    link = hand.link("Demand", "Cost")
    assert link.polarity is Polarity.UNDECIDED
    assert hand.editor.asking_sign == link.id
    assert hand.editor.selection == {link.id}


def test_a_sign_given_at_once_is_one_step_with_its_link() -> None:
    hand = two_names()
    hand.swipe(*hand.rim("Demand"), 300, 0).do("link.minus")
    assert hand.link("Demand", "Cost").polarity is Polarity.NEGATIVE
    assert hand.editor.asking_sign is None
    hand.do("edit.undo")
    assert not hand.map.links


def test_a_link_dropped_on_empty_canvas_makes_its_effect_too_in_one_step() -> None:
    hand = EditorHand().add("Demand", 0, 0)
    hand.swipe(*hand.rim("Demand"), 260, 120).type("Cost").do("link.plus")
    assert hand.link("Demand", "Cost").polarity is Polarity.POSITIVE
    hand.do("edit.undo")
    assert len(hand.map.variables) == 1


def test_a_link_to_the_same_variable_needs_a_way_out_and_back() -> None:
    hand = EditorHand().add("Trust", 0, 0)
    x, y = hand.rim("Trust")
    hand.press(x, y).drag(x + 5, y).release(x + 5, y)
    assert not hand.map.links
    hand.press(x, y).drag(x + 90, y + 90).drag(0, 0).release(0, 0)
    assert hand.has_link("Trust", "Trust")


def test_a_second_link_on_a_pair_selects_the_first_and_asks_for_its_sign() -> None:
    hand = two_names()
    hand.swipe(*hand.rim("Demand"), 300, 0).do("link.plus").escape()
    hand.swipe(*hand.rim("Demand"), 300, 0)
    assert len(hand.map.links) == 1
    assert hand.editor.asking_sign == hand.link("Demand", "Cost").id


def test_tab_types_a_new_effect_and_shift_tab_a_new_cause() -> None:
    hand = EditorHand().add("Demand", 0, 0)
    hand.do("draw.effect").type("Cost")
    assert hand.has_link("Demand", "Cost")
    assert hand.variable("Cost").x > hand.variable("Demand").x
    hand.select("Demand").do("draw.cause").type("Need")
    assert hand.has_link("Need", "Demand")


def test_linking_by_name_finds_the_variable_whatever_the_case() -> None:
    hand = two_names().select("Demand")
    hand.do("draw.link_from").type("  cost ")
    assert hand.has_link("Demand", "Cost")
    assert len(hand.map.variables) == 2


def test_linking_by_a_new_name_makes_the_variable() -> None:
    hand = two_names().select("Demand").do("draw.link_from").type("Waiting time")
    assert hand.has_link("Demand", "Waiting time")


def test_new_names_never_cover_old_ones() -> None:
    hand = EditorHand().add("Demand", 0, 0)
    for number in range(9):
        hand.select("Demand").do("draw.effect").type(f"Effect number {number}").escape()
    boxes = hand.editor.boxes()
    overlaps = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.overlaps(b)]
    assert not overlaps


def test_a_note_is_typed_moved_and_made_wider() -> None:
    hand = EditorHand().do("draw.note").type("Drawn by the group")
    (note,) = hand.map.notes.values()
    hand.swipe(note.x + 20, note.y + 8, note.x + 60, note.y + 48)
    (moved,) = hand.map.notes.values()
    assert (moved.x - note.x, moved.y - note.y) == (40, 40)
    edge = moved.x + moved.width
    hand.swipe(edge, moved.y + 5, edge + 80, moved.y + 5)
    assert next(iter(hand.map.notes.values())).width == moved.width + 80


def test_the_link_tool_links_from_the_words_themselves() -> None:
    hand = two_names().take("link").swipe(0, 0, 300, 0)
    assert hand.has_link("Demand", "Cost")
    assert hand.editor.tool.id == "link"
