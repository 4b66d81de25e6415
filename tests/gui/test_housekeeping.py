"""Garbage is collected in the thread of the window only."""

import gc
import weakref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.gui.housekeeping import Housekeeping

pytestmark = pytest.mark.gui


class _Knot:
    """Refers to itself, so that only a collection takes it away."""

    def __init__(self) -> None:
        self.itself = self


def test_knots_are_untied_by_the_timer_and_not_by_whoever_allocates(
    qtbot: QtBot, qapp: QApplication
) -> None:
    gc.enable()
    housekeeping = Housekeeping(qapp)
    assert not gc.isenabled()
    knot = weakref.ref(_Knot())
    kept = [_Knot() for _ in range(5_000)]
    assert knot() is not None
    qtbot.waitUntil(lambda: knot() is None, timeout=10_000)
    assert len(kept) == 5_000
    housekeeping.deleteLater()
