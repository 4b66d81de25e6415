"""Slides: glued arrows that are seen, signs and delays where they belong, in little time."""

import io
import time
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given, settings

from systemsmap.interchange import pptx
from systemsmap.model.records import Link, MapInfo, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.resources import resource
from systemsmap.storage.reader import read_map_file
from tests.benchmarks.spread import spread
from tests.interchange.any_map import any_maps
from tests.interchange.slides import POINT, P, Slide, apart
from tests.interchange.test_real_files import drawn

SHIPPED = sorted(p.stem for p in Path(str(resource("examples"))).glob("*.smap"))
PLACES = [(300, 0), (-300, 0), (0, 200), (0, -200), (260, 170), (-260, 170), (140, 60), (180, 6)]


def shipped(name: str) -> SystemsMap:
    """Return a shipped example."""
    return read_map_file(resource("examples") / f"{name}.smap").map_


def _arrow(map_: SystemsMap, link: Link) -> str:
    ends = (map_.variables[link.source].name, map_.variables[link.target].name)
    return " → ".join(f"“{' '.join(name.split())}”" for name in ends)


def test_a_slide_has_a_box_for_each_variable_and_a_glued_arrow_for_each_link() -> None:
    map_ = drawn()
    slide = Slide(pptx.write(map_)).slide
    texts = [s.text_frame.text.replace("\v", "\n") for s in slide.shapes if s.has_text_frame]
    assert {v.name for v in map_.variables.values()} <= set(texts)
    lines = [shape for shape in slide.shapes if "Connector" in shape.name]
    assert len(lines) == len(map_.links)
    assert all(len(line._element.xpath(".//a:stCxn|.//a:endCxn")) == 2 for line in lines)
    assert slide.shapes.title.text_frame.text == map_.info.title


@pytest.mark.parametrize("name", SHIPPED)
def test_every_arrow_runs_from_the_site_it_is_glued_to_to_the_other(name: str) -> None:
    slide = Slide(pptx.write(shipped(name)))
    lines, glued = slide.lines(), slide.glued()
    for arrow, (start, end) in glued.items():
        assert apart(start, lines[arrow][:1]) < 1.0
        assert apart(end, lines[arrow][-1:]) < 1.0


@pytest.mark.parametrize("place", PLACES)
def test_two_opposite_links_are_two_lines(place: tuple[float, float]) -> None:
    a, b = Variable("a", "Waiting time"), Variable("b", "Trust in us", place[0], place[1])
    map_ = map_of([a, b, Link("k", "a", "b"), Link("l", "b", "a")])
    slide = Slide(pptx.write(map_))
    one, other = slide.lines().values()
    assert min(apart(p, other) for p in one[len(one) // 4 : -len(one) // 4]) > 5.0
    ends = [site for sites in slide.glued().values() for site in sites]
    assert len({(round(x), round(y)) for x, y in ends}) == 4


@pytest.mark.parametrize("name", SHIPPED)
def test_each_sign_stands_beside_its_head_and_nothing_runs_through_it(name: str) -> None:
    map_ = shipped(name)
    slide = Slide(pptx.write(map_))
    lines, signs, variables = slide.lines(), slide.boxes("Sign "), slide.boxes("Variable ")
    assert len(signs) == len(map_.links)
    for said, sign in signs.items():
        size = sign.width / 19.0  # points that a map unit is
        arrow = said.split(" ", 1)[1]
        tip = lines[arrow][-1]
        assert hypot(sign.middle[0] - tip[0], sign.middle[1] - tip[1]) < 45 * size
        assert min(apart(sign.middle, line) for line in lines.values()) > 5.5 * size
        assert min(box.distance(sign.middle) for box in variables.values()) > 3.0 * size


@pytest.mark.parametrize("name", SHIPPED)
def test_delays_lie_across_their_lines(name: str) -> None:
    map_ = shipped(name)
    slide = Slide(pptx.write(map_))
    lines, delays = slide.lines(), slide.boxes("Delay ")
    delayed = {_arrow(map_, k) for k in map_.links.values() if k.delayed}
    assert set(delays) == delayed
    for arrow, bars in delays.items():
        assert apart(bars.middle, lines[arrow]) < 1.5
        assert hypot(bars.width, bars.height) > 6.0


def test_names_lie_over_lines_and_marks_over_names() -> None:
    order = [shape.name.split(" ")[0] for shape in Slide(pptx.write(drawn())).slide.shapes]
    kinds = list(dict.fromkeys(order))
    assert kinds == ["Title", "Connector", "Variable", "Delay", "Loop", "Sign", "Key"]


def test_loops_notes_and_the_key_are_there() -> None:
    map_ = drawn()
    note = Note("n", "Who waits?", 0.0, -200.0)
    slide = Slide(pptx.write(map_of([*map_.variables.values(), *map_.links.values(), note])))
    names = [shape.name for shape in slide.slide.shapes]
    assert sum(name.startswith("Loop ") for name in names) == 4
    assert {"Key", "Note"} <= set(names)
    words = " ".join(map(str, slide.tree.itertext()))
    assert "more leads to less" in words
    assert "after a while" in words
    assert "Who waits?" in words
    said = [e.get("descr", "") for e in slide.tree.iter(f"{P}cNvPr")]
    assert any("feeds itself" in words for words in said)


def test_a_slide_grows_until_names_can_be_read() -> None:
    for map_, grows in ((drawn(), False), (spread(200, 317), True)):
        slide = Slide(pptx.write(map_))
        wide = slide.deck.slide_width / POINT / 72
        assert (wide > 14) is grows
        assert wide <= 56
        sizes = [
            run.font.size.pt
            for s in slide.slide.shapes
            if s.has_text_frame
            for p in s.text_frame.paragraphs
            for run in p.runs
            if s.name[:8] == "Variable"
        ]
        assert min(sizes) >= 8.9
        boxes = [*slide.boxes("Variable ").values(), *slide.boxes("Sign ").values()]
        assert min(b.x for b in boxes) > 0
        assert max(b.x + b.width for b in boxes) < wide * 72


def test_a_link_to_itself_goes_out_and_comes_back() -> None:
    map_ = map_of([Variable("a", "Trust"), Link("k", "a", "a", Polarity.POSITIVE)])
    slide = Slide(pptx.write(map_))
    (line,), (box,) = slide.lines().values(), slide.boxes("Variable ").values()
    assert max(box.distance(place) for place in line) > 8.0
    assert all(box.distance(place) > 0.5 for place in line[40:-40])


@given(any_maps())
@settings(max_examples=25, deadline=None)
def test_any_map_makes_a_sound_slide(map_: SystemsMap) -> None:
    slide = Slide(pptx.write(map_))
    ids = slide.ids()
    assert len(ids) == len(set(ids))
    assert len(slide.lines()) <= len(map_.links)
    slide.deck.save(io.BytesIO())


def test_a_map_without_anything_makes_an_empty_slide() -> None:
    assert len(Slide(pptx.write(map_of([MapInfo()]))).slide.shapes) == 0


@pytest.mark.slow
def test_a_thousand_variables_are_written_in_seconds() -> None:
    map_ = spread(1000, 2000)
    begun = time.process_time()
    data = pptx.write(map_)
    assert time.process_time() - begun < 10.0  # 3 on a quiet machine
    assert len(Slide(data).lines()) == 2000
