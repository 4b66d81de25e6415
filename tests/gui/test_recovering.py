"""What a killed process left behind is offered by name and time, once, and comes back whole."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.session import Session
from tests.gui.programs import add, in_file, labels, map_file, names, opened, press, until, words

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]

DRAWN = "Drawn before the power cut"


def _killed(*paths: Path) -> None:
    """Run the program until something has been on its screen for 0.9 s, and kill it."""
    command = [sys.executable, "-m", "tests.gui.killed_program", *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=dict(os.environ)) as process:
        assert process.stdout
        assert process.stdout.readline()
        process.kill()


def _copies() -> int:
    return len(list((Path(os.environ["SYSTEMSMAP_HOME"]) / "work").glob("*.copy")))


@pytest.fixture
def start(qtbot: QtBot, program: Program) -> Callable[[], Session]:
    """Start as main() does: a window, then the offer."""

    def begin() -> Session:
        session = program.new_window()
        program.arrivals.offer_recovered()
        return session

    return begin


def test_a_new_map_comes_back_with_all_that_was_on_screen(
    qtbot: QtBot, program: Program, start: Callable[[], Session], tmp_path: Path
) -> None:
    _killed()
    session = start()
    until(
        qtbot, lambda: words(session).startswith("Work that was not saved was found: “A new map”")
    )
    assert "1 variable, last changed" in words(session)
    press(session, "Open it")
    assert names(session.editor.map) == {DRAWN}
    assert session.filing.state_words == "Kept safe, not yet in a file"
    assert words(session) == ""
    session.filing.save_as(tmp_path / "Back.smap")
    until(qtbot, lambda: in_file(tmp_path / "Back.smap") == {DRAWN})
    session.window.close()
    until(qtbot, lambda: program.sessions == [])
    assert _copies() == 0


def test_a_map_with_a_file_comes_back_and_goes_on_there(
    qtbot: QtBot, start: Callable[[], Session], tmp_path: Path
) -> None:
    path = map_file(tmp_path / "Clinic.smap", "Demand")
    _killed(path)
    assert in_file(path) == {"Demand"}
    session = start()
    until(qtbot, lambda: "“Clinic”" in words(session))
    press(session, "Open it")
    until(qtbot, lambda: in_file(path) == {"Demand", DRAWN})
    assert session.filing.path == path


def test_the_file_opened_before_the_offer_is_answered_takes_it_up_as_one_step(
    qtbot: QtBot, program: Program, start: Callable[[], Session], tmp_path: Path
) -> None:
    path = map_file(tmp_path / "Clinic.smap", "Demand")
    _killed(path)
    session = start()
    until(qtbot, lambda: "“Clinic”" in words(session))
    assert opened(qtbot, program, path) is session
    add(session, "New today")
    session.filing.save()
    until(qtbot, lambda: in_file(path) == {"Demand", "New today"})
    press(session, "Open it")
    assert len(program.sessions) == 1
    assert names(session.editor.map) == {"Demand", DRAWN}
    session.editor.document.undo()
    assert names(session.editor.map) == {"Demand", "New today"}
    session.editor.document.redo()
    until(qtbot, lambda: in_file(path) == {"Demand", DRAWN})
    until(qtbot, lambda: _copies() == 1)  # that of the open map


def test_several_are_offered_one_after_another_and_later_means_next_time(
    qtbot: QtBot, program: Program, start: Callable[[], Session], tmp_path: Path
) -> None:
    _killed(map_file(tmp_path / "First.smap", "Demand"))
    _killed(map_file(tmp_path / "Second.smap", "Demand"))
    session = start()
    until(qtbot, lambda: "“Second”" in words(session))
    assert labels(session) == ["Open it", "Throw it away", "Later"]
    press(session, "Later")
    assert "“First”" in words(session)
    press(session, "Throw it away")
    assert words(session) == ""
    until(qtbot, lambda: _copies() == 1)
    again = program.new_window()
    session.window.close()
    program.arrivals.offer_recovered()
    until(qtbot, lambda: "“Second”" in words(again))
    press(again, "Later")
    assert words(again) == ""


def test_nothing_is_offered_when_nobody_was_killed(
    qtbot: QtBot, program: Program, start: Callable[[], Session]
) -> None:
    session = start()
    done: list[bool] = []
    program.arrivals._opener.run(lambda: True, done.append)
    until(qtbot, lambda: done)
    assert words(session) == ""


def test_an_empty_map_left_behind_is_not_worth_an_offer(
    qtbot: QtBot, program: Program, start: Callable[[], Session]
) -> None:
    first = program.new_window()
    add(first, "Demand")
    first.editor.document.undo()
    until(qtbot, _copies)
    from systemsmap.storage.stored_map import StoredMap
    from systemsmap.storage.working_copy import WorkingCopy

    work = Path(os.environ["SYSTEMSMAP_HOME"]) / "work"
    WorkingCopy.begin(work, StoredMap(), unsaved=True).close()
    assert _copies() == 2
    start()
    until(qtbot, lambda: _copies() == 1)
    assert [words(s) for s in program.sessions] == ["", ""]
