"""A dragged name falls onto the lines and into the gaps of the others."""

import pytest

from systemsmap.editor.snapping import Snapping
from systemsmap.rendering.drawing import Bounds


def _box(x: float, y: float, width: float = 100.0, height: float = 30.0) -> Bounds:
    return Bounds(x - width / 2, y - height / 2, width, height)


def test_a_name_near_a_column_falls_into_it_and_a_guide_says_so() -> None:
    snap = Snapping([_box(0, 0)]).snap(_box(4, 200), 6)
    assert (snap.dx, snap.dy) == (-4, 0)
    (guide,) = snap.guides
    assert guide.x1 == guide.x2 == 0
    assert guide.y1 < 0
    assert guide.y2 > 200


def test_the_nearest_of_several_lines_wins() -> None:
    snap = Snapping([_box(0, 0), _box(300, 8)]).snap(_box(150, 5), 6)
    assert snap.dy == 3


def test_out_of_reach_nothing_happens() -> None:
    snap = Snapping([_box(0, 0)]).snap(_box(90, 90), 6)
    assert (snap.dx, snap.dy, snap.guides) == (0, 0, ())


@pytest.mark.parametrize("off", [-5.0, 0.5, 5.0])
def test_a_name_between_two_falls_to_where_both_gaps_are_even(off: float) -> None:
    row = [_box(0, 0, 80), _box(500, 0, 160)]
    middle = (40 + 420) / 2
    snap = Snapping(row).snap(_box(middle + off, 0), 6)
    assert snap.dx == pytest.approx(-off)
    assert len(snap.guides) == 3


def test_only_names_of_the_same_row_make_a_gap() -> None:
    snap = Snapping([_box(0, 0), _box(500, 300)]).snap(_box(252, 0), 6)
    assert snap.dx == 0
