"""Widths are those of the shipped fonts, and names break into even lines."""

from time import perf_counter

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.rendering.text import ascent, fill, line_height, width, wrap
from systemsmap.resources import resource
from tests.rendering.make_widths import FILES, FONTS, table_as_text


def test_the_table_of_widths_is_made_from_the_shipped_fonts() -> None:
    assert resource("fonts/widths.json").read_text("ascii") == table_as_text()


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_words_are_as_wide_as_the_font_sets_them(weight: int) -> None:
    font = TTFont(FONTS / FILES[str(weight)])
    glyphs, advances = font.getBestCmap(), font["hmtx"].metrics
    words = "Waiting for AV − 50 % „größer“ ±"
    units = sum(advances[glyphs[ord(c)]][0] for c in words)
    assert width(words, 17, weight) == pytest.approx(units * 17 / font["head"].unitsPerEm)


def test_characters_the_font_lacks_get_generous_room_and_accents_none() -> None:
    assert width("需要", 10) == 20.0
    assert width("🙂", 10) == 10.0
    assert width("\u05d0", 10) == 6.0
    assert width("\u0483", 10) <= 6.0
    assert width("e\u20d0", 10) == width("e", 10)


def test_a_name_breaks_into_even_lines_of_about_seventeen_characters() -> None:
    assert wrap("Unmet need") == ("Unmet need",)
    assert wrap("Pressure to cut service cost") == ("Pressure to cut", "service cost")
    assert wrap("Engagement of people with complex needs") == (
        "Engagement of people",
        "with complex needs",
    )


def test_line_breaks_in_a_name_are_kept() -> None:
    assert wrap("Cost\nper case") == ("Cost", "per case")
    assert wrap("") == ("",)
    assert wrap("a\n\nb") == ("a", "", "b")


@given(st.text(alphabet="abc de\n", max_size=120))
def test_wrapping_loses_no_letter_and_no_word(name: str) -> None:
    assert "".join(wrap(name)).replace(" ", "") == "".join(name.split())


@given(st.text(alphabet="ab c\n", max_size=200), st.floats(40, 400))
def test_running_text_stays_within_its_width_unless_one_word_is_wider(
    words: str, limit: float
) -> None:
    for line in fill(words, 14, limit):
        assert width(line, 14) <= limit or " " not in line


def test_empty_lines_of_running_text_are_kept() -> None:
    assert fill("one\n\ntwo", 14, 200) == ("one", "", "two")


def test_the_font_has_the_height_it_says() -> None:
    assert ascent(16) == pytest.approx(15.5)
    assert 1.2 < line_height(16) / 16 < 1.4


def test_a_name_or_note_of_a_million_letters_is_drawn_as_far_as_anybody_reads() -> None:
    long = "word and " * 111_112
    begun = perf_counter()
    lines, filled = wrap(long), fill(long, 14.0, 240.0)
    assert perf_counter() - begun < 2
    assert 300 < len(" ".join(lines)) <= 400
    assert 4_000 < len(" ".join(filled)) <= 5_000
    assert lines[-1].endswith("…")
    assert filled[-1].endswith("…")
    assert max(map(len, lines)) <= 34
