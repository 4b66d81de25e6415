"""The panel of what is selected: every field is shown, and changed for all of it at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.editor.editor import Editor
from systemsmap.gui.panels.inspected import SEVERAL
from systemsmap.gui.panels.inspector import NOTHING, InspectorPanel
from systemsmap.model.document import Document
from systemsmap.model.records import Evidence, Kind, Polarity
from tests.maps import map_from

pytestmark = pytest.mark.gui


@pytest.fixture
def panel(qtbot: QtBot) -> InspectorPanel:
    editor = Editor(Document(map_from("A + B", "B - A", "B + C")))
    editor.take_report(analyse(editor.map, ("loops", "checks")))
    made = InspectorPanel(editor)
    qtbot.addWidget(made)
    made.show()
    return made


def _select(panel: InspectorPanel, *ids: str) -> Editor:
    panel._editor.select(*ids)
    panel.refresh()
    return panel._editor


def _choose(panel: InspectorPanel, name: str, words: str) -> None:
    box = panel.fields[name]
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClicks(box, words)
    box.activated.emit(box.currentIndex())
    panel.refresh()


def test_with_nothing_selected_it_says_what_to_do(panel: InspectorPanel) -> None:
    assert panel.hint.text() == NOTHING
    assert not panel.fields


def test_a_variable_has_a_kind_a_boundary_and_a_note(panel: InspectorPanel) -> None:
    id_ = next(iter(panel._editor.map.variables))
    editor = _select(panel, id_)
    assert panel.sections[0].title.text() == "A"
    _choose(panel, "kind", "Failure")
    assert editor.map.variables[id_].kind is Kind.FAILURE_DEMAND
    switch, note = panel.fields["outside"], panel.fields["note"]
    assert isinstance(switch, QCheckBox)
    assert isinstance(note, QPlainTextEdit)
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert editor.map.variables[id_].outside
    note.setFocus()
    QTest.keyClicks(note, "Calls that should not have been needed")
    panel.settle()
    assert editor.map.variables[id_].note == "Calls that should not have been needed"
    editor.document.undo()
    panel.refresh()
    assert note.toPlainText() == ""


def test_several_links_are_changed_as_one_step(panel: InspectorPanel) -> None:
    links = list(panel._editor.map.links)
    editor = _select(panel, *links)
    sign = panel.fields["polarity"]
    assert isinstance(sign, QComboBox)
    assert (panel.sections[0].title.text(), sign.currentIndex(), sign.placeholderText()) == (
        "3 links",
        -1,
        SEVERAL,
    )
    assert "rationale" not in panel.fields
    before = editor.map
    _choose(panel, "evidence", "Lived")
    assert {k.evidence for k in editor.map.links.values()} == {Evidence.LIVED}
    editor.document.undo()
    assert editor.map == before


def test_words_typed_for_one_link_stay_with_it_when_another_is_selected(
    panel: InspectorPanel,
) -> None:
    first, second, _ = panel._editor.map.links
    editor = _select(panel, first)
    source = panel.fields["reference"]
    assert isinstance(source, QLineEdit)
    source.setFocus()
    QTest.keyClicks(source, "Audit 2025")
    _select(panel, second)
    assert editor.map.links[first].reference == "Audit 2025"
    assert editor.map.links[second].reference == ""


def test_a_loop_tells_on_what_it_rests_and_takes_a_name(panel: InspectorPanel) -> None:
    (loop,) = panel._editor.loops
    editor = _select(panel, loop.id)
    assert (panel.sections[0].title.text(), panel.sections[0].facts.text()) == (
        "Loop B1",
        "2 of 2 links are assumptions",
    )
    name = panel.fields["name"]
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "Holding back")
    panel.settle()
    assert editor.map.loops[loop.id].name == "Holding back"


def test_a_link_reads_as_a_way_and_its_sign_is_shown(panel: InspectorPanel) -> None:
    editor = panel._editor
    _, link, _ = editor.map.links
    _select(panel, link)
    sign = panel.fields["polarity"]
    assert isinstance(sign, QComboBox)
    assert panel.sections[0].title.text() == "B → A"
    assert sign.currentText().startswith("−")
    _choose(panel, "polarity", "?")
    assert editor.map.links[link].polarity is Polarity.UNDECIDED


def test_variables_and_links_selected_together_are_both_changed(panel: InspectorPanel) -> None:
    map_ = panel._editor.map
    editor = _select(panel, *map_.variables, *map_.links)
    assert [section.title.text() for section in panel.sections] == ["3 variables", "3 links"]
    _choose(panel, "kind", "Cost")
    _choose(panel, "evidence", "Data")
    assert {v.kind for v in editor.map.variables.values()} == {Kind.COST}
    assert {k.evidence for k in editor.map.links.values()} == {Evidence.DATA}
