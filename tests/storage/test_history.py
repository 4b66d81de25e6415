"""Every step of a map is in its file, and undo goes on after reopening."""

import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.model import edits
from systemsmap.model.change import Change, changed, replaced
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.history import Doing
from systemsmap.model.past import map_after
from systemsmap.model.records import Link, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.storage import packs
from systemsmap.storage.database import content_of
from systemsmap.storage.deltas import StoredDelta, delta_text
from systemsmap.storage.kept_history import LOOSE, KeptHistory
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_content, read_map_file
from systemsmap.storage.recovery import recover
from systemsmap.storage.safekeeping import Safekeeping
from systemsmap.storage.stored_map import StoredMap
from tests.maps import AnyEdit
from tests.maps import edits as any_edits
from tests.storage.followed import Followed
from tests.storage.made_maps import large_map, maps, small_map


class Recorded:
    """A document whose steps are kept as a file keeps them, and every map it went through."""

    def __init__(self, map_: SystemsMap, stored: StoredMap | None = None) -> None:
        self.stored = stored or StoredMap(map_)
        self.document = Document(map_, self.stored.history)
        self.states = [map_]
        self.document.changed.subscribe(self._follow)

    def _follow(self, event: MapChanged) -> None:
        history = self.stored.history
        if event.step:
            history = history.with_step(event.step)
            self.states.append(self.document.map)
        self.stored = replace(self.stored, map_=self.document.map, history=history)

    def reopened(self) -> "Recorded":
        """Return it as it is after being written and read."""
        stored = read_content(content_of(self.stored, "2026-11-27"))
        assert not stored.notices
        assert stored.map_ == self.document.map
        again = Recorded(stored.map_, stored)
        again.states = self.states.copy()
        return again

    def move(self, id_: str, dx: float = 1.0, key: tuple[str, ...] | None = None) -> None:
        self.document.commit(edits.move(self.document.map, [id_], dx, 0.0), "Move", key)


@given(maps(), maps())
def test_a_change_comes_back_from_its_text(one: SystemsMap, other: SystemsMap) -> None:
    change = replaced(one, other)
    kept = StoredDelta(delta_text(change))
    assert kept.onto(one).applied_to(one) == change.applied_to(one)
    after = change.applied_to(one)
    before = kept.off(after).applied_to(after)
    assert before == one
    assert [*before.records()] == [*change.reversed().applied_to(after).records()]


STEPS = st.lists(any_edits() | st.sampled_from(["undo", "redo", "reopen"]), max_size=25)


@given(STEPS)
def test_undo_goes_back_to_the_first_step_however_often_the_file_is_reopened(
    steps: list[AnyEdit | str],
) -> None:
    recorded = Recorded(small_map())
    plain = Document(small_map())
    for step in steps:
        if step == "reopen":
            recorded = recorded.reopened()
        elif isinstance(step, str):
            assert getattr(recorded.document, step)() == getattr(plain, step)()
        else:
            change = step(plain.map)
            recorded.document.commit(change, "Edit")
            plain.commit(change, "Edit")
        assert recorded.document.map == plain.map
    last = recorded.reopened()
    for number, then in enumerate(last.states):
        assert map_after(last.stored.history, number, last.document.map) == then
    while last.document.undo():
        plain.undo()
        assert last.document.map == plain.map
    assert last.document.map == small_map()
    while last.document.redo():
        plain.redo()
    assert last.document.map == plain.map


def test_a_history_of_thousands_of_steps_is_packed_and_every_moment_comes_back() -> None:
    recorded = Recorded(small_map())
    for _ in range(1500):
        recorded.move(next(iter(recorded.document.map.variables)))
    again = recorded.reopened()
    assert len(again.stored.history) == 1500
    assert len(again.stored.history.packs) > 2
    assert len(again.stored.history.rows) < LOOSE
    for number in (0, 1, 255, 256, 257, 1499, 1500):
        assert map_after(again.stored.history, number, again.document.map) == again.states[number]
    for _ in range(1500):
        assert again.document.undo() == "Move"
    assert again.document.undo() is None
    assert again.document.map == small_map()


def test_sealed_packs_are_carried_along_as_they_are() -> None:
    recorded = Recorded(small_map())
    for _ in range(LOOSE):
        recorded.move("v1")
    (sealed,) = recorded.stored.history.packs
    again = recorded.reopened()
    for _ in range(LOOSE):
        again.move("v1")
    assert again.stored.history.packs[0].packed == sealed.packed
    assert len(again.stored.history.packs) > 1


