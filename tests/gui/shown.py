"""Maps shown on a canvas in memory, and ways to look at and touch it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.editor.editor import Editor
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap


def shown(qtbot: QtBot, map_: SystemsMap | None = None) -> CanvasView:
    """Return a canvas of 900 x 600 pixels that shows this map at 100 %, its loops found."""
    editor = Editor(Document(map_))
    editor.take_report(analyse(editor.map, ("loops", "checks")))
    view = CanvasView(editor)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    with qtbot.waitActive(view):
        view.activateWindow()
    view.setFocus()
    return view


def pixel(view: CanvasView, x: float, y: float) -> QPoint:
    """Return where a place of the map is on the widget."""
    return view.mapFromScene(x, y)


def click(view: CanvasView, x: float, y: float, double: bool = False) -> None:
    """Click or double-click at a place of the map."""
    where = pixel(view, x, y)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    if double:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def drag(view: CanvasView, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move in steps as a hand does, and let go."""
    a, b = pixel(view, *start), pixel(view, *end)
    QTest.mouseMove(view.viewport(), a)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=a)
    for step in range(1, 9):
        QTest.mouseMove(view.viewport(), a + (b - a) * (step / 8))
        QTest.qWait(10)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=b)
    QApplication.processEvents()
