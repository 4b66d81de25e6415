"""Files arrive whole or not at all."""

import os
from pathlib import Path

import pytest

from systemsmap.interchange import delivery
from systemsmap.interchange.delivery import deliver


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "Ölkarte 🙂.json"
    deliver(path, b"new", overwrite=False)
    assert path.read_bytes() == b"new"
    assert _names(tmp_path) == [path.name]


def test_an_existing_file_stays_unless_it_may_go(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        deliver(path, b"new", overwrite=False)
    assert path.read_bytes() == b"old"
    deliver(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert _names(tmp_path) == ["a.json"]


def test_somebody_faster_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    mode = delivery._mode

    def slow(target: Path) -> int:
        target.write_bytes(b"theirs")
        return mode(target)

    monkeypatch.setattr(delivery, "_mode", slow)
    with pytest.raises(FileExistsError):
        deliver(path, b"ours", overwrite=False)
    assert path.read_bytes() == b"theirs"
    assert _names(tmp_path) == ["a.json"]


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(IsADirectoryError):
        deliver(tmp_path / "a.json", b"new", overwrite=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(FileExistsError):
        deliver(tmp_path / "a.json", b"new", overwrite=True)


def test_a_missing_folder_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        deliver(tmp_path / "no" / "a.json", b"new")
    assert _names(tmp_path) == []


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    link.symlink_to(real)
    deliver(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_rights_are_those_of_any_file_or_of_the_one_before(tmp_path: Path) -> None:
    path, plain = tmp_path / "a.json", tmp_path / "plain"
    plain.write_bytes(b"")
    deliver(path, b"new")
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o600)
    deliver(path, b"newer")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        deliver(path, b"new")
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.json"]
