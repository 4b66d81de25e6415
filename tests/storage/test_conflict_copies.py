"""Names that sync programs give to the second version of a map."""

from pathlib import Path

import pytest

from systemsmap.storage.conflict_copies import conflict_copies


@pytest.mark.parametrize(
    "name",
    [
        "Map (conflicted copy 2026-11-29 140512).smap",
        "Map (Anna Berg's conflicted copy 2026-11-29).smap",
        "Map (Anna Berg's conflicted copy 2026-11-29) (1).smap",
        "Map (In Konflikt stehende Kopie von Anna 2026-11-29).smap",
        "Map (Copie en conflit de Anna 2026-11-29).smap",
        "Map (SFConflict anna@example.org 2026-11-29-14-05-12).smap",
        "Map [conflicted].smap",
        "Map.sync-conflict-20261129-140512-ABCDEFG.smap",
        "Map_conflict-20261129-140512.smap",
        "Map-DESKTOP-1.smap",
        "Map-DESKTOP-AB12CD3.smap",
        "Map-LAPTOP-AB12CD3-2.smap",
        "map.SYNC-CONFLICT-20261129-140512-ABCDEFG.SMAP",
        "Map-pc-7.smap",
        "Map-PC-7-3.smap",
    ],
)
def test_a_second_version_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "Map.smap").touch()
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "Map.smap", {"PC-7"}) == {tmp_path / name}


@pytest.mark.parametrize(
    "name",
    [
        "Map.smap.bak",
        "Map 2.smap",
        "Map copy.smap",
        "Map - Copy.smap",
        "Map (backup 2026-11-29).smap",
        "Map (Anna Berg).smap",
        "Map of conflicts.smap",
        "Map-final.smap",
        "Map-2025.smap",
        "Mapping (conflicted copy).smap",
        "Other (conflicted copy 2026-11-29).smap",
        "Map (conflicted copy 2026-11-29).svg",
        ".~lock.Map.smap#",
        "Map-DESKTOP.smap",
    ],
)
def test_a_map_of_its_own_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "Map.smap").touch()
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "Map.smap", {"PC-7"}) == frozenset()


@pytest.mark.parametrize("stem", ["a.b", "a(b", "[x]", "a+b*", "Straße"])
def test_the_name_of_the_map_is_no_pattern(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.smap"
    path.touch()
    other = tmp_path / f"{stem} (conflicted copy 2026-11-29).smap"
    other.touch()
    assert conflict_copies(path) == {other}


def test_a_folder_that_has_gone_has_none(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "away" / "Map.smap") == frozenset()
