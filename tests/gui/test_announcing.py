"""What is said in passing reaches screen readers: every notice, every loop that was closed."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.editor.capturing.capture import capture, keep
from tests.gui.programs import until

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]


def test_a_closed_loop_and_every_notice_are_announced(
    qtbot: QtBot, qapp: QApplication, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    editor = program.new_window().editor
    until(qtbot, lambda: editor.upkeep.is_there)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    keep(editor, capture(editor, "a -> b +\nb -> a -"))
    until(qtbot, lambda: len(heard) > 2)
    assert heard == [
        "2 variables added. 2 links added",
        "These links closed a balancing loop.",
        "B1: 2 variables closed",
    ]
    qapp.processEvents()
