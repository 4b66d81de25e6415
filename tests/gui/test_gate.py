"""Other threads and objects that are going away."""

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from systemsmap.gui.gate import Gate

pytestmark = pytest.mark.gui


def test_an_object_waits_with_going_until_all_is_said(qapp: object) -> None:
    parent = QObject()
    gate = Gate(QObject(parent))
    entered, release = threading.Event(), threading.Event()
    order: list[str] = []

    def speak() -> None:
        entered.set()
        release.wait(10)
        order.append("said")

    speaker = threading.Thread(target=gate.say, args=(speak,))
    speaker.start()
    assert entered.wait(10)
    threading.Timer(0.1, release.set).start()
    shiboken6.delete(parent)
    order.append("gone")
    speaker.join(10)
    assert order == ["said", "gone"]
    assert not gate.say(lambda: order.append("too late"))
    assert order == ["said", "gone"]
