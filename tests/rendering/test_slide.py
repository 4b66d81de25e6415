"""A step of the story on a whole screen: large names, nothing outside, all words said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import ListedLoop, listing, numbering
from systemsmap.analysis.telling import Told, story_of, told
from systemsmap.model.records import Note, Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.rendering.drawing import Text, united
from systemsmap.rendering.picture import Picture
from systemsmap.rendering.slide import LINKS, NAMES, SCREEN, SIGNS, Screen, slide, slides
from systemsmap.rendering.theme import LIGHT
from tests.maps import example, map_from, ring

BIG = Screen(SCREEN, 64.0, LIGHT)


def _listed(map_: SystemsMap) -> tuple[SystemsMap, tuple[ListedLoop, ...]]:
    found = find_loops(map_)
    map_ = numbering(map_, found).applied_to(map_)
    return map_, listing(map_, found)


def _told(map_: SystemsMap) -> tuple[SystemsMap, list[Told]]:
    map_, loops = _listed(map_)
    return map_, [told(map_, loops, step) for step in story_of(map_, loops)]


def _name_pixels(page: Picture) -> float:
    """Return how high names are on a screen of 1,920 pixels."""
    return LIGHT.text_size * SCREEN[0] / page.bounds.width


def _layer(page: Picture, name: str) -> int:
    return sum(len(layer.items) for layer in page.layers if layer.name == name)


@pytest.mark.parametrize(("size", "least"), [(2, 64), (3, 64), (5, 64), (6, 64), (24, 8)])
def test_names_are_as_large_as_asked_and_only_where_too_many_smaller(
    size: int, least: float
) -> None:
    map_, steps = _told(ring(size))
    (page, *_) = slides(map_, steps[0], BIG)
    assert least - 0.01 <= _name_pixels(page) <= 64.01
    assert _layer(page, "Variables") == size
    assert _layer(page, "Links") == size


@pytest.mark.parametrize("name", ["01_digital_by_default", "03_complex_needs_split_up"])
def test_on_real_maps_loops_of_up_to_eight_are_as_large_as_asked(
    name: str,
) -> None:
    map_, steps = _told(example(name))
    for step in steps[:-1]:
        (page, *_) = slides(map_, step, BIG)
        assert _name_pixels(page) >= (63.8 if len(step.variables) <= 8 else 40.0), step.heading


@given(st.integers(2, 12), st.text(max_size=400), st.sampled_from([(1280.0, 720.0), SCREEN]))
@settings(max_examples=40, deadline=None)
def test_nothing_lies_outside_the_screen_or_on_the_words(
    size: int, words: str, pixels: tuple[float, float]
) -> None:
    map_, loops = _listed(ring(size))
    step = StoryStep("s", 0, Shown.LOOP, loops[0].links, words)
    screen = Screen(pixels, 64.0 * pixels[1] / 1080, LIGHT)
    seen = told(map_, loops, step)
    for page in (*slides(map_, seen, screen), slide(map_, seen, screen)):
        drawn = united(
            i.drawing.bounds for layer in page.layers if layer.name != "Words" for i in layer.items
        )
        box = page.bounds
        assert box.x <= drawn.x
        assert drawn.right <= box.right + 0.01
        assert box.y <= drawn.y
        words_at = [
            i.drawing.bounds for layer in page.layers if layer.name == "Words" for i in layer.items
        ]
        assert all(drawn.bottom <= at.y + 0.01 and at.bottom <= box.bottom for at in words_at)


def test_layers_show_the_picture_piece_by_piece() -> None:
    map_, steps = _told(map_from("a + b", "b - a"))
    names, links, signs = (slides(map_, steps[0], BIG, n)[0] for n in (NAMES, LINKS, SIGNS))
    assert (_layer(names, "Links"), _layer(links, "Links")) == (0, 2)
    assert not _texts(links, "Links")
    assert sorted(_texts(signs, "Links")) == ["+", "−"]


def _texts(page: Picture, name: str) -> list[str]:
    items = (i for layer in page.layers if layer.name == name for i in layer.items)
    return [s.words for i in items for s in i.drawing.shapes if isinstance(s, Text)]


def test_one_page_says_everything_in_smaller_words() -> None:
    map_, loops = _listed(ring(4))
    words = "One sentence after another of a long story. " * 30
    seen = told(map_, loops, StoryStep("s", 0, Shown.LOOP, loops[0].links, words))
    said = " ".join(_texts(slide(map_, seen, BIG), "Words"))
    assert " ".join(words.split()) in said


def test_a_note_alone_stands_in_the_middle() -> None:
    map_ = map_of((*ring(3).records(), Note("n", "What do we\nnot see?", 0, 0)))
    seen = told(map_, (), StoryStep("s", 0, Shown.NOTE, ("n",)))
    (page,) = slides(map_, seen, BIG)
    assert _texts(page, "Words") == ["What do we", "not see?"]
    (layer,) = page.layers
    middle = layer.items[0].drawing.bounds.middle
    assert abs(middle.y - page.bounds.middle.y) < page.bounds.height / 20
