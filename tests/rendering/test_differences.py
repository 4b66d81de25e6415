"""What changed is marked on the map, by shape and word, and in nobody's way."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.analysis.comparing import About, compare
from systemsmap.model import edits as do
from systemsmap.model.change import Change
from systemsmap.model.records import Kind, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.rendering.comparison_picture import comparison_picture
from systemsmap.rendering.composition import compose
from systemsmap.rendering.difference_mark import DifferenceMark
from systemsmap.rendering.differences import difference_marks
from systemsmap.rendering.drawing import Bounds, Path, Text
from systemsmap.rendering.picture import PictureOptions
from systemsmap.rendering.svg import to_svg
from systemsmap.rendering.theme import LIGHT, STRONG, THEMES, Theme
from systemsmap.rendering.variables import PADDING
from tests.maps import AnyEdit, edits, maps
from tests.rendering.drawn import NAMES, loops_of, placed_example

SEEN = (About.VARIABLE, About.LINK, About.NOTE)


def triangle() -> SystemsMap:
    """Three variables far apart, each linked to the next, and a note."""
    map_ = map_of(
        [
            Variable("a", "Waiting time", 0, 0),
            Variable("b", "Complaints", 400, 0),
            Variable("c", "Staff", 200, 300),
            Note("n", "Ask the night team", -100, 400),
        ]
    )
    for one, other in ("ab", "bc", "ca"):
        map_ = do.add_link(map_, one, other, Polarity.POSITIVE, id_=one + other).applied_to(map_)
    return map_


def marks(change: Change, theme: Theme = LIGHT) -> tuple[DifferenceMark, ...]:
    old = triangle()
    new = change.applied_to(old)
    return difference_marks(compose(new, theme, loops_of(new)), compare(old, new))


def words(found: tuple[DifferenceMark, ...]) -> set[str]:
    return {s.words for m in found for s in m.drawing.shapes if isinstance(s, Text)}


def lines(found: tuple[DifferenceMark, ...]) -> list[Path]:
    return [s for m in found for s in m.drawing.shapes if isinstance(s, Path)]


def test_what_is_new_has_a_ring_and_says_so() -> None:
    found = marks(do.add_variable(triangle(), "Trust", 200, 150, id_="d"))
    assert {m.about for m in found} == {"d"}
    assert words(found) == {"new"}
    ring = lines(found)[0]
    assert ring.paint.fill is None
    assert not ring.paint.dash


def test_what_is_gone_is_pale_dashed_and_struck_in_its_place() -> None:
    found = marks(do.delete(triangle(), ["c"]))
    assert {m.about for m in found if m.is_ghost} == {"c", "bc", "ca"}
    ghost = next(m for m in found if m.is_ghost and m.about == "c")
    assert (ghost.drawing.at.x, ghost.drawing.at.y) == (200, 300)
    text, strike = ghost.drawing.shapes
    assert isinstance(text, Text)
    assert text.words == "Staff"
    assert text.colour != LIGHT.ink
    assert isinstance(strike, Path)
    line = next(m for m in found if m.is_ghost and m.about == "bc").drawing.shapes[0]
    assert isinstance(line, Path)
    assert line.paint.dash
    assert sum(m.about == "c" for m in found) == 3  # itself, a dashed ring, a cross


def test_in_high_contrast_nothing_is_pale() -> None:
    found = marks(do.delete(triangle(), ["c"]), STRONG)
    ghost = next(m for m in found if m.is_ghost and m.about == "c")
    assert {s.colour for s in ghost.drawing.shapes if isinstance(s, Text)} == {STRONG.ink}


def test_what_is_gone_stands_aside_of_what_is_there_now() -> None:
    old = triangle()
    new = do.delete(old, ["c"]).applied_to(old)
    new = do.add_variable(new, "Trust", 200, 300).applied_to(new)
    found = difference_marks(compose(new, LIGHT), compare(old, new))
    (ghost,) = (m for m in found if m.is_ghost and m.about == "c")
    (there,) = (i for i, v in new.variables.items() if v.name == "Trust")
    assert not ghost.drawing.bounds.grown(-4).overlaps(compose(new, LIGHT).box(there))


def test_a_name_that_was_another_shows_it_struck() -> None:
    found = marks(do.rename(triangle(), "a", "Time to wait"))
    assert words(found) == {"Waiting time"}
    assert len(lines(found)) == 1


def test_what_moved_shows_the_dotted_way_from_its_old_place() -> None:
    found = marks(do.move(triangle(), ["a"], 0, 150))
    way, dot = lines(found)
    assert way.paint.dash
    assert dot.paint.fill == LIGHT.paper
    (mark,) = found
    assert mark.drawing.bounds.contains(0, 0)


def test_where_the_whole_map_went_by_nothing_is_dotted() -> None:
    old = triangle()
    for n in range(3):
        old = do.add_variable(old, f"More {n}", 100.0 * n, 600).applied_to(old)
    new = do.move(old, [*old.variables, *old.notes], 300, 0).applied_to(old)
    new = do.delete(new, ["c"]).applied_to(new)
    found = difference_marks(compose(new, LIGHT), compare(old, new))
    assert all(m.about in ("c", "bc", "ca") for m in found)
    ghost = next(m for m in found if m.is_ghost and m.about == "c")
    assert ghost.drawing.at.x == 500  # it went along


def without_padding(box: Bounds) -> Bounds:
    wide, high = PADDING
    return Bounds(box.x + wide, box.y + high, box.width - 2 * wide, box.height - 2 * high)


OTHERWISE: dict[str, tuple[Callable[[SystemsMap], Change], set[str]]] = {
    "sign": (lambda m: do.set_polarity(m, ["ab"], Polarity.NEGATIVE), {"+", "−"}),
    "delay": (lambda m: do.set_delayed(m, ["ab"], True), {"new"}),
    "turned": (lambda m: do.reverse(m, ["ab"]), {"turned"}),
    "kind": (lambda m: do.set_kind(m, ["a"], Kind.NEED), set()),
    "note": (lambda m: do.set_text(m, "n", "Ask the day team"), set()),
    "reason": (lambda m: do.describe_link(m, "ab", rationale="Because"), set()),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_whatever_is_said_otherwise_has_a_tag(case: str) -> None:
    change, said = OTHERWISE[case]
    found = [m for m in marks(change(triangle())) if m.about in ("a", "ab", "n")]
    assert len(found) == 1
    assert words(tuple(found)) == said


def test_however_much_is_said_otherwise_of_a_thing_it_has_one_pencil() -> None:
    old = triangle()
    change = do.set_kind(old, ["a"], Kind.NEED)
    new = change.applied_to(old)
    change = change.then(do.set_note(new, "a", "How long?"))
    assert len(marks(change)) == 1


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_marks_are_of_one_colour_so_that_shapes_have_to_tell(theme: Theme) -> None:
    old = triangle()
    change = do.add_variable(old, "Trust", 200, 150)
    change = change.then(do.move(change.applied_to(old), ["a"], 0, 150))
    change = change.then(do.set_kind(change.applied_to(old), ["b"], Kind.NEED))
    strokes = {s.paint.stroke for s in lines(marks(change, theme)) if s.paint.stroke}
    assert strokes <= {theme.change, theme.paper, theme.ink}


@pytest.mark.parametrize("name", NAMES)
def test_no_tag_stands_on_a_name_or_a_sign_of_the_examples(name: str) -> None:
    old = placed_example(name)
    ids, links = list(old.variables), list(old.links)
    new = do.set_polarity(old, links[::2], Polarity.MIXED).applied_to(old)
    new = do.set_delayed(new, links[1::3], True).applied_to(new)
    new = do.set_note(new, ids[0], "Of whom?").applied_to(new)
    new = do.rename(new, ids[1], "Another name for it").applied_to(new)
    composition = compose(new, LIGHT, loops_of(new))
    tags = [m for m in difference_marks(composition, compare(old, new)) if not m.is_ghost]
    names = {i: without_padding(composition.box(i)) for i in new.variables}
    boxes = [m.drawing.bounds.grown(-2.5) for m in tags]
    on_names = [
        (m.words, i)
        for m, b in zip(tags, boxes, strict=True)
        for i in names
        if b.overlaps(names[i])
    ]
    signs = [composition.sign_at(i) for i in links]
    on_signs = [
        m.words for m, b in zip(tags, boxes, strict=True) for s in signs if b.contains(s.x, s.y)
    ]
    assert on_names == []
    assert len(on_signs) <= len(tags) // 10


@given(maps(), st.lists(edits(), max_size=6))
@settings(max_examples=100, deadline=None)
def test_every_difference_that_can_be_seen_has_a_mark(
    map_: SystemsMap, done: list[AnyEdit]
) -> None:
    new = map_
    for edit in done:
        new = edit(new).applied_to(new)
    comparison = compare(map_, new)
    found = difference_marks(compose(new, LIGHT), comparison)
    assert {d.id for d in comparison.differences if d.about in SEEN} == {m.about for m in found}


def test_the_picture_says_in_words_what_its_marks_say() -> None:
    old = triangle()
    new = do.delete(old, ["c"]).applied_to(old)
    new = do.set_polarity(new, ["ab"], Polarity.NEGATIVE).applied_to(new)
    comparison = compare(old, new)
    options = PictureOptions(title="Town", date="Since <coffee>")
    drawn = comparison_picture(compose(new, LIGHT), comparison, options)
    svg = to_svg(drawn)
    root = ET.fromstring(svg)
    titles = {e.text for e in root.iter("{http://www.w3.org/2000/svg}title")}
    assert {d.sentence for d in comparison.differences if d.about in SEEN} <= titles
    assert "What changed: Town" in titles
    text = "".join(root.itertext())
    assert "was removed" in text
    assert "its sign before, and now" in text
    assert "was moved from there" not in text
    for layer in drawn.layers:
        for item in layer.items:
            box = item.drawing.bounds
            assert drawn.bounds.contains(box.x, box.y)
            assert drawn.bounds.contains(box.right, box.bottom)
