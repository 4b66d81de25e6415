"""The map in words walks with the selection, both ways, and can be copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from systemsmap.editor.editor import Editor
from systemsmap.gui.panels.outline import OutlinePanel, whole_text
from systemsmap.model import edits
from systemsmap.model.document import Document
from tests.maps import map_from

pytestmark = pytest.mark.gui


@pytest.fixture
def panel(qtbot: QtBot) -> OutlinePanel:
    made = OutlinePanel(Editor(Document(map_from("A + B", "B - C", "A + C"))))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _words(panel: OutlinePanel) -> list[str]:
    return [row.text(0) for row in panel._in_order()]


def _chosen(panel: OutlinePanel) -> list[str]:
    return [row.text(0) for row in panel.selectedItems()]


def test_its_lines_follow_the_map(qtbot: QtBot, panel: OutlinePanel) -> None:
    editor = panel._editor
    assert _words(panel)[:2] == ["3 variables", "A: 0 causes, 2 effects"]
    editor.document.commit(edits.rename(editor.map, next(iter(editor.map.variables)), "Z"), "x")
    qtbot.waitUntil(lambda: _words(panel)[1] == "Z: 0 causes, 2 effects")


def test_it_follows_the_selection_and_the_selection_follows_it(panel: OutlinePanel) -> None:
    editor = panel._editor
    link = next(iter(editor.map.links))
    editor.select(link)
    assert _chosen(panel) == ["More “A” means more “B” than there would otherwise have been."]
    panel.setFocus()
    panel.setCurrentItem(panel._in_order()[2])
    assert editor.selection == frozenset((list(editor.map.variables)[1],))


def test_for_two_variables_it_says_which_way_they_pull(qtbot: QtBot, panel: OutlinePanel) -> None:
    editor = panel._editor
    a, _, c = editor.map.variables
    editor.select(a, c)
    qtbot.waitUntil(lambda: "the map alone cannot say" in _words(panel)[0])
    row = next(row for row in panel._in_order() if row.text(0) == "Down: A → B → C")
    panel.setFocus()
    panel.setCurrentItem(row)
    assert editor.selection >= {a, c}
    assert len(editor.selection & editor.map.links.keys()) == 2
    assert _words(panel)[0].startswith("With more “A”")  # it stays while its routes are tried


def test_chosen_lines_are_copied(panel: OutlinePanel) -> None:
    panel.setCurrentItem(panel._in_order()[1])
    QTest.keyClick(panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "A: 0 causes, 2 effects"
    assert whole_text(panel._editor).startswith("3 variables\n  A: 0 causes, 2 effects")
