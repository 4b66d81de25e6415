import time
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.layout.near import Box, free_spot

numbers = st.floats(-300, 300).map(lambda n: round(n, 1))
sides = st.floats(10, 160).map(lambda n: round(n, 1))


def room(spot: tuple[float, float], size: tuple[float, float], box: Box) -> float:
    left, top, width, height = box
    across = abs(spot[0] - left - width / 2) - (size[0] + width) / 2
    down = abs(spot[1] - top - height / 2) - (size[1] + height) / 2
    return max(across, down)


def test_a_free_place_is_taken_as_it_is() -> None:
    assert free_spot([], (100, 30), (12.5, -7)) == (12.5, -7)
    assert free_spot([(200, 0, 50, 50)], (100, 30), (0, 0), 20) == (0, 0)


def test_the_nearest_place_beside_a_box_is_found() -> None:
    assert free_spot([(-50, -15, 100, 30)], (100, 30), (0, 5), 10) == (0, 40)


def test_effects_go_right_and_causes_left() -> None:
    box = (-50.0, -50.0, 100.0, 100.0)
    right = free_spot([box], (40, 40), (0, 0), 10, towards=(1, 0))
    left = free_spot([box], (40, 40), (0, 0), 10, towards=(-1, 0))
    assert right[0] == 80
    assert left[0] == -80


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(numbers, numbers, sides, sides), max_size=40),
    st.tuples(sides, sides),
    st.tuples(numbers, numbers),
    st.tuples(st.sampled_from([-1.0, 0.0, 1.0]), st.sampled_from([-1.0, 0.0, 1.0])),
)
def test_the_place_is_always_free(
    boxes: list[Box],
    size: tuple[float, float],
    near: tuple[float, float],
    towards: tuple[float, float],
) -> None:
    spot = free_spot(boxes, size, near, 8, towards)
    assert all(room(spot, size, box) >= 8 - 1e-3 for box in boxes)
    assert spot == free_spot(boxes, size, near, 8, towards)


def test_a_crowd_of_two_thousand_boxes_is_quickly_searched() -> None:
    chance = Random(3)
    boxes = [(chance.uniform(0, 9000), chance.uniform(0, 5000), 140.0, 40.0) for _ in range(2000)]
    best = min(_timed(boxes, (4500, 2500)) for _ in range(5))
    assert best < 0.05  # a tenth of that on a machine that is not busy


def _timed(boxes: list[Box], near: tuple[float, float]) -> float:
    start = time.perf_counter()
    free_spot(boxes, (140, 40), near, 20)
    return time.perf_counter() - start
