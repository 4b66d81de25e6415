from math import dist

from systemsmap.layout.layouts import arrange
from systemsmap.layout.tidy import tidy
from tests.layout.sample_requests import overlaps, plain, sample


def test_a_tidy_map_is_left_alone() -> None:
    request = sample("a2_shifting_the_burden")
    placed = arrange(request, 60).positions
    again = tidy(sample("a2_shifting_the_burden", positions=placed)).positions
    assert max(dist(placed[i], again[i]) for i in request.ids) < 60


def test_only_the_selected_move_and_they_come_clear() -> None:
    at = {"v0": (0.0, 0.0), "v1": (300.0, 0.0), "v2": (20.0, 5.0), "v3": (600.0, 0.0)}
    request = plain(4, (0, 1), (1, 2), (2, 0), (1, 3), positions=at)
    placement = tidy(request, {"v2"})
    assert {i: placement.positions[i] for i in ("v0", "v1", "v3")} == {
        i: at[i] for i in ("v0", "v1", "v3")
    }
    assert placement.positions["v2"] != at["v2"]
    assert not overlaps(request, placement, gap=40)


def test_the_room_recognises_a_muddle_that_was_tidied() -> None:
    """What was left of something mostly still is, what was above it too."""
    at = {"v0": (-200.0, -10.0), "v1": (10.0, -150.0), "v2": (190.0, 15.0), "v3": (-20.0, 60.0)}
    request = plain(4, (0, 1), (1, 2), (2, 3), (3, 0), positions=at)
    placed = tidy(request, None, 60).positions
    kept = sum(
        (at[a][axis] < at[b][axis]) == (placed[a][axis] < placed[b][axis])
        for a in at
        for b in at
        for axis in (0, 1)
        if a < b and abs(at[a][axis] - at[b][axis]) > 60
    )
    assert kept >= 7


def test_nothing_selected_moves_nothing() -> None:
    at = {"v0": (0.0, 0.0), "v1": (5.0, 5.0)}
    assert tidy(plain(2, (0, 1), positions=at), ()).positions == at
