"""Things worth a second look."""

from dataclasses import replace
from random import Random
from time import perf_counter

import pytest

from systemsmap.analysis.checks import check
from systemsmap.analysis.finding import Finding
from systemsmap.model.records import Kind, Variable
from systemsmap.model.systems_map import SystemsMap
from tests.maps import EXAMPLES, example, map_from, tangle, two_loops

NAMING = {"near-duplicates", "direction-in-name", "two-in-one", "long-name"}


def found(map_: SystemsMap, code: str) -> list[Finding]:
    return [f for f in check(map_) if f.code == code]


def named(*names: str) -> SystemsMap:
    return SystemsMap({f"v{i}": Variable(f"v{i}", name) for i, name in enumerate(names)})


def kinds(map_: SystemsMap, **kinds: Kind) -> SystemsMap:
    with_kinds = {i: replace(v, kind=kinds.get(i)) for i, v in map_.variables.items()}
    return replace(map_, variables=with_kinds)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_maps_raise_no_alarm_about_names(name: str) -> None:
    assert not [f for f in check(example(name)) if f.code in NAMING]


def test_a_sound_map_and_an_empty_one_raise_nothing() -> None:
    assert check(two_loops()) == ()
    assert check(SystemsMap()) == ()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Increasing cost", "Cost"),
        ("Lack of trust", "Trust"),
        ("reduced\nstaff morale", "Staff morale"),
        ("Not enough beds", "Beds"),
        ("More repeat calls", "Repeat calls"),
    ],
)
def test_a_direction_at_the_start_of_a_name_is_noticed(name: str, plain: str) -> None:
    (finding,) = found(named(name), "direction-in-name")
    assert f"“{plain}”" in finding.sentence
    assert finding.ids == ("v0",)


@pytest.mark.parametrize(
    "name",
    [
        *("Improvement", "Reduction target", "Moreover index", "Less-lethal weapons", "Poorness"),
        *("Higher education places", "Lower court cases", "Share of increasing costs", "More"),
        *("Lackey of trust", "High street footfall", "Performance of poor schools"),
    ],
)
def test_words_that_only_look_like_a_direction_are_left_alone(name: str) -> None:
    assert not found(named(name), "direction-in-name")


@pytest.mark.parametrize("name", ["Cost and quality", "Staff/patients", "Fear & anger"])
def test_two_ideas_in_one_name_are_noticed(name: str) -> None:
    assert found(named(name), "two-in-one")


@pytest.mark.parametrize(
    "name", ["Demand", "24/7 cover", "Gap between promised and real value", "Sandy land"]
)
def test_one_idea_is_left_alone(name: str) -> None:
    assert not found(named(name), "two-in-one")


def test_a_very_long_name_is_noticed() -> None:
    assert found(
        named("Willingness of people who were turned away once to ask for help again"), "long-name"
    )
    assert not found(named("Attention share of transactional services"), "long-name")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Births", "births"),
        ("Waiting time", "Waiting\ntimes"),
        ("Workload", "Work-load"),
        ("Cost of the service", "Service cost"),
        ("Morale of staff", "Moralle of staff"),
        ("Committment", "Commitment"),
        ("End-to-end cost", "End to end costs"),
    ],
)
def test_names_that_may_be_one_thing_are_noticed(one: str, other: str) -> None:
    (finding,) = found(named(one, "Something else", other), "near-duplicates")
    assert finding.ids == ("v0", "v2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Employment", "Unemployment"),
        ("Employers", "Employees"),
        ("Met need", "Unmet need"),
        ("Success of A", "Success of B"),
        ("Reported cost per transaction", "Real cost per transaction"),
        ("Visible results from complex services", "Visible results from simple services"),
        ("Trust of staff in managers", "Trust of managers in staff"),
        ("Ward 101 admissions", "Ward 102 admissions"),
        ("Internal demand", "External demand"),
    ],
)
def test_names_of_different_things_are_left_alone(one: str, other: str) -> None:
    assert not found(named(one, other), "near-duplicates")


def test_links_without_a_sign_are_counted_in_one_finding() -> None:
    map_ = map_from("a ? b", "b ± c", "c + a")
    (finding,) = found(map_, "open-signs")
    assert finding == Finding("open-signs", "1 link has no sign yet: “a” → “b”.", ("a>b",))
    many = map_from(*(f"a ? b{i}" for i in range(9)))
    assert found(many, "open-signs")[0].sentence == (
        "9 links have no sign yet: “a” → “b0”, “a” → “b1”, “a” → “b2” and 6 more."
    )


def test_variables_on_no_link_are_named() -> None:
    (finding,) = found(named("Trust", "Cost"), "on-no-link")
    assert finding.sentence == "“Trust” and “Cost” are on no link yet."
    assert not found(map_from("a + a"), "on-no-link")


def test_pieces_that_do_not_hang_together_are_noticed() -> None:
    (finding,) = found(map_from("x + y", "a + b", "c + b", "d + c"), "islands")
    assert finding.ids == ("x", "y")
    assert "2 separate pieces" in finding.sentence


def test_an_outcome_is_missed_only_once_kinds_are_given() -> None:
    assert not found(two_loops(), "no-outcome")
    assert found(kinds(two_loops(), people=Kind.NEED), "no-outcome")
    assert not found(kinds(two_loops(), people=Kind.OUTCOME), "no-outcome")


def test_an_outcome_that_nothing_responds_to_is_noticed() -> None:
    map_ = map_from("a + b", "b + b")
    assert found(kinds(map_, b=Kind.OUTCOME), "silent-outcomes")[0].ids == ("b",)
    assert not found(kinds(map_, a=Kind.OUTCOME), "silent-outcomes")


def test_a_measure_that_steers_while_no_outcome_does_is_noticed() -> None:
    map_ = map_from("measure + act", "act + outcome")
    assert found(kinds(map_, measure=Kind.MEASURE, outcome=Kind.OUTCOME), "measures-steer-alone")
    closed = map_from("measure + act", "act + outcome", "outcome - act")
    given = kinds(closed, measure=Kind.MEASURE, outcome=Kind.OUTCOME)
    assert not found(given, "measures-steer-alone")


def test_failure_demand_without_a_cause_is_noticed() -> None:
    map_ = kinds(map_from("a + b"), a=Kind.FAILURE_DEMAND, b=Kind.FAILURE_DEMAND)
    assert [f.ids for f in found(map_, "failure-without-cause")] == [("a",)]


def test_a_condition_nothing_changes_is_noticed_unless_it_is_outside() -> None:
    map_ = kinds(map_from("a + b"), a=Kind.CONDITION, b=Kind.CONDITION)
    assert [f.ids for f in found(map_, "untouched-conditions")] == [("a",)]
    outside = replace(map_.variables["a"], outside=True)
    map_ = replace(map_, variables={**map_.variables, "a": outside})
    assert not found(map_, "untouched-conditions")


def test_a_thousand_names_are_checked_while_one_blinks() -> None:
    chance = Random(3)
    names = ["Number of " + "".join(chance.choices("abcde", k=8)) for _ in range(1_000)]
    for map_ in (named(*names), tangle(1_000)):
        start = perf_counter()
        check(map_)
        assert perf_counter() - start < 4.0  # a tenth of it on a quiet machine
