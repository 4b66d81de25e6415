"""Tests of the window run without a screen, with the shipped font."""

import pytest
from PySide6.QtWidgets import QApplication

from systemsmap.gui.application import load_fonts


@pytest.fixture(autouse=True)
def _shipped_font(qapp: QApplication) -> None:
    load_fonts()
