"""The panel of what changed: kept up with the room, shown on the canvas, and out of its way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import numbering
from systemsmap.editor.editor import Editor
from systemsmap.gui.panels.changes import HINT, NOTHING, ChangesPanel
from systemsmap.model import edits as do
from systemsmap.model.change import Change
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.theme import DARK
from tests.gui.programs import until
from tests.maps import ring, two_loops

pytestmark = pytest.mark.gui


class Compared:
    """A panel on a map, with what it asked to be brought to view."""

    def __init__(self, map_: SystemsMap) -> None:
        self.revealed: list[Bounds] = []
        self.editor = Editor(Document(map_))
        self.panel = ChangesPanel(self.editor, self.revealed.append)

    def commit(self, change: Change) -> None:
        self.editor.document.commit(change, "Change")

    @property
    def rows(self) -> list[str]:
        return [self.panel.list.item(i).text() for i in range(self.panel.list.count())]

    @property
    def marked(self) -> set[str]:
        return {mark.about for mark in self.editor.overlay.differences}

    def row(self, words: str) -> QListWidgetItem:
        return self.panel.list.item(self.rows.index(words))


@pytest.fixture
def compared(qtbot: QtBot) -> Compared:
    map_ = two_loops()
    made = Compared(numbering(map_, find_loops(map_)).applied_to(map_))
    qtbot.addWidget(made.panel)
    made.panel.resize(380, 640)
    made.panel.show()
    return made


def begin(qtbot: QtBot, compared: Compared, old: SystemsMap | None = None) -> None:
    compared.panel.compare_with("“before coffee”", old or compared.editor.map)
    until(qtbot, lambda: compared.panel.comparer.compared is not None)


def test_without_an_older_map_it_says_what_to_do(compared: Compared) -> None:
    assert compared.panel.hint.text() == HINT
    assert not compared.panel.switch.isVisible()
    assert [n for n, b in compared.panel.buttons.items() if b.isVisible()] == [
        "Compare with a file…"
    ]


def test_it_says_since_when_and_follows_what_people_do(qtbot: QtBot, compared: Compared) -> None:
    begin(qtbot, compared)
    assert compared.panel.headline.text() == "What changed since “before coffee”"
    assert compared.panel.hint.text() == NOTHING
    assert not compared.panel.buttons["Export list…"].isEnabled()
    compared.commit(do.rename(compared.editor.map, "people", "People"))
    until(qtbot, lambda: compared.rows)
    assert compared.rows == ["Renamed (1)", "“People” was renamed; it was “people”."]
    assert compared.marked == {"people"}
    compared.editor.document.undo()
    until(qtbot, lambda: not compared.rows)
    assert compared.panel.hint.text() == NOTHING
    assert compared.marked == set()


def test_headings_count_what_stands_under_them(qtbot: QtBot, compared: Compared) -> None:
    old = compared.editor.map
    compared.commit(do.delete(old, ["births"]))
    begin(qtbot, compared, old)
    headings = [row for row in compared.rows if row.endswith(")") and not row.startswith("The")]
    assert headings == ["Removed (3)", "Loops (1)"]


def test_the_switch_takes_the_marks_off_the_map_and_leaves_the_list(
    qtbot: QtBot, compared: Compared
) -> None:
    old = compared.editor.map
    compared.commit(do.rename(old, "people", "People"))
    begin(qtbot, compared, old)
    assert compared.marked
    compared.panel.switch.click()
    assert compared.marked == set()
    compared.commit(do.rename(compared.editor.map, "births", "Births"))
    until(qtbot, lambda: len(compared.rows) == 3)
    assert compared.marked == set()
    compared.panel.switch.click()
    assert compared.marked == {"people", "births"}


@pytest.mark.parametrize("way", ["click", "Return"])
def test_choosing_a_line_selects_what_it_is_about_and_brings_it_to_view(
    qtbot: QtBot, compared: Compared, way: str
) -> None:
    old = compared.editor.map
    compared.commit(do.rename(old, "people", "People"))
    begin(qtbot, compared, old)
    item = compared.row("“People” was renamed; it was “people”.")
    if way == "click":
        where = compared.panel.list.visualItemRect(item).center()
        QTest.mouseClick(compared.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    else:
        compared.panel.list.setCurrentItem(item)
        QTest.keyClick(compared.panel.list, Qt.Key.Key_Return)
    assert compared.editor.selection == {"people"}
    assert compared.revealed == [compared.editor.composition.draw("people").bounds]
    assert compared.editor.overlay.pointed == {"people"}


def test_choosing_what_is_gone_brings_its_old_place_to_view(
    qtbot: QtBot, compared: Compared
) -> None:
    old = compared.editor.map
    compared.commit(do.delete(old, ["deaths"]))
    begin(qtbot, compared, old)
    compared.panel._choose(compared.row("“deaths” is gone."))
    (area,) = compared.revealed
    assert area.contains(old.variables["deaths"].x, old.variables["deaths"].y)
    assert compared.editor.selection == frozenset()


def test_a_heading_is_only_a_heading(qtbot: QtBot, compared: Compared) -> None:
    old = compared.editor.map
    compared.commit(do.rename(old, "people", "People"))
    begin(qtbot, compared, old)
    compared.editor.select("births")
    compared.panel._choose(compared.row("Renamed (1)"))
    assert compared.editor.selection == {"births"}


def test_a_loop_that_came_is_selected_as_a_loop(qtbot: QtBot, compared: Compared) -> None:
    new = compared.editor.map
    old = do.delete(new, ["births>people"]).applied_to(new)
    compared.editor.take_report(analyse(new, ("loops",)))
    begin(qtbot, compared, old)
    words = next(row for row in compared.rows if "loop R1" in row)
    compared.panel._choose(compared.row(words))
    (chosen,) = compared.editor.selection
    assert new.loops[chosen].numbers == (("R", 1),)


def test_stopping_takes_everything_away(qtbot: QtBot, compared: Compared) -> None:
    old = compared.editor.map
    compared.commit(do.rename(old, "people", "People"))
    begin(qtbot, compared, old)
    compared.panel.buttons["Stop comparing"].click()
    assert compared.marked == set()
    assert compared.rows == []
    assert compared.panel.hint.text() == HINT
    compared.commit(do.rename(compared.editor.map, "births", "Births"))
    assert not compared.panel.comparer._soon.isActive()


def test_another_older_map_takes_the_place_of_the_first(qtbot: QtBot, compared: Compared) -> None:
    first = compared.editor.map
    compared.commit(do.rename(first, "people", "People"))
    compared.panel.compare_with("“first”", first)
    compared.panel.compare_with("“second”", ring(3))
    seen: list[str] = []
    compared.panel.comparer.changed.connect(lambda: seen.extend(compared.rows))
    until(qtbot, lambda: any("“v1” is gone." in row for row in compared.rows))
    assert compared.panel.headline.text() == "What changed since “second”"
    assert "Renamed (1)" not in seen


def test_a_drag_costs_no_comparison_and_its_end_does(qtbot: QtBot, compared: Compared) -> None:
    begin(qtbot, compared)
    done = compared.panel.comparer.compared
    gesture = compared.editor.document.gesture("Move")
    for n in range(5):
        gesture.show(do.move(gesture.start, ["people"], 40.0 * n, 0))
        assert not compared.panel.comparer._soon.isActive()
    assert compared.panel.comparer.compared is done
    gesture.finish()
    until(qtbot, lambda: "“people” was moved." in compared.rows)


def test_marks_take_the_colours_of_another_look(qtbot: QtBot, compared: Compared) -> None:
    old = compared.editor.map
    compared.commit(do.add_variable(old, "Trust", 300, 300, id_="t"))
    begin(qtbot, compared, old)
    compared.editor.look(DARK)

    def is_dark() -> bool:
        paints = [
            s.paint
            for m in compared.editor.overlay.differences
            for s in m.drawing.shapes
            if hasattr(s, "paint")
        ]
        return any(paint.stroke == DARK.change for paint in paints)

    until(qtbot, is_dark)


def test_lines_that_stay_keep_their_place_and_what_is_chosen(
    qtbot: QtBot, compared: Compared
) -> None:
    old = compared.editor.map
    compared.commit(do.rename(old, "people", "People"))
    begin(qtbot, compared, old)
    item = compared.row("“People” was renamed; it was “people”.")
    compared.panel.list.setCurrentItem(item)
    compared.commit(do.add_variable(compared.editor.map, "Trust", 300, 300))
    until(qtbot, lambda: "“Trust” is new." in compared.rows)
    assert compared.panel.list.currentItem() is item
    assert compared.rows[0] == "Added (1)"
