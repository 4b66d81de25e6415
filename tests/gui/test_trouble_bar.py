"""The bar over the canvas has room for its words and for all that can be pressed."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from systemsmap.gui.trouble_bar import Choice, TroubleBar

pytestmark = pytest.mark.gui

LONG = "“A long name of a map 2026-11-29 v17.smap” was changed by someone else, as happens. " * 2


def nothing() -> None:
    pass


MANY: tuple[Choice, ...] = tuple(
    (label, nothing) for label in ("Merge both…", "Show theirs", "Look at theirs", "Save as…")
)


@pytest.mark.parametrize("width", [300, 420, 640, 1000, 1900])
@pytest.mark.parametrize("choices", [(), MANY[:1], MANY])
def test_nothing_is_cut_off_however_narrow_the_canvas_is(
    qtbot: QtBot, width: int, choices: tuple[Choice, ...]
) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.resize(1200, 600)
    bar = TroubleBar(canvas)
    canvas.show()
    bar.show_news(LONG, choices)
    canvas.resize(width, 600)
    qtbot.waitUntil(lambda: bar.width() == width)
    assert len(bar.buttons) == len(choices) + 1
    for button in bar.buttons:
        assert button.width() >= button.sizeHint().width()
        assert bar.rect().contains(button.geometry())
    label = bar._words
    assert label.height() >= label.heightForWidth(label.width())
    assert bar.rect().contains(label.geometry())