def test_steps_that_undo_takes_back_at_once_stay_together() -> None:
    recorded = Recorded(small_map())
    recorded.move("v2")
    for _ in range(3):
        recorded.move("v1", key=("nudge",))
    again = recorded.reopened().document
    again.undo()
    assert again.map.variables["v1"].x == small_map().variables["v1"].x
    assert again.map.variables["v2"].x == small_map().variables["v2"].x + 1.0
    assert Recorded(small_map()).document.undo() is None


def test_what_was_undone_before_closing_can_be_redone_after() -> None:
    recorded = Recorded(small_map())
    recorded.move("v1")
    recorded.move("v2")
    there = recorded.document.map
    recorded.document.undo()
    recorded.document.undo()
    again = recorded.reopened().document
    assert (again.history.undo_label, again.history.redo_label) == (None, "Move")
    again.redo()
    again.redo()
    assert again.map == there
    assert again.redo() is None


def test_who_and_when_are_kept_and_moments_have_names() -> None:
    recorded = Recorded(small_map())
    recorded.document.role = "Scribe – Ngā"
    recorded.move("v1")
    state = recorded.stored.history.state
    recorded.document.mark(Doing.NAMED, "As the room left it", state)
    step, mark = recorded.reopened().stored.history
    assert (step.role, step.id) == ("Scribe – Ngā", state)
    assert step.made.endswith("+00:00")
    assert (mark.doing, mark.label, mark.about) == (Doing.NAMED, "As the room left it", (state,))
    assert recorded.document.history.undo_label == "Move"


def test_a_copy_without_its_past_has_nothing_of_it_in_its_bytes() -> None:
    recorded = Recorded(SystemsMap())
    document = recorded.document
    for i in range(LOOSE + 40):
        change = edits.add_variable(document.map, f"Confidential{i}", 0.0, 0.0, id_=f"secret{i}")
        document.commit(change, f"Whispered{i}")
        document.commit(edits.delete(document.map, [f"secret{i}"]), "Delete")
    document.commit(edits.add_variable(document.map, "Births", 0.0, 0.0, id_="v1"), "Add")
    kept = content_of(recorded.stored, "2026-11-27")
    assert b"Confidential" in kept
    bare = replace(recorded.stored, history=recorded.stored.history.without_past())
    content = content_of(bare, "2026-11-27")
    assert not any(word in content for word in (b"Confidential", b"Whispered", b"secret", b"x\x9c"))
    again = read_content(content)
    assert (again.map_, len(again.history)) == (document.map, 0)
    assert again.history.state_ids == (recorded.stored.history.state,)


def test_a_step_of_one_edit_takes_less_than_a_kilobyte() -> None:
    recorded = Recorded(large_map(100, 200))
    document = recorded.document
    first = len(content_of(recorded.stored, "2026-11-27"))
    for i, id_ in enumerate(document.map.variables):
        document.commit(edits.rename(document.map, id_, f"Another name of it {i}"), "Rename")
        recorded.move(id_)
    rows = recorded.stored.history.rows
    assert max(len("".join(map(str, row)).encode()) for row in rows) < 1000
    assert (len(content_of(recorded.stored, "2026-11-27")) - first) / 200 < 500


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE history SET delta = x'00'",
        "UPDATE history SET n = n + 1000",
        "UPDATE history SET top = 'x'",
        "UPDATE history SET doing = 'dreamt'",
        "UPDATE history_pack SET first = 5",
        "UPDATE history_pack SET packed = 'text'",
        "UPDATE history_pack SET steps = 100000",
        "DELETE FROM history WHERE n = 600",
        "DELETE FROM history_pack",
    ],
)
def test_a_history_that_does_not_hang_together_is_left_out_and_told(
    harm: str, tmp_path: Path
) -> None:
    path = _spoiled(tmp_path, harm)
    found = read_map_file(path)
    assert found.map_.variables.keys() == {"v1", "v2"}
    assert len(found.history) == 0
    assert found.readonly
    assert "Its history could not be read and was left out." in found.notices


