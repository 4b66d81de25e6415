"""Dated backups beside a map: made once a day, ten of them kept, nobody's own files touched."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.backups import KEPT, dated_name, keep_daily
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from tests.storage.followed import Followed
from tests.storage.made_maps import small_map

TODAY = date(2026, 11, 29)


def published(path: Path, day: date, uuid: str = "") -> StoredMap:
    """Return a map that was last published at noon of this day."""
    stored = StoredMap(dated(small_map(), day), path)
    return publish(replace(stored, uuid=uuid or stored.uuid), overwrite=True)


def dated(map_: SystemsMap, day: date) -> SystemsMap:
    changed = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).isoformat()
    return replace(map_, info=replace(map_.info, changed=changed))


def beside(path: Path) -> list[str]:
    return sorted(f.name for f in path.parent.iterdir() if f.is_file())


def test_the_file_as_it_was_is_kept_under_the_name_of_the_day(tmp_path: Path) -> None:
    stored = published(tmp_path / "Map.smap", TODAY - timedelta(1))
    before = (tmp_path / "Map.smap").read_bytes()
    assert keep_daily(stored, TODAY) == ""
    again = publish(replace(stored, map_=dated(SystemsMap(), TODAY)), backup=False)
    publish(again, backup=False)
    backup = tmp_path / "Map (backup 2026-11-29).smap"
    assert backup.read_bytes() == before
    assert beside(backup) == ["Map (backup 2026-11-29).smap", "Map.smap"]
    assert read_map_file(backup).map_ == stored.map_


def test_a_map_published_today_has_no_second_backup(tmp_path: Path) -> None:
    assert keep_daily(published(tmp_path / "Map.smap", TODAY), TODAY) == ""
    assert beside(tmp_path / "Map.smap") == ["Map.smap"]


def test_what_others_put_there_is_not_taken_for_the_map(tmp_path: Path) -> None:
    stored = published(tmp_path / "Map.smap", TODAY - timedelta(1))
    (tmp_path / "Map.smap").write_bytes(b"theirs")
    assert keep_daily(stored, TODAY) == ""
    assert beside(tmp_path / "Map.smap") == ["Map.smap"]


def test_a_file_of_that_name_stays_as_it_is(tmp_path: Path) -> None:
    stored = published(tmp_path / "Map.smap", TODAY - timedelta(1))
    mine = tmp_path / "Map (backup 2026-11-29).smap"
    mine.write_bytes(b"mine")
    assert keep_daily(stored, TODAY) == ""
    assert mine.read_bytes() == b"mine"


def test_ten_days_are_kept_and_nothing_goes_that_somebody_may_want(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    stored = published(path, TODAY - timedelta(400))
    own = {
        "Map (backup 2026-11-29).smap.txt": b"notes",
        "Map (backup 2026-02-31).smap": b"no such day",
        "Map (backup 2025-01-01 14.05).smap": b"asked for",
        "Map (backup).smap": b"mine",
        "Other (backup 2025-01-01).smap": b"another map's",
        "Map (backup 2025-01-02).smap": b"no map at all",
    }
    for name, content in own.items():
        (tmp_path / name).write_bytes(content)
    published(tmp_path / "Map (backup 2025-01-03).smap", date(2025, 1, 1))  # of another map
    worked_in = tmp_path / "Map (backup 2025-01-04).smap"
    published(worked_in, date(2025, 1, 4), uuid=stored.uuid)  # somebody went on in it
    (tmp_path / "Map (backup 2025-01-05).smap").symlink_to(path)
    (tmp_path / "Map (backup 2025-01-06).smap").mkdir()
    theirs = {f.name for f in tmp_path.iterdir()}
    days = [TODAY + timedelta(n) for n in range(25)]
    for day in days:
        assert keep_daily(stored, day) == ""
        stored = publish(replace(stored, map_=dated(stored.map_, day)), backup=False)
    made = {f.name for f in tmp_path.iterdir()} - theirs
    assert made == {f"Map (backup {day}).smap" for day in days[-KEPT:]}
    for name, content in own.items():
        assert (tmp_path / name).read_bytes() == content
    assert read_map_file(worked_in).uuid == stored.uuid


def test_names_with_signs_of_patterns_are_meant_as_they_are(tmp_path: Path) -> None:
    stored = published(tmp_path / "a.[b](c).smap", TODAY - timedelta(1))
    assert keep_daily(stored, TODAY) == ""
    assert (tmp_path / "a.[b](c) (backup 2026-11-29).smap").exists()


def test_without_second_names_the_file_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    stored = published(tmp_path / "Map.smap", TODAY - timedelta(1))
    monkeypatch.setattr(os, "link", refuse)
    assert keep_daily(stored, TODAY) == ""
    backup = tmp_path / "Map (backup 2026-11-29).smap"
    assert backup.read_bytes() == (tmp_path / "Map.smap").read_bytes()
    assert backup.stat().st_ino != (tmp_path / "Map.smap").stat().st_ino
    assert len(beside(backup)) == 2


def test_a_backup_that_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 249}.smap"
    stored = published(path, TODAY - timedelta(1))
    told = keep_daily(stored, TODAY)
    assert told.startswith("There is no backup of “nnn")
    assert told.endswith("(file name too long); it is saved as usual.")
    assert beside(path) == [path.name]


def test_a_backup_asked_for_has_a_name_of_its_own(tmp_path: Path) -> None:
    at = datetime(2026, 11, 29, 14, 5)
    path = tmp_path / "Map.smap"
    names = []
    for _ in range(3):
        names.append(dated_name(path, at).name)
        (tmp_path / names[-1]).touch()
    assert names == [
        "Map (backup 2026-11-29 14.05).smap",
        "Map (backup 2026-11-29 14.05, 2).smap",
        "Map (backup 2026-11-29 14.05, 3).smap",
    ]


# ---------------------------------------------------------------------- as the writer does it


@pytest.fixture
def yesterdays(tmp_path: Path) -> Iterator[Followed]:
    """A map that was last published yesterday, with its backups on."""
    stored = published(tmp_path / "Map.smap", date.today() - timedelta(1))
    followed = Followed(tmp_path / "copies", stored, wants_backups=lambda: True)
    yield followed
    followed.writer.close()


def test_the_first_saving_of_a_day_leaves_a_backup(yesterdays: Followed, tmp_path: Path) -> None:
    backup = tmp_path / f"Map (backup {date.today()}).smap"
    before = (tmp_path / "Map.smap").read_bytes()
    yesterdays.writer.wake().result(20)
    assert not backup.exists()
    for name in ("Deaths", "Births"):
        yesterdays.add(name)
        change = edits.describe_map(yesterdays.document.map, title=name)  # with its old date
        yesterdays.document.commit(change, "Title")
        yesterdays.writer.save_now().result(20)
    assert backup.read_bytes() == before
    assert yesterdays.writer.close() is None
    assert beside(backup) == [backup.name, "Map.smap", "Map.smap.bak"]


def test_saving_goes_on_where_no_backup_can_be_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 240}.smap"
    stored = published(path, date.today() - timedelta(1))
    followed = Followed(tmp_path / "copies", stored, wants_backups=lambda: True)
    followed.add("Deaths")
    followed.writer.save_now().result(20)
    followed.add("Births")
    followed.writer.save_now().result(20)
    assert followed.writer.close() is None
    assert followed.troubles == []
    assert followed.states[-1].unbacked.endswith("it is saved as usual.")
    assert len(read_map_file(path).map_.variables) == len(stored.map_.variables) + 2


def test_who_wants_no_backups_has_none(tmp_path: Path) -> None:
    stored = published(tmp_path / "Map.smap", date.today() - timedelta(1))
    followed = Followed(tmp_path / "copies", stored)
    followed.add("Deaths")
    assert followed.writer.close() is None
    assert beside(tmp_path / "Map.smap") == ["Map.smap", "Map.smap.bak"]


def test_a_copy_that_leaves_something_out_never_replaces_the_map(
    yesterdays: Followed, tmp_path: Path
) -> None:
    from systemsmap.storage.schema import Unwritable

    def less(stored: StoredMap) -> StoredMap:
        return StoredMap(SystemsMap(), stored.path)

    before = (tmp_path / "Map.smap").read_bytes()
    with pytest.raises(Unwritable, match="is the map itself; a copy without parts of it"):
        yesterdays.writer.save_copy(less).result(20)
    assert (tmp_path / "Map.smap").read_bytes() == before
    yesterdays.writer.save_copy(lambda s: less(s).at(tmp_path / "Less.smap")).result(20)
    assert read_map_file(tmp_path / "Less.smap").map_.is_empty
