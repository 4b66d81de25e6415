"""Opening maps: from every door, each in its window, and a sentence when it cannot be."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from systemsmap.app import Program, examples
from tests.gui.programs import (
    add,
    choose,
    dropped,
    labels,
    map_file,
    names,
    opened,
    press,
    until,
    words,
)

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]


def _said(qtbot: QtBot, program: Program, path: Path) -> str:
    """Return what is said when this is opened."""
    session = program.new_window()
    program.arrivals.open([path])
    until(qtbot, lambda: words(session))
    assert session.editor.map.is_empty
    add(session, "Work goes on")
    assert len(program.sessions) == 1
    return words(session)


def test_the_first_map_takes_the_empty_window_and_the_next_gets_its_own(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    empty = program.new_window()
    one, two = map_file(tmp_path / "One.smap", "A"), map_file(tmp_path / "Two.smap", "B")
    program.arrivals.open([one, two])
    until(qtbot, lambda: len(program.sessions) == 2)
    until(qtbot, lambda: {s.filing.path for s in program.sessions} == {one, two})
    assert empty.filing.path == one


def test_the_same_file_is_never_open_twice(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = map_file(tmp_path / "One.smap", "A")
    link = tmp_path / "Link.smap"
    link.symlink_to(path)
    program.new_window()
    program.arrivals.open([path, path, link])
    until(qtbot, lambda: program.sessions[0].filing.path == path)
    program.arrivals.open([tmp_path / "sub" / ".." / "One.smap"])
    done: list[bool] = []
    program.arrivals._opener.run(lambda: True, done.append)
    until(qtbot, lambda: done)
    assert len(program.sessions) == 1


def test_a_map_being_named_for_the_first_time_is_not_replaced(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    session.window.commands.run("draw.variable")
    opened(qtbot, program, map_file(tmp_path / "One.smap", "A"))
    assert len(program.sessions) == 2
    assert session.editor.typing


def test_the_dialog_opens_what_is_chosen(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    session = program.new_window()
    path = map_file(tmp_path / "One.smap", "A")
    session.window.commands.run("file.open")
    choose(qtbot, path)
    until(qtbot, lambda: session.filing.path == path)
    assert names(session.editor.map) == {"A"}


def _drop(target: QWidget, paths: list[Path]) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return dropped(target, data, QPoint(50, 50))


@pytest.mark.filterwarnings("ignore:Function:DeprecationWarning")  # as of Qt 6.12
def test_files_dropped_on_the_canvas_are_opened(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    path = map_file(tmp_path / "One.smap", "A")
    assert _drop(session.window.view.viewport(), [path])
    until(qtbot, lambda: session.filing.path == path)


def test_recent_maps_are_offered_until_they_are_gone(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.new_window()
    path = map_file(tmp_path / "One.smap", "A")
    opened(qtbot, program, path)
    until(qtbot, lambda: program.arrivals.recent == [path])
    other = program.new_window()
    entries = {b.text() for b in other.window.start_page.findChildren(QPushButton)}
    assert "One" in entries
    path.rename(tmp_path / "Two.smap")
    program.arrivals.remember(tmp_path / "Two.smap")
    until(qtbot, lambda: program.arrivals.recent == [tmp_path / "Two.smap"])


def test_an_example_opens_as_a_copy_again_and_again(qtbot: QtBot, program: Program) -> None:
    path = examples()[-1][1]
    program.new_window()
    program.arrivals.open([path])
    until(qtbot, lambda: not program.sessions[0].editor.map.is_empty)
    program.arrivals.open([path])
    until(qtbot, lambda: len(program.sessions) == 2)
    assert [s.filing.path for s in program.sessions] == [None, None]
    assert any(loop.name for loop in program.sessions[0].editor.map.loops.values())
    assert program.arrivals.recent == []


def test_a_map_in_json_is_placed_and_has_no_file_yet(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "map.json"
    path.write_text(
        json.dumps(
            {
                "title": "Two",
                "variables": [{"name": "A"}, {"name": "B"}],
                "links": [{"from": "A", "to": "B", "polarity": "+"}],
            }
        )
    )
    session = program.new_window()
    program.arrivals.open([path])
    until(qtbot, lambda: names(session.editor.map) == {"A", "B"})
    a, b = session.editor.map.variables.values()
    assert (a.x, a.y) != (b.x, b.y)
    assert session.filing.path is None
    assert session.window.windowTitle() == "Two[*] (not in a file) – systemsmap"


def test_a_map_file_with_another_suffix_is_one_all_the_same(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = map_file(tmp_path / "One.smap", "A").rename(tmp_path / "One.smap.bak")
    program.new_window()
    session = opened(qtbot, program, path)
    assert names(session.editor.map) == {"A"}


# ---------------------------------------------------------------------- what cannot be opened


def test_a_file_that_is_not_there(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    assert "“None.smap”" in _said(qtbot, program, tmp_path / "None.smap")


def test_a_file_that_is_no_map(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = tmp_path / "Letter.smap"
    path.write_text("Dear Sir or Madam")
    assert "“Letter.smap” is not a systemsmap map" in _said(qtbot, program, path)


def test_a_file_of_a_newer_format(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = map_file(tmp_path / "New.smap", "A")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9000")
        connection.execute("UPDATE meta SET oldest_reader = 9000")
    connection.close()
    before = path.read_bytes()
    assert "newer" in _said(qtbot, program, path)
    assert path.read_bytes() == before


def test_a_damaged_file(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = map_file(tmp_path / "Torn.smap", *(f"V{i}" for i in range(60)))
    path.write_bytes(path.read_bytes()[:9000])
    assert "“Torn.smap”" in _said(qtbot, program, path)


def test_a_locked_file(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = map_file(tmp_path / "Busy.smap", "A")
    hold = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=pipe, stdout=pipe
    ) as other:
        assert other.stdout
        assert other.stdout.readline()
        assert "“Busy.smap”" in _said(qtbot, program, path)


def test_two_bad_files_are_both_told_one_after_the_other(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    program.arrivals.open([tmp_path / "One.smap", tmp_path / "Two.smap"])
    until(qtbot, lambda: "“Two.smap”" in words(session))
    assert labels(session) == ["Hide"]
    press(session, "Hide")
    assert "“One.smap”" in words(session)
    press(session, "Hide")
    assert words(session) == ""
