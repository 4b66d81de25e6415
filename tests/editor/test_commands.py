"""Commands on what is selected."""

from itertools import pairwise

from systemsmap.editor.commands.editing import STEPS
from systemsmap.editor.heard import heard
from systemsmap.model import edits
from systemsmap.model.records import Polarity
from tests.editor.hand import EditorHand, two_names, vicious_circle


def _linked() -> EditorHand:
    hand = two_names()
    return hand.swipe(*hand.rim("Demand"), 300, 0).do("link.plus")


def test_signs_delay_and_turning_apply_to_the_selected_link() -> None:
    hand = _linked().do("link.minus").do("link.delay")
    assert hand.link("Demand", "Cost").polarity is Polarity.NEGATIVE
    assert hand.link("Demand", "Cost").delayed
    hand.do("link.delay")
    assert not hand.link("Demand", "Cost").delayed
    hand.do("link.turn")
    assert hand.has_link("Cost", "Demand")


def test_turning_onto_an_existing_link_says_so_and_changes_nothing() -> None:
    hand = vicious_circle()
    hand.editor.select(hand.link("Demand", "Cost").id)
    before = hand.map
    hand.do("link.turn")
    assert "other way round" in hand.editor.notice
    assert hand.map == before


def test_deleting_a_variable_deletes_its_links_and_undo_brings_all_back() -> None:
    hand = _linked().select("Demand")
    before = hand.map
    hand.do("edit.delete")
    assert not hand.map.links
    assert hand.document.history.undo_label == "Delete 1 variable"
    hand.do("edit.undo")
    assert hand.map == before


def test_nudges_in_a_row_are_one_step() -> None:
    hand = two_names().select("Demand")
    for _ in range(5):
        hand.do("nudge.right")
    assert hand.variable("Demand").x == 20
    hand.do("edit.undo")
    assert hand.variable("Demand").x == 0


def test_walking_goes_to_the_neighbour_in_each_direction() -> None:
    hand = EditorHand().add("Middle", 0, 0)
    for name, (dx, dy) in STEPS.items():
        hand.add(name, dx * 250, dy * 250)
    for name in STEPS:
        hand.select("Middle").do(f"walk.{name}")
        assert hand.editor.selected_variables[0].name == name


def test_duplicating_adds_the_piece_aside_with_its_links() -> None:
    hand = vicious_circle().select("Demand", "Cost").do("edit.duplicate")
    assert len(hand.map.variables) == 4
    assert len(hand.map.links) == 4
    hand.find_loops()
    assert hand.labels == ["R1", "R2"]


def test_aligning_and_distributing() -> None:
    hand = two_names().add("Need", 120, 90).select("Demand", "Cost", "Need")
    hand.do("arrange.middle")
    assert len({round(v.y, 3) for v in hand.map.variables.values()}) == 1
    hand.do("arrange.across")
    boxes = sorted(hand.editor.boxes(), key=lambda b: b.x)
    gaps = [b.x - a.right for a, b in pairwise(boxes)]
    assert abs(gaps[0] - gaps[1]) < 0.01


def test_a_loop_is_named_pinned_hidden_and_laid_in_a_ring() -> None:
    hand = vicious_circle()
    (loop,) = hand.editor.loops
    hand.editor.select(loop.id)
    hand.do("loop.name").type("Cuts come back")
    assert hand.editor.loops[0].name == "Cuts come back"
    hand.do("loop.pin").do("loop.hide")
    assert hand.editor.loops[0].pinned
    assert not hand.editor.composition.has(loop.id)
    hand.do("loop.ring")
    assert len(hand.map.variables) == 2


def test_undo_names_what_it_takes_back() -> None:
    hand = two_names().select("Demand").do("edit.delete")
    assert hand.document.history.undo_label == "Delete 1 variable"
    hand.do("edit.undo")
    assert hand.document.history.redo_label == "Delete 1 variable"


def test_what_an_edit_added_or_deleted_is_said_in_a_few_words() -> None:
    hand = two_names()
    events: list[str] = []
    hand.document.changed.subscribe(lambda event: events.append(heard(hand.map, event.change)))
    first, second = hand.map.variables
    hand.document.commit(edits.add_link(hand.map, first, second), "Link")
    hand.editor.select(first)
    hand.do("edit.delete")
    hand.do("edit.undo")
    names = [" ".join(v.name.split()) for v in hand.map.variables.values()]
    assert events == [
        f"Link added: “{names[0]}” → “{names[1]}”",
        "1 variable deleted. 1 link deleted",
        f"Variable added: {names[0]}. Link added: “{names[0]}” → “{names[1]}”",
    ]
