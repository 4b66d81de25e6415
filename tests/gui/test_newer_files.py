"""Maps of a newer program: refused untouched, or shown for reading only with nothing lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.keeping import Done
from systemsmap.storage.map_file import publish
from systemsmap.storage.schema import FORMAT, packed
from systemsmap.storage.stored_map import StoredMap
from tests.gui.programs import add, labels, names, opened, until, words
from tests.storage.made_maps import small_map
from tests.storage.spoiled import spoil

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]

_MAJOR = packed((FORMAT[0] + 1, 0))
_MINOR = packed((FORMAT[0], FORMAT[1] + 5))
_UNKNOWN = (
    "ALTER TABLE variable ADD COLUMN colour TEXT; UPDATE variable SET colour = 'teal';"
    "CREATE TABLE actor (id TEXT PRIMARY KEY, name TEXT); INSERT INTO actor VALUES ('a', 'Board');"
)


def _newer(path: Path, version: int, also: str = "") -> Path:
    publish(StoredMap(small_map(), path), backup=False)
    return spoil(path, f"{_UNKNOWN} {also} PRAGMA user_version={version}")


def _state(path: Path) -> tuple[bytes, int, list[str]]:
    return path.read_bytes(), path.stat().st_mtime_ns, sorted(f.name for f in path.parent.iterdir())


@pytest.mark.parametrize(
    ("version", "also"),
    [
        (_MAJOR, ""),
        (_MAJOR, "DROP TABLE meta;"),
        (_MINOR, f"UPDATE meta SET oldest_reader={_MINOR};"),
    ],
)
def test_a_file_we_are_too_old_for_is_refused_untouched(
    qtbot: QtBot, program: Program, tmp_path: Path, version: int, also: str
) -> None:
    (tmp_path / "maps").mkdir()
    path = _newer(tmp_path / "maps" / "Map.smap", version, also)
    before = _state(path)
    session = program.new_window()
    program.arrivals.open([path])
    until(qtbot, lambda: words(session))
    number = ".".join(map(str, divmod(version, 1000)))
    assert words(session) == (
        f"“Map.smap” was saved by a newer systemsmap (format {number});"
        " it was not opened or changed."
    )
    assert labels(session) == ["Hide"]
    assert session.editor.map.is_empty
    assert _state(path) == before


def test_a_file_a_little_newer_is_shown_and_keeps_what_we_do_not_know(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    (tmp_path / "maps").mkdir()
    path = _newer(tmp_path / "maps" / "Map.smap", _MINOR)
    before = _state(path)
    program.new_window()
    session = opened(qtbot, program, path)
    until(qtbot, lambda: words(session))
    assert "saved by a newer systemsmap; it may be looked at here" in words(session)
    assert session.window.windowTitle() == "Map[*] (read-only) – systemsmap"
    assert names(session.editor.map) == {v.name for v in small_map().variables.values()}
    add(session, "An edit")
    until(qtbot, lambda: session.keeping.is_dirty)
    assert session.filing.state_words == "Read-only; changes are kept safe"
    kept: list[bool] = []
    session.keeping.save_copy(tmp_path / "Copy.smap", Done(then=lambda _: kept.append(True)))
    until(qtbot, lambda: kept)
    assert _state(path) == before
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT name FROM actor").fetchall() == [("Board",)]
        assert connection.execute("SELECT DISTINCT colour FROM variable").fetchall() == [("teal",)]
