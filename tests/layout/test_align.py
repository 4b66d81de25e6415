from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.layout.align import EDGES, align, distribute, ring

POSITIONS = {"a": (0.0, 0.0), "b": (300.0, 40.0), "c": (100.0, 200.0)}
SIZES = {"a": (100.0, 20.0), "b": (60.0, 40.0), "c": (80.0, 30.0)}

spots = st.tuples(st.floats(-500, 500), st.floats(-500, 500))
sides = st.tuples(st.floats(20, 220), st.floats(20, 80))


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("left", {"a": (0, 0), "b": (-20, 40), "c": (-10, 200)}),
        ("centre", {"a": (140, 0), "b": (140, 40), "c": (140, 200)}),
        ("right", {"a": (280, 0), "b": (300, 40), "c": (290, 200)}),
        ("top", {"a": (0, 0), "b": (300, 10), "c": (100, 5)}),
        ("middle", {"a": (0, 102.5), "b": (300, 102.5), "c": (100, 102.5)}),
        ("bottom", {"a": (0, 205), "b": (300, 195), "c": (100, 200)}),
    ],
)
def test_boxes_are_aligned(edge: str, expected: dict[str, tuple[float, float]]) -> None:
    assert align(POSITIONS, SIZES, edge) == expected


def test_nothing_is_aligned_without_complaint() -> None:
    assert all(align({}, {}, edge) == {} for edge in EDGES)


def test_gaps_are_made_equal_and_the_outermost_stay() -> None:
    placed = distribute(POSITIONS, SIZES, down=False)
    assert placed == {"a": (0, 0), "b": (300, 40), "c": (160 - 0, 200)}
    placed = distribute(POSITIONS, SIZES, down=True)
    assert placed["a"] == POSITIONS["a"]
    assert placed["c"] == POSITIONS["c"]
    assert placed["b"][1] - 20 - (placed["a"][1] + 10) == pytest.approx(
        placed["c"][1] - 15 - (placed["b"][1] + 20)
    )


def test_two_boxes_cannot_be_distributed() -> None:
    two = {"a": (0.0, 0.0), "b": (1.0, 1.0)}
    assert distribute(two, SIZES, down=True) == two


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(spots, sides), min_size=2, max_size=12))
def test_a_ring_keeps_its_middle_and_its_direction_and_no_names_overlap(
    boxes: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    at = {str(i): spot for i, (spot, _) in enumerate(boxes)}
    sizes = {str(i): size for i, (_, size) in enumerate(boxes)}
    placed = ring(at, sizes)
    assert list(placed) == list(at)
    for axis in (0, 1):
        assert _mean(placed, axis) == pytest.approx(_mean(at, axis), abs=1e-6)
    if abs(_turn(at)) > 1:
        assert len(at) < 3 or _turn(at) * _turn(placed) > 0
    for i in at:
        for j in at:
            if i < j:
                across = abs(placed[i][0] - placed[j][0]) - (sizes[i][0] + sizes[j][0]) / 2
                down = abs(placed[i][1] - placed[j][1]) - (sizes[i][1] + sizes[j][1]) / 2
                assert max(across, down) >= -1e-6


def test_a_ring_again_changes_little() -> None:
    once = ring(POSITIONS, SIZES)
    twice = ring(once, SIZES)
    assert max(hypot(once[i][0] - twice[i][0], once[i][1] - twice[i][1]) for i in once) < 30


def _mean(at: dict[str, tuple[float, float]], axis: int) -> float:
    return sum(p[axis] for p in at.values()) / len(at)


def _turn(at: dict[str, tuple[float, float]]) -> float:
    places = list(at.values())
    following = [*places[1:], places[0]]
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(places, following, strict=True))
