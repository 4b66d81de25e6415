"""Arcs of circles do what geometry says."""

from math import atan2, cos, hypot, pi, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from systemsmap.rendering.costs import WANTED, gap_between
from systemsmap.rendering.curve import Curve, bend_through, bent, crossings
from systemsmap.rendering.drawing import Point

PLACES = st.floats(-500, 500)
BENDS = st.floats(-1.0, 1.0)


@given(PLACES, PLACES, PLACES, PLACES, BENDS)
def test_an_arc_begins_and_ends_where_asked_and_bulges_to_the_left(
    ax: float, ay: float, bx: float, by: float, bend: float
) -> None:
    chord = hypot(bx - ax, by - ay)
    assume(chord > 1)
    arc = bent(ax, ay, bx, by, bend)
    assert arc.at(0.0) == pytest.approx((ax, ay), abs=1e-4)
    assert arc.at(1.0) == pytest.approx((bx, by), abs=1e-4)
    x, y = arc.at(0.5)
    left = ((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / chord
    assert left == pytest.approx(bend * chord, abs=1e-3 * chord)


@given(PLACES, PLACES, st.floats(0.05, 1.0), st.booleans(), st.floats(0.1, 0.9))
def test_any_point_of_an_arc_gives_its_bend_back(
    x: float, y: float, bend: float, right: bool, t: float
) -> None:
    assume(hypot(x, y) > 5)
    bend = -bend if right else bend
    at = bent(0.0, 0.0, x, y, bend).point(t)
    assert bend_through(Point(0, 0), Point(x, y), at.x, at.y) == pytest.approx(bend, abs=1e-6)


@given(PLACES, PLACES, BENDS, PLACES, PLACES)
def test_the_distance_to_an_arc_is_that_to_its_nearest_point(
    bx: float, by: float, bend: float, x: float, y: float
) -> None:
    assume(hypot(bx, by) > 5)
    arc = bent(0.0, 0.0, bx, by, bend)
    step = arc.length / 400
    near = min(hypot(px - x, py - y) for px, py in (arc.at(i / 400) for i in range(401)))
    assert arc.distance_to(x, y) <= near + 1e-6
    assert near - arc.distance_to(x, y) <= step


@given(PLACES, PLACES, BENDS, st.floats(-300, 300), st.floats(-300, 300), st.floats(5, 90))
def test_the_gap_to_a_rectangle_is_that_of_the_nearest_point(
    bx: float, by: float, bend: float, x: float, y: float, half: float
) -> None:
    assume(hypot(bx, by) > 5)
    arc = bent(0.0, 0.0, bx, by, bend)
    gap = gap_between(arc, (x - half, y - 10, x + half, y + 10))
    near = min(
        hypot(max(abs(px - x) - half, 0), max(abs(py - y) - 10, 0))
        for px, py in (arc.at(i / 400) for i in range(401))
    )
    assert gap <= near + 1e-6
    if gap < WANTED:
        assert near - gap <= arc.length / 400


@given(st.floats(0, 6.28), st.floats(-6.28, 6.28), st.floats(5, 400))
def test_cubic_pieces_follow_the_circle(start: float, sweep: float, radius: float) -> None:
    assume(abs(sweep) > 0.01)
    segments = Curve(10.0, 20.0, radius, start, sweep).segments()
    x0, y0 = segments[0][1]
    for _, (x1, y1, x2, y2, x3, y3) in segments[1:]:
        for t in (0.25, 0.5, 0.75):
            u = 1 - t
            x = u**3 * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * x3
            y = u**3 * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3
            assert hypot(x - 10, y - 20) == pytest.approx(radius, rel=2e-3)
        x0, y0 = x3, y3


@given(st.floats(0, 6.28), st.floats(-6.28, 6.28))
def test_bounds_hold_every_point(start: float, sweep: float) -> None:
    arc = Curve(0.0, 0.0, 50.0, start, sweep)
    box = arc.bounds.grown(1e-6)
    assert all(box.contains(*arc.at(i / 100)) for i in range(101))


def test_arcs_cross_as_often_as_they_do() -> None:
    flat = bent(-100, 0, 100, 0, 0.0)
    assert crossings(flat, bent(0, -50, 0, 50, 0.1)) == 1
    assert crossings(flat, bent(-50, 20, 50, 20, 0.4)) == 2
    assert crossings(flat, bent(-50, 20, 50, 20, -0.4)) == 0
    assert crossings(flat, bent(200, -50, 200, 50, 0.1)) == 0


def test_the_tangent_points_the_way_of_travel() -> None:
    arc = bent(0, 0, 100, 0, 0.2)
    t = arc.tangent(0.5)
    assert (t.x, t.y) == pytest.approx((1.0, 0.0), abs=1e-9)
    angle = atan2(arc.at(0.01)[1], arc.at(0.01)[0])
    start = arc.tangent(0.0)
    assert (cos(angle), sin(angle)) == pytest.approx((start.x, start.y), abs=0.05)
    assert -pi < angle < 0
