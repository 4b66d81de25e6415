"""Replacing a file: the new one or the old one, never anything else, and nothing left beside."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from systemsmap.storage.replacing import _temporary_name, digest_of, replace_file
from systemsmap.storage.schema import ChangedByOthers, FileTrouble, Unwritable, Vanished

ROOT = Path(__file__).parents[2]
OLD, NEW = b"old", b"new content"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Ngā mahere – år 2.smap"
    path.write_bytes(OLD)
    return path


def beside(path: Path) -> list[str]:
    return sorted(f.name for f in path.parent.iterdir())


def test_one_backup_is_kept(path: Path) -> None:
    for content in (NEW, b"newer", b"newest"):
        before = path.read_bytes()
        replace_file(path, content, digest_of(before), backup=True)
        assert path.read_bytes() == content
        assert path.with_name(path.name + ".bak").read_bytes() == before
    assert beside(path) == [path.name, path.name + ".bak"]


def test_no_backup_is_made_where_none_is_wanted(path: Path) -> None:
    replace_file(path, NEW, digest_of(OLD), backup=False)
    assert beside(path) == [path.name]


def test_a_new_file_is_written_where_nothing_was(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    replace_file(path, NEW, "", backup=True)
    assert path.read_bytes() == NEW
    assert beside(path) == ["Map.smap"]


def test_what_is_not_known_is_not_overwritten_even_if_it_looks_the_same(path: Path) -> None:
    looks = path.stat()
    path.write_bytes(b"odd")
    os.utime(path, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    for known in (digest_of(OLD), ""):
        with pytest.raises(ChangedByOthers):
            replace_file(path, NEW, known, backup=True)
    assert path.read_bytes() == b"odd"
    assert beside(path) == [path.name]


def test_a_file_that_was_only_touched_is_the_same_file(path: Path) -> None:
    os.utime(path, (1, 1))
    replace_file(path, NEW, digest_of(OLD), backup=True)
    assert path.read_bytes() == NEW


def test_the_mode_of_the_file_stays(path: Path) -> None:
    path.chmod(0o640)
    replace_file(path, NEW, None, backup=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_a_file_stays_a_link(path: Path) -> None:
    link = path.with_name("link.smap")
    link.symlink_to(path)
    replace_file(link, NEW, digest_of(OLD), backup=False)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_the_longest_name_a_folder_takes_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".smap")
    replace_file(path, OLD, "", backup=True)
    replace_file(path, NEW, digest_of(OLD), backup=True)  # its backup has no room for its name
    assert path.read_bytes() == NEW
    assert beside(path) == [path.name]


def test_what_a_killed_process_left_is_swept(path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine, theirs = f"-{os.getpid()}.", f"-{ended.pid}."
    left = path.with_name(_temporary_name(path.name).replace(mine, theirs))
    left.write_bytes(b"half")
    alive = path.with_name(_temporary_name(path.name).replace(mine, f"-{os.getppid()}."))
    alive.write_bytes(b"half")
    other = path.with_name(_temporary_name("Other.smap").replace(mine, theirs))
    other.write_bytes(b"half")
    replace_file(path, NEW, None, backup=False)
    assert not left.exists()
    assert alive.exists()
    assert other.exists()
    os.utime(alive, (1, 1))  # nobody writes for an hour
    replace_file(path, NEW, None, backup=False)
    assert not alive.exists()


def test_a_file_marked_read_only_is_not_replaced(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(Unwritable, match="the file is read-only"):
        replace_file(path, NEW, None, backup=True)
    assert path.read_bytes() == OLD


def test_a_folder_in_the_way_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "Map.smap").mkdir()
    with pytest.raises(Unwritable, match="a folder has that name"):
        replace_file(tmp_path / "Map.smap", NEW, None, backup=True)


@pytest.mark.parametrize("where", ["gone/Map.smap", "a file/Map.smap"])
def test_a_folder_that_is_not_there_is_told(where: str, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(OLD)
    with pytest.raises(Vanished, match=r"^“Map.smap” was not saved because its folder is not"):
        replace_file(tmp_path / where, NEW, None, backup=True)


def test_a_file_that_went_is_told(path: Path) -> None:
    path.unlink()
    with pytest.raises(Vanished, match="no longer where it was"):
        replace_file(path, NEW, digest_of(OLD), backup=True)
    assert beside(path) == []


@contextmanager
def somebody() -> Iterator[None]:
    """Go on without the rights of root, who may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_one_may_not_write_to_is_told() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Map.smap"
        path.write_bytes(OLD)
        path.chmod(0o666)
        Path(folder).chmod(0o555)
        with somebody(), pytest.raises(Unwritable, match="writing there is not allowed; it is unc"):
            replace_file(path, NEW, digest_of(OLD), backup=True)
        Path(folder).chmod(0o755)
        assert path.read_bytes() == OLD
        assert beside(path) == ["Map.smap"]


def test_trouble_of_a_kind_nobody_thought_of_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble) as caught:
        replace_file(tmp_path / ("x" * 300), NEW, None, backup=True)
    assert "file name too long" in str(caught.value)


def test_with_too_little_room_nothing_is_lost(tmp_path: Path) -> None:
    """At every number of bytes the disk may have left; see `little_room`."""
    subprocess.run(
        [sys.executable, "-m", "tests.storage.little_room", tmp_path], cwd=ROOT, check=True
    )
