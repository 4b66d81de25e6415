"""Damaged maps in the window: what can be had instead is offered, and the file stays as it is."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.rescuing import BACKUP, RESCUE
from systemsmap.gui.session import Session
from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap
from tests.gui.programs import add, labels, map_file, names, press, until, words
from tests.storage.made_maps import large_map
from tests.storage.spoiled import overwrite

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]


def _damaged(path: Path, variables: int = 60, links: int = 120) -> Path:
    publish(StoredMap(large_map(variables, links), path), backup=False)
    return overwrite(path, 100, b"\xff" * 3000)


def _told(qtbot: QtBot, program: Program, path: Path) -> Session:
    session = program.new_window()
    program.arrivals.open([path])
    until(qtbot, lambda: words(session))
    return session


def test_what_can_be_rescued_opens_as_a_map_without_a_file(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = _damaged(tmp_path / "Map.smap")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    session = _told(qtbot, program, path)
    assert words(session).startswith("“Map.smap” is damaged (")
    assert words(session).endswith("60 variables and 120 links can be rescued from it.")
    assert labels(session) == [RESCUE, "Hide"]
    press(session, RESCUE)
    until(qtbot, lambda: session.editor.map.variables)
    assert session.editor.map == large_map(60, 120)
    assert session.filing.path is None
    assert not session.keeping.is_readonly
    until(qtbot, lambda: "Rescued from “Map.smap”: 60 variables" in words(session))
    add(session, "More")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [f.name for f in tmp_path.iterdir() if f.suffix != ""] == ["Map.smap"]


def test_the_backup_comes_first_when_it_holds_more(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = _damaged(tmp_path / "Map.smap", 10, 12)
    backup = map_file(tmp_path / "Map.smap.bak", *(f"Kept {n}" for n in range(30)))
    before = backup.read_bytes()
    session = _told(qtbot, program, path)
    assert labels(session) == [BACKUP, RESCUE, "Hide"]
    press(session, BACKUP)
    until(qtbot, lambda: len(names(session.editor.map)) == 30)
    assert session.filing.path is None
    assert "This is “Map.smap” as it was on " in words(session)
    assert backup.read_bytes() == before


def test_an_empty_file_still_has_its_backup(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    path.write_bytes(b"")
    map_file(tmp_path / "Map.smap.bak", "Kept")
    session = _told(qtbot, program, path)
    assert labels(session) == [BACKUP, "Hide"]
    press(session, BACKUP)
    until(qtbot, lambda: names(session.editor.map) == {"Kept"})


def test_nothing_is_offered_where_nothing_is_left(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "Map.smap"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    assert labels(_told(qtbot, program, path)) == ["Hide"]


def test_a_large_rescued_map_is_laid_out_away_from_the_window(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = _told(qtbot, program, _damaged(tmp_path / "Map.smap", 200, 400))
    press(session, RESCUE)
    until(qtbot, lambda: session.editor.map.variables)
    assert len(session.editor.map.links) == 400
