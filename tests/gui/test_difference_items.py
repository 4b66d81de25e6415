"""Marks on the canvas: there, reused, and hidden while what they stand beside moves."""

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.analysis.comparing import compare
from systemsmap.gui.canvas.items import DrawnRecord
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.model import edits as do
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.differences import difference_marks
from tests.gui.shown import shown
from tests.maps import two_loops

pytestmark = pytest.mark.gui


def items(view: CanvasView) -> dict[tuple[str, int], DrawnRecord]:
    return view.scene()._differences._drawn  # type: ignore[attr-defined,no-any-return]


def show(view: CanvasView, old: SystemsMap) -> None:
    editor = view.editor
    marks = difference_marks(editor.composition, compare(old, editor.map))
    editor.show_overlay(differences=marks)


@pytest.fixture
def old() -> SystemsMap:
    return do.place(
        two_loops(), {"people": (0, 0), "births": (-250, 0), "deaths": (250, 0)}
    ).applied_to(two_loops())


def test_every_mark_is_an_item_and_goes_with_its_difference(qtbot: QtBot, old: SystemsMap) -> None:
    view = shown(qtbot, old)
    view.editor.document.commit(do.delete(view.editor.map, ["deaths"]), "Delete")
    show(view, old)
    assert {about for about, _ in items(view)} == {"deaths", "people>deaths", "deaths>people"}
    view.editor.document.undo()
    show(view, old)
    assert items(view) == {}


def test_marks_that_stay_are_not_made_anew(qtbot: QtBot, old: SystemsMap) -> None:
    view = shown(qtbot, old)
    view.editor.document.commit(do.rename(view.editor.map, "births", "Births"), "Rename")
    show(view, old)
    before = dict(items(view))
    view.editor.document.commit(do.rename(view.editor.map, "deaths", "Deaths"), "Rename")
    show(view, old)
    assert items(view).keys() > before.keys()
    assert all(items(view)[place] is record for place, record in before.items())


def test_while_something_is_dragged_its_marks_are_out_of_sight(
    qtbot: QtBot, old: SystemsMap
) -> None:
    view = shown(qtbot, old)
    editor = view.editor
    change = do.rename(editor.map, "births", "Births")
    editor.document.commit(change.then(do.rename(change.applied_to(old), "deaths", "Ends")), "R")
    show(view, old)
    gesture = editor.document.gesture("Move")
    gesture.show(do.move(gesture.start, ["births"], 0, 40))
    assert not items(view)["births", 0].root.isVisible()
    assert items(view)["deaths", 0].root.isVisible()
    gesture.finish()
    show(view, old)
    assert items(view)["births", 0].root.isVisible()


def test_the_mark_that_is_pointed_at_stands_out(qtbot: QtBot, old: SystemsMap) -> None:
    view = shown(qtbot, old)
    editor = view.editor
    change = do.rename(editor.map, "births", "Births")
    editor.document.commit(change.then(do.rename(change.applied_to(old), "deaths", "Ends")), "R")
    show(view, old)
    editor.show_overlay(pointed=frozenset({"births"}))
    assert items(view)["births", 0].root.opacity() == 1.0
    assert items(view)["deaths", 0].root.opacity() < 0.5
    editor.show_overlay(pointed=frozenset())
    assert items(view)["deaths", 0].root.opacity() == 1.0


def test_what_is_gone_far_out_can_be_scrolled_to(qtbot: QtBot, old: SystemsMap) -> None:
    far = do.move(old, ["deaths"], 9000, 0).applied_to(old)
    view = shown(qtbot, do.delete(far, ["deaths"]).applied_to(far))
    assert not view.scene().sceneRect().contains(9250, 0)
    show(view, far)
    assert view.scene().sceneRect().contains(9250, 0)
