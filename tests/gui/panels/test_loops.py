"""The panel of loops follows the editor, and the editor follows the panel."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import Report, analyse
from systemsmap.analysis.loops.loop import Loops
from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Editor
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.panels.loop_table import ASSUMED, DELAY, LINKS, LOOP, NAME
from systemsmap.gui.panels.loops import LoopsPanel
from systemsmap.gui.panels.loops_head import HINT, LOOKING, NO_LOOPS
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.editor.fake_shell import FakeShell
from tests.maps import example, map_from, ring, two_loops

Make = Callable[[SystemsMap], LoopsPanel]


def find(editor: Editor) -> None:
    """Let the loops be found as the worker does, and the panel take notice."""
    editor.take_report(analyse(editor.map, ("loops",)))
    QApplication.processEvents()


def cells(panel: LoopsPanel, row: int) -> list[str]:
    return [str(panel.table.index(row, c).data()) for c in range(panel.table.columnCount())]


def labels(panel: LoopsPanel) -> list[str]:
    return [cells(panel, row)[LOOP] for row in range(panel.table.rowCount())]


def chosen(panel: LoopsPanel) -> str | None:
    rows = panel.list.selectionModel().selectedRows()
    loop = panel.table.loop_at(rows[0]) if rows else None
    return loop.label if loop else None


def label(editor: Editor, which: str) -> ListedLoop:
    return next(loop for loop in editor.loops if loop.label == which)


@pytest.fixture
def panel(opened: Make) -> LoopsPanel:
    made = opened(two_loops())
    find(made._editor)
    return made


def test_it_says_that_it_is_looking_then_what_there_is(opened: Make) -> None:
    panel = opened(two_loops())
    assert panel.head.headline.text() == LOOKING
    find(panel._editor)
    assert panel.head.headline.text() == "2 loops: 1 reinforcing, 1 balancing"
    assert labels(panel) == ["R1", "B1"]


@pytest.mark.parametrize("map_", [SystemsMap(), map_from("a + b")], ids=["empty", "no loop"])
def test_without_loops_it_says_how_one_comes_about(opened: Make, map_: SystemsMap) -> None:
    panel = opened(map_)
    find(panel._editor)
    panel._editor.say("anything")
    QApplication.processEvents()
    assert panel.head.headline.text() == NO_LOOPS
    assert panel.head.hint.text() == HINT
    assert panel.head.hint.isVisible()
    assert not panel.list.isVisible()


def test_more_loops_than_listed_are_said_in_words(opened: Make) -> None:
    panel = opened(two_loops())
    loops = analyse(panel._editor.map, ("loops",)).loops
    assert loops is not None
    panel._editor.take_report(Report(loops=Loops(loops.loops, False, 20_001, 2)))
    QApplication.processEvents()
    assert panel.head.headline.text() == "The 2 shortest of more than 20,000 loops"


def test_a_row_says_length_delay_and_assumptions(panel: LoopsPanel) -> None:
    assert cells(panel, 0)[LINKS:] == ["2", "", "2 of 2"]
    assert cells(panel, 1)[LINKS:] == ["2", "‖", "2 of 2"]
    assert cells(panel, 1)[NAME] == "people → deaths"
    spoken = panel.table.index(1, LOOP).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "B1, balancing"


def test_choosing_a_row_selects_the_loop_and_reads_it(panel: LoopsPanel) -> None:
    where = panel.list.visualRect(panel.table.index(1, NAME)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()
    assert panel._editor.selected_loop == label(panel._editor, "B1")
    words = panel.story.reading.toPlainText()
    assert "More “people” means more “deaths”" in words
    assert "after a while" in words
    assert "works against itself" in words
    assert len(words.splitlines()) == 3


def test_the_row_follows_what_is_selected_on_the_canvas(panel: LoopsPanel) -> None:
    editor = panel._editor
    editor.select(label(editor, "R1").id)
    QApplication.processEvents()
    assert chosen(panel) == "R1"
    editor.select("people")
    QApplication.processEvents()
    assert chosen(panel) is None
    assert editor.selection == {"people"}
    editor.select(*label(editor, "B1").links)
    QApplication.processEvents()
    assert chosen(panel) == "B1"
    assert editor.selection == set(label(editor, "B1").links)


def test_pointing_at_a_row_lights_the_loop_and_leaving_lets_it_go(panel: LoopsPanel) -> None:
    viewport, lit = panel.list.viewport(), list[str | None]()
    panel._editor.changed.subscribe(lambda _: lit.append(panel._editor.hovered_loop))
    where = panel.list.visualRect(panel.table.index(1, NAME)).center()
    QTest.mouseMove(viewport, where)
    QTest.mouseMove(viewport, QPoint(where.x(), viewport.height() - 3))
    QTest.mouseMove(viewport, where)
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    loop = label(panel._editor, "B1").id
    assert lit == [loop, None, loop, None]


@pytest.mark.parametrize("way", ["double-click", "F2", "Return"])
def test_a_name_is_typed_in_the_row(panel: LoopsPanel, way: str) -> None:
    index = panel.table.index(0, LOOP)
    where = panel.list.visualRect(index).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    if way == "double-click":
        QTest.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    else:
        QTest.keyClick(panel.list, Qt.Key.Key_F2 if way == "F2" else Qt.Key.Key_Return)
    field = panel.list.viewport().findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "More people")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert label(panel._editor, "R1").name == "More people"
    assert cells(panel, 0)[NAME] == "More people"
    assert panel._editor.document.undo() == "Name loop"


def test_a_name_being_typed_is_not_lost_when_loops_come_and_go(panel: LoopsPanel) -> None:
    editor = panel._editor
    panel.list.setCurrentIndex(panel.table.index(0, NAME))
    panel.name()
    field = panel.list.viewport().findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "Half a na")
    editor.document.commit(edits.delete(editor.map, ["people>deaths"]), "Delete")
    find(editor)
    assert labels(panel) == ["R1", "B1"]
    QTest.keyClicks(field, "me")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    QApplication.processEvents()
    assert [loop.name for loop in editor.loops] == ["Half a name"]
    assert labels(panel) == ["R1"]


def test_a_broken_loop_stands_last_says_what_went_and_can_be_removed(panel: LoopsPanel) -> None:
    editor = panel._editor
    lost = label(editor, "R1")
    editor.document.commit(edits.name_loop(editor.map, lost.id, "Growth"), "Name loop")
    editor.document.commit(edits.delete(editor.map, ["births>people"]), "Delete")
    find(editor)
    assert labels(panel) == ["B1", "R1"]
    spoken = panel.table.index(1, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Growth, broken: births → people went"
    assert not panel.story.forget.isVisible()
    panel.list.setCurrentIndex(panel.table.index(1, NAME))
    QApplication.processEvents()
    assert panel.story.forget.isVisible()
    assert "no longer closes" in panel.story.reading.toPlainText()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    QApplication.processEvents()
    assert labels(panel) == ["B1"]
    editor.document.undo()
    QApplication.processEvents()
    assert labels(panel) == ["B1", "R1"]


def test_delete_leaves_a_loop_that_runs_alone(panel: LoopsPanel) -> None:
    panel.list.setCurrentIndex(panel.table.index(0, NAME))
    before = panel._editor.map
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert panel._editor.map is before


@pytest.mark.parametrize("column", [LOOP, NAME, LINKS, DELAY, ASSUMED])
def test_every_column_sorts_and_broken_loops_stay_last(opened: Make, column: int) -> None:
    panel = opened(example("05_technology_only_learning"))
    editor = panel._editor
    find(editor)
    editor.document.commit(edits.delete(editor.map, [editor.loops[0].links[0]]), "Delete")
    find(editor)
    broken = [loop.label for loop in editor.loops if loop.broken]
    standing = len(editor.loops) - len(broken)
    editor.select(editor.loops[0].id)
    QApplication.processEvents()
    kept, seen = chosen(panel), set()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.list.sortByColumn(column, order)
        QApplication.processEvents()
        assert set(labels(panel)[standing:]) == set(broken)
        assert chosen(panel) == kept
        seen.add(tuple(labels(panel)))
    assert editor.selected_loop is not None
    panel.list.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert labels(panel) == [loop.label for loop in editor.loops]


def test_numbers_sort_as_numbers_within_their_letter(panel: LoopsPanel) -> None:
    panel.list.sortByColumn(LOOP, Qt.SortOrder.DescendingOrder)
    assert labels(panel) == ["B1", "R1"]


def test_an_undecided_loop_names_the_link_that_decides_it_and_leads_there(
    panel: LoopsPanel,
) -> None:
    editor = panel._editor
    change = edits.set_polarity(editor.map, ["births>people"], Polarity.UNDECIDED)
    editor.document.commit(change, "Mark")
    find(editor)
    editor.select(label(editor, "U1").id)
    QApplication.processEvents()
    said = panel.story.reading.toPlainText()
    assert "depends on “births” → “people”: with + the loop is reinforcing, with −" in said
    assert 'href="#0"' in panel.story.reading.toHtml()
    panel.story.reading.anchorClicked.emit(QUrl("#0"))
    assert editor.selection == {"births>people"}


def test_the_story_is_kept_when_the_field_is_left_and_told_as_one_step(panel: LoopsPanel) -> None:
    editor = panel._editor
    editor.select(label(editor, "R1").id)
    QApplication.processEvents()
    panel.story.story.setFocus()
    QTest.keyClicks(panel.story.story, "People have")
    panel.story._settling.settle()
    QTest.keyClicks(panel.story.story, " children.")
    panel.list.setFocus()
    QApplication.processEvents()
    assert label(editor, "R1").story == "People have children."
    assert editor.document.undo() == "Tell the story of R1"
    QApplication.processEvents()
    assert label(editor, "R1").story == ""
    assert panel.story.story.toPlainText() == ""


def test_the_story_goes_to_the_loop_it_was_told_of(panel: LoopsPanel) -> None:
    editor = panel._editor
    editor.select(label(editor, "R1").id)
    QApplication.processEvents()
    panel.story.story.setPlainText("About")
    panel.settle()
    assert label(editor, "R1").story == "About"
    panel.story.story.setPlainText("About R1")
    editor.select(label(editor, "B1").id)
    QApplication.processEvents()
    assert label(editor, "R1").story == "About R1"
    assert label(editor, "B1").story == ""
    assert panel.story.story.toPlainText() == ""


def test_a_loop_whose_variable_just_went_is_not_read(panel: LoopsPanel) -> None:
    editor = panel._editor
    editor.select(label(editor, "R1").id)
    editor.document.commit(edits.delete(editor.map, ["people"]), "Delete")
    QApplication.processEvents()
    find(editor)
    assert labels(panel) == []


def test_renaming_a_variable_changes_the_reading(panel: LoopsPanel) -> None:
    editor = panel._editor
    editor.select(label(editor, "R1").id)
    editor.document.commit(edits.rename(editor.map, "births", "newborns"), "Rename")
    QApplication.processEvents()
    assert "newborns" in panel.story.reading.toPlainText()
    assert "newborns" in cells(panel, 0)[NAME]


def test_the_menu_of_a_row_is_that_of_a_badge_and_names_in_the_row(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    editor = Editor(Document(two_loops()))
    commands = ActionSet(editor, FakeShell(editor), window, QGraphicsView(window))
    panel = LoopsPanel(editor, commands)
    window.setCentralWidget(panel)
    find(editor)
    words = [a.text() for a in panel._menu(commands, editor.loops[0]).actions() if a.text()]
    assert words[0] == "Name loop…"
    assert words.count("Name loop…") == 1
    assert "Pinned" in words


def test_five_hundred_loops_are_listed_at_once_and_keep_their_place(opened: Make) -> None:
    panel = opened(ring(3))
    one = analyse(panel._editor.map, ("loops",)).loops
    assert one is not None
    model = panel.table
    find(panel._editor)
    template = panel._editor.loops[0]
    many = tuple(
        ListedLoop(f"l{i}", f"R{i}", template.polarity, False, template.links, template.variables)
        for i in range(500)
    )
    start = time.perf_counter()
    model.show(many)
    assert time.perf_counter() - start < 1  # 5 ms on a quiet machine
    panel.list.verticalScrollBar().setValue(2000)
    model.show(many[1:])
    assert model.rowCount() == 499


def test_names_and_focus_are_there_for_those_who_work_without_a_mouse(panel: LoopsPanel) -> None:
    assert panel.list.accessibleName()
    assert panel.story.story.accessibleName()
    assert panel.story.reading.accessibleName()
    panel.setFocus()
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel._editor.selected_loop is not None
    assert panel.table.loop_at(QModelIndex()) is None
