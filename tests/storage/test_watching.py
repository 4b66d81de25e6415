"""Looking after the file of an open map; the time is given, the files are real."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from systemsmap.storage import watching
from systemsmap.storage.presence import BEAT, DEAD, Holder, Presence, computer, lock_of
from systemsmap.storage.replacing import digest_of, replace_file
from systemsmap.storage.watching import Role, Seen, Watch

FAR = Holder("Bo Lind", "PC-7", 4711, "2026-11-29T14:05:00+00:00", "1" * 32)
AHEAD = 4_000_000_000  # a date that no clock has reached


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    path = folder / "Map.smap"
    path.write_bytes(b"first")
    return path


@pytest.fixture
def watch(path: Path, tmp_path: Path) -> Iterator[Watch]:
    watch = Watch(path, tmp_path / "work", Role.EDITING, "Anna")
    yield watch
    watch.end()
    assert not [f for f in path.parent.glob(".*") if b"Anna" in f.read_bytes()]


def waiting(path: Path) -> Watch:
    return Watch(path, path.parent.parent / "work", Role.WAITING, "Cy")


# ---------------------------------------------------------------------- what is in the file


def test_what_is_in_the_file_is_seen_at_every_look(path: Path, watch: Watch) -> None:
    assert watch.look(0) == Seen(None, digest_of(b"first"))
    assert watch.look(2) == Seen(None, digest_of(b"first"))
    replace_file(path, b"second", None, backup=False)
    assert watch.look(4).digest == digest_of(b"second")


def test_a_change_of_the_same_size_under_the_same_date_is_seen(path: Path, watch: Watch) -> None:
    """On a disk that dates to two seconds: it is read again until the date is its own."""
    os.utime(path, (1_000, 1_000))
    watch.look(0)
    path.write_bytes(b"other")
    os.utime(path, (1_000, 1_000))
    assert watch.look(2).digest == digest_of(b"other")


def test_what_was_read_twice_is_not_read_again(
    path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.look(0)
    watch.look(2)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    assert watch.look(4).digest == digest_of(b"first")


def test_a_file_that_has_gone_is_told_from_a_share_that_is_away(path: Path, watch: Watch) -> None:
    path.unlink()
    assert watch.look(0).digest == ""
    path.parent.rename(path.parent.with_name("away"))
    assert watch.look(2) == Seen(None, None)
    path.parent.with_name("away").rename(path.parent)


def test_a_file_in_the_middle_of_being_written_is_left_for_later(path: Path, watch: Watch) -> None:
    path.with_name("Map.smap-journal").write_bytes(b"\xd9\xd5")
    assert watch.look(0).digest is None


# ---------------------------------------------------------------------- who has it


def test_the_lock_is_written_anew_once_a_minute(path: Path, watch: Watch) -> None:
    watch.look(0)
    os.utime(lock_of(path), (0, 0))
    watch.look(BEAT - 1)
    assert lock_of(path).stat().st_mtime == 0
    watch.look(BEAT)
    assert lock_of(path).stat().st_mtime > 0


def test_who_waits_sees_the_holder_go_and_takes_nothing_unasked(path: Path, watch: Watch) -> None:
    watch.look(0)
    other = waiting(path)
    seen = other.look(0)
    assert seen.holder
    assert seen.holder.person == "Anna"
    watch.end()
    assert other.look(2).holder is None
    assert not lock_of(path).exists()
    assert other.edit(4).holder is None
    assert other.role is Role.EDITING
    assert b"Cy" in lock_of(path).read_bytes()
    other.end()


def test_two_who_want_it_at_once_do_not_both_get_it(path: Path, watch: Watch) -> None:
    watch.look(0)
    one, two = waiting(path), waiting(path)
    one.look(0), two.look(0)
    watch.end()
    assert one.edit(2).holder is None
    assert two.edit(2).holder
    assert two.role is Role.WAITING
    one.end()
    two.end()


def test_one_who_slept_finds_another_at_work_and_waits(path: Path, watch: Watch) -> None:
    watch.look(0)
    lock_of(path).write_bytes(FAR.written())
    assert watch.look(5_000).holder == FAR
    assert watch.role is Role.WAITING
    lock_of(path).unlink()
    assert watch.look(5_002).holder is None
    assert not lock_of(path).exists(), "what was lost is not taken back unasked"


def test_a_dead_computer_whose_clock_was_ahead_is_seen_to_be_dead(path: Path) -> None:
    lock_of(path).write_bytes(FAR.written())
    os.utime(lock_of(path), (AHEAD, AHEAD))
    other = waiting(path)
    assert other.look(0).holder == FAR
    assert other.look(DEAD - 1).holder == FAR
    assert other.look(DEAD).holder is None
    assert other.edit(DEAD + 2).holder is None
    assert b"Cy" in lock_of(path).read_bytes()
    other.end()


def test_a_living_computer_whose_clock_is_ahead_is_respected(path: Path) -> None:
    lock_of(path).write_bytes(FAR.written())
    other = waiting(path)
    for minute in range(30):
        os.utime(lock_of(path), (AHEAD + 60 * minute, AHEAD + 60 * minute))
        assert other.look(60.0 * minute).holder == FAR
    assert other.edit(1_800).holder == FAR
    other.end()
    assert lock_of(path).read_bytes() == FAR.written()


def test_a_share_that_is_away_says_nothing_about_who_has_it(path: Path) -> None:
    lock_of(path).write_bytes(FAR.written())
    other = waiting(path)
    other.look(0)
    path.parent.rename(path.parent.with_name("away"))
    assert other.look(2) == Seen(FAR, None)
    path.parent.with_name("away").rename(path.parent)
    assert other.look(4).holder == FAR


def test_who_only_reads_holds_nothing_and_asks_for_nobody(path: Path, tmp_path: Path) -> None:
    lock_of(path).write_bytes(FAR.written())
    reader = Watch(path, tmp_path / "work", Role.READING)
    assert reader.look(0) == Seen(None, digest_of(b"first"))
    reader.end()
    assert lock_of(path).read_bytes() == FAR.written()


def test_the_share_coming_back_brings_the_lock_back(path: Path, watch: Watch) -> None:
    watch.look(0)
    away = path.parent.with_name("away")
    path.parent.rename(away)
    (away / lock_of(path).name).unlink()
    watch.look(BEAT)
    away.rename(path.parent)
    watch.look(BEAT + 2)
    assert b"Anna" in lock_of(path).read_bytes()


# ---------------------------------------------------------------------- second versions


def test_a_second_version_that_appears_is_seen(path: Path, watch: Watch) -> None:
    assert watch.look(0).conflicts == frozenset()
    copy = path.with_name("Map (conflicted copy 2026-11-29).smap")
    copy.write_bytes(b"theirs")
    assert watch.look(2).conflicts == {copy}


def test_a_folder_in_which_nothing_happens_is_not_listed_again(
    path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.look(0)
    os.utime(path.parent, (1_000, 1_000))
    watch.look(1)
    watch.look(2)
    with monkeypatch.context() as here:
        here.setattr(watching, "conflict_copies", lambda *_: pytest.fail("was listed"))
        assert watch.look(4).conflicts == frozenset()
    copy = path.with_name("Map (conflicted copy 2026-11-29).smap")
    copy.write_bytes(b"theirs")
    assert watch.look(6).conflicts == {copy}


def test_at_opening_only_a_version_newer_than_the_map_is_told(path: Path, tmp_path: Path) -> None:
    old, new = (path.with_name(f"Map-DESKTOP-{n}.smap") for n in (1, 2))
    for copy in (old, new):
        copy.write_bytes(b"theirs")
    os.utime(old, (1_000, 1_000))
    os.utime(path, (2_000, 2_000))
    reader = Watch(path, tmp_path / "work", Role.READING)
    assert reader.look(0).conflicts == {new}
    assert reader.look(2).conflicts == {new}


def test_the_computer_of_a_holder_names_the_copies_it_makes(path: Path) -> None:
    lock_of(path).write_bytes(replace(FAR, computer="Annas PC").written())
    other = waiting(path)
    other.look(0)
    copy = path.with_name("Map-Annas PC.smap")
    copy.write_bytes(b"theirs")
    ours = path.with_name(f"Map-{computer()}.smap")
    ours.write_bytes(b"ours")
    assert other.look(2).conflicts == {copy, ours}


def test_nothing_stays_beside_the_file(path: Path, watch: Watch) -> None:
    watch.look(0)
    other = Presence(path, path.parent.parent / "work")
    other.take()
    other.release()
    watch.end()
    assert [f.name for f in path.parent.iterdir()] == ["Map.smap"]
