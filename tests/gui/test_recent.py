"""The files opened last come back, newest first."""

from pathlib import Path

from systemsmap.gui.recent import MOST, RecentFiles


def made(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text("x")
    return file


def test_the_newest_is_first_and_each_stands_once(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "settings")
    a, b = made(tmp_path, "a ä.smap"), made(tmp_path, "b.smap")
    for path in (a, b, a):
        recent.add(path)
    assert recent.list() == (a, b)
    assert RecentFiles(tmp_path / "settings").list() == (a, b)


def test_the_list_is_short_and_names_only_what_exists(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path)
    for i in range(MOST + 3):
        recent.add(made(tmp_path, f"{i}.smap"))
    assert len(recent.list()) == MOST
    recent.list()[0].unlink()
    assert len(recent.list()) == MOST - 1
    recent.clear()
    assert recent.list() == ()


def test_a_spoiled_list_is_an_empty_one_and_a_folder_that_cannot_be_is_no_error(
    tmp_path: Path,
) -> None:
    (tmp_path / "recent.txt").write_bytes(b"\xff\xfe\x00nonsense")
    assert RecentFiles(tmp_path).list() == ()
    blocked = RecentFiles(made(tmp_path, "file"))
    blocked.add(tmp_path)
    blocked.clear()
    assert blocked.list() == ()
