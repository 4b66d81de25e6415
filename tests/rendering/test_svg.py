"""The SVG is plain, named, readable by others, the same every time, and safe."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.model.records import Link, MapInfo, Note, Polarity, Variable
from systemsmap.model.systems_map import map_of
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import PictureOptions, picture
from systemsmap.rendering.svg import MAP_NAMESPACE, to_svg
from systemsmap.rendering.theme import DARK, LIGHT
from tests.rendering.drawn import NAMES, drawn, loops_of, placed_example

GOLDEN = Path(__file__).parent / "golden"
_SVG = "{http://www.w3.org/2000/svg}"
_PLAIN = {"svg", "g", "title", "desc", "path", "text", "tspan", "rect", "metadata"}


def _svg(name: str, options: PictureOptions | None = None) -> str:
    return to_svg(picture(drawn(name), options or PictureOptions()))


def _named(root: ET.Element) -> dict[str, ET.Element]:
    return {e.get("id", ""): e for e in root.iter() if e.get("id")}


@pytest.mark.parametrize(
    "name",
    ["01_digital_by_default", "02_standardisation_and_variety", "a2_shifting_the_burden"],
)
def test_the_picture_is_the_one_that_was_looked_at(name: str, update_golden: bool) -> None:
    golden, made = GOLDEN / f"{name}.svg", _svg(name, PictureOptions(date="23 November 2026"))
    if update_golden:
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden.read_text("utf-8")


def test_the_dark_picture_is_the_one_that_was_looked_at(update_golden: bool) -> None:
    name = "r5_agency_staff"
    golden = GOLDEN / f"{name}_dark.svg"
    made = to_svg(picture(drawn(name).with_theme(DARK)))
    if update_golden:
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_variable_link_and_shown_loop_is_a_named_group_with_its_title(name: str) -> None:
    composition = drawn(name)
    root = ET.fromstring(_svg(name))
    titled = {
        e.get("id"): e.findtext(f"{_SVG}title")
        for e in root.iter(f"{_SVG}g")
        if (e.get("id") or "").split("-")[0] in ("var", "link", "loop")
    }
    loops = [k for k in composition.loops if composition.has(k.id)]
    assert len(titled) == len(composition.map.variables) + len(composition.map.links) + len(loops)
    assert all(titled.values())
    assert root.get("role") == "img"
    assert {"map-title", "map-desc"} <= _named(root).keys()


@pytest.mark.parametrize("name", NAMES)
def test_only_plain_shapes_are_used(name: str) -> None:
    root = ET.fromstring(_svg(name))
    assert {e.tag.split("}")[1] for e in root.iter()} <= _PLAIN
    box = [float(n) for n in root.get("viewBox", "").split()]
    assert (root.get("width"), root.get("height")) == (f"{box[2]:.0f}", f"{box[3]:.0f}")


def test_a_name_is_one_text_with_a_line_of_its_own_for_each_piece() -> None:
    map_ = map_of([Variable("a", "Pressure to cut\nservice cost", 50.0, 60.0)])
    root = ET.fromstring(to_svg(picture(compose(map_, LIGHT))))
    group = _named(root)["var-a"]
    (text,) = group.findall(f"{_SVG}text")
    spans = text.findall(f"{_SVG}tspan")
    assert [s.text for s in spans] == ["Pressure to cut", "service cost"]
    assert [s.get("x") for s in spans] == ["50.0", "50.0"]
    assert all(s.get("y") for s in spans)


def test_the_key_explains_what_the_map_uses_and_no_more() -> None:
    map_ = placed_example("a5_limits_to_success")
    said = _svg("a5_limits_to_success")
    assert "more leads to less" in said
    assert "outside our boundary" in said
    assert "not decided yet" not in said
    undecided = map_of(
        [
            *map_.variables.values(),
            *(replace(k, polarity=Polarity.UNDECIDED) for k in map_.links.values()),
        ]
    )
    said = to_svg(picture(compose(undecided, LIGHT, loops_of(undecided))))
    assert "not decided yet" in said
    assert "loop not decided yet" in said


def test_a_focus_dims_the_rest_or_leaves_it_out() -> None:
    composition = drawn("a5_limits_to_success")
    loop = composition.loops[0]
    focus = frozenset({loop.id})
    dimmed = _named(ET.fromstring(to_svg(picture(composition, PictureOptions(focus=focus)))))
    alone = _named(
        ET.fromstring(to_svg(picture(composition, PictureOptions(focus=focus, alone=True))))
    )
    kept = {i for i in alone if i.startswith(("var-", "link-"))}
    assert len(kept) == len(loop.links) + len(loop.variables)
    assert all(dimmed[i].get("opacity") is None for i in kept)
    rest = [i for i in dimmed if i.startswith(("var-", "link-")) and i not in kept]
    assert rest
    assert all(dimmed[i].get("opacity") for i in rest)


def test_the_paper_can_be_left_out() -> None:
    assert 'id="paper"' in _svg(NAMES[0])
    assert 'id="paper"' not in _svg(NAMES[0], PictureOptions(background=False))


def test_text_handed_along_comes_back_unchanged() -> None:
    text = to_svg(picture(drawn(NAMES[0])), '{"a": "<&>"}')
    root = ET.fromstring(text)
    assert root.findtext(f".//{{{MAP_NAMESPACE}}}map") == '{"a": "<&>"}'


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_whatever_people_write_the_file_is_sound(name: str, note: str, id_: str) -> None:
    map_ = map_of(
        [
            MapInfo(title=note),
            Variable("v" + id_, name, 0.0, 0.0),
            Variable("other", note, 200.0, 90.0, outside=True),
            Link("l" + id_, "v" + id_, "other"),
            Note("n", note, 0.0, 200.0),
        ]
    )
    made = to_svg(picture(compose(map_, LIGHT)), name)
    ET.fromstring(made.encode("utf-8"))


def test_the_same_map_gives_the_same_bytes() -> None:
    map_ = placed_example(NAMES[2])
    first, second = (to_svg(picture(compose(map_, LIGHT, loops_of(map_)))) for _ in range(2))
    assert first == second
