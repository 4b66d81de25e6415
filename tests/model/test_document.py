"""The document: the one place where the map is replaced, and who hears of it."""

import pytest

from systemsmap.model import edits
from systemsmap.model.change import Change, changed
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.model.small_maps import births, growth


class Follower:
    """Follows a map the way saving does: by what was announced as not provisional."""

    def __init__(self, document: Document) -> None:
        self.kept = document.map
        self.heard: list[MapChanged] = []
        document.changed.subscribe(self.hear)

    def hear(self, event: MapChanged) -> None:
        self.heard.append(event)
        if not event.provisional:
            self.kept = event.change.applied_to(self.kept)


def test_an_edit_is_one_step_with_a_name_to_read() -> None:
    document = Document(births())
    document.commit(edits.rename(document.map, "births", "Babies"), "Rename Births")
    assert document.map.variables["births"].name == "Babies"
    assert document.history.undo_label == "Rename Births"
    assert document.undo() == "Rename Births"
    assert document.map == births()
    assert document.history.redo_label == "Rename Births"
    assert document.redo() == "Rename Births"
    assert document.map.variables["births"].name == "Babies"


def test_with_nothing_done_there_is_nothing_to_undo_or_redo() -> None:
    document = Document()
    assert (document.undo(), document.redo()) == (None, None)
    assert document.map == SystemsMap()


def test_an_edit_that_changes_nothing_is_no_step_and_is_not_announced() -> None:
    document = Document(births())
    follower = Follower(document)
    document.commit(edits.rename(document.map, "births", "Births"), "Rename")
    assert document.history.undo_label is None
    assert follower.heard == []


def test_a_new_edit_forgets_what_had_been_undone() -> None:
    document = Document(births())
    document.commit(edits.rename(document.map, "births", "A"), "one")
    document.undo()
    document.commit(edits.rename(document.map, "births", "B"), "two")
    assert document.redo() is None
    assert document.map.variables["births"].name == "B"


def test_typing_a_name_is_one_step() -> None:
    document = Document(births())
    for name in ("B", "Ba", "Babies"):
        change = edits.rename(document.map, "births", name)
        document.commit(change, "Rename", merge_key=("rename", "births"))
    assert len(document.history.steps) == 1
    document.undo()
    assert document.map == births()


def test_typing_back_to_the_old_name_leaves_no_step() -> None:
    document = Document(births())
    for name in ("B", "Births"):
        change = edits.rename(document.map, "births", name)
        document.commit(change, "Rename", merge_key=("rename", "births"))
    assert document.history.steps == ()


def test_a_sealed_step_is_not_joined_with_the_next() -> None:
    document = Document(births())
    for name in ("A", "B"):
        change = edits.rename(document.map, "births", name)
        document.commit(change, "Rename", merge_key=("rename", "births"))
        document.history.seal()
    assert len(document.history.steps) == 2


def test_steps_of_different_keys_stay_apart() -> None:
    document = Document(births())
    for id_ in ("births", "deaths"):
        change = edits.rename(document.map, id_, "Same")
        document.commit(change, "Rename", merge_key=("rename", id_))
    assert len(document.history.steps) == 2


def test_a_drag_is_shown_at_every_move_and_is_one_step() -> None:
    document = Document(births())
    follower = Follower(document)
    gesture = document.gesture("Move")
    for distance in (10, 20, 30):
        gesture.show(edits.move(gesture.start, ["births"], distance, 0))
        assert document.map.variables["births"].x == distance
        assert follower.kept == births()
    gesture.finish()
    assert [event.provisional for event in follower.heard] == [True, True, True, False]
    assert follower.kept == document.map
    assert [step.label for step in document.history.steps] == ["Move"]
    document.undo()
    assert document.map == births()


def test_a_drag_back_to_where_it_began_is_no_step() -> None:
    document = Document(births())
    gesture = document.gesture("Move")
    gesture.show(edits.move(gesture.start, ["births"], 10, 0))
    gesture.show(Change())
    gesture.finish()
    assert document.map == births()
    assert document.history.steps == ()


def test_escape_forgets_a_drag() -> None:
    document = Document(births())
    follower = Follower(document)
    gesture = document.gesture("Move")
    gesture.show(edits.move(gesture.start, ["births"], 10, 0))
    gesture.cancel()
    assert document.map == births()
    assert document.history.steps == ()
    assert all(event.provisional for event in follower.heard)


def test_a_gesture_that_is_over_does_nothing_more() -> None:
    document = Document(births())
    gesture = document.gesture("Move")
    gesture.show(edits.move(gesture.start, ["births"], 10, 0))
    gesture.finish()
    gesture.show(edits.move(gesture.start, ["births"], 99, 0))
    gesture.cancel()
    gesture.finish()
    assert document.map.variables["births"].x == 10
    assert len(document.history.steps) == 1


@pytest.mark.parametrize("interruption", ["commit", "undo", "redo", "gesture"])
def test_whatever_comes_between_cancels_a_drag_that_is_going_on(interruption: str) -> None:
    document = Document(births())
    gesture = document.gesture("Move")
    gesture.show(edits.move(gesture.start, ["births"], 10, 0))
    if interruption == "commit":
        document.commit(edits.add_variable(births(), "New", 0, 0, id_="new"), "Add")
    elif interruption == "gesture":
        document.gesture("Another")
    else:
        getattr(document, interruption)()
    gesture.finish()
    assert document.map.variables["births"].x == 0
    assert "Move" not in [step.label for step in document.history.steps]


def test_a_remark_of_the_program_is_saved_and_undo_passes_over_it() -> None:
    document = Document(births())
    follower = Follower(document)
    document.commit(edits.rename(document.map, "births", "Babies"), "Rename")
    document.remark(changed(document.map, growth(document.map)))
    assert follower.heard[-1].remark
    assert follower.kept == document.map
    assert document.undo() == "Rename"
    assert document.map.variables["births"].name == "Births"
    assert len(document.map.loops) == 1


def test_a_remark_does_not_forget_what_had_been_undone() -> None:
    document = Document(births())
    document.commit(edits.set_polarity(document.map, ["bp"], Polarity.MIXED), "Sign")
    document.undo()
    document.remark(changed(document.map, growth(document.map)))
    assert document.redo() == "Sign"


def test_who_listens_may_not_change_the_map() -> None:
    document = Document(births())
    unsubscribe = document.changed.subscribe(lambda _: document.commit(_rename(document), "again"))
    with pytest.raises(RuntimeError, match="listener"):
        document.commit(_rename(document), "once")
    unsubscribe()
    document.commit(edits.rename(document.map, "deaths", "Ends"), "afterwards")
    assert document.map.variables["deaths"].name == "Ends"


def _rename(document: Document) -> Change:
    name = document.map.variables["births"].name
    return edits.rename(document.map, "births", name + "!")
