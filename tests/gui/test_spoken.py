"""The canvas before a screen reader: every variable, link and loop, with name and description."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.capturing.capture import capture, keep
from systemsmap.gui.session import Session
from systemsmap.model import edits
from systemsmap.model.records import Kind
from tests.gui.programs import until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Session:
    made = program.new_window()
    keep(made.editor, capture(made.editor, "Cost -> Cuts +\nCuts -> Cost -, delay"))
    until(qtbot, lambda: made.editor.loops)
    return made


def _map(session: Session) -> QAccessibleInterface:
    """Find the map from the window down, as a client does."""
    window = QAccessible.queryAccessibleInterface(session.window)
    return next(i for i in _below(window) if i.text(QAccessible.Text.Name).startswith("Map"))


def _below(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(top.childCount()):
        child = top.child(place)
        if child is not None:
            yield child
            if child.role() is not QAccessible.Role.List:
                yield from _below(child)


def _said(session: Session) -> list[tuple[str, str]]:
    top = _map(session)
    items = [top.child(place) for place in range(top.childCount())]
    texts = (QAccessible.Text.Name, QAccessible.Text.Description)
    return [(item.text(texts[0]), item.text(texts[1])) for item in items]


def test_a_client_finds_every_variable_link_and_loop(session: Session) -> None:
    names = [name for name, _ in _said(session)]
    assert names == ["Cost", "Cuts", "“Cost” → “Cuts”", "“Cuts” → “Cost”", "Loop B1"]
    said = dict(_said(session))
    assert said["Cost"] == "1 link in, 1 out"
    assert said["“Cuts” → “Cost”"].startswith("More “Cuts” means, after a while, less “Cost”")
    assert "works against itself" in said["Loop B1"]


def test_descriptions_follow_the_map(session: Session) -> None:
    editor = session.editor
    cost = next(iter(editor.map.variables))
    change = edits.set_kind(editor.map, [cost], Kind.COST)
    editor.document.commit(change, "Kind")
    assert dict(_said(session))["Cost"] == "1 link in, 1 out. Cost"
    editor.document.commit(edits.delete(editor.map, [cost]), "Delete")
    assert [name for name, _ in _said(session)] == ["Cuts"]


def test_places_and_states_are_those_on_the_screen(session: Session) -> None:
    view, top = session.window.view, _map(session)
    cuts = list(session.editor.map.variables)[1]
    session.editor.select(cuts)
    item = top.child(1)
    assert item.role() is QAccessible.Role.ListItem
    assert item.state().selected
    assert not top.child(0).state().selected
    assert top.focusChild().text(QAccessible.Text.Name) == "Cuts"
    box = session.editor.composition.box(cuts)
    middle = view.viewport().mapToGlobal(view.mapFromScene(box.middle.x, box.middle.y))
    assert item.rect().contains(middle)
    assert top.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == "Cuts"
    assert top.childAt(*_corner(view.viewport().mapToGlobal(QPoint(2, 2)))) is None
    assert [top.indexOfChild(top.child(n)) for n in range(5)] == list(range(5))


def _corner(point: QPoint) -> tuple[int, int]:
    return point.x(), point.y()


def test_it_can_be_walked_while_the_map_is_changed_at_random(session: Session) -> None:
    editor, chance = session.editor, random.Random(4)
    for turn in range(400):
        if chance.random() < 0.5 or not editor.map.variables:
            at = chance.uniform(-300, 300), chance.uniform(-300, 300)
            change = edits.add_variable(editor.map, f"V{turn}", *at)
        else:
            change = edits.delete(editor.map, [chance.choice(list(editor.map.variables))])
        editor.document.commit(change, "Change")
        assert {n for n, _ in _said(session)} >= {v.name for v in editor.map.variables.values()}
        if turn % 40 == 0:
            QApplication.processEvents()
