"""History packed into versions leads to the same maps, at fewer moments."""

from hypothesis import given
from hypothesis import strategies as st

from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.history import Doing
from systemsmap.model.past import map_after
from systemsmap.storage.database import content_of
from systemsmap.storage.reader import read_content
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.versions import versions_only
from tests.maps import AnyEdit
from tests.maps import edits as any_edits
from tests.storage.made_maps import small_map


@given(st.lists(any_edits(), max_size=15), st.sets(st.integers(0, 15)))
def test_every_version_is_the_map_it_was_and_undo_goes_from_one_to_the_next(
    steps: list[AnyEdit], kept: set[int]
) -> None:
    document = Document(small_map())
    states = [document.map]
    for step in steps:
        document.commit(step(document.map), "Edit")
        if len(states) <= len(document.history):
            states.append(document.map)
    history = versions_only("s", document.history, document.map, kept)
    again = read_content(content_of(StoredMap(document.map, history=history), "2026-11-27"))
    reopened = Document(again.map_, again.history)
    numbers = sorted({n for n in kept if 0 < n < len(document.history)}, reverse=True)
    last = document.map
    for number in [*numbers, 0]:
        if states[number] != last:
            assert reopened.undo() is not None
        assert reopened.map == states[number]
        last = states[number]
    assert reopened.undo() is None


def test_names_lead_to_the_maps_they_were_given_to() -> None:
    document = Document(small_map())
    for number in range(10):
        document.commit(edits.move(document.map, ["v1"], 1, 0), "Move")
        if number == 4:
            named = document.map
            document.mark(Doing.NAMED, "Before coffee", document.history.state)
    history = versions_only("s", document.history, document.map, {5})
    assert [step.label for step in history] == ["5 steps", "5 steps", "Before coffee"]
    assert map_after(history, 1, document.map) == named
    assert history[2].about == (history[0].id,)
    assert (
        len(content_of(StoredMap(document.map, history=history), ""))
        <= len(content_of(StoredMap(document.map), "")) + 4096
    )


def test_what_was_done_and_undone_between_versions_is_gone_from_the_file() -> None:
    document = Document(small_map())
    document.commit(edits.add_note(document.map, "Confidential", 0, 0), "Add note")
    document.undo()
    document.commit(edits.move(document.map, ["v1"], 1, 0), "Move")
    history = versions_only("s", document.history, document.map, set())
    assert b"Confidential" not in content_of(StoredMap(document.map, history=history), "")
