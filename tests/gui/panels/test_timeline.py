"""The panel of the timeline in a real window: scrubbed, played, named, restored, written out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.export_choice import ExportChoice
from systemsmap.editor.moments import moments
from systemsmap.gui.dialogs.film import FilmDialog
from systemsmap.gui.panels.moment_list import MomentModel
from systemsmap.gui.panels.timeline import MANY, TimelinePanel
from systemsmap.gui.session import Session
from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.history import Doing, Step
from systemsmap.model.records import Polarity
from systemsmap.storage.reader import read_map_file
from tests.gui.programs import add, file_dialog, until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def session(qtbot: QtBot, program: Program, tmp_path: Path) -> Session:
    made = program.new_window()
    for name in ("Calls", "Staff", "Waiting"):
        add(made, name)
    document = made.editor.document
    calls, staff, waiting = document.map.variables
    for ends in ((calls, waiting), (waiting, calls), (staff, waiting)):
        document.commit(edits.add_link(document.map, *ends, Polarity.POSITIVE), "Add link")
    until(qtbot, lambda: len(made.editor.loops) == 1)
    made.filing.save_as(tmp_path / "Calls.smap")
    until(qtbot, lambda: made.filing.path)
    made.window.commands.run("view.timeline")
    QApplication.processEvents()
    return made


@pytest.fixture
def panel(session: Session) -> TimelinePanel:
    return session.window.timeline


def test_scrubbing_shows_each_moment_on_the_canvas_and_nothing_is_changed(
    session: Session, panel: TimelinePanel
) -> None:
    present = session.editor.map
    assert panel.headline.text().startswith("6 steps in 1 sitting, since ")
    panel.slider.setValue(2)
    QApplication.processEvents()
    assert session.window.canvas is session.window.past
    assert session.window.past.isVisible()
    names = [v.name for v in session.window.canvas.editor.map.variables.values()]
    assert names == ["Calls", "Staff"]
    assert panel.told.toPlainText() == "“Staff” is new."
    assert "Esc: back to now" in session.window.past.legend.text()
    QTest.keyClick(session.window.past, Qt.Key.Key_Escape)
    assert session.window.canvas is session.window.view
    panel.slider.setFocus()
    panel.slider.setValue(2)
    QTest.keyClick(panel.slider, Qt.Key.Key_Escape)
    assert session.window.canvas is session.window.view
    assert session.editor.map is present


def test_the_loop_is_there_from_the_moment_it_was_closed(
    session: Session, panel: TimelinePanel
) -> None:
    badges = []
    for at in range(3, 6):
        panel.slider.setValue(at)
        badges.append([loop.label for loop in panel.back.editor.loops])
    assert badges == [[], [], ["R1"]]


def test_what_a_step_changed_is_marked_and_the_way_there_is_a_key_away(
    session: Session, panel: TimelinePanel
) -> None:
    panel.slider.setValue(4)
    marked = panel.back.editor.overlay.marks
    assert marked
    QTest.keyClick(session.window.past, Qt.Key.Key_Left)
    assert panel.slider.value() == 3
    QTest.keyClick(session.window.past, Qt.Key.Key_Home)
    assert (panel.slider.value(), panel.back.editor.map.variables) == (0, {})
    assert panel.told.toPlainText() == "How it was before the first step."


def test_the_growth_is_played_to_the_present(
    qtbot: QtBot, session: Session, panel: TimelinePanel
) -> None:
    seen: list[int | None] = []
    panel.back.changed.subscribe(seen.append)
    QTest.mouseClick(panel.play, Qt.MouseButton.LeftButton)
    assert panel.play.text() == "Pause"
    until(qtbot, lambda: panel.back.at is None and panel.play.text() == "Play")
    assert seen == [0, 1, 2, 3, 4, 5, 6, None]


def test_a_moment_is_named_and_the_name_is_in_the_file(
    qtbot: QtBot, session: Session, panel: TimelinePanel
) -> None:
    panel.slider.setValue(3)
    QTest.keyClicks(panel.name, "Before coffee")
    panel.settle()
    QApplication.processEvents()
    assert panel.back.moments[3].name == "Before coffee"
    assert panel.back.at == 3  # a mark is no reason to leave the past
    until(qtbot, lambda: session.filing.state_words == "Saved")
    path = session.filing.path
    assert path
    until(qtbot, lambda: read_map_file(path).history[-1].label == "Before coffee")
    assert session.editor.document.history.undo_label == "Add link"


def test_a_moment_is_restored_as_a_new_step(session: Session, panel: TimelinePanel) -> None:
    present = session.editor.map
    panel.slider.setValue(2)
    then = panel.back.map
    QTest.mouseClick(panel.buttons["restore"], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert session.editor.map.variables == then.variables
    assert not session.editor.map.links
    assert panel.back.at is None
    assert panel.back.moments[-1].label.startswith("Restore ")
    session.editor.document.undo()
    assert session.editor.map.links == present.links


def test_drawing_on_brings_back_the_present(session: Session, panel: TimelinePanel) -> None:
    panel.slider.setValue(2)
    add(session, "Trust")
    assert panel.back.at is None
    assert not session.window.past.isVisible()


def test_closing_the_panel_brings_back_the_present(session: Session, panel: TimelinePanel) -> None:
    panel.slider.setValue(2)
    session.window.panels["timeline"].close()
    assert panel.back.at is None


def test_a_moment_many_steps_away_is_worked_out_beside_the_window(
    qtbot: QtBot, session: Session, panel: TimelinePanel
) -> None:
    document = session.editor.document
    id_ = next(iter(document.map.variables))
    for _ in range(700):
        document.commit(edits.move(document.map, [id_], 1, 0), "Move")
    QApplication.processEvents()
    panel.slider.setValue(350)
    panel.slider.setValue(3)
    until(qtbot, lambda: panel.back.at == 3)
    assert not panel.back.editor.map.links
    assert panel.back.editor.map.variables[id_].x == document.map.variables[id_].x - 700


def test_a_film_strip_is_written_as_pictures_of_one_size(
    qtbot: QtBot, session: Session, panel: TimelinePanel, tmp_path: Path
) -> None:
    session.editor.document.mark(Doing.NAMED, "As it is", session.editor.document.history.state)
    QTest.mouseClick(panel.buttons["film"], Qt.MouseButton.LeftButton)
    dialog = session.window.findChild(FilmDialog)
    assert dialog
    words = [button.text() for button in dialog.group.buttons()]
    assert words == ["Moments with a name (1)", "Every step (7)"]
    dialog.group.buttons()[1].click()
    dialog.accept()
    until(qtbot, file_dialog)
    found = file_dialog()
    assert found
    found.fileSelected.emit(str(tmp_path))
    found.reject()
    until(qtbot, lambda: session.editor.notice.startswith("7 pictures in the folder"))
    pictures = sorted((tmp_path / "Map film").iterdir())
    assert [p.name for p in pictures][0::6] == ["001 The beginning.svg", "007 As it is.svg"]
    boxes = [p.read_text().partition("viewBox=")[2].split('"')[1].split() for p in pictures]
    assert len({tuple(box) for box in boxes}) == 1


def test_an_export_is_noted_at_its_moment_and_can_be_compared_with(
    qtbot: QtBot, session: Session, panel: TimelinePanel, tmp_path: Path
) -> None:
    session.exporting.write(ExportChoice(".svg"), tmp_path / "Calls.svg")
    until(qtbot, lambda: any(one.exports for one in panel.back.moments))
    assert panel.back.moments[-1].exports == ("Calls.svg",)
    add(session, "Trust")
    session.window.commands.run("past.export")


def test_only_versions_are_kept_when_that_is_wanted(
    qtbot: QtBot, session: Session, panel: TimelinePanel
) -> None:
    present, document = session.editor.map, session.editor.document
    panel.slider.setValue(3)
    document.mark(Doing.NAMED, "Before coffee", panel.back.moments[3].state)
    QTest.mouseClick(panel.buttons["versions"], Qt.MouseButton.LeftButton)
    box = session.window.findChild(QMessageBox)
    assert box
    assert "Of 6 steps, 2 versions will be kept" in box.text()
    next(b for b in box.buttons() if b.text() == "Keep versions only").click()
    until(qtbot, lambda: len(document.history) == 3)
    QApplication.processEvents()
    assert [one.name for one in panel.back.moments] == ["", "Before coffee", ""]
    path = session.filing.path
    assert path
    until(qtbot, lambda: len(read_map_file(path).history) == 3)
    document.undo()
    assert not session.editor.map.links
    document.redo()
    assert session.editor.map.links == present.links
    until(qtbot, lambda: len(read_map_file(path).history) == 5)


def test_a_long_history_is_read_beside_the_window(
    qtbot: QtBot, session: Session, panel: TimelinePanel
) -> None:
    session.window.panels["timeline"].hide()
    document = session.editor.document
    id_ = next(iter(document.map.variables))
    for _ in range(MANY + 1):
        document.commit(edits.move(document.map, [id_], 1, 0), "Move")
    session.window.panels["timeline"].show()
    until(qtbot, lambda: panel.headline.text() == "Reading how the map grew…")
    until(qtbot, lambda: panel.headline.text().startswith(f"{MANY + 7:,} steps"))
    document.undo()
    until(qtbot, lambda: panel.back.moments[-1].label == "Undo: Move")


def test_the_day_stands_over_the_newest_moment_of_each_sitting() -> None:
    model = MomentModel()
    times = ("2026-11-27T09:00", "2026-11-27T09:10", "2026-11-28T10:00")
    steps = [Step("Move", Change(), made=f"{time}:00+00:00", id=time) for time in times]
    model.show(moments(steps))
    days = [model.index(row).data(int(Qt.ItemDataRole.UserRole) + 1) for row in range(4)]
    assert days == ["28 November 2026", "27 November 2026", "", ""]
