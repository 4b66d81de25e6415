"""The colours of the window can be read and the stylesheet is one."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from systemsmap.gui.palette_theme import (
    CHROMES,
    DARK_CHROME,
    LIGHT_CHROME,
    Chrome,
    dress,
    looks,
    palette,
    stylesheet,
    wants_dark,
)

EVERY = pytest.mark.parametrize("chrome", CHROMES, ids=lambda c: c.name)


def luminance(name: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [c / 255 for c in (QColor(name).red(), QColor(name).green(), QColor(name).blue())]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@EVERY
def test_words_stand_out_from_what_is_behind_them(chrome: Chrome) -> None:
    for ground in (chrome.window, chrome.page, chrome.hover, chrome.chosen):
        assert contrast(chrome.ink, ground) >= 7
        assert contrast(chrome.soft, ground) >= 4.5
    assert contrast(chrome.on_accent, chrome.accent) >= 4.5
    assert contrast(chrome.accent, chrome.page) >= 4.5


@EVERY
def test_marks_stand_out_from_what_is_behind_them(chrome: Chrome) -> None:
    made = palette(chrome)
    for mark in (chrome.accent, chrome.soft):
        for ground in (chrome.window, chrome.page):
            assert contrast(mark, ground) >= 3
    assert contrast(made.placeholderText().color().name(), chrome.page) >= 4.5


def test_high_contrast_is_a_look_of_its_own_for_window_and_map() -> None:
    chrome, theme = looks("high contrast")
    assert contrast(chrome.ink, chrome.page) == contrast(theme.ink, theme.paper) == 21
    assert contrast(theme.positive, theme.paper) >= 7
    assert contrast(theme.negative, theme.paper) >= 7


@EVERY
def test_every_brace_in_the_stylesheet_is_filled(chrome: Chrome) -> None:
    assert re.findall(r"\{[a-z_]+\}", stylesheet(chrome, 13)) == []


@EVERY
def test_a_box_that_is_ticked_shows_a_tick(chrome: Chrome) -> None:
    pictures = re.findall(r"url\(([^)]+)\)", stylesheet(chrome, 13))
    assert any("tick" in name for name in pictures)
    assert [name for name in pictures if not Path(name.strip('"')).is_file()] == []


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
