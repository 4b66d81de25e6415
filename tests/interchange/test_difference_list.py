"""What changed can be handed on as a list."""

import csv
import io

import pytest

from systemsmap.analysis.comparing import Comparison, compare
from systemsmap.interchange.difference_list import HEADINGS, KINDS, as_text, write
from systemsmap.interchange.difference_picture import as_svg
from systemsmap.interchange.svg import read
from systemsmap.model import edits as do
from systemsmap.model.records import Polarity
from tests.maps import ring, two_loops


def changed() -> Comparison:
    old = two_loops()
    new = do.rename(old, "deaths", "=HYPERLINK(*a*)\x1b[31m <b>").applied_to(old)
    new = do.set_polarity(new, ["people>births"], Polarity.MIXED).applied_to(new)
    new = do.set_note(new, "births", "of children\nand calves").applied_to(new)
    return compare(old, new)


def test_the_text_has_headings_a_sentence_a_line_and_nothing_a_terminal_obeys() -> None:
    text = as_text(changed(), "“old.smap”")
    assert text.splitlines()[:5] == [
        "What changed since “old.smap”",
        "1 re-signed, 1 renamed and 2 other changes.",
        "",
        "Signs",
        "  The link “people” → “births” is ± now; it was +.",
    ]
    assert "\x1b" not in text
    assert "Notes and reasons\n  The note of “births” was written." in text


def test_nothing_is_said_to_be_nothing() -> None:
    assert as_text(compare(ring(3), ring(3))) == "Nothing changed."


def test_in_markdown_a_name_is_no_markup() -> None:
    text = write(changed(), "“old_map.smap”", ".md").decode()
    assert text.startswith("# What changed since “old\\_map.smap”\n")
    assert "\n## Renamed\n\n- “=HYPERLINK(\\*a\\*)\\[31m \\<b\\>” was renamed" in text


def test_the_table_holds_each_difference_with_its_texts_and_calculates_nothing() -> None:
    comparison = changed()
    table = write(comparison, "", ".csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert tuple(rows[0]) == HEADINGS
    assert len(rows) == len(comparison.differences)
    by_what = {row["what"]: row for row in rows}
    assert by_what["reworded"]["now"] == "of children\nand calves"
    assert by_what["renamed"]["now"].startswith("'=HYPERLINK")
    assert (rows[0]["before"], rows[0]["now"]) == ("+", "±")


@pytest.mark.parametrize("suffix", KINDS)
def test_every_kind_of_list_ends_its_last_line(suffix: str) -> None:
    assert write(changed(), "“old”", suffix).endswith(b"\n")


def test_the_picture_has_the_newer_map_inside() -> None:
    comparison = changed()
    svg = as_svg(comparison, "“before coffee”")
    assert "What changed since “before coffee”, " in svg.decode()
    assert read(svg).map_.links == comparison.new.links
