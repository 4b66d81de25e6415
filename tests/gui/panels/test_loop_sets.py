"""The switch over the list of loops, the line of truth, its histogram, and the pages."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.editor.editor import Editor
from systemsmap.editor.loop_sets import LoopSet
from systemsmap.gui.analyst import Analyst
from systemsmap.gui.panels.loops import LoopsPanel
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, tangle, two_loops

Make = Callable[[SystemsMap], LoopsPanel]
LADDER = ("a + b", "b + a", "b + c", "c - b", "c + a")
TANGLE = tangle(40, 2.2, seed=1)


def keep_up(editor: Editor) -> None:
    """Let the worker's answers arrive, the later ones too."""
    names = ("engine", "checks", "balance", "shapes", "counts", "basis")
    report = analyse(editor.map, names)
    assert report.engine is not None
    editor.upkeep.begin()
    editor.upkeep.adopt(report.engine)
    editor.take_report(replace(report, engine=None, loops=editor.upkeep.loops()))
    QApplication.processEvents()


@pytest.fixture
def kept_up(opened: Make) -> Make:
    """Open the panel and let everything be known."""

    def make(map_: SystemsMap) -> LoopsPanel:
        panel = opened(map_)
        keep_up(panel._editor)
        return panel

    return make


def switch(panel: LoopsPanel, which: LoopSet) -> None:
    """Click on a tab of the switch."""
    place = list(LoopSet).index(which)
    at = panel.head.sets.tabRect(place).center()
    QTest.mouseClick(panel.head.sets, Qt.MouseButton.LeftButton, pos=QPoint(at))
    QApplication.processEvents()


def labels(panel: LoopsPanel) -> list[str]:
    return [str(panel.table.index(row, 0).data()) for row in range(panel.table.rowCount())]


def test_the_named_and_the_pinned_are_a_list_of_their_own(kept_up: Make) -> None:
    panel = kept_up(map_from(*LADDER))
    editor = panel._editor
    assert len(labels(panel)) == 3
    switch(panel, LoopSet.NAMED)
    assert labels(panel) == []
    assert panel.head.about.text() == "No loop has a name yet. Double-click one to name it."
    first, second = editor.loops[:2]
    editor.document.commit(edits.name_loop(editor.map, first.id, "Trust"), "Name loop")
    editor.document.commit(edits.pin_loop(editor.map, second.id, True), "Pin loop")
    QApplication.processEvents()
    assert labels(panel) == [first.label, second.label]
    assert not panel.head.about.isVisible()


def test_the_basis_holds_as_many_loops_as_are_independent(kept_up: Make) -> None:
    panel = kept_up(TANGLE)
    report = panel._editor.report
    assert report
    assert report.basis
    switch(panel, LoopSet.BASIS)
    size = report.basis.size
    assert panel.table.rowCount() == size
    assert (
        panel.head.about.text()
        == f"{size} independent loops; all others are combinations of these."
    )


def test_loops_through_the_selection_follow_it_and_stay_while_one_is_chosen(kept_up: Make) -> None:
    panel = kept_up(map_from(*LADDER))
    editor = panel._editor
    switch(panel, LoopSet.THROUGH)
    assert panel.head.about.text().startswith("Select a variable or a link")
    editor.select("c>b")
    QApplication.processEvents()
    assert labels(panel) == ["B1"]
    assert panel.head.about.text() == "“c” → “b”: in 33 % of all loops."
    editor.select("c")
    QApplication.processEvents()
    assert len(labels(panel)) == 2
    assert panel.head.about.text() == "“c”: in the core, in 67 % of all loops."
    loop = panel.table.loop_at(panel.table.index(0, 0))
    assert loop
    editor.select(loop.id)
    QApplication.processEvents()
    assert len(labels(panel)) == 2
    assert panel.story.heading.text() == loop.label
    editor.select("a", "c")
    QApplication.processEvents()
    assert len(labels(panel)) == 1


def test_the_line_says_how_many_there_are_in_all(kept_up: Make) -> None:
    panel = kept_up(tangle(86, 2.2))
    counts = panel._editor.report and panel._editor.report.counts
    kept = len(panel._editor.upkeep)
    total = getattr(counts, "total", 0)
    assert 2_000 <= kept < total
    words = panel.head.headline.text()
    assert words.startswith(f"{kept:,} loops up to {panel._editor.upkeep.horizon} links, all of")
    assert f"; {total:,} in all: " in words


