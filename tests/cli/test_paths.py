"""`systemsmap paths`: from one variable to another, and which way each route pushes."""

import json
from pathlib import Path

import networkx as nx
import pytest

from systemsmap.analysis.graph import as_digraph
from systemsmap.interchange import json as open_json
from tests.cli.program import DIGITAL, Program
from tests.maps import map_from, tangle


@pytest.fixture
def both_ways(tmp_path: Path) -> Path:
    path = tmp_path / "map.json"
    map_ = map_from("a + b", "b - d ||", "a + c", "c + e", "e + d", "a ? d")
    path.write_bytes(open_json.write(map_))
    return path


def test_routes_are_listed_with_their_signs(run: Program, both_ways: Path) -> None:
    said = json.loads(run("paths", both_ways, "a", "d", "--json").out)
    assert list(said) == [
        "from", "to", "longest", "complete", "no_longer",
        "up", "down", "undecided", "ambiguous", "routes",
    ]  # fmt: skip
    assert (said["up"], said["down"], said["undecided"], said["ambiguous"]) == (1, 1, 1, True)
    assert [(r["polarity"], r["delayed"], "".join(r["variables"])) for r in said["routes"]] == [
        ("?", False, "ad"),
        ("-", True, "abd"),
        ("+", False, "aced"),
    ]


def test_routes_can_be_read_by_people(run: Program, both_ways: Path) -> None:
    text = run("paths", both_ways, "A", "D").out
    assert "the map alone cannot say" in text
    assert "Downstream of “a”: 4 variables. Upstream of “d”: 4 variables." in text
    assert text.splitlines()[-2:] == ["- || a → b → d", "+ a → c → e → d"]


def test_routes_are_no_longer_than_asked(run: Program, both_ways: Path) -> None:
    said = json.loads(run("paths", both_ways, "a", "d", "--longest", "2", "--json").out)
    assert [len(r["links"]) for r in said["routes"]] == [1, 2]
    assert (said["longest"], said["complete"], said["no_longer"]) == (2, True, False)


def test_routes_are_those_networkx_finds(run: Program, tmp_path: Path) -> None:
    map_ = tangle(12, 2.0, seed=5)
    path = tmp_path / "map.json"
    path.write_bytes(open_json.write(map_))
    first, *_, last = map_.variables.values()
    said = json.loads(run("paths", path, first.name, last.name, "--json").out)
    graph = as_digraph(map_)
    names = {i: v.name for i, v in map_.variables.items()}
    ways = nx.all_simple_paths(graph, first.id, last.id, cutoff=10)
    expected = sorted([names[i] for i in way] for way in ways)
    assert sorted(r["variables"] for r in said["routes"]) == expected


def test_what_is_wrong_with_the_names_is_told(run: Program) -> None:
    assert "No variable is called “Nobody”." in run.refuses("paths", DIGITAL, "Nobody", "Trust")
    run.refuses("paths", DIGITAL, "Unmet need")
    assert "loops, not routes" in run("paths", DIGITAL, "Unmet need", "Unmet need").out
