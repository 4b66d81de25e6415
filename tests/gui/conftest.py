"""Tests of the window run without a screen, with the shipped font."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from systemsmap.app import Program
from systemsmap.gui.application import load_fonts
from tests.gui.programs import running


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Widgets are taken down in the thread of the test, as `Housekeeping` does in the program."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _shipped_font(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    """The program with no window yet; whatever it opens is closed at the end."""
    with running(qapp) as made:
        yield made
