"""The colours of the window can be read and the stylesheet is one."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from systemsmap.gui.palette_theme import (
    DARK_CHROME,
    LIGHT_CHROME,
    Chrome,
    dress,
    stylesheet,
    wants_dark,
)

BOTH = pytest.mark.parametrize("chrome", [LIGHT_CHROME, DARK_CHROME], ids=lambda c: c.name)


def luminance(name: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [c / 255 for c in (QColor(name).red(), QColor(name).green(), QColor(name).blue())]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@BOTH
def test_words_stand_out_from_what_is_behind_them(chrome: Chrome) -> None:
    for ground in (chrome.window, chrome.page, chrome.hover, chrome.chosen):
        assert contrast(chrome.ink, ground) >= 7
        assert contrast(chrome.soft, ground) >= 4.5
    assert contrast(chrome.on_accent, chrome.accent) >= 4.5
    assert contrast(chrome.accent, chrome.page) >= 4.5


@BOTH
def test_every_brace_in_the_stylesheet_is_filled(chrome: Chrome) -> None:
    assert re.findall(r"\{[a-z_]+\}", stylesheet(chrome, 13)) == []


def test_the_whole_program_can_be_dressed_and_dressed_again(qapp: QApplication) -> None:
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    try:
        for chrome, size in ((DARK_CHROME, 22), (LIGHT_CHROME, 13)):
            dress(qapp, chrome, size)
            assert qapp.font().pixelSize() == size
            assert qapp.palette().window().color() == QColor(chrome.window)
    finally:
        qapp.setStyleSheet(before[2])
        qapp.setPalette(before[1])
        qapp.setFont(before[0])


def test_a_choice_is_a_choice(qapp: QApplication) -> None:
    assert wants_dark("dark")
    assert not wants_dark("light")
