"""The writer as a window uses it: real threads, real files, nothing slept for."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic, perf_counter

import pytest

from systemsmap.model import edits
from systemsmap.model.change import Change, changed
from systemsmap.model.document import MapChanged
from systemsmap.model.records import NamedLoop, Variable
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import recover
from systemsmap.storage.schema import ChangedByOthers, FileTrouble, Unwritable, Vanished
from systemsmap.storage.stored_map import StoredMap
from tests.storage.followed import Followed
from tests.storage.made_maps import large_map, small_map


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "working copies"


@pytest.fixture
def opened(tmp_path: Path, folder: Path) -> Iterator[Followed]:
    """A map that was opened from a file."""
    followed = Followed(folder, publish(StoredMap(small_map(), tmp_path / "Map.smap")))
    yield followed
    followed.writer.close()


def path_of(followed: Followed) -> Path:
    path = followed.writer._stored.path
    assert path is not None
    return path


def names(path: Path) -> list[str]:
    return [v.name for v in read_map_file(path).map_.variables.values()]


def test_opening_a_map_writes_nothing(opened: Followed, folder: Path) -> None:
    before = path_of(opened).read_bytes()
    assert opened.writer.close() is None
    assert path_of(opened).read_bytes() == before
    assert not folder.exists()


def test_an_edit_is_in_the_working_copy_first_and_in_the_file_when_it_is_quiet(
    opened: Followed, folder: Path
) -> None:
    opened.writer.wake().result(20)
    begun = monotonic()
    opened.add("Deaths")
    opened.until_kept(1)
    assert monotonic() - begun < 2  # 0.3 on a quiet machine
    assert opened.states[-1].unsaved
    assert "Deaths" not in names(path_of(opened))
    assert len(list(folder.glob("*.copy"))) == 1
    opened.until_saved()
    assert monotonic() - begun >= 2
    assert "Deaths" in names(path_of(opened))
    assert opened.troubles == []


def test_closing_publishes_and_leaves_nothing_behind(
    opened: Followed, folder: Path, tmp_path: Path
) -> None:
    opened.add("Deaths")
    assert opened.writer.close() is None
    assert "Deaths" in names(path_of(opened))
    assert list(folder.iterdir()) == []
    assert sorted(f.name for f in tmp_path.iterdir() if f.is_file()) == [
        "Map.smap",
        "Map.smap.bak",
    ]


def test_the_backup_is_the_file_as_it_was_opened(opened: Followed) -> None:
    path = path_of(opened)
    before = path.read_bytes()
    opened.add("Deaths")
    opened.writer.save_now().result(20)
    opened.add("Migration")
    opened.writer.save_now().result(20)
    assert path.with_name("Map.smap.bak").read_bytes() == before


def test_publishing_counts_revisions_and_dates_the_change(opened: Followed) -> None:
    first = read_map_file(path_of(opened))
    opened.add("Deaths")
    opened.writer.save_now().result(20)
    second = read_map_file(path_of(opened))
    assert second.uuid == first.uuid
    assert second.revision != first.revision
    assert second.revisions == first.revisions + 1
    assert second.map_.info.changed.endswith("+00:00")
    assert second.map_.info.created


def test_a_remark_goes_to_the_working_copy_and_does_not_publish(
    opened: Followed, folder: Path
) -> None:
    before = path_of(opened).read_bytes()
    noted = NamedLoop("loop-x", ("l1",), (("R", 7),))
    opened.document.remark(changed(opened.document.map, noted))
    opened.until_kept(1)
    assert opened.writer._schedule.publishing.at is None
    assert not opened.states[-1].unsaved
    (copy,) = folder.glob("*.copy")
    assert copy.exists()
    assert opened.writer.close() is None
    assert path_of(opened).read_bytes() == before


def test_a_remark_is_published_with_the_next_edit(opened: Followed) -> None:
    noted = NamedLoop("loop-x", ("l1",), (("R", 7),))
    opened.document.remark(changed(opened.document.map, noted))
    opened.add("Deaths")
    opened.writer.close()
    assert read_map_file(path_of(opened)).map_.loops["loop-x"] == noted


def test_provisional_changes_are_not_written(opened: Followed) -> None:
    gesture = opened.document.gesture("Move")
    gesture.show(edits.move(gesture.start, ["v1"], 5.0, 5.0))
    gesture.cancel()
    before = path_of(opened).read_bytes()
    opened.writer.close()
    assert path_of(opened).read_bytes() == before


def test_a_new_map_lives_in_the_working_copy_until_it_has_a_place(
    folder: Path, tmp_path: Path
) -> None:
    followed = Followed(folder)
    followed.add("Births")
    followed.until_kept(1)
    with pytest.raises(Unwritable, match="The new map has no file yet"):
        followed.writer.save_now().result(20)
    path = tmp_path / "Births.smap"
    followed.writer.save_as(path).result(20)
    assert names(path) == ["Births"]
    assert followed.states[-1].path == path
    assert followed.trouble() is None
    followed.add("Deaths")
    assert followed.writer.close() is None
    assert names(path) == ["Births", "Deaths"]
    assert list(folder.iterdir()) == []


def test_a_new_map_closed_without_a_place_is_offered_at_the_next_start(folder: Path) -> None:
    followed = Followed(folder)
    followed.add("Births")
    assert followed.writer.close() is None
    (orphan,) = recover(folder).orphans
    assert orphan.stored.path is None
    assert orphan.stored.map_ == followed.document.map


def test_a_new_map_can_be_thrown_away(folder: Path) -> None:
    followed = Followed(folder)
    followed.add("Births")
    followed.until_kept(1)
    assert followed.writer.close(discard=True) is None
    assert list(folder.iterdir()) == []


def test_a_recovered_map_goes_on_where_it_was(opened: Followed, folder: Path) -> None:
    path = path_of(opened)
    opened.add("Deaths")
    opened.until_kept(1)
    path.rename(path.with_name("away"))
    assert isinstance(opened.writer.close(), Vanished)
    path.with_name("away").rename(path)
    (orphan,) = recover(folder).orphans
    assert (orphan.stored.path, orphan.title) == (path, "Births")
    again = Followed(folder, orphan=orphan)
    again.until_saved()
    assert "Deaths" in names(path)
    assert again.writer.close() is None
    assert list(folder.iterdir()) == []


def test_a_file_that_others_changed_is_not_overwritten(opened: Followed) -> None:
    path = path_of(opened)
    publish(StoredMap(large_map(3, 3), path), overwrite=True)
    theirs = path.read_bytes()
    opened.add("Deaths")
    with pytest.raises(ChangedByOthers, match=r"“Map.smap” was changed by someone else"):
        opened.writer.save_now().result(20)
    assert isinstance(opened.trouble(), ChangedByOthers)
    assert path.read_bytes() == theirs
    opened.writer.save_as(path).result(20)
    assert opened.trouble() is None
    assert "Deaths" in names(path)
    assert path.with_name("Map.smap.bak").read_bytes() == theirs


def test_a_file_that_went_is_not_made_again_behind_ones_back(opened: Followed) -> None:
    path = path_of(opened)
    path.unlink()
    opened.add("Deaths")
    with pytest.raises(Vanished):
        opened.writer.save_now().result(20)
    assert not path.exists()
    opened.writer.save_as(path).result(20)
    assert "Deaths" in names(path)


def test_trouble_is_told_once_and_is_over_when_it_is_over(opened: Followed) -> None:
    path = path_of(opened)
    path.chmod(0o444)
    for name in ("Deaths", "Migration", "Age"):
        opened.add(name)
        with pytest.raises(Unwritable):
            opened.writer.save_now().result(20)
    assert len(opened.troubles) == 1
    path.chmod(0o644)
    opened.until_saved()  # tried again without being told to
    assert opened.troubles[1:] == [None]
    assert names(path)[-3:] == ["Deaths", "Migration", "Age"]


def test_a_working_copy_that_cannot_be_made_does_not_stop_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "no folder"
    folder.write_text("a file where the folder should be")
    followed = Followed(folder, publish(StoredMap(small_map(), tmp_path / "Map.smap")))
    followed.add("Deaths")
    followed.writer.save_now().result(20)
    assert "Deaths" in names(tmp_path / "Map.smap")
    assert isinstance(followed.trouble(), Unwritable)
    assert "working copy" in str(followed.trouble())
    folder.unlink()
    followed.add("Migration")
    followed.writer.save_now().result(20)
    assert followed.trouble() is None
    followed.writer.close()


def test_work_that_is_on_no_disk_at_all_keeps_the_writer_open(tmp_path: Path) -> None:
    folder = tmp_path / "no folder"
    folder.write_text("a file where the folder should be")
    followed = Followed(folder)
    followed.add("Births")
    assert isinstance(followed.writer.close(), Unwritable)
    assert followed.writer._thread.is_alive()
    followed.add("Deaths")
    followed.writer.save_as(tmp_path / "Map.smap").result(20)
    assert names(tmp_path / "Map.smap") == ["Births", "Deaths"]
    followed.writer.close()
    assert followed.writer.is_closed
    followed.writer.close()


def test_a_working_copy_removed_by_a_cleaning_program_is_made_anew(
    opened: Followed, folder: Path
) -> None:
    opened.add("Deaths")
    opened.until_kept(1)
    for file in folder.iterdir():
        file.unlink()
    opened.add("Migration")
    opened.until_kept(2)
    (copy,) = folder.glob("*.copy")
    assert copy.stat().st_size or copy.with_name(copy.name + "-wal").stat().st_size


def test_a_copy_is_saved_elsewhere_and_work_goes_on_here(opened: Followed, tmp_path: Path) -> None:
    elsewhere = tmp_path / "Copy.smap"
    opened.add("Deaths")
    opened.writer.save_copy(elsewhere).result(20)
    assert "Deaths" in names(elsewhere)
    opened.add("Migration")
    opened.writer.close()
    assert "Migration" in names(path_of(opened))
    assert "Migration" not in names(elsewhere)


def test_a_copy_onto_the_file_itself_is_a_save(opened: Followed) -> None:
    opened.add("Deaths")
    opened.writer.save_copy(path_of(opened)).result(20)
    opened.add("Migration")
    assert opened.writer.close() is None
    assert names(path_of(opened))[-2:] == ["Deaths", "Migration"]


def test_saving_where_one_cannot_leaves_the_map_where_it_was(
    opened: Followed, tmp_path: Path
) -> None:
    opened.add("Deaths")
    with pytest.raises(FileTrouble, match=r"“x.smap” was not saved because its folder"):
        opened.writer.save_as(tmp_path / "nowhere" / "x.smap").result(20)
    assert isinstance(opened.trouble(), Vanished)
    assert opened.writer.close() is None
    assert "Deaths" in names(path_of(opened))


def test_a_map_opened_for_reading_only_is_kept_and_can_be_saved_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    stored = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    before = (tmp_path / "Map.smap").read_bytes()
    followed = Followed(folder, replace(stored, readonly=True))
    followed.add("Deaths")
    followed.until_kept(1)
    with pytest.raises(Unwritable, match="for reading only"):
        followed.writer.save_now().result(20)
    assert (tmp_path / "Map.smap").read_bytes() == before
    followed.writer.save_as(tmp_path / "Mine.smap").result(20)
    assert followed.writer.close() is None
    assert "Deaths" in names(tmp_path / "Mine.smap")


def test_putting_a_change_takes_no_time(opened: Followed) -> None:
    changes = [
        MapChanged(Change({f"w{i}": None}, {f"w{i}": Variable(f"w{i}", "Name")}))
        for i in range(2000)
    ]
    begun = perf_counter()
    for event in changes:
        opened.writer.put(event)
    assert (perf_counter() - begun) / len(changes) < 0.002
    opened.writer.close()
    assert len(names(path_of(opened))) == 2002


def test_a_listener_that_fails_does_not_stop_the_writing(opened: Followed) -> None:
    opened.writer.saved.subscribe(lambda _: 1 // 0)  # type: ignore[arg-type]
    opened.add("Deaths")
    assert opened.writer.close() is None
    assert "Deaths" in names(path_of(opened))


def test_a_writer_that_breaks_down_says_so(opened: Followed) -> None:
    impossible = Change({}, {"v9": Variable("v9", "Of no past")})
    opened.writer.put(MapChanged(impossible))
    with pytest.raises(Unwritable, match="can no longer be saved here"):
        opened.writer.save_now().result(20)
    assert isinstance(opened.trouble(), Unwritable)
    assert isinstance(opened.writer.close(), Unwritable)


def test_a_closed_writer_takes_no_more_changes(opened: Followed) -> None:
    opened.writer.close()
    with pytest.raises(RuntimeError):
        opened.add("Deaths")


def test_the_window_can_be_drawn_before_a_database_library_is_loaded() -> None:
    code = (
        "import sys, systemsmap.storage.schema, systemsmap.storage.writer, "
        "systemsmap.storage.reader, systemsmap.storage.recovery\n"
        "sys.exit(any(m in sys.modules for m in ('sqlmodel', 'sqlalchemy', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
