"""The panel that says what the map is about."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from systemsmap.editor.editor import Editor
from systemsmap.gui.panels.info import InfoPanel, counts
from systemsmap.model import edits
from systemsmap.model.change import changed
from systemsmap.model.document import Document
from systemsmap.model.records import MapInfo
from systemsmap.model.systems_map import SystemsMap
from tests.maps import two_loops


@pytest.fixture
def panel(qtbot: QtBot) -> InfoPanel:
    made = InfoPanel(Editor(Document(two_loops())))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def words(panel: InfoPanel, name: str) -> str:
    return panel._settling[name].words


@pytest.mark.parametrize("name", ["title", "question", "description", "author", "organisation"])
def test_every_field_is_kept_when_it_is_left(panel: InfoPanel, name: str) -> None:
    field = panel.fields[name]
    field.setFocus()
    QTest.keyClicks(field, "Some words ")
    other = panel.fields["title" if name != "title" else "author"]
    other.setFocus()
    QApplication.processEvents()
    assert getattr(panel._editor.map.info, name) == "Some words"
    assert panel._editor.document.undo() == f"Change the {name}"
    QApplication.processEvents()
    assert words(panel, name) == ""


def test_a_pause_keeps_too_and_one_field_is_one_step(panel: InfoPanel) -> None:
    QTest.keyClicks(panel.fields["title"], "One")
    panel._settling["title"].settle()
    QTest.keyClicks(panel.fields["title"], " two")
    panel._settling["title"].settle()
    assert panel._editor.map.info.title == "One two"
    assert len(panel._editor.document.history.steps) == 1


def test_words_being_typed_are_not_overwritten(panel: InfoPanel) -> None:
    title = panel.fields["title"]
    QTest.keyClicks(title, "Half a ")
    editor = panel._editor
    editor.document.commit(edits.rename(editor.map, "people", "everybody"), "Rename")
    QApplication.processEvents()
    assert words(panel, "title") == "Half a "


def test_what_is_typed_can_be_kept_at_once_before_closing(panel: InfoPanel) -> None:
    QTest.keyClicks(panel.fields["question"], "Why so late?")
    panel.settle()
    assert panel._editor.map.info.question == "Why so late?"


def test_leaving_a_field_as_it_was_is_no_step(panel: InfoPanel) -> None:
    panel.fields["title"].setFocus()
    panel.fields["author"].setFocus()
    assert panel._editor.document.history.steps == ()


def test_another_map_shows_its_own_words_and_dates(panel: InfoPanel) -> None:
    info = MapInfo(title="Housing", author="Ada", created="2024-05-06T10:00:00+00:00")
    panel._editor.document.remark(changed(panel._editor.map, info))
    QApplication.processEvents()
    assert words(panel, "title") == "Housing"
    assert "Begun 6 May 2024" in panel.facts.text()
    assert "3 variables, 4 links" in panel.facts.text()


def test_counts_leave_out_what_there_is_none_of() -> None:
    assert counts(SystemsMap(), 0) == "Nothing drawn yet"
    assert counts(two_loops(), 1) == "3 variables, 4 links, 1 loop"


def test_every_field_has_a_name_and_a_label_that_leads_to_it(panel: InfoPanel) -> None:
    assert all(field.accessibleName() for field in panel.fields.values())
    assert isinstance(panel.focusProxy(), QLineEdit)
