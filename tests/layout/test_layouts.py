import time
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.layout.layouts import LAYOUTS, Placement, Request, arrange
from tests.layout.sample_requests import NAMES, overlaps, plain, sample

links = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20)


def extent(request: Request, placement: Placement) -> tuple[float, float]:
    at, sizes = placement.positions, request.sizes
    left = min(at[i][0] - sizes[i][0] / 2 for i in request.ids)
    right = max(at[i][0] + sizes[i][0] / 2 for i in request.ids)
    top = min(at[i][1] - sizes[i][1] / 2 for i in request.ids)
    bottom = max(at[i][1] + sizes[i][1] / 2 for i in request.ids)
    return right - left, bottom - top


@pytest.mark.parametrize("name", NAMES)
def test_sample_maps_are_laid_out_roomily_on_a_wide_page_the_same_way_each_time(name: str) -> None:
    request = sample(name)
    placement = arrange(request, 60)
    assert placement.note is None
    assert list(placement.positions) == list(request.ids)
    assert not overlaps(request, placement, gap=40)
    width, height = extent(request, placement)
    assert 1.1 < width / height < 2.6
    if name.startswith("a"):
        assert arrange(request, 60) == placement


@pytest.mark.parametrize("engine", LAYOUTS)
def test_every_layout_keeps_names_apart(engine: str) -> None:
    request = sample("r1_hmrc_phone_service", engine=engine)
    placement = arrange(request, 60)
    assert placement.note is None
    assert not overlaps(request, placement, gap=40)


@settings(max_examples=6, deadline=None)
@given(st.integers(1, 9), links, st.sampled_from(sorted(LAYOUTS)))
def test_any_map_is_laid_out_without_overlaps(
    count: int, links: list[tuple[int, int]], engine: str
) -> None:
    inside = [(a, b) for a, b in links if a < count and b < count]
    request = plain(count, *inside, engine=engine)
    placement = arrange(request, 60)
    assert placement.note is None
    assert list(placement.positions) == list(request.ids)
    assert not overlaps(request, placement, gap=40)


def test_pinned_variables_stay_exactly_where_they_are() -> None:
    held = {"v0": (13.37, -4.2), "v3": (517.03, 99.9)}
    request = plain(
        5, (0, 1), (1, 2), (2, 0), (2, 3), (3, 4), positions=held, pinned=frozenset(held)
    )
    placement = arrange(request, 60)
    assert {i: placement.positions[i] for i in held} == held
    assert not overlaps(request, placement, gap=40)


def test_how_ids_are_spelt_makes_no_difference() -> None:
    one = arrange(plain(4, (0, 1), (1, 2), (2, 0), (2, 3)), 60)
    ids = ("zebra", "apple", "mouse", '<b>&"\\')
    named = tuple((ids[a], ids[b]) for a, b in ((0, 1), (1, 2), (2, 0), (2, 3)))
    other = arrange(Request(ids, dict.fromkeys(ids, (130.0, 34.0)), named))
    assert list(one.positions.values()) == list(other.positions.values())


def test_nothing_and_one_variable_need_no_layout() -> None:
    assert arrange(Request((), {})) == Placement({})
    assert arrange(plain(1, (0, 0))).positions == {"v0": (0, 0)}


def test_links_to_themselves_are_no_trouble() -> None:
    request = plain(3, (0, 0), (0, 1), (1, 1), (1, 2), (2, 0))
    assert not overlaps(request, arrange(request, 60), gap=40)


def test_islands_are_packed_onto_one_page() -> None:
    ring = [(k + a, k + b) for k in (0, 3, 6, 9) for a, b in ((0, 1), (1, 2), (2, 0))]
    request = plain(16, *ring)
    placement = arrange(request, 60)
    width, height = extent(request, placement)
    assert not overlaps(request, placement, gap=40)
    assert 1.0 < width / height < 3.0
    assert width < 2000


def test_a_ring_is_round() -> None:
    placement = arrange(plain(6, *((k, (k + 1) % 6) for k in range(6))), 60)
    places = list(placement.positions.values())
    middle = [sum(p[axis] for p in places) / 6 for axis in (0, 1)]
    radii = [((x - middle[0]) ** 2 + (y - middle[1]) ** 2) ** 0.5 for x, y in places]
    assert max(radii) < 2 * min(radii)


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(KeyError):
        arrange(plain(2, engine="magic"), 60)


def test_the_time_limit_holds_on_a_hostile_map() -> None:
    request = plain(60, *permutations(range(60), 2), engine="flow")
    start = time.monotonic()
    placement = arrange(request, seconds=2.0)
    assert time.monotonic() - start < 6
    assert placement.note == (
        "Graphviz could not run (it took too long), so the map was laid out without it."
    )
    assert not overlaps(request, placement)


@pytest.mark.parametrize(
    ("impostor", "reason"),
    [
        ("raise ImportError", "pygraphviz is not installed"),
        ("import os; os.abort()", "it stopped without an answer"),
        ("bytearray(3 * 1024**3)", "it ran out of memory"),
    ],
)
def test_without_graphviz_the_map_is_laid_out_all_the_same_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, impostor: str, reason: str
) -> None:
    (tmp_path / "pygraphviz.py").write_text(impostor, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for request in (sample("r5_agency_staff"), sample("r5_agency_staff", engine="flow")):
        placement = arrange(request, seconds=20)
        assert placement.note == (
            f"Graphviz could not run ({reason}), so the map was laid out without it."
        )
        assert not overlaps(request, placement, gap=40)


def test_large_maps_are_laid_out_too() -> None:
    request = plain(
        200, *((k, (k * 7 + 3) % 200) for k in range(200)), *((k, k // 2) for k in range(1, 200))
    )
    placement = arrange(request, seconds=30)
    assert placement.note is None
    assert not overlaps(request, placement, gap=40)
