"""`systemsmap loops`: exact for programs, readable for people."""

import csv
import json
import time
from pathlib import Path

import pytest

from systemsmap.interchange import json as open_json
from tests.cli.program import DIGITAL, EXPECTED, MAPS, Program
from tests.maps import tangle


@pytest.mark.parametrize("name", EXPECTED)
def test_loops_of_the_collection_are_printed_as_expected(run: Program, name: str) -> None:
    ran = run("loops", MAPS / f"{name}.json", "--json")
    said, expected = json.loads(ran.out), EXPECTED[name]
    assert ran.code == 0
    assert (said["variables"], said["links"]) == (expected["variables"], expected["links"])
    assert said["complete"] is True
    assert sorted(map(_turned, said["loops"])) == sorted(map(_turned, expected["loops"]))


def _turned(loop: dict[str, object]) -> tuple[object, ...]:
    """A loop as it compares with another that starts elsewhere."""
    names = loop["variables"]
    assert isinstance(names, list)
    first = names.index(min(names))
    return tuple(names[first:] + names[:first]), loop["polarity"], loop["delayed"]


def test_loops_as_json_have_exactly_these_fields(run: Program) -> None:
    said = json.loads(run("loops", DIGITAL, "--json").out)
    assert list(said) == ["title", "variables", "links", "complete", "loops"]
    first = said["loops"][0]
    assert list(first) == ["id", "polarity", "delayed", "name", "variables", "links"]
    assert (first["id"], first["polarity"], first["delayed"]) == ("B1", "balancing", False)
    assert first["name"] == "The saving on paper"
    assert len(first["links"]) == len(first["variables"]) == 3
    lengths = [len(loop["links"]) for loop in said["loops"]]
    assert lengths == sorted(lengths)


def test_links_of_a_loop_run_along_its_variables(
    run: Program, placed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "with ids.json"
    run("convert", placed, target)
    links = {link["id"]: link for link in json.loads(target.read_text("utf-8"))["links"]}
    for loop in json.loads(run("loops", target, "--json").out)["loops"]:
        onward = [*loop["variables"][1:], loop["variables"][0]]
        for id_, cause, effect in zip(loop["links"], loop["variables"], onward, strict=True):
            assert (links[id_]["from"], links[id_]["to"]) == (cause, effect)


def test_loops_nobody_named_have_numbers_and_no_name(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"variables": [{"name": "A"}], "links": [{"from": "A", "to": "A"}]}')
    (loop,) = json.loads(run("loops", path, "--json").out)["loops"]
    assert (loop["id"], loop["name"], loop["polarity"]) == ("U1", None, "undecided")


def test_loops_can_be_read_by_people(run: Program) -> None:
    lines = run("loops", DIGITAL).out.splitlines()
    assert lines[:5] == [
        "Digital by default and the contact centre",
        "9 variables, 12 links. 4 loops: 3 reinforcing, 1 balancing.",
        "",
        "B1  The saving on paper (balancing, 3 links)",
        "          Pressure to cut service cost",
    ]
    assert "    + ||→ Pressure to cut service cost" in lines


def test_a_map_without_loops_says_so(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"title": "Nothing yet", "variables": []}')
    assert run("loops", path).out == "Nothing yet\n0 variables, 0 links. No loops.\n"


def test_loops_can_be_limited_in_length_and_number(run: Program) -> None:
    short = json.loads(run("loops", DIGITAL, "--json", "--longest", "5").out)
    assert [len(loop["links"]) for loop in short["loops"]] == [3, 5]
    assert short["complete"] is False
    few = json.loads(run("loops", DIGITAL, "--json", "--most", "1").out)
    assert len(few["loops"]) == 1
    assert few["complete"] is False


@pytest.mark.parametrize("wrong", ["0", "-3", "many", "1.5"])
def test_limits_that_are_no_numbers_are_refused(run: Program, wrong: str) -> None:
    run.refuses("loops", DIGITAL, "--longest", wrong)


def test_a_map_with_very_many_loops_is_answered_soon_and_honestly(
    run: Program, tmp_path: Path
) -> None:
    path = tmp_path / "tangle.json"
    path.write_bytes(open_json.write(tangle(60, 4.0)))
    start = time.perf_counter()
    said = json.loads(run("loops", path, "--json").out)
    assert len(said["loops"]) == 500
    assert said["complete"] is False
    assert time.perf_counter() - start < 30


def test_all_loops_go_into_a_table(run: Program, tmp_path: Path) -> None:
    target = tmp_path / "loops.csv"
    said = json.loads(run("loops", DIGITAL, "--json").out)["loops"]
    ran = run("loops", DIGITAL, "--table", target)
    assert (ran.code, ran.out) == (0, f"{target}: {len(said)} loops, all of them\n")
    heading, *rows = csv.reader(target.read_text("utf-8-sig").splitlines())
    assert heading == ["polarity", "delayed", "links", "variables in the order of travel"]
    assert [row[3:] for row in rows] == [loop["variables"] for loop in said]
    assert [row[0] for row in rows] == [loop["polarity"] for loop in said]
    assert [row[1] == "yes" for row in rows] == [loop["delayed"] for loop in said]
    assert run("loops", DIGITAL, "--table", target).code == 2
    assert run("loops", DIGITAL, "--table", target, "--force").code == 0


def test_a_name_in_the_table_is_never_a_formula(run: Program, tmp_path: Path) -> None:
    path, target = tmp_path / "a.json", tmp_path / "a.csv"
    path.write_text('{"variables": [{"name": "=1+1"}], "links": [{"from": "=1+1", "to": "=1+1"}]}')
    run("loops", path, "--table", target)
    assert "'=1+1" in target.read_text("utf-8-sig")
