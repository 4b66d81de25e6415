"""Moments of a map's life, and the map as it was at each."""

from hypothesis import given
from hypothesis import strategies as st

from systemsmap.editor.looking_back import LookingBack
from systemsmap.editor.moments import last_export, moments, told_moment, worth_keeping
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.history import Doing, History, Step
from systemsmap.model.systems_map import SystemsMap
from tests.editor.hand import EditorHand
from tests.maps import AnyEdit, two_loops
from tests.maps import edits as any_edits


def _drawn() -> Document:
    document = Document()
    for name in ("Births", "Deaths", "Population"):
        document.commit(edits.add_variable(document.map, name, 0, 0, id_=name), f"Add {name}")
    return document


def test_every_step_is_a_moment_and_so_is_the_beginning() -> None:
    found = moments(_drawn().history)
    assert [one.label for one in found] == [
        "The beginning",
        "Add Births",
        "Add Deaths",
        "Add Population",
    ]
    assert [one.number for one in found] == [0, 1, 2, 3]


def test_undo_and_redo_are_moments_too() -> None:
    document = _drawn()
    document.undo()
    document.redo()
    labels = [one.label for one in moments(document.history)]
    assert labels[-2:] == ["Undo: Add Population", "Redo: Add Population"]


def test_what_is_undone_at_once_is_one_moment() -> None:
    document = _drawn()
    for _ in range(3):
        document.commit(edits.move(document.map, ["Births"], 1, 0), "Nudge", ("nudge",))
    found = moments(document.history)
    assert [one.label for one in found][-2:] == ["Add Population", "Nudge"]
    assert found[-1].number == 6


def test_the_last_name_of_a_moment_holds_and_an_empty_one_takes_it_away() -> None:
    document = _drawn()
    state = document.history.state
    document.mark(Doing.NAMED, "Before coffee", state)
    document.commit(edits.rename(document.map, "Births", "New lives"), "Rename")
    assert moments(document.history)[3].name == "Before coffee"
    assert told_moment(moments(document.history)[3]) == "“Before coffee”"
    document.mark(Doing.NAMED, "As the room left it", state)
    assert moments(document.history)[3].name == "As the room left it"
    document.mark(Doing.NAMED, "", state)
    assert not any(one.name for one in moments(document.history))
    assert len(moments(document.history)) == 5  # marks are no moments


def test_a_mark_made_after_a_mark_speaks_of_the_same_moment() -> None:
    document = _drawn()
    document.mark(Doing.NAMED, "Before coffee", document.history.state)
    document.mark(Doing.EXPORTED, "Map.svg", document.history.state)
    found = moments(document.history)
    assert (found[-1].name, found[-1].exports) == ("Before coffee", ("Map.svg",))
    assert last_export(found) == found[-1]
    assert last_export(found[:-1]) is None


def test_a_pause_begins_a_sitting_and_its_end_is_worth_keeping() -> None:
    steps = History()
    times = ("09:00", "09:10", "09:45", "09:50")
    change = edits.add_note(SystemsMap(), "n", 0, 0)
    for time in times:
        steps.push(Step("Step", change, made=f"2026-11-27T{time}:00+00:00", id=time))
    found = moments(steps)
    assert [one.begins for one in found] == [False, True, False, True, False]
    assert worth_keeping(found) == {2, 4}


def test_times_that_are_none_are_told_as_nothing() -> None:
    step = Step("Step", edits.add_note(SystemsMap(), "n", 0, 0), made="yesterday", id="x")
    steps = History([step])
    assert told_moment(moments(steps)[1]) == "“Step”"
    assert moments(steps)[1].made == "yesterday"


@given(st.lists(any_edits(), max_size=20), st.lists(st.integers(-3, 25), max_size=10))
def test_whichever_way_people_go_the_map_is_as_it_was(
    steps: list[AnyEdit], ways: list[int]
) -> None:
    document = Document(two_loops())
    states = [document.map]
    for step in steps:
        document.commit(step(document.map), "Edit")
        if document.map != states[-1]:
            states.append(document.map)
    editor = EditorHand(document.map).editor
    editor.document.keep_history(document.history, "")
    back = LookingBack(editor)
    for at in ways:
        back.go(at)
        place = max(0, min(at, len(states) - 1))
        assert (back.at, back.map) == (place, states[place])
        assert back.editor.map == states[place]
        assert back.before() == states[max(0, place - 1)]
    assert editor.map == states[-1]
    back.end()
    assert back.map == states[-1]


def test_looking_back_tells_who_listens_and_draws_every_arc_where_it_is() -> None:
    hand = EditorHand(two_loops())
    editor = hand.editor
    editor.document.commit(edits.add_note(editor.map, "Later", 400, 400), "Add note")
    told: list[int | None] = []
    back = LookingBack(editor)
    back.changed.subscribe(told.append)
    back.go(0)
    back.end()
    back.end()
    assert told == [0, None]
    link = next(iter(editor.map.links))
    assert back.editor.composition.curve(link) == editor.composition.curve(link)
