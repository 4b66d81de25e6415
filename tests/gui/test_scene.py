"""The canvas shows what is on the map, whatever is done to it."""

import pytest
from PySide6.QtWidgets import QGraphicsItem
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.editor.actions import action
from systemsmap.gui.canvas.scene import DIMMED
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.model import edits
from tests.editor.fake_shell import FakeShell
from tests.gui.shown import shown
from tests.maps import two_loops

pytestmark = pytest.mark.gui


def _roots(view: CanvasView) -> dict[str, QGraphicsItem]:
    return {id_: drawn.root for id_, drawn in view.map_scene._drawn.items()}


def test_every_record_and_badge_is_shown_and_nothing_else(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    assert set(_roots(view)) == set(view.editor.composition.ids())
    editor = view.editor
    editor.document.commit(edits.delete(editor.map, ["people"]), "Delete")
    assert set(_roots(view)) == {"births", "deaths"}
    editor.document.undo()
    assert set(_roots(view)) == set(editor.composition.ids())


def test_a_moved_variable_keeps_its_items(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    before = _roots(view)["people"]
    view.editor.document.commit(edits.move(view.editor.map, ["people"], 50, 20), "Move")
    after = _roots(view)["people"]
    assert after is before
    assert (after.x(), after.y()) == (50, 20)


def test_lighting_a_loop_dims_the_rest_and_stops_with_it(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    loop = next(one for one in view.editor.loops if "births" in one.variables)
    view.editor.hover_loop(loop.id)
    roots = _roots(view)
    assert {i for i, r in roots.items() if r.opacity() == DIMMED} == set(roots) - {
        loop.id,
        *loop.links,
        *loop.variables,
    }
    view.editor.hover_loop(None)
    assert all(root.opacity() == 1.0 for root in _roots(view).values())


def test_what_is_too_small_to_see_is_left_out_and_comes_back(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    name = _roots(view)["people"].childItems()[0]
    arc, *details = _roots(view)["people>births"].childItems()
    view.zoom_by(0.25)
    assert name.isVisible()
    assert arc.isVisible()
    assert not any(part.isVisible() for part in details)
    view.zoom_by(0.2)
    assert not name.isVisible()
    view.zoom_by(20.0)
    assert name.isVisible()
    assert all(part.isVisible() for part in details)


def test_links_are_shaded_by_how_many_loops_run_over_them(qtbot: QtBot) -> None:
    view = shown(qtbot, two_loops())
    editor = view.editor
    loose = edits.add_variable(editor.map, "loose", 0, 300, id_="loose")
    map_ = loose.applied_to(editor.map)
    editor.document.commit(
        loose.then(edits.add_link(map_, "people", "loose", id_="out")), "Add linked variable"
    )
    editor.take_report(analyse(editor.map, ("loops", "checks", "counts")))
    action("view.shares").run(editor, FakeShell(editor))
    opacity = {i: root.opacity() for i, root in _roots(view).items()}
    assert opacity["out"] < opacity["people>births"] < 1.0
    assert opacity["people"] == 1.0
    action("view.shares").run(editor, FakeShell(editor))
    assert all(root.opacity() == 1.0 for root in _roots(view).values())
