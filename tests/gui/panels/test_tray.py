"""The panel of names that wait, worked by keys and by dragging."""

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.pasting import paste_text
from systemsmap.gui.panels.tray import MIME, TrayPanel
from systemsmap.gui.session import Session
from tests.gui.programs import add, dropped, names, until

pytestmark = [
    pytest.mark.gui,
    pytest.mark.filterwarnings("ignore:Function:DeprecationWarning"),  # as of Qt 6.12
]


@pytest.fixture
def session(program: Program) -> Session:
    made = program.new_window()
    add(made, "Trust")
    made.editor.select()
    paste_text(made.editor, "Morale\nSick leave\nFaith")
    QApplication.processEvents()
    return made


@pytest.fixture
def panel(session: Session) -> TrayPanel:
    found = session.window.panels["tray"].widget()
    assert isinstance(found, TrayPanel)
    return found


def _waiting(panel: TrayPanel) -> list[str]:
    QApplication.processEvents()
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def _drop(target: QWidget, card: str, at: QPoint) -> None:
    data = QMimeData()
    data.setData(MIME, QByteArray(card.encode()))
    assert dropped(target, data, at)


def test_the_tray_comes_with_the_first_name_and_lists_them(
    session: Session, panel: TrayPanel
) -> None:
    assert session.window.panels["tray"].isVisible()
    assert _waiting(panel) == ["Morale", "Sick leave", "Faith"]
    assert panel.headline.text() == "3 names to place"


def test_enter_places_one_after_another(session: Session, panel: TrayPanel) -> None:
    panel.list.setFocus()
    for _ in range(3):
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
        QApplication.processEvents()
    assert names(session.editor.map) == {"Trust", "Morale", "Sick leave", "Faith"}
    assert _waiting(panel) == []
    assert panel.hint.text().startswith("The tray is empty")


def test_a_name_is_written_anew_and_thrown_away(session: Session, panel: TrayPanel) -> None:
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    field = QApplication.focusWidget() or panel.list
    QTest.keyClicks(field, "Staff morale")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _waiting(panel)[0] == "Staff morale"
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert _waiting(panel) == ["Sick leave", "Faith"]
    session.editor.document.undo()
    session.editor.document.undo()
    assert _waiting(panel) == ["Morale", "Sick leave", "Faith"]


def test_m_makes_one_of_two_cards_or_of_a_card_and_the_selected_variable(
    session: Session, panel: TrayPanel
) -> None:
    panel.list.selectAll()
    panel.list.item(2).setSelected(False)
    QTest.keyClick(panel.list, Qt.Key.Key_M)
    assert _waiting(panel) == ["Morale", "Faith"]
    session.editor.select(*session.editor.map.variables)
    panel.list.clearSelection()
    panel.list.item(1).setSelected(True)
    QTest.keyClick(panel.list, Qt.Key.Key_M)
    assert _waiting(panel) == ["Morale"]
    (trust,) = session.editor.map.variables.values()
    assert trust.note == "Also called “Faith”."


def test_a_card_dropped_on_another_becomes_one_with_it(
    qtbot: QtBot, session: Session, panel: TrayPanel
) -> None:
    card = next(c.id for c in session.editor.map.cards.values() if c.name == "Faith")
    onto = panel.list.visualItemRect(panel.list.item(0)).center()
    _drop(panel.list.viewport(), card, onto)
    until(qtbot, lambda: _waiting(panel) == ["Morale", "Sick leave"])


def test_a_card_dropped_on_the_canvas_lies_where_it_was_let_go(
    qtbot: QtBot, session: Session, panel: TrayPanel
) -> None:
    view = session.window.view
    card = next(c.id for c in session.editor.map.cards.values() if c.name == "Faith")
    corner = QPoint(view.viewport().width() // 2, 60)
    _drop(view.viewport(), card, corner)
    until(qtbot, lambda: "Faith" in names(session.editor.map))
    made = next(v for v in session.editor.map.variables.values() if v.name == "Faith")
    shown = view.mapFromScene(QPointF(made.x, made.y))
    assert abs(shown.x() - corner.x()) <= 1
    assert abs(shown.y() - corner.y()) <= 1
    until(qtbot, lambda: _waiting(panel) == ["Morale", "Sick leave"])
