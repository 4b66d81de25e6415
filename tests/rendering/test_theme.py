"""Everything can be told from the paper it is drawn on (WCAG 2.2, 1.4.3 and 1.4.11)."""

import pytest

from systemsmap.model.records import Polarity
from systemsmap.rendering.theme import THEMES, Theme


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_words_stand_out_from_the_paper(theme: Theme) -> None:
    for colour in (theme.ink, theme.soft, theme.badge, theme.change):
        assert _contrast(colour, theme.paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_links_and_their_signs_stand_out_from_the_paper(theme: Theme) -> None:
    for polarity in Polarity:
        assert _contrast(theme.link_colour(polarity), theme.paper) >= 4.5
