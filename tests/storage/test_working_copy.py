"""The working copy follows the map, whatever is done to it."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from systemsmap.model import edits
from systemsmap.model.change import Change, changed
from systemsmap.model.records import Link, MapInfo, NamedLoop, Note, Polarity
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.recovery import recover
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.working_copy import WorkingCopy
from tests.storage.made_maps import large_map, small_map


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[WorkingCopy]:
    copy = WorkingCopy.begin(tmp_path, StoredMap(small_map()), unsaved=False)
    yield copy
    copy.discard()
    assert list(tmp_path.iterdir()) == []


def found_in(copy: WorkingCopy) -> SystemsMap:
    """Let go of the copy and return the map that the next start finds in it."""
    copy.close()
    (orphan,) = recover(copy.path.parent).orphans
    return orphan.stored.map_


EDITS = {
    "a variable more": lambda m: edits.add_variable(m, "Deaths", 1.0, 2.0),
    "a variable gone with its links": lambda m: edits.delete(m, ["v1"]),
    "a link turned": lambda m: edits.reverse(m, ["l1", "l2"]),
    "a sign": lambda m: edits.set_polarity(m, ["l2"], Polarity.UNDECIDED),
    "a note": lambda m: changed(m, Note("n2", "Another", 1.0, 2.0), removed=["n1"]),
    "a loop": lambda m: changed(m, NamedLoop("x", ("l1",), (("B", 2),), lost=("a → b",))),
    "what it is about": lambda m: changed(m, MapInfo("Another", extra="{}")),
    "everything gone": lambda m: edits.delete(m, ["v1", "v2", "n1"]),
}


@pytest.mark.parametrize("what", EDITS)
def test_it_follows_an_edit(what: str, copy: WorkingCopy) -> None:
    map_ = small_map()
    change: Change = EDITS[what](map_)
    copy.write(change, unsaved=True)
    map_ = change.applied_to(map_)
    found = found_in(copy)
    assert found == map_
    assert [*found.records()] == [*map_.records()]


def test_it_follows_an_edit_and_its_undoing(copy: WorkingCopy) -> None:
    map_ = small_map()
    for change in (edits.delete(map_, ["v1"]), edits.delete(map_, ["v1"]).reversed()):
        copy.write(change, unsaved=True)
        map_ = change.applied_to(map_)
    found = found_in(copy)
    assert found == small_map()
    assert [*map_.variables] == ["v1", "v2"]
    assert [*found.variables] == ["v2", "v1"]  # rows that come back are appended


def test_what_fails_leaves_it_as_it_was(copy: WorkingCopy) -> None:
    link = Link("l3", "v1", "v1")
    broken = Change(
        {"n1": small_map().notes["n1"], "l3": None},
        {"n1": None, "l3": Link("l3", "v1", "v1", note=None)},  # type: ignore[arg-type]
    )
    with pytest.raises(AttributeError):
        copy.write(broken, unsaved=True)
    copy.write(Change({"l3": None}, {"l3": link}), unsaved=True)
    found = found_in(copy)
    assert found.notes == small_map().notes
    assert found.links["l3"] == link


def test_it_says_where_the_map_belongs(tmp_path: Path) -> None:
    stored = StoredMap(small_map())
    copy = WorkingCopy.begin(tmp_path, stored, unsaved=True)
    place = Path("Ngā mahere.smap")
    known = StoredMap(small_map(), place, "u", "r", 5, "d", history=stored.history)
    copy.note(known, unsaved=True)
    copy.close()
    (orphan,) = recover(tmp_path).orphans
    assert orphan.stored == known


def test_an_edit_takes_no_time(tmp_path: Path) -> None:
    map_ = large_map(1000, 2000)
    copy = WorkingCopy.begin(tmp_path, StoredMap(map_), unsaved=True)
    moved = edits.move(map_, list(map_.variables)[:1], 1.0, 1.0)
    begun = perf_counter()
    for _ in range(20):
        copy.write(moved, unsaved=True)
    assert (perf_counter() - begun) / 20 < 0.5  # 0.001 on a quiet machine
    copy.discard()
