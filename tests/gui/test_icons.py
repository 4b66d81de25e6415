"""Every icon is drawn, in the colour asked for."""

import pytest
from PySide6.QtGui import QColor, QIcon

from systemsmap.editor.actions import ACTIONS
from systemsmap.gui.icons import application_icon, icon
from systemsmap.gui.palette_theme import CHROMES
from systemsmap.resources import resource

NAMES = sorted({action.icon for action in ACTIONS if action.icon})


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_painted_in_its_colour_and_paler_when_disabled(name: str) -> None:
    image = icon(name, "#c2410c").pixmap(24, 24).toImage()
    opaque = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    ]
    assert opaque
    assert all(_like(pixel, QColor("#c2410c")) for pixel in opaque)
    pale = icon(name, "#c2410c").pixmap(24, 24, QIcon.Mode.Disabled).toImage()
    most = max(pale.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
    assert 0 < most < 130


def _like(one: QColor, other: QColor) -> bool:
    return all(
        abs(a - b) <= 3
        for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    )


def test_no_icon_is_left_over() -> None:
    files = {file.stem for file in resource("icons").glob("*.svg")}
    assert files - set(NAMES) == {
        "systemsmap",
        *(f"tick-{chrome.name.replace(' ', '-')}" for chrome in CHROMES),
    }


def test_the_program_has_an_icon_at_every_size() -> None:
    assert {size.width() for size in application_icon().availableSizes()} >= {16, 256}


def test_an_icon_nobody_drew_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-thing", "#000000")
