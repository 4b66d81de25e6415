from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.layout.apart import push_apart

Boxes = list[tuple[float, float, float, float]]

coordinates = st.floats(-400, 400).map(lambda n: round(n, 1))
sides = st.floats(5, 200).map(lambda n: round(n, 1))
boxes = st.lists(st.tuples(coordinates, coordinates, sides, sides), max_size=25)


def gaps(positions: dict[str, tuple[float, float]], boxes: Boxes) -> list[tuple[int, int, float]]:
    found = []
    for i, (_, _, w, h) in enumerate(boxes):
        for j, (_, _, v, k) in enumerate(boxes[:i]):
            (ax, ay), (bx, by) = positions[str(i)], positions[str(j)]
            found.append((i, j, max(abs(ax - bx) - (w + v) / 2, abs(ay - by) - (h + k) / 2)))
    return found


@settings(max_examples=60, deadline=None)
@given(boxes, st.floats(0, 60), st.integers(0, 6))
def test_no_two_boxes_are_nearer_than_the_gap_and_fixed_ones_never_move(
    boxes: Boxes, gap: float, held: int
) -> None:
    positions = {str(i): (x, y) for i, (x, y, _, _) in enumerate(boxes)}
    fixed = {str(i) for i in range(min(held, len(boxes)))}
    moved = push_apart(positions, {str(i): (b[2], b[3]) for i, b in enumerate(boxes)}, fixed, gap)
    assert all(moved[i] == positions[i] for i in fixed)
    for i, j, room in gaps(moved, boxes):
        assert room >= gap - 1e-3 or {str(i), str(j)} <= fixed


def test_boxes_with_room_between_them_stay_where_they_are() -> None:
    positions = {"a": (0.0, 0.0), "b": (100.0, 0.0), "c": (0.0, 50.0)}
    assert push_apart(positions, dict.fromkeys(positions, (60.0, 30.0)), gap=20) == positions


def test_two_boxes_on_one_spot_part_by_the_shorter_way() -> None:
    moved = push_apart({"a": (0, 0), "b": (0, 0)}, dict.fromkeys("ab", (100.0, 20.0)))
    assert moved["a"][0] == moved["b"][0] == 0
    assert 20 <= moved["b"][1] - moved["a"][1] < 20.1


def test_a_crowd_on_one_spot_is_parted() -> None:
    boxes: Boxes = [(0.0, 0.0, 120.0, 30.0)] * 60
    moved = push_apart({str(i): (0, 0) for i in range(60)}, {str(i): (120, 30) for i in range(60)})
    assert min(room for _, _, room in gaps(moved, boxes)) >= 0
