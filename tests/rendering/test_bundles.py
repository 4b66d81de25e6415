"""A folded map is drawn calmly: bundles beside the names, all else where it was."""

from itertools import combinations
from math import hypot

import pytest

from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import listing, numbering
from systemsmap.model.edits import place
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.bundles import count_place, loop_as_folded
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.drawing import Path, Text
from systemsmap.rendering.folded import folded_picture
from systemsmap.rendering.theme import DARK, LIGHT
from tests.maps import map_from, tangle
from tests.rendering.drawn import NAMES, drawn

CORNERS = [f"{x}{a} + {x}{b}" for x in "ab" for a in "123" for b in "123" if a != b]
OTHERS = ("a1 - m", "m - n ||", "n - b1", "b2 + a2", "d1 + a1", "d2 + b1")
PLACES = {
    "a1": (0, 0),
    "a2": (-150, 130),
    "a3": (-150, -130),
    "b1": (500, 0),
    "b2": (650, 130),
    "b3": (650, -130),
    "m": (180, -140),
    "n": (320, -140),
    "d1": (0, -40),
    "d2": (0, 40),
}


def two_corners() -> Composition:
    map_ = map_from(*CORNERS, *OTHERS)
    map_ = place(map_, {i: (float(x), float(y)) for i, (x, y) in PLACES.items()}).applied_to(map_)
    return whole(map_)


def whole(map_: SystemsMap) -> Composition:
    map_ = numbering(map_, find_loops(map_)).applied_to(map_)
    return compose(map_, LIGHT, listing(map_, find_loops(map_)))


def on_a_sheet(map_: SystemsMap) -> SystemsMap:
    """Return the map with its variables in rows of ten."""
    at = {i: (150.0 * (n % 10), 90.0 * (n // 10)) for n, i in enumerate(map_.variables)}
    return place(map_, at).applied_to(map_)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_folded_stays_where_it_is(name: str) -> None:
    before = drawn(name)
    after = folded_picture(before).composition
    stayed = before.map.links.keys() & after.map.links.keys()
    for id_ in before.map.variables.keys() & after.map.variables.keys():
        assert after.box(id_) == before.box(id_)
    for id_ in stayed:
        a, b = before.middle(id_), after.middle(id_)
        assert hypot(a.x - b.x, a.y - b.y) < 12.0, id_
    for loop in before.loops:
        if before.has(loop.id):
            assert after.draw(loop.id) == before.draw(loop.id)


def test_no_bundle_lies_on_a_name_or_on_another() -> None:
    for size, density in ((86, 2.2), (120, 1.7)):
        made = folded_picture(compose(on_a_sheet(tangle(size, density)), LIGHT))
        composition = made.composition
        pills = [i for i in made.folded.bundles if i in composition.map.variables]
        assert pills
        for one, other in combinations(composition.map.variables, 2):
            if one in pills or other in pills:
                assert not composition.box(one).overlaps(composition.box(other)), (one, other)


def test_two_bundles_in_the_middle_of_the_same_place_lie_side_by_side() -> None:
    map_ = map_from(*CORNERS, "a1 + b1", "b2 + a2", "d1 + a1", "d2 + b1", "a1 + e1", "b1 + e2")
    at = {i: (float(x), float(y)) for i, (x, y) in PLACES.items() if i in map_.variables}
    at |= {"d1": (200.0, 40.0), "d2": (300.0, 40.0), "e1": (200.0, 40.0), "e2": (300.0, 40.0)}
    composition = folded_picture(compose(place(map_, at).applied_to(map_), LIGHT)).composition
    pills = {v.name: composition.box(v.id) for v in composition.map.variables.values()}
    assert not pills["2 drivers"].overlaps(pills["2 outcomes"])
    for pill in (pills["2 drivers"], pills["2 outcomes"]):
        assert hypot(pill.middle.x - 250.0, pill.middle.y - 40.0) < 90.0


def test_a_way_is_a_link_past_what_it_stands_for_with_their_number_sign_and_delay() -> None:
    made = folded_picture(two_corners())
    (way,) = (i for i, ids in made.folded.bundles.items() if ids == ("m", "n"))
    words = [s.words for s in made.composition.draw(way).shapes if isinstance(s, Text)]
    assert words == ["−", "2"]
    assert made.composition.curve(way).distance_to(250, -140) < 20
    assert len(made.composition.draw(way).shapes) > len(made.composition.draw("a1>a2").shapes) + 2


def test_the_number_keeps_clear_of_the_bars_of_the_delay() -> None:
    made = folded_picture(two_corners())
    (way,) = (i for i, ids in made.folded.bundles.items() if ids == ("m", "n"))
    _, _, bar, other_bar, _, _, number = made.composition.draw(way).shapes
    assert isinstance(number, Text)
    for path in (bar, other_bar):
        assert isinstance(path, Path)
        for _, (x, y) in ((c, (p[0], p[1])) for c, p in path.segments):
            assert hypot(x - number.at.x, y - number.at.y) > 14.0


def test_the_number_keeps_clear_of_badges() -> None:
    made = folded_picture(two_corners())
    (way,) = (i for i, ids in made.folded.bundles.items() if ids == ("m", "n"))
    curve = made.composition.curve(way)
    for bars in (None, 0.5):
        free = count_place(curve, bars, ())
        other = count_place(curve, bars, [(free.x, free.y + 10.0)])
        assert hypot(other.x - free.x, other.y - free.y - 10.0) > 30.0


def test_a_bundle_is_a_pill_that_says_how_many_and_its_arcs_have_no_sign() -> None:
    made = folded_picture(two_corners())
    (pill,) = (i for i, ids in made.folded.bundles.items() if ids == ("d1", "d2"))
    shapes = made.composition.draw(pill).shapes
    assert [s.words for s in shapes if isinstance(s, Text)] == ["2 drivers"]
    outline, *_ = (s for s in shapes if isinstance(s, Path) and s.paint.fill == LIGHT.paper)
    assert outline.paint.dash or outline.paint.opacity < 1
    assert len(made.folded.arcs) == 2
    for arc in made.folded.arcs:
        line, head = made.composition.draw(arc).shapes
        assert isinstance(line, Path)
        assert isinstance(head, Path)
        assert line.paint.stroke == LIGHT.soft
        assert line.paint.width < LIGHT.line


def test_in_another_theme_it_has_its_colours() -> None:
    made = folded_picture(two_corners().with_theme(DARK))
    (pill,) = (i for i, ids in made.folded.bundles.items() if ids == ("d1", "d2"))
    fills = {s.paint.fill for s in made.composition.draw(pill).shapes if isinstance(s, Path)}
    assert fills == {DARK.paper}


def test_a_loop_runs_through_the_bundles_its_links_are_in() -> None:
    before = two_corners()
    made = folded_picture(before)
    loop = next(x for x in before.loops if "m>n" in x.links and len(x.links) == 6)
    shown = loop_as_folded(loop, made.folded)
    (way,) = (i for i, ids in made.folded.bundles.items() if ids == ("m", "n"))
    assert shown.id == loop.id
    assert way in shown.links
    assert len(shown.links) == 4
    assert set(shown.variables) == {"a1", "a2", "b1", "b2"}
    plain = next(x for x in before.loops if set(x.variables) == {"a1", "a2"})
    assert loop_as_folded(plain, made.folded) is plain


def test_what_is_opened_is_drawn_as_on_the_whole_map() -> None:
    before = two_corners()
    made = folded_picture(before, ("m", "n"))
    assert made.composition.draw("m") == before.draw("m")
    assert {"a1>m", "m>n", "n>b1"} <= made.composition.map.links.keys()
