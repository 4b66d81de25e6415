"""Pictures leave the window as files, whole or not at all, and onto paper."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.export_choice import ExportChoice, Suffix, focus_of
from systemsmap.editor.tools.link_drag import link_and_ask
from systemsmap.gui.dialogs.export import ExportDialog
from systemsmap.gui.session import Session
from tests.gui.programs import add, choose, labels, names, until, words

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def session(program: Program) -> Session:
    """Demand and Cost, linked, and Trust apart; Demand is selected."""
    made = program.new_window()
    for name in ("Demand", "Cost", "Trust"):
        add(made, name)
    link_and_ask(made.editor, *list(made.editor.map.variables)[:2])
    made.editor.select(next(iter(made.editor.map.variables)))
    return made


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_the_dialog_leads_to_a_file(
    qtbot: QtBot, session: Session, tmp_path: Path, suffix: Suffix
) -> None:
    session.window.commands.run("file.export")
    dialog = session.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.format.setCurrentIndex([".svg", ".png", ".pdf"].index(suffix))
    dialog._go_on()
    path = tmp_path / f"Picture{suffix}"
    choose(qtbot, path)
    until(qtbot, lambda: session.editor.notice == f"Exported to “Picture{suffix}”.")
    start = {".svg": b"<", ".png": b"\x89PNG", ".pdf": b"%PDF"}[suffix]
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_what_was_exported_opens_as_the_map_again(
    qtbot: QtBot, program: Program, session: Session, tmp_path: Path, suffix: Suffix
) -> None:
    path = tmp_path / f"Picture{suffix}"
    session.exporting.write(ExportChoice(suffix), path)
    until(qtbot, path.exists)
    program.arrivals.open([path])
    until(qtbot, lambda: len(program.sessions) == 2)
    until(qtbot, lambda: names(program.sessions[1].editor.map) == {"Demand", "Cost", "Trust"})


def test_a_selection_alone_leaves_the_rest_out_and_dimmed_does_not(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    focus = focus_of(session.editor, "selection")
    for name, alone in (("alone", True), ("dimmed", False)):
        choice = ExportChoice(".svg", "selection", focus, alone)
        session.exporting.write(choice, tmp_path / f"{name}.svg")
    until(qtbot, (tmp_path / "dimmed.svg").exists)
    assert "Trust</title>" not in (tmp_path / "alone.svg").read_text()
    assert "Trust" in (tmp_path / "dimmed.svg").read_text()


def test_a_larger_scale_is_a_larger_picture(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    for scale in (1, 4):
        session.exporting.write(ExportChoice(".png", scale=scale), tmp_path / f"{scale}.png")
    until(qtbot, (tmp_path / "4.png").exists)
    small, large = QImage(str(tmp_path / "1.png")), QImage(str(tmp_path / "4.png"))
    assert abs(large.width() - 4 * small.width()) <= 4


def test_an_existing_picture_is_overwritten_only_when_wanted(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "Old.svg"
    path.write_text("old")
    session.exporting._ask_place(ExportChoice(".svg"), session.editor)
    QTimer.singleShot(300, lambda: _press_in_box("No"))  # the dialog asks in a loop of its own
    choose(qtbot, path)
    assert path.read_text() == "old"


def _press_in_box(word: str) -> None:
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox) and box.isVisible():
            button = next(b for b in box.buttons() if b.text().replace("&", "") == word)
            button.click()


def test_a_folder_that_does_not_let_us_in_is_said_and_another_offered(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.exporting.write(ExportChoice(".svg"), tmp_path / "nowhere" / "Picture.svg")
    until(qtbot, lambda: "“Picture.svg” was not written" in words(session))
    assert labels(session) == ["Write it elsewhere…", "Hide"]
    session.exporting.write(ExportChoice(".svg"), tmp_path / "Picture.svg")
    until(qtbot, lambda: words(session) == "")


def test_a_picture_on_its_way_is_finished_when_the_window_closes(
    session: Session, tmp_path: Path
) -> None:
    session.exporting.write(ExportChoice(".png"), tmp_path / "Late.png")
    session.keeping.close(discard=True)
    session.window.close()
    assert (tmp_path / "Late.png").read_bytes().startswith(b"\x89PNG")


def test_the_preview_opens_without_a_printer_and_outlives_a_clean_up(
    qtbot: QtBot, session: Session
) -> None:
    session.window.commands.run("file.print")
    gc.collect()
    qtbot.wait(200)
    dialog = session.window.findChild(QPrintPreviewDialog)
    assert isinstance(dialog, QPrintPreviewDialog)
    assert dialog.isVisible()
    assert dialog.printer().docName() == "New map"
    dialog.close()
