"""The palette: type, go up and down, run, and be gone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from systemsmap.gui.dialogs.chooser import Chooser, ChooserItem

Key = Qt.Key


class Palette:
    """A window with a palette of four things to do."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.window = QMainWindow()
        self.page = QPlainTextEdit()
        self.window.setCentralWidget(self.page)
        self.window.resize(800, 600)
        self.chooser = Chooser(self.window)

    def item(self, label: str, *, enabled: bool = True) -> ChooserItem:
        return ChooserItem(label, "Ctrl+X", enabled, lambda: self.ran.append(label))

    def open(self) -> None:
        items = [self.item(w) for w in ("Zoom in", "Zoom out", "Align left")]
        self.chooser.open([self.item("Paste", enabled=False), *items], "Type a command")
        QApplication.processEvents()

    def labels(self) -> list[str]:
        found = self.chooser.found
        return [str(found.index(i).data()) for i in range(found.rowCount())]


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    made = Palette()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.page.setFocus()
    made.open()
    return made


def test_it_opens_without_stopping_anything_and_takes_the_keyboard(palette: Palette) -> None:
    assert palette.chooser.isVisible()
    assert palette.chooser.field.hasFocus()
    assert not palette.chooser.isModal()
    assert palette.labels() == ["Zoom in", "Zoom out", "Align left", "Paste"]


def test_letters_filter_and_enter_runs_the_best(palette: Palette) -> None:
    QTest.keyClicks(palette.chooser.field, "out")
    assert palette.labels() == ["Zoom out"]
    QTest.keyClick(palette.chooser.field, Key.Key_Return)
    assert palette.ran == ["Zoom out"]
    assert not palette.chooser.isVisible()
    assert palette.page.hasFocus()


def test_arrows_go_down_and_up_and_stop_at_the_ends(palette: Palette) -> None:
    for _ in range(3):
        QTest.keyClick(palette.chooser.field, Key.Key_Down)
    QTest.keyClick(palette.chooser.field, Key.Key_Up)
    QTest.keyClick(palette.chooser.field, Key.Key_Return)
    assert palette.ran == ["Align left"]
    palette.open()
    QTest.keyClick(palette.chooser.field, Key.Key_PageDown)
    QTest.keyClick(palette.chooser.field, Key.Key_Up)
    QTest.keyClick(palette.chooser.field, Key.Key_PageUp)
    QTest.keyClick(palette.chooser.field, Key.Key_Enter)
    assert palette.ran == ["Align left", "Zoom in"]


def test_escape_closes_and_gives_the_keyboard_back(palette: Palette) -> None:
    QTest.keyClick(palette.chooser.field, Key.Key_Escape)
    assert not palette.chooser.isVisible()
    assert palette.page.hasFocus()
    assert palette.ran == []


def test_looking_elsewhere_closes_it(palette: Palette) -> None:
    palette.page.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette.chooser.isVisible()
    assert palette.page.hasFocus()


def test_what_cannot_be_done_now_does_nothing(palette: Palette) -> None:
    QTest.keyClicks(palette.chooser.field, "paste")
    QTest.keyClick(palette.chooser.field, Key.Key_Return)
    assert palette.ran == []
    assert palette.chooser.isVisible()


def test_a_click_runs(palette: Palette) -> None:
    list_ = palette.chooser.list
    where = list_.visualRect(palette.chooser.found.index(1)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert palette.ran == ["Zoom out"]


def test_letters_that_fit_nothing_say_so_and_enter_is_harmless(palette: Palette) -> None:
    QTest.keyClicks(palette.chooser.field, "qqq")
    assert palette.labels() == []
    assert palette.chooser.none.isVisible()
    QTest.keyClick(palette.chooser.field, Key.Key_Return)
    assert palette.chooser.isVisible()


def test_what_is_run_may_open_it_again(palette: Palette) -> None:
    again = ChooserItem("Again", "", enabled=True, run=palette.open)
    palette.chooser.open([again], "Once more")
    QTest.keyClick(palette.chooser.field, Key.Key_Return)
    assert palette.chooser.isVisible()
    QTest.keyClick(palette.chooser.field, Key.Key_Escape)
    assert palette.page.hasFocus()


def test_it_stays_inside_the_window(palette: Palette) -> None:
    palette.window.resize(420, 300)
    QApplication.processEvents()
    assert palette.window.rect().contains(palette.chooser.geometry().center())
    assert palette.chooser.width() <= 380
