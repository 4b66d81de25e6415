"""The shipped examples are what their JSON says, complete and fit to be shown."""

import json
from dataclasses import replace

import pytest

from systemsmap.analysis.checks import check
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import listing
from systemsmap.interchange.examples import EXAMPLES, Example
from systemsmap.interchange.picture_of import numbered, picture_of
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import box_of
from systemsmap.resources import resource
from systemsmap.storage.reader import read_map_file
from tests.make_examples import MARK, SOURCES, TWO_QUESTIONS, example_map

MADE = [example for example in EXAMPLES if example.made_from]
SCREEN = (1280 - 320, 720 - 120)
"""What panels and bars leave of a small screen."""


def _shipped(example: Example) -> SystemsMap:
    return read_map_file(example.path).map_


def _unplaced(map_: SystemsMap) -> SystemsMap:
    variables = {i: replace(v, x=0.0, y=0.0) for i, v in map_.variables.items()}
    return replace(map_, variables=variables)


def test_every_shipped_map_is_in_the_table_and_the_other_way_round() -> None:
    shipped = {path.stem for path in resource("examples").glob("*.smap")}
    assert shipped == {example.file for example in EXAMPLES}
    assert len({example.title for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.file)
def test_making_an_example_again_gives_the_same_map(example: Example) -> None:
    """Places aside: they follow from the version of Graphviz that is at hand."""
    assert _unplaced(example_map(example)) == _unplaced(_shipped(example))


@pytest.mark.parametrize("example", MADE, ids=lambda e: e.file)
def test_loops_are_named_and_numbered_as_in_the_json(example: Example) -> None:
    said = json.loads((SOURCES / f"{example.made_from}.json").read_text(encoding="utf-8"))
    map_ = _shipped(example)
    listed = listing(map_, find_loops(map_))
    assert {k.label: k.name for k in listed} == {k["id"]: k["name"] for k in said["loops"]}
    assert {k.label: k.story for k in listed} == {
        k["id"]: k.get("story", "") for k in said["loops"]
    }
    assert not any(k.broken for k in listed)
    assert numbered(map_) == map_


@pytest.mark.parametrize("example", MADE, ids=lambda e: e.file)
def test_an_example_says_that_it_is_one_and_keeps_its_sources(example: Example) -> None:
    map_ = _shipped(example)
    assert map_.info.title == example.title
    assert map_.info.description.endswith(MARK)
    assert "origin" in json.loads(map_.info.extra)
    told = sum(bool(link.reference) for link in map_.links.values())
    said = json.loads((SOURCES / f"{example.made_from}.json").read_text(encoding="utf-8"))
    assert told == sum(bool(link["source"]) for link in said["links"])


@pytest.mark.parametrize("example", MADE, ids=lambda e: e.file)
def test_an_example_can_be_read_on_a_small_screen(example: Example) -> None:
    map_ = _shipped(example)
    boxes = [box_of(v, PRINT) for v in map_.variables.values()]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    bounds = picture_of(map_).bounds
    zoom = min(SCREEN[0] / bounds.width, SCREEN[1] / bounds.height)
    assert zoom * PRINT.text_size > 9


@pytest.mark.parametrize("example", MADE, ids=lambda e: e.file)
def test_every_sign_of_an_example_is_decided(example: Example) -> None:
    assert "open-signs" not in {finding.code for finding in check(_shipped(example))}


def test_the_blank_one_asks_the_two_questions() -> None:
    (blank,) = (example for example in EXAMPLES if not example.made_from)
    map_ = _shipped(blank)
    assert map_.is_empty
    assert map_.info.question == TWO_QUESTIONS
