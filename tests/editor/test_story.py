"""The story of a map: made from its loops until somebody changes it, then kept in the map."""

import pytest

from systemsmap.analysis.telling import name_of, told
from systemsmap.editor import story
from systemsmap.model.records import Note, Shown
from systemsmap.model.systems_map import map_of
from tests.editor.hand import EditorHand
from tests.maps import map_from


@pytest.fixture
def hand() -> EditorHand:
    map_ = map_from("a + b", "b + a", "b + c", "c - a")
    return EditorHand(map_of((*map_.records(), Note("n", "Who waits?", 0, 300)))).find_loops()


def _names(hand: EditorHand) -> list[str]:
    e = hand.editor
    return [name_of(e.map, e.loops, step) for step in story.steps(e)]


def test_it_is_made_of_the_loops_and_ends_with_the_whole(hand: EditorHand) -> None:
    assert _names(hand) == ["R1", "B1", "The whole map"]
    assert story.is_made(hand.editor)
    assert not hand.map.steps


def test_the_order_is_changed_by_hand_and_undone(hand: EditorHand) -> None:
    first = story.steps(hand.editor)[0].id
    story.move(hand.editor, {first}, 1)
    assert _names(hand) == ["B1", "R1", "The whole map"]
    story.move(hand.editor, {first}, 1)
    story.move(hand.editor, {first}, 1)  # the last stays the last
    assert _names(hand) == ["B1", "The whole map", "R1"]
    for _ in range(2):
        hand.do("edit.undo")
    assert _names(hand) == ["R1", "B1", "The whole map"]
    assert story.is_made(hand.editor)


def test_what_is_selected_is_added_and_shown(hand: EditorHand) -> None:
    hand.editor.select("n")
    hand.do("story.add")
    hand.select("b", "c")
    hand.do("story.add")
    hand.editor.select()
    hand.do("story.add")
    assert _names(hand)[3:] == ["Who waits?", "b, c", "The whole map"]
    steps = story.steps(hand.editor)
    assert [step.shown for step in steps[3:]] == [Shown.NOTE, Shown.SELECTION, Shown.MAP]
    seen = told(hand.map, hand.editor.loops, steps[4])
    assert seen.links == (hand.link("b", "c").id,)
    assert seen.says == ("More “b” means more “c” than there would otherwise have been.",)


def test_words_are_kept_one_step_for_one_piece_of_typing(hand: EditorHand) -> None:
    first = story.steps(hand.editor)[0].id
    for words in ("Round", "Round and", "Round and round."):
        story.say(hand.editor, first, words)
    assert hand.map.steps[first].words == "Round and round."
    assert told(hand.map, hand.editor.loops, hand.map.steps[first]).says[0] == "Round and round."
    hand.do("edit.undo")
    assert story.is_made(hand.editor)


def test_a_step_goes_with_what_it_showed_and_comes_back_with_it(hand: EditorHand) -> None:
    hand.editor.select("n")
    hand.do("story.add")
    hand.do("edit.delete")
    assert _names(hand) == ["R1", "B1", "The whole map"]
    hand.do("edit.undo")
    assert _names(hand)[-1] == "Who waits?"


def test_a_step_left_out_and_the_story_made_anew(hand: EditorHand) -> None:
    story.remove(hand.editor, {story.steps(hand.editor)[0].id})
    assert _names(hand) == ["B1", "The whole map"]
    story.make_anew(hand.editor)
    assert _names(hand) == ["R1", "B1", "The whole map"]


def test_a_loop_that_lost_a_link_shows_what_is_left(hand: EditorHand) -> None:
    story.move(hand.editor, {story.steps(hand.editor)[0].id}, 1)
    hand.editor.select(hand.link("c", "a").id)
    hand.do("edit.delete")
    hand.find_loops()
    broken = told(hand.map, hand.editor.loops, story.steps(hand.editor)[0])
    assert broken.says == ("Part of what this step showed is no longer on the map.",)
    assert len(broken.links) == 2
