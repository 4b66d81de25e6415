"""The folded map over the canvas: seen, opened, followed, and left again."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.canvas.folded import FoldedCanvas
from systemsmap.gui.canvas.scene import DIMMED
from systemsmap.gui.session import Session
from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.stored_map import StoredMap
from tests.gui.programs import until
from tests.maps import map_from, tangle

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]
CORNERS = [f"{x}{a} + {x}{b}" for x in "ab" for a in "123" for b in "123" if a != b]
MAP = map_from(*CORNERS, "a1 - m", "m - n ||", "n - b1", "b2 + a2", "b3 + out")


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    made.load(StoredMap(MAP))
    made.window.view.setFocus()
    until(qtbot, lambda: made.editor.report is not None and made.editor.loops)
    QApplication.processEvents()
    return made


@pytest.fixture
def folded(session: Session) -> FoldedCanvas:
    press = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(session.window.view, Qt.Key.Key_F, press)
    QApplication.processEvents()
    assert session.window.folded.isVisible()
    return session.window.folded


def click(view: FoldedCanvas, x: float, y: float) -> None:
    at = view.viewportTransform().map(QPointF(x, y)).toPoint()
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()


def bundle(view: FoldedCanvas, *members: str) -> str:
    return next(b for b, ids in view._folded.bundles.items() if ids == members)


def test_only_what_branches_is_seen_and_the_map_is_not_touched(
    session: Session, folded: FoldedCanvas
) -> None:
    assert {"m", "n", "out"}.isdisjoint(folded.editor.map.variables)
    assert {"a1", "b1"} <= folded.editor.map.variables.keys()
    assert folded.legend.text().startswith("6 of 8 variables in loops hold all the branching")
    assert session.editor.map.variables.keys() == MAP.variables.keys()
    assert session.editor.document.history.undo_label is None
    assert session.window.commands.qaction("view.fold").isChecked()


def test_a_click_opens_a_bundle_and_escape_shows_all_again(
    session: Session, folded: FoldedCanvas
) -> None:
    at = folded.editor.composition.curve(bundle(folded, "m", "n")).point(0.6)
    click(folded, at.x, at.y)
    assert {"m", "n"} <= folded.editor.map.variables.keys()
    QTest.keyClick(folded, Qt.Key.Key_Escape)
    assert not folded.isVisible()
    assert session.window.view.hasFocus()


def test_return_opens_what_is_selected(folded: FoldedCanvas) -> None:
    folded.editor.select(bundle(folded, "out"))
    QTest.keyClick(folded, Qt.Key.Key_Return)
    assert "out" in folded.editor.map.variables


def test_what_is_selected_here_is_selected_there_and_the_other_way(
    session: Session, folded: FoldedCanvas
) -> None:
    box = folded.editor.composition.box("a1").middle
    click(folded, box.x, box.y)
    assert session.editor.selection == {"a1"}
    session.editor.select("m")
    QApplication.processEvents()
    assert "m" in folded.editor.map.variables
    assert folded.editor.selection == {"m"}


def test_an_edit_is_followed_and_no_name_is_drawn_over_another(
    qtbot: QtBot, session: Session, folded: FoldedCanvas
) -> None:
    change = edits.add_link(session.editor.map, "m", "a2")
    session.editor.document.commit(change, "Add link")
    until(qtbot, lambda: "a1" in folded.editor.map.variables)
    session.editor.document.commit(edits.delete(session.editor.map, ["a1"]), "Delete")
    until(qtbot, lambda: "a1" not in folded.editor.map.variables)


def test_a_map_without_loops_says_that_there_is_nothing_to_fold(
    qtbot: QtBot, program: Program
) -> None:
    session = program.new_window()
    session.load(StoredMap(map_from("a + b")))
    session.window.folded.toggle()
    assert not session.window.folded.isVisible()
    assert session.editor.notice.endswith("nothing to fold.")


def test_nothing_seems_to_move_and_the_view_stays_on_leaving(
    session: Session, folded: FoldedCanvas
) -> None:
    whole = session.window.view
    at = session.editor.composition.box("a1").middle
    before = whole.mapFromScene(at.x, at.y)
    assert folded.mapFromScene(at.x, at.y) == before
    session.window.commands.qaction("view.in").trigger()
    assert folded.scale_now == pytest.approx(1.25 * whole.scale_now)
    moved = folded.mapFromScene(at.x, at.y)
    QTest.keyClick(folded, Qt.Key.Key_Escape)
    assert whole.mapFromScene(at.x, at.y) == moved


def test_the_legend_can_be_read(folded: FoldedCanvas) -> None:
    assert folded.rect().contains(folded.legend.geometry())


def test_the_sentence_is_there_for_as_long_as_the_map_is_folded(
    qtbot: QtBot, session: Session, folded: FoldedCanvas
) -> None:
    assert session.editor.folding
    assert session.editor.folding.sentence == folded.legend.text() == session.editor.notice
    QTest.keyClick(folded, Qt.Key.Key_Escape)
    until(qtbot, lambda: session.editor.folding is None)
    until(qtbot, lambda: not session.window.commands.qaction("view.fold").isChecked())


def test_a_loop_through_a_bundle_keeps_its_badge_and_is_lit(
    session: Session, folded: FoldedCanvas
) -> None:
    loop = next(x for x in session.editor.loops if "m" in x.variables)
    way = bundle(folded, "m", "n")
    session.editor.hover_loop(loop.id)
    drawn = folded.map_scene._drawn
    assert drawn[way].root.opacity() == 1.0
    assert drawn["a2>a3"].root.opacity() == DIMMED
    session.editor.hover_loop(None)
    assert drawn["a2>a3"].root.opacity() == 1.0
    for other in session.editor.loops:
        there = session.editor.composition.has(other.id)
        assert folded.editor.composition.has(other.id) == there


def test_a_click_in_a_panel_on_what_is_folded_brings_it_into_view(
    session: Session, folded: FoldedCanvas
) -> None:
    folded.zoom_by(6.0)
    session.editor.select("out")
    session.window.reveal("out")
    at = folded.editor.composition.box("out").middle
    assert folded.viewport().rect().contains(folded.mapFromScene(at.x, at.y))


def test_a_large_map_is_folded_beside_the_work_of_the_window(
    qtbot: QtBot, program: Program
) -> None:
    session = program.new_window()
    session.load(StoredMap(tangle(86, 2.2)))
    until(qtbot, lambda: session.editor.report is not None)
    folded = session.window.folded
    folded.toggle()
    assert not folded.isVisible()  # it is still being made
    until(qtbot, folded.isVisible)
    assert len(folded.editor.map.variables) < 30
    change = edits.delete(session.editor.map, ["v4"])
    session.editor.document.commit(change, "Delete")
    until(qtbot, lambda: "v4" not in folded.editor.map.variables)
    folded.toggle()
    assert not folded.isVisible()
    folded.toggle()
    folded.toggle()
    qtbot.wait(400)
    assert not folded.isVisible()  # somebody left while it was made
    assert session.editor.folding is None


def test_what_needs_the_whole_map_goes_back_to_it_in_the_same_place(
    session: Session, folded: FoldedCanvas
) -> None:
    folded.editor.select("a1")
    QTest.keyClick(folded, Qt.Key.Key_F2)
    assert session.editor.typing
    assert not folded.isVisible()
    session.editor.cancel()
    folded.toggle()
    assert folded.isVisible()
    session.editor.take("link")
    assert not folded.isVisible()


def test_an_answer_about_a_map_that_has_moved_on_is_dropped(qtbot: QtBot, program: Program) -> None:
    session = program.new_window()
    session.load(StoredMap(tangle(86, 2.2)))
    until(qtbot, lambda: session.editor.report is not None)
    folded = session.window.folded
    shown: list[SystemsMap] = []
    folded.editor.changed.subscribe(lambda _: shown.append(folded.editor.map))
    folded.toggle()
    change = edits.delete(session.editor.map, ["v4"])
    session.editor.document.commit(change, "Delete")
    until(qtbot, folded.isVisible)
    assert shown
    assert all("v4" not in map_.variables for map_ in shown)


def test_an_arc_of_a_bundle_is_nothing_on_the_whole_map(qtbot: QtBot, program: Program) -> None:
    session = program.new_window()
    session.load(StoredMap(map_from(*CORNERS, "b2 + a2", "a1 + b1", "d1 + a1", "d2 + b1")))
    folded = session.window.folded
    folded.toggle()
    (arc, _) = sorted(folded._folded.arcs)
    folded.editor.select("a1")
    folded.editor.select(arc)
    assert session.editor.selection == frozenset()
