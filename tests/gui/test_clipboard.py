"""A piece of map goes from window to window, and as words and pictures to other programs."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.tools.link_drag import link_and_ask
from systemsmap.gui import clipboard
from systemsmap.gui.session import Session
from tests.gui.programs import add, names

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def linked(program: Program) -> Session:
    """Demand and Cost, linked and selected."""
    session = program.new_window()
    for name in ("Demand", "Cost"):
        add(session, name)
    link_and_ask(session.editor, *session.editor.map.variables)
    session.editor.select(*session.editor.map.variables, *session.editor.map.links)
    return session


def _clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def test_a_piece_is_pasted_in_another_window_with_its_links(
    program: Program, linked: Session
) -> None:
    linked.window.commands.run("edit.copy")
    other = program.new_window()
    other.window.commands.run("edit.paste")
    assert names(other.editor.map) == {"Demand", "Cost"}
    assert len(other.editor.map.links) == 1
    assert not set(other.editor.map.variables) & set(linked.editor.map.variables)
    assert other.editor.document.undo() is not None
    assert other.editor.map.is_empty


def test_pasting_twice_covers_nothing(linked: Session) -> None:
    linked.window.commands.run("edit.copy")
    linked.window.commands.run("edit.paste")
    linked.window.commands.run("edit.paste")
    places = {(v.x, v.y) for v in linked.editor.map.variables.values()}
    assert len(places) == 6


def test_cutting_takes_away_what_can_be_pasted_again(linked: Session) -> None:
    linked.window.commands.run("edit.cut")
    assert linked.editor.map.is_empty
    linked.window.commands.run("edit.paste")
    assert names(linked.editor.map) == {"Demand", "Cost"}


def test_duplicating_leaves_the_clipboard_alone(linked: Session) -> None:
    QGuiApplication.clipboard().setText("kept")
    linked.window.commands.run("edit.duplicate")
    assert len(linked.editor.map.variables) == 4
    assert _clipboard().text() == "kept"


def test_other_programs_get_words_and_pictures(linked: Session) -> None:
    linked.window.commands.run("edit.copy")
    data = _clipboard()
    assert {"text/plain", "image/svg+xml", "image/png"} <= set(data.formats())
    assert "Demand" in data.text()
    svg = bytes(data.data("image/svg+xml").data())
    assert svg.startswith(b"<")
    assert b"Demand" in svg
    image = QImage.fromData(data.data("image/png"))
    assert image.width() > 100
    assert QImage(data.imageData()).size() == image.size()


def test_the_whole_picture_is_copied_without_a_selection(linked: Session) -> None:
    linked.editor.select()
    linked.window.commands.run("edit.copy_picture")
    data = _clipboard()
    assert QImage.fromData(data.data("image/png")).width() > 100
    assert b"Cost" in data.data("image/svg+xml").data()
    assert not data.hasText()


def test_a_copied_picture_is_of_the_map_as_it_was(linked: Session) -> None:
    linked.window.commands.run("edit.copy_picture")
    add(linked, "Afterwards")
    assert b"Afterwards" not in _clipboard().data("image/svg+xml").data()


def test_a_list_of_names_waits_in_the_tray_and_links_are_drawn(program: Program) -> None:
    session = program.new_window()
    QGuiApplication.clipboard().setText("Demand\n\n  Cost of   care \nDemand\nA -> B +\n")
    session.window.commands.run("edit.paste")
    assert names(session.editor.map) == {"A", "B"}
    assert [c.name for c in session.editor.map.cards.values()] == ["Demand", "Cost of care"]
    assert session.window.panels["tray"].isVisible()
    session.window.commands.run("edit.undo")
    assert session.editor.map.is_empty


def test_a_clipboard_from_elsewhere_that_makes_no_sense_is_said(program: Program) -> None:
    session = program.new_window()
    data = QMimeData()
    data.setData("application/x-systemsmap+json", b"{]")
    QGuiApplication.clipboard().setMimeData(data)
    session.window.commands.run("edit.paste")
    assert session.editor.map.is_empty
    assert session.editor.notice


def test_an_empty_clipboard_pastes_nothing(qtbot: QtBot, program: Program) -> None:
    session = program.new_window()
    QGuiApplication.clipboard().clear()
    clipboard.paste(session.editor)
    assert session.editor.map.is_empty
