"""Loops keep their numbers while a map is drawn, broken and mended."""

from tests.editor.hand import EditorHand, vicious_circle


def _bring_balance(hand: EditorHand) -> EditorHand:
    hand.add("Pressure", 150, 200).escape()
    hand.swipe(*hand.rim("Cost"), 150, 200).do("link.plus").escape()
    return hand.swipe(*hand.rim("Pressure"), 300, 0).do("link.minus").escape().find_loops()


def test_a_closed_loop_is_numbered_and_listed() -> None:
    hand = _bring_balance(vicious_circle())
    assert hand.labels == ["R1", "B1"]


def test_no_loop_takes_the_number_of_one_that_went() -> None:
    hand = _bring_balance(vicious_circle())
    hand.editor.select(hand.link("Demand", "Cost").id)
    hand.do("edit.delete").find_loops()
    assert hand.labels == ["B1"]
    hand.editor.select(hand.link("Pressure", "Cost").id)
    hand.do("link.plus").find_loops()
    assert hand.labels == ["R2"]


def test_undo_gives_a_loop_its_number_back() -> None:
    hand = _bring_balance(vicious_circle())
    hand.editor.select(hand.link("Demand", "Cost").id)
    hand.do("edit.delete").find_loops().do("edit.undo").find_loops()
    assert sorted(hand.labels) == ["B1", "R1"]


def test_numbering_is_no_step_to_undo() -> None:
    hand = vicious_circle()
    assert hand.document.history.undo_label == "Add link"


def test_a_named_loop_that_breaks_stays_listed_with_the_link_that_went() -> None:
    hand = vicious_circle()
    loop = hand.editor.loops[0].id
    hand.editor.select(loop)
    hand.do("loop.name").type("Cuts come back")
    hand.editor.select(hand.link("Cost", "Demand").id)
    hand.do("edit.delete").find_loops()
    (listed,) = hand.editor.loops
    assert listed.broken
    assert listed.lost == ("Cost → Demand",)
    assert listed.name == "Cuts come back"
    hand.editor.select(loop)
    hand.do("edit.delete")
    assert hand.editor.loops == ()


def test_a_flipped_sign_gives_a_new_letter_and_keeps_the_name() -> None:
    hand = vicious_circle()
    hand.editor.select(hand.editor.loops[0].id)
    hand.do("loop.name").type("Cuts come back")
    hand.editor.select(hand.link("Cost", "Demand").id)
    hand.do("link.minus").find_loops()
    assert (hand.editor.loops[0].label, hand.editor.loops[0].name) == ("B1", "Cuts come back")
    hand.do("edit.undo").find_loops()
    assert hand.labels == ["R1"]


def test_an_open_sign_makes_the_loop_undecided() -> None:
    hand = vicious_circle()
    hand.editor.select(hand.link("Cost", "Demand").id)
    hand.do("link.undecided").find_loops()
    (loop,) = hand.editor.loops
    assert loop.label == "U1"
    assert loop.deciders == (hand.link("Cost", "Demand").id,)
