"""Names from elsewhere wait in the tray until they are placed or joined with what is there."""

import pytest

from systemsmap.editor import tray
from systemsmap.editor.capturing.capture import capture, keep
from systemsmap.editor.capturing.completing import Fragment, offers
from systemsmap.editor.pasting import MOST, paste_text
from systemsmap.editor.pointer import Pointer
from tests.editor.hand import EditorHand


@pytest.fixture
def hand() -> EditorHand:
    return EditorHand()


def _cards(hand: EditorHand) -> list[str]:
    return [card.name for card in hand.map.cards.values()]


def _card(hand: EditorHand, name: str) -> str:
    return next(c.id for c in hand.map.cards.values() if c.name == name)


def test_bullets_numbers_cells_and_doubles_of_a_pasted_list_are_told_apart(
    hand: EditorHand,
) -> None:
    hand.add("Trust", 0, 0)
    paste_text(hand.editor, "- Failure demand\n2) Cost\tMorale\n• cost\n\ntrust\n1 in 5 leave\n")
    assert _cards(hand) == ["Failure demand", "Cost", "Morale", "1 in 5 leave"]
    assert "4 names in the tray" in hand.editor.notice
    assert "1 name there already" in hand.editor.notice
    hand.do("edit.undo")
    assert not hand.map.cards


def test_one_name_is_drawn_and_links_among_names_too(hand: EditorHand) -> None:
    paste_text(hand.editor, "Cost")
    assert [v.name for v in hand.map.variables.values()] == ["Cost"]
    paste_text(hand.editor, "Cost -> Cuts +\nMorale\nless Cost means more Trust")
    assert hand.has_link("Cost", "Cuts")
    assert hand.has_link("Cost", "Trust")
    assert _cards(hand) == ["Morale"]


def test_what_is_too_long_a_list_is_said(hand: EditorHand) -> None:
    paste_text(hand.editor, "\n".join(f"Name {n}" for n in range(MOST + 5)))
    assert len(hand.map.cards) == MOST
    assert "The last 5 lines" in hand.editor.notice


def test_placed_names_lie_on_nothing_and_are_one_step(hand: EditorHand) -> None:
    hand.add("Trust", 0, 0)
    paste_text(hand.editor, "\n".join(f"A name of some length {n}" for n in range(12)))
    tray.place(hand.editor, list(hand.map.cards))
    boxes = hand.editor.boxes()
    assert len(boxes) == 13
    for at, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[at + 1 :])
    hand.do("edit.undo")
    assert len(hand.map.cards) == 12
    assert len(hand.map.variables) == 1


def test_a_card_let_go_on_the_canvas_lies_there_and_on_a_name_becomes_one_with_it(
    hand: EditorHand,
) -> None:
    hand.add("Trust", 0, 0)
    paste_text(hand.editor, "Morale\nFaith")
    tray.drop(hand.editor, _card(hand, "Morale"), Pointer("move", 300.0, 40.0))
    placed = hand.variable("Morale")
    assert (placed.x, placed.y) == (300.0, 40.0)
    tray.drop(hand.editor, _card(hand, "Faith"), Pointer("move", 2.0, 1.0))
    assert "Faith" in hand.variable("Trust").note
    assert _cards(hand) == []


def test_a_typed_name_takes_its_card_out_of_the_tray(hand: EditorHand) -> None:
    paste_text(hand.editor, "Failure demand\nCost")
    assert offers(hand.editor, Fragment(0, "fail")) == ["Failure demand"]
    keep(hand.editor, capture(hand.editor, "failure demand -> Cost +"))
    assert hand.has_link("Failure demand", "Cost")
    assert _cards(hand) == []


def test_a_variable_let_go_on_another_becomes_one_with_it(hand: EditorHand) -> None:
    hand.add("Trust", 0, 0).add("Faith", 300, 0).add("Cost", 0, 200)
    keep(hand.editor, capture(hand.editor, "Faith -> Cost -"))
    hand.select()
    hand.press(300, 0).drag(150, 30).drag(4, 1)
    assert "Let go to make one of this and “Trust”" in hand.editor.notice
    hand.release(4, 1)
    assert hand.has_link("Trust", "Cost")
    assert {v.name for v in hand.map.variables.values()} == {"Trust", "Cost"}
    hand.do("edit.undo")
    assert (hand.variable("Faith").x, hand.variable("Faith").y) == (300, 0)


def test_with_alt_a_variable_is_only_moved_onto_another(hand: EditorHand) -> None:
    hand.add("Trust", 0, 0).add("Faith", 300, 0)
    hand.select()
    hand.press(300, 0)
    hand.holding(alt=True)
    hand.drag(150, 30).drag(4, 1).release(4, 1)
    assert len(hand.map.variables) == 2


def test_two_selected_variables_become_one_by_a_key(hand: EditorHand) -> None:
    hand.add("Trust", 0, 0).add("Faith", 300, 0)
    hand.select("Trust", "Faith")
    hand.do("edit.merge")
    assert [v.name for v in hand.map.variables.values()] == ["Trust"]