def _spoiled(tmp_path: Path, harm: str) -> Path:
    recorded = Recorded(small_map())
    for _ in range(620):
        recorded.move("v1")
    path = tmp_path / "Map.smap"
    path.write_bytes(content_of(recorded.stored, "2026-11-27"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(harm)
    return path


def test_a_pack_that_holds_nonsense_ends_undo_there_and_harms_nothing(tmp_path: Path) -> None:
    path = _spoiled(tmp_path, "UPDATE history_pack SET packed = x'789c'")
    found = read_map_file(path)
    document = Document(found.map_, found.history)
    undone = 0
    while document.undo():
        undone += 1
    assert 0 < undone < 620
    assert document.history.undo_label is None
    assert document.map.variables["v1"].x == found.map_.variables["v1"].x - undone


def test_a_pack_that_would_fill_the_memory_is_not_opened() -> None:
    bomb = packs.Pack(0, 2, zlib.compress(b"[" + b" " * 900_000_000 + b"]", 9))
    history = KeptHistory("s", (bomb,))
    assert Document(small_map(), history).undo() is None


@given(maps(), st.text(max_size=40))
def test_a_delta_that_is_none_changes_nothing(map_: SystemsMap, text: str) -> None:
    assert not StoredDelta(text).onto(map_)
    assert not StoredDelta(text).off(map_)


def test_a_delta_never_makes_a_map_that_could_not_be() -> None:
    births, links = Variable("v1", "Births"), {"l1": Link("l1", "v1", "v1")}
    map_ = map_of([births, *links.values(), Note("n", "Note", 0.0, 0.0)])
    for wrong in (
        changed(map_, Link("l2", "v1", "nowhere")),
        changed(map_, Link("l2", "v1", "v1", Polarity.MIXED)),
        changed(map_, removed=["v1"]),
        Change({"n": None}, {"n": Variable("n", "A variable in the place of a note")}),
    ):
        after = StoredDelta(delta_text(wrong)).onto(map_).applied_to(map_)
        pairs = [(link.source, link.target) for link in after.links.values()]
        assert len(set(pairs)) == len(pairs)
        assert all(end in after.variables for pair in pairs for end in pair)
        assert isinstance(after.notes.get("n"), Note)


def test_a_step_too_large_for_a_file_lets_the_history_begin_after_it() -> None:
    recorded = Recorded(small_map())
    recorded.move("v1")
    notes = [Note(f"long{i}", "x" * 900_000, 0.0, 0.0) for i in range(6)]
    recorded.document.commit(changed(recorded.document.map, *notes), "Paste")
    recorded.move("v1")
    recorded.move("v2")
    again = recorded.reopened()
    assert len(again.stored.history) == 2
    assert [again.document.undo(), again.document.undo(), again.document.undo()] == [
        "Move",
        "Move",
        None,
    ]
    assert len(again.document.map.notes) == len(small_map().notes) + 6


def test_the_writer_keeps_every_step_in_the_copy_and_in_the_file(tmp_path: Path) -> None:
    stored = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    followed = Followed(tmp_path / "copies", stored)
    followed.add("Trust")
    followed.document.undo()
    followed.add("Calls")
    followed.until_kept(3)
    followed.writer.save_now().result()
    followed.document.redo()
    followed.add("Errors")
    followed.writer.close()
    found = read_map_file(tmp_path / "Map.smap")
    assert [step.doing for step in found.history] == [
        Doing.DONE,
        Doing.UNDONE,
        Doing.DONE,
        Doing.DONE,
    ]
    assert [step.id for step in found.history] == [step.id for step in followed.document.history]
    document = Document(found.map_, found.history)
    assert (document.undo(), document.undo(), document.undo()) == ("Add variable",) * 2 + (None,)
    assert document.map.variables == small_map().variables


def test_recovered_work_has_its_history(tmp_path: Path) -> None:
    document = Document(small_map())
    keeping = Safekeeping(tmp_path, StoredMap(small_map()))
    document.changed.subscribe(keeping.take)
    for i in range(LOOSE + 10):
        document.commit(edits.move(document.map, ["v1"], 1.0, 0.0), f"Move {i}")
        if i % 50 == 0:
            keeping.keep()
    keeping.keep()
    keeping.end(discarding=False)
    (orphan,) = recover(tmp_path).orphans
    again = Document(orphan.stored.map_, orphan.stored.history)
    assert [step.id for step in again.history] == [step.id for step in document.history]
    assert again.undo() == f"Move {LOOSE + 9}"
