"""`systemsmap rescue`: what is left of a damaged map, never written over it."""

from pathlib import Path

import pytest

from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from tests.cli.program import Program
from tests.storage.made_maps import large_map
from tests.storage.spoiled import overwrite

MAP = large_map(60, 120)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "Map.smap"
    publish(StoredMap(MAP, path))
    return overwrite(path, 100, b"\xff" * 3000)


def test_what_is_left_is_saved_and_the_damaged_file_stays(
    run: Program, damaged: Path, tmp_path: Path
) -> None:
    before = damaged.read_bytes()
    ran = run("rescue", damaged, tmp_path / "Out.smap")
    assert ran.code == 0
    assert ran.out == f"{tmp_path / 'Out.smap'}: 60 variables, 120 links\n"
    assert "Rescued from “Map.smap”: 60 variables and 120 links." in ran.err
    assert read_map_file(tmp_path / "Out.smap").map_ == MAP
    assert damaged.read_bytes() == before
    assert {f.name for f in tmp_path.iterdir()} == {"Map.smap", "Out.smap"}


def test_it_is_never_saved_over_the_damaged_file_or_its_backup(
    run: Program, damaged: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "Map.smap.bak"
    before = damaged.read_bytes()
    (tmp_path / "Link.smap").symlink_to(damaged)
    for target in (damaged, tmp_path / "Link.smap"):
        assert "stays as it is" in run.refuses("rescue", damaged, target, "--force")
    assert "saved as a .smap" in run.refuses("rescue", damaged, backup, "--force")
    assert damaged.read_bytes() == before


def test_what_is_there_is_overwritten_only_by_force(
    run: Program, damaged: Path, tmp_path: Path
) -> None:
    target = tmp_path / "Out.smap"
    target.write_text("mine")
    assert "--force" in run.refuses("rescue", damaged, target)
    assert target.read_text() == "mine"
    assert run("rescue", damaged, target, "--force").code == 0
    assert read_map_file(target).map_ == MAP


def test_a_sound_file_needs_no_rescue(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    publish(StoredMap(MAP, path))
    assert "is not damaged" in run.refuses("rescue", path, tmp_path / "Out.smap")


def test_a_file_of_which_nothing_is_left_is_refused(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    assert "Nothing can be had" in run.refuses("rescue", path, tmp_path / "Out.smap")
    assert "not there" in run.refuses("rescue", tmp_path / "no.smap", tmp_path / "Out.smap")
    run.refuses("rescue", "a\0b.smap", tmp_path / "Out.smap")
    assert not (tmp_path / "Out.smap").exists()


def test_check_tells_what_can_be_done(run: Program, damaged: Path, tmp_path: Path) -> None:
    said = run.refuses("check", damaged)
    assert "60 variables and 120 links can be rescued from it" in said
    assert said.endswith("“systemsmap rescue” saves what is left of it.\n")
    publish(StoredMap(large_map(70, 130), tmp_path / "Map.smap.bak"), overwrite=True)
    said = run.refuses("check", damaged)
    assert "130 links can be had from its backup; 60 variables" in said


def test_the_better_backup_is_pointed_at(run: Program, damaged: Path, tmp_path: Path) -> None:
    publish(StoredMap(large_map(70, 130), tmp_path / "Map.smap.bak"), overwrite=True)
    ran = run("rescue", damaged, tmp_path / "Out.smap")
    assert ran.code == 0
    assert "The backup holds more" in ran.err
