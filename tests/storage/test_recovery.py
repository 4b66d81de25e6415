"""What is found after processes were killed, at any moment."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import discard, recover
from systemsmap.storage.replacing import digest_of
from systemsmap.storage.safekeeping import Safekeeping
from systemsmap.storage.schema import ChangedByOthers
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.working_copy import WorkingCopy
from systemsmap.storage.writer import MapWriter
from tests.storage.killed import kill, killings
from tests.storage.made_maps import large_map, small_map

ROUNDS = 40


def left_behind(folder: Path, stored: StoredMap, *, unsaved: bool = True) -> Path:
    """Leave a working copy as a process does that ends without closing its map."""
    copy = WorkingCopy.begin(folder, stored, unsaved=unsaved)
    copy.close()
    return copy.path


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    assert recover(tmp_path / "never made").orphans == ()


def test_what_was_left_is_offered_by_name_and_time(tmp_path: Path) -> None:
    stored = StoredMap(small_map(), tmp_path / "Ngā mahere.smap", digest="d", revisions=3)
    left_behind(tmp_path / "copies", stored)
    (orphan,) = recover(tmp_path / "copies").orphans
    assert orphan.stored == stored
    assert orphan.title == "Births"
    assert orphan.kept.endswith("+00:00")
    assert (len(orphan.stored.map_.variables), len(orphan.stored.map_.links)) == (2, 2)


def test_what_was_open_for_reading_only_still_is(tmp_path: Path) -> None:
    left_behind(tmp_path, StoredMap(small_map(), Path("Newer.smap"), readonly=True))
    (orphan,) = recover(tmp_path).orphans
    assert orphan.stored.readonly


def test_maps_without_a_title_or_a_file_have_something_to_be_called(tmp_path: Path) -> None:
    left_behind(tmp_path, StoredMap(large_map(2, 1)))
    left_behind(tmp_path, StoredMap(SystemsMap(), Path("Trust.smap")))
    titles = {orphan.title for orphan in recover(tmp_path).orphans}
    assert titles == {"A large map", "Trust"}


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for name, kept in (("old", "2026-01-01"), ("new", "2026-03-01"), ("older", "2025-01-01")):
        copy = left_behind(tmp_path, StoredMap(path=Path(f"{name}.smap")))
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("UPDATE copy SET kept = ?", (kept,))
    assert [o.title for o in recover(tmp_path).orphans] == ["new", "old", "older"]


def test_a_copy_that_somebody_works_on_is_not_offered(tmp_path: Path) -> None:
    copy = WorkingCopy.begin(tmp_path, StoredMap(small_map()), unsaved=True)
    assert recover(tmp_path).orphans == ()
    assert recover(tmp_path).orphans == ()  # having looked did not let go of the lock
    copy.close()
    assert len(recover(tmp_path).orphans) == 1


def test_a_copy_whose_work_is_all_in_the_file_is_removed(tmp_path: Path) -> None:
    stored = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    left_behind(tmp_path / "copies", stored, unsaved=False)
    assert recover(tmp_path / "copies").orphans == ()
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_copy_whose_file_is_not_as_it_was_is_offered(tmp_path: Path) -> None:
    stored = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    left_behind(tmp_path / "copies", stored, unsaved=False)
    (tmp_path / "Map.smap").unlink()
    assert len(recover(tmp_path / "copies").orphans) == 1


def test_a_discarded_copy_is_gone(tmp_path: Path) -> None:
    left_behind(tmp_path, StoredMap(small_map()))
    (orphan,) = recover(tmp_path).orphans
    discard(orphan)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_somebody_works_on_is_not_discarded(tmp_path: Path) -> None:
    path = left_behind(tmp_path, StoredMap(small_map()))
    (orphan,) = recover(tmp_path).orphans
    from systemsmap.storage.locks import SessionLock

    lock = SessionLock(path.with_suffix(".lock"))
    assert lock.take()
    discard(orphan)
    assert path.exists()
    lock.release()


@pytest.mark.parametrize("origin", ["x'00ff'", "CAST(x'41ff' AS TEXT)", "7"])
def test_a_copy_with_facts_that_are_none_is_told_and_kept(origin: str, tmp_path: Path) -> None:
    path = left_behind(tmp_path, StoredMap(small_map()))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE copy SET origin = {origin}, unsaved = 1.5")
    assert len(recover(tmp_path).troubles) == 1
    assert path.exists()


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_copy_that_cannot_be_read_is_told_and_kept(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "spoiled.copy").write_bytes(content)
    left_behind(tmp_path, StoredMap(small_map()))
    found = recover(tmp_path)
    assert len(found.orphans) == 1
    (trouble,) = found.troubles
    assert "“spoiled.copy”" in str(trouble)
    assert (tmp_path / "spoiled.copy").read_bytes() == content


def test_a_copy_killed_before_anything_was_in_it_is_removed(tmp_path: Path) -> None:
    (tmp_path / "begun.copy").write_bytes(b"")
    assert recover(tmp_path).orphans == ()
    assert list(tmp_path.iterdir()) == []


def test_what_was_published_and_killed_before_it_was_noted_is_not_taken_for_a_change_by_others(
    tmp_path: Path,
) -> None:
    noted, document = published_while_drawing(tmp_path / "Map.smap")
    draw(document, "Drawn after that")
    ahead = replace(noted, map_=document.map, history=kept(noted, document))
    left_behind(tmp_path / "copies", ahead)
    (orphan,) = recover(tmp_path / "copies").orphans
    assert orphan.stored.digest == digest_of((tmp_path / "Map.smap").read_bytes())
    assert MapWriter(tmp_path / "copies", orphan=orphan).close() is None
    assert read_map_file(tmp_path / "Map.smap").map_.variables == document.map.variables
    assert recover(tmp_path / "copies").orphans == ()


def test_what_was_published_to_the_last_edit_before_the_killing_is_not_offered(
    tmp_path: Path,
) -> None:
    noted, document = published_while_drawing(tmp_path / "Map.smap")
    left_behind(
        tmp_path / "copies", replace(noted, map_=document.map, history=kept(noted, document))
    )
    assert recover(tmp_path / "copies").orphans == ()
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_others_drew_on_the_same_map_is_still_a_change_by_others(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    noted, theirs = published_while_drawing(path)
    mine = Document(noted.map_, noted.history)
    draw(mine, "Mine")
    left_behind(tmp_path / "copies", replace(noted, map_=mine.map, history=kept(noted, mine)))
    (orphan,) = recover(tmp_path / "copies").orphans
    writer = MapWriter(tmp_path / "copies", orphan=orphan)
    assert isinstance(writer.close(), ChangedByOthers)
    assert read_map_file(path).map_.variables == theirs.map.variables
    assert len(recover(tmp_path / "copies").orphans) == 1


def test_what_undo_brought_back_stands_where_it_stood(tmp_path: Path) -> None:
    keeping, document = Safekeeping(tmp_path, StoredMap(large_map(6, 6))), Document(large_map(6, 6))
    document.changed.subscribe(keeping.take)
    first, second, *_ = document.map.variables
    draw(document, "Kept first")
    keeping.keep()
    for ids in ([first], [second, *list(document.map.links)[:2]]):
        document.commit(edits.delete(document.map, ids), "Delete")
        keeping.keep()  # once gone from the copy too, once gone and back before it is written
        document.undo()
        document.undo()
        document.redo()
        keeping.keep()
    keeping.end(discarding=False)
    (orphan,) = recover(tmp_path).orphans
    assert [*orphan.stored.map_.records()] == [*document.map.records()]


def published_while_drawing(path: Path) -> tuple[StoredMap, Document]:
    """Publish a map, draw, publish again; return it as first published, and what was drawn."""
    noted = publish(StoredMap(small_map(), path))
    document = Document(noted.map_, noted.history)
    draw(document, "Drawn and published")
    publish(replace(noted, map_=document.map, history=kept(noted, document)))
    return noted, document


def draw(document: Document, name: str) -> None:
    document.commit(edits.add_variable(document.map, name, 0.0, 0.0), "Add variable")


def kept(stored: StoredMap, document: Document) -> KeptHistory:
    """Return the history of a map with the steps that were taken since."""
    history = stored.history
    for step in document.history[len(history) :]:
        history = history.with_step(step)
    return history


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_that_was_on_screen_for_a_second(
    tmp_path: Path,
) -> None:
    found = kill(killings(tmp_path, ROUNDS, while_publishing=12))
    assert [left.faults for left in found] == [()] * ROUNDS
    assert sum(left.lost for left in found) == 0
    assert sum(left.offered_again for left in found) == 0
    assert any(left.was_publishing for left in found)
