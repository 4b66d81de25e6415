"""Pictures of maps nobody has a window open on."""

from dataclasses import replace
from datetime import date

from systemsmap.interchange.picture_of import drawn, in_words, numbered
from systemsmap.model.records import NamedLoop
from systemsmap.rendering.drawing import Text
from systemsmap.rendering.picture import Picture
from tests.interchange.collection import collected


def _words(picture: Picture) -> list[str]:
    shapes = [s for layer in picture.layers for item in layer.items for s in item.drawing.shapes]
    return [shape.words for shape in shapes if isinstance(shape, Text)]


def test_loops_without_numbers_get_them() -> None:
    map_ = replace(collected("a3_eroding_goals"), loops={})
    with_numbers, picture = drawn(map_)
    assert with_numbers == numbered(map_)
    labels = [f"{k}{n}" for loop in with_numbers.loops.values() for k, n in loop.numbers]
    assert len(labels) == 2
    assert set(labels) <= set(_words(picture))


def test_a_picture_has_title_date_and_key() -> None:
    words = _words(drawn(collected("r5_agency_staff"))[1])
    assert "Agency staff in children's services" in words
    assert in_words(date.today()) in words
    assert "more leads to more" in words


def test_names_and_stories_stay_as_they_are() -> None:
    map_ = collected("r5_agency_staff")
    assert all(isinstance(loop, NamedLoop) for loop in map_.loops.values())
    assert drawn(map_)[0].loops == map_.loops


def test_a_day_is_written_in_full() -> None:
    assert in_words(date(2026, 3, 7)) == "7 March 2026"
