"""Maps of other programs are looked at before they are kept, then opened or added."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.capturing.capture import capture, keep
from systemsmap.gui.dialogs.importing import LOST, REST_WHOLE, WHOLE, ImportDialog
from systemsmap.model import edits
from systemsmap.model.records import Polarity
from systemsmap.rendering.svg import to_svg
from tests.gui.programs import add, choose, labels, names, press, until, words
from tests.interchange.test_prsm import PACKED

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]

TABLE = "From,To,Sign\nCost,Cuts,+\nCuts,Cost,\n"


def _dialog() -> ImportDialog | None:
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog))
    return next((w for w in shown if w.isVisible()), None)


def _looked_at(qtbot: QtBot) -> ImportDialog:
    until(qtbot, _dialog)
    dialog = _dialog()
    assert dialog is not None
    return dialog


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Links.csv"
    path.write_text(TABLE)
    return path


def test_what_is_in_it_and_what_is_lost_is_seen_before_it_is_opened(
    qtbot: QtBot, program: Program, table: Path
) -> None:
    session = program.new_window()
    program.arrivals.open([table])
    dialog = _looked_at(qtbot)
    assert dialog.counts.text() == "2 variables, 2 links"
    assert dialog.about.text() == LOST
    assert dialog.lost.item(0).text() == "No sign, so undecided (1): “Cuts to Cost”."
    assert session.editor.map.is_empty
    QTest.mouseClick(dialog.new, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: names(session.editor.map) == {"Cost", "Cuts"})
    assert not dialog.isVisible()


def test_it_is_added_beside_what_is_there_as_one_step(
    qtbot: QtBot, program: Program, table: Path
) -> None:
    session = program.new_window()
    add(session, "Trust")
    program.arrivals.open([table])
    QTest.mouseClick(_looked_at(qtbot).add, Qt.MouseButton.LeftButton)
    editor = session.editor
    assert names(editor.map) == {"Trust", "Cost", "Cuts"}
    boxes = editor.boxes()
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    assert editor.document.undo() == "Add the map from “Links.csv”"
    assert names(editor.map) == {"Trust"}


def test_nothing_happens_when_it_is_not_wanted(qtbot: QtBot, program: Program, table: Path) -> None:
    session = program.new_window()
    program.arrivals.open([table])
    QTest.keyClick(_looked_at(qtbot), Qt.Key.Key_Escape)
    assert session.editor.map.is_empty
    assert len(program.sessions) == 1


def test_of_several_maps_one_is_chosen(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    session = program.new_window()
    path = tmp_path / "Project.kumu.json"
    project = {
        "elements": [{"_id": "a", "attributes": {"label": "A"}}],
        "connections": [],
        "maps": [{"name": "First"}, {"name": "Second"}],
    }
    path.write_text(json.dumps(project))
    program.arrivals.open([path])
    until(qtbot, lambda: "First" in labels(session))
    press(session, "Second")
    assert _looked_at(qtbot).about.text() == WHOLE


def test_pasted_text_of_another_program_is_looked_at_too(qtbot: QtBot, program: Program) -> None:
    session = program.new_window()
    project = {
        "elements": [{"label": "A"}, {"label": "B"}],
        "connections": [{"from": "A", "to": "B", "type": "+"}],
    }
    QGuiApplication.clipboard().setText(json.dumps(project))
    session.window.commands.run("edit.paste")
    assert _looked_at(qtbot).counts.text() == "2 variables, 1 link"


def test_a_map_is_handed_over_in_the_format_of_another_program(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    keep(session.editor, capture(session.editor, "A -> B +, delay"))
    note = edits.set_note(session.editor.map, next(iter(session.editor.map.variables)), "Said")
    session.editor.document.commit(note, "Note")
    session.window.commands.run("file.hand_over")
    choose(qtbot, tmp_path / "Map.csv")
    until(qtbot, (tmp_path / "Map.csv").exists)
    assert b"A,B,+,yes" in (tmp_path / "Map.csv").read_bytes()
    until(qtbot, lambda: "cannot hold notes of variables (1)" in words(session))


def test_the_sign_of_a_link_style_can_be_changed_before_it_is_opened(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session = program.new_window()
    path = tmp_path / "Services.prsm"
    path.write_bytes(PACKED.encode())
    program.arrivals.open([path])
    dialog = _looked_at(qtbot)
    assert dialog.about.text() == REST_WHOLE
    choice = dialog.styles.choices["Negative influence"]
    assert choice.currentText().startswith("\u2212")
    QTest.keyClick(choice, Qt.Key.Key_Up)
    QTest.mouseClick(dialog.new, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: bool(session.editor.map.links))
    signs = [link.polarity for link in session.editor.map.links.values()]
    assert signs == [Polarity.POSITIVE, Polarity.POSITIVE]


def test_the_picture_follows_the_signs(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.new_window()
    path = tmp_path / "Services.prsm"
    path.write_bytes(PACKED.encode())
    program.arrivals.open([path])
    dialog = _looked_at(qtbot)
    until(qtbot, lambda: dialog.preview.shown is not None)
    before = dialog.preview.shown
    QTest.keyClick(dialog.styles.choices["Negative influence"], Qt.Key.Key_Up)
    until(qtbot, lambda: dialog.preview.shown is not before)
    assert before is not None
    assert dialog.preview.shown is not None
    assert to_svg(dialog.preview.shown) != to_svg(before)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
