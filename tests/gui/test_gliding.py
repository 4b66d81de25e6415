"""Tidy moves things so that the eye can follow, as one step, whatever is done meanwhile."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.session import Session
from systemsmap.model import edits
from tests.gui.programs import add, in_file, map_file, names, opened, until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]

Places = dict[str, tuple[float, float]]


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    for name in ("A", "B", "C"):
        add(made, name)
    made.window.view.setFocus()
    return made


def _places(session: Session) -> Places:
    return {v.name: (v.x, v.y) for v in session.editor.map.variables.values()}


def _glide(session: Session, dx: float = 200.0) -> Places:
    """Begin to move everything; return where it will be."""
    variables = session.editor.map.variables.values()
    goal = {v.id: (v.x + dx, v.y + 100.0) for v in variables}
    session.glider.glide(goal, "Tidy map")
    assert session.glider.is_gliding
    return {v.name: goal[v.id] for v in variables}


def _half_way(qtbot: QtBot, session: Session, start: Places, goal: Places) -> None:
    until(qtbot, lambda: start["A"][0] + 10 < _places(session)["A"][0] < goal["A"][0])


def test_it_is_seen_to_move_and_is_one_step(qtbot: QtBot, session: Session) -> None:
    start, steps = _places(session), len(session.editor.document.history.steps)
    goal = _glide(session)
    _half_way(qtbot, session, start, goal)
    until(qtbot, lambda: not session.glider.is_gliding)
    assert _places(session) == goal
    assert len(session.editor.document.history.steps) == steps + 1
    assert session.editor.document.undo() == "Tidy map"
    assert _places(session) == start


def test_undo_half_way_takes_back_the_movement_and_nothing_else(
    qtbot: QtBot, session: Session
) -> None:
    start = _places(session)
    _half_way(qtbot, session, start, _glide(session))
    QTest.keyClick(session.window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    session.window.commands.refresh()
    until(qtbot, lambda: _places(session) == start)
    assert names(session.editor.map) == {"A", "B", "C"}
    assert not session.glider.is_gliding


def test_a_key_or_a_click_half_way_finds_everything_in_its_new_place(
    qtbot: QtBot, session: Session
) -> None:
    start = _places(session)
    goal = _glide(session)
    _half_way(qtbot, session, start, goal)
    QTest.mouseClick(session.window.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert _places(session) == goal
    start = _places(session)
    goal = _glide(session)
    _half_way(qtbot, session, start, goal)
    QTest.keyClick(session.window.view, Qt.Key.Key_N)
    assert _places(session) == goal
    assert session.editor.typing


def test_a_second_tidy_half_way_goes_on_from_where_the_first_led(
    qtbot: QtBot, session: Session
) -> None:
    start = _places(session)
    first = _glide(session)
    _half_way(qtbot, session, start, first)
    variables = session.editor.map.variables.values()
    second = {v.name: (first[v.name][0] - 300.0, first[v.name][1]) for v in variables}
    session.glider.glide({v.id: second[v.name] for v in variables}, "Tidy map")
    until(qtbot, lambda: not session.glider.is_gliding)
    assert _places(session) == second
    session.editor.document.undo()
    assert _places(session) == first
    session.editor.document.undo()
    assert _places(session) == start


def test_closing_half_way_keeps_where_it_led(
    qtbot: QtBot, program: Program, tmp_path: object
) -> None:
    from pathlib import Path

    path = map_file(Path(str(tmp_path)) / "Mine.smap", "A")
    session = opened(qtbot, program, path)
    start = _places(session)
    goal = _glide(session)
    _half_way(qtbot, session, start, goal)
    session.window.close()
    until(qtbot, lambda: session not in program.sessions)
    from systemsmap.storage.reader import read_map_file

    (kept,) = read_map_file(path).map_.variables.values()
    assert (kept.x, kept.y) == goal["A"]
    assert in_file(path) == {"A"}


# ---------------------------------------------------------------------- laying out


def test_tidy_lays_out_in_the_background_and_says_so(qtbot: QtBot, session: Session) -> None:
    start = _places(session)
    session.window.commands.run("arrange.tidy")
    assert session.editor.notice == "Tidying…"
    add(session, "Drawn meanwhile")
    until(qtbot, lambda: session.editor.document.history.undo_label == "Tidy map")
    assert {k: v for k, v in _places(session).items() if k in start} != start
    assert session.editor.notice == ""
    assert session.editor.document.undo() == "Tidy map"
    assert {k: v for k, v in _places(session).items() if k in start} == start


def test_tidying_a_selection_moves_nothing_else(qtbot: QtBot, session: Session) -> None:
    ids = list(session.editor.map.variables)
    session.editor.select(*ids[:2])
    session.window.commands.run("arrange.tidy")
    moved = edits.move(session.editor.map, ids[2:], 300.0, 200.0)
    session.editor.document.commit(moved, "Move")  # while the layout is being made
    start = _places(session)
    until(qtbot, lambda: session.editor.document.history.undo_label == "Tidy selection")
    assert _places(session)["C"] == start["C"]


def test_the_newest_tidy_wins(qtbot: QtBot, session: Session) -> None:
    steps = len(session.editor.document.history.steps)
    for _ in range(3):
        session.window.commands.run("arrange.tidy")
    until(qtbot, lambda: len(session.editor.document.history.steps) > steps)
    qtbot.wait(300)
    assert len(session.editor.document.history.steps) == steps + 1


def test_closing_while_a_layout_is_made_waits_for_nothing(
    qtbot: QtBot, program: Program, session: Session
) -> None:
    session.window.commands.run("arrange.tidy")
    session.keeping.close(discard=True)
    session.window.close()
    assert session not in program.sessions
    qtbot.wait(50)