def test_more_loops_are_listed_page_by_page(kept_up: Make) -> None:
    panel = kept_up(tangle(86, 2.2))
    assert panel.table.rowCount() == 200
    assert panel.more.text() == f"Show 200 more loops of {len(panel._editor.upkeep):,}"
    QTest.mouseClick(panel.more, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert panel.table.rowCount() == 400
    switch(panel, LoopSet.NAMED)
    assert not panel.more.isVisible()


def test_a_bar_stands_for_each_length(kept_up: Make) -> None:
    panel = kept_up(map_from(*LADDER))
    assert panel.head.histogram.isVisible()
    bars = panel.head.histogram.bars()
    assert list(bars) == [2, 3]
    assert bars[2].height() > bars[3].height()
    assert panel.head.histogram.words_at(2) == "2 links: 2 loops"
    assert panel.head.histogram.accessibleDescription() == "2 links: 2 loops, 3 links: 1 loop"
    assert not kept_up(map_from("a + b", "b + a")).head.histogram.isVisible()


def test_a_map_of_reinforcing_loops_alone_says_so_where_they_are_too_many(kept_up: Make) -> None:
    dense = map_from(*(f"v{a} + v{b}" for a in range(14) for b in range(14) if a != b))
    assert kept_up(dense).head.headline.text().endswith("All loops here are reinforcing.")


def test_the_window_tells_what_a_link_closed_and_lists_it_at_once(qtbot: QtBot) -> None:
    editor = Editor(Document(two_loops()))
    analyst = Analyst(editor)
    analyst.ask()
    qtbot.waitUntil(lambda: editor.upkeep.is_there, timeout=20_000)
    change = edits.add_link(editor.map, "births", "deaths", Polarity.NEGATIVE)
    worked = analyst._worker.ask
    analyst._worker.ask = lambda *_: None  # type: ignore[method-assign]
    editor.document.commit(change, "Add link")
    qtbot.waitUntil(lambda: editor.notice == "This link closed a reinforcing loop.", timeout=15_000)
    assert len(editor.loops) == 3
    analyst._worker.ask = worked  # type: ignore[method-assign]
    editor.document.undo()
    qtbot.waitUntil(lambda: editor.notice == "A reinforcing loop went.", timeout=15_000)
    assert [loop.label for loop in editor.loops] == ["R1", "B1"]
    analyst.close()


def test_what_was_named_while_the_engine_was_built_is_known_to_it(qtbot: QtBot) -> None:
    editor = Editor(Document(two_loops()))
    analyst = Analyst(editor)
    analyst.ask()
    editor.document.commit(edits.rename(editor.map, "people", "All of us"), "Rename")
    qtbot.waitUntil(lambda: editor.upkeep.is_there, timeout=20_000)
    editor.document.commit(edits.delete(editor.map, ["people"]), "Delete")
    went = "2 loops: 1 reinforcing, 1 balancing went."
    qtbot.waitUntil(lambda: editor.notice.startswith(went), timeout=20_000)
    assert editor.loops == ()
    analyst.close()


def test_an_engine_without_loops_follows_all_the_same(qtbot: QtBot) -> None:
    editor = Editor(Document(map_from("a + b")))
    analyst = Analyst(editor)
    analyst.ask()
    qtbot.waitUntil(lambda: editor.upkeep.is_there, timeout=20_000)
    editor.document.commit(edits.add_link(editor.map, "b", "a", Polarity.POSITIVE), "Add link")
    qtbot.waitUntil(lambda: [loop.label for loop in editor.loops] == ["R1"], timeout=15_000)
    editor.document.undo()
    editor.document.redo()
    qtbot.waitUntil(lambda: len(editor.upkeep) == 1, timeout=15_000)
    analyst.close()


def test_an_edit_too_large_to_follow_takes_nothing_off_the_list(qtbot: QtBot) -> None:
    """A link that closes more loops than may be followed at once brings the horizon near."""
    layers = [f"{n}.{a} + {n + 1}.{b}" for n in range(7) for a in range(4) for b in range(4)]
    ends = [f"in + 0.{a}" for a in range(4)] + [f"7.{a} + out" for a in range(4)]
    editor = Editor(Document(map_from(*layers, *ends, "in + p", "p - in")))
    analyst = Analyst(editor)
    analyst.ask()
    qtbot.waitUntil(lambda: editor.upkeep.is_there, timeout=20_000)
    analyst._worker.ask = lambda *_: None  # type: ignore[method-assign]
    change = edits.add_link(editor.map, "out", "in", Polarity.POSITIVE)
    editor.document.commit(change, "Add link")
    qtbot.waitUntil(lambda: editor.upkeep.is_short, timeout=15_000)
    QApplication.processEvents()
    assert [loop.label for loop in editor.loops] == ["B1"]
    assert editor.upkeep.horizon < 10
    analyst.close()
