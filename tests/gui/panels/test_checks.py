"""The panel of things that deserve a second look."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import Report
from systemsmap.analysis.finding import Finding
from systemsmap.editor.editor import Editor
from systemsmap.gui.panels.checks import LOOKING, NOTHING, ChecksPanel
from systemsmap.model.document import Document
from tests.maps import two_loops

FOUND = (
    Finding("sign", "One link has no sign yet.", ("people>births", "gone")),
    Finding("alone", "“deaths” hangs loose.", ("deaths",)),
)


class Looked:
    """A panel with what it asked to be brought to view."""

    def __init__(self) -> None:
        self.revealed: list[str] = []
        self.editor = Editor(Document(two_loops()))
        self.panel = ChecksPanel(self.editor, self.revealed.append)

    def take(self, *findings: Finding) -> None:
        self.editor.take_report(Report(findings=findings))
        self.editor.say("looked")  # any announcement will do
        QApplication.processEvents()


@pytest.fixture
def looked(qtbot: QtBot) -> Looked:
    made = Looked()
    qtbot.addWidget(made.panel)
    made.panel.show()
    return made


def test_it_is_looking_until_there_is_an_answer(looked: Looked) -> None:
    assert looked.panel.headline.text() == LOOKING
    looked.take()
    assert looked.panel.headline.text() == NOTHING
    assert looked.panel.hint.isVisible()
    looked.take(*FOUND)
    assert looked.panel.headline.text() == "2 things deserve a second look"
    assert [looked.panel.list.item(i).text() for i in range(2)] == [f.sentence for f in FOUND]


@pytest.mark.parametrize("way", ["click", "Return"])
def test_choosing_a_finding_selects_what_it_is_about_and_shows_it(looked: Looked, way: str) -> None:
    looked.take(*FOUND)
    item = looked.panel.list.item(0)
    if way == "click":
        where = looked.panel.list.visualItemRect(item).center()
        QTest.mouseClick(looked.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    else:
        looked.panel.list.setCurrentItem(item)
        QTest.keyClick(looked.panel.list, Qt.Key.Key_Return)
    assert looked.editor.selection == {"people>births"}
    assert looked.revealed == ["people>births"]


def test_the_same_findings_keep_their_place(looked: Looked) -> None:
    looked.take(*FOUND)
    looked.panel.list.setCurrentRow(1)
    looked.take(*FOUND)
    assert looked.panel.list.currentRow() == 1
