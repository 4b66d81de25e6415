"""The words for routes."""

from itertools import permutations

from hypothesis import given, settings

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.reading_routes import read_routes
from systemsmap.analysis.routes import routes
from systemsmap.model import edits as do
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, maps

MANY = map_from(
    "a - b ||", "a - m", "m + b", "a + n", "n - b", "a + p", "p + b", "a + q", "q + b", "b + out"
)  # fmt: skip


def read(map_: SystemsMap, start: str, end: str, budget: Budget | None = None) -> list[str]:
    found = routes(map_, start, end, budget) if budget else routes(map_, start, end)
    return list(read_routes(map_, found))


def test_routes_that_disagree_are_counted_and_left_undecided() -> None:
    map_ = do.rename(MANY, "b", "Cost to serve").applied_to(MANY)
    assert read(map_, "a", "b") == [
        (
            "With more “a”, 3 routes push “Cost to serve” down (1 slow), 2 push it up: the map"
            " alone cannot say."
        ),
        "The shortest way down: “a” → “Cost to serve”.",
        "The shortest way up: “a” → “p” → “Cost to serve”.",
    ]


def test_a_single_route_is_read_as_one() -> None:
    assert read(map_from("a + m", "m - b ||"), "a", "b") == [
        "With more “a”, 1 route pushes “b” down (slow).",
        "The only route: “a” → “m” → “b”.",
    ]


def test_routes_that_agree_decide() -> None:
    assert read(map_from("a + b ||", "a - m ||", "m - b"), "a", "b") == [
        "With more “a”, 2 routes push “b” up (all slow).",
        "The shortest route: “a” → “b”.",
    ]


def test_an_open_sign_on_the_way_may_push_either_way() -> None:
    assert read(map_from("a ± b"), "a", "b") == [
        "With more “a”, 1 route may push “b” either way: the map alone cannot say.",
        "The only route: “a” → “b”.",
    ]
    assert read(map_from("a ? b", "a + m", "m + b"), "a", "b")[0] == (
        "With more “a”, 1 route pushes “b” up, 1 may push it either way: the map alone cannot say."
    )


def test_what_was_not_looked_for_is_said() -> None:
    map_ = map_from("a + b", "a + m", "m + n", "n + b")
    assert read(map_, "a", "b", Budget(length=2))[1:] == [
        "The shortest route: “a” → “b”.",
        "Only routes of up to 2 links were looked for.",
    ]
    assert read(map_, "a", "b", Budget(results=1, length=9))[2:] == [
        "Of routes with more than 2 links, some may be missing."
    ]
    assert read(MANY, "a", "b", Budget(results=3, length=9))[-1] == (
        "Of routes with more than 1 link, some may be missing."
    )
    assert read(MANY, "a", "out", Budget(results=2, length=9))[-1] == (
        "Of routes with more than 2 links, some may be missing."
    )


def test_no_route_is_said_as_far_as_it_is_known() -> None:
    map_ = map_from("a + m", "m + n", "n + b", "a + a")
    assert read(map_, "b", "a") == ["No route leads from “b” to “a”."]
    short, none = Budget(length=2), Budget(seconds=0)
    assert read(map_, "a", "b", short) == ["No route of up to 2 links leads from “a” to “b”."]
    assert read(map_from("a + b"), "a", "b", none) == ["No route from “a” to “b” was found so far."]
    assert read(map_, "a", "a") == ["From a variable to itself there are loops, not routes."]


def test_names_with_braces_and_percent_signs_stand_as_written() -> None:
    map_ = do.rename(map_from("a + b"), "b", "NHS {it} 5 %s").applied_to(map_from("a + b"))
    assert read(map_, "a", "b")[0] == "With more “a”, 1 route pushes “NHS {it} 5 %s” up."


@settings(max_examples=50)
@given(maps(max_variables=5, max_links=16))
def test_any_routes_can_be_read(map_: SystemsMap) -> None:
    for start, end in permutations(list(map_.variables)[:3], 2):
        sentences = read(map_, start, end)
        assert sentences
        assert all(s.endswith(".") for s in sentences)
