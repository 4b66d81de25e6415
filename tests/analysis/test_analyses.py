"""Structure, influence, and the table of analyses."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from systemsmap.analysis.analyses import ANALYSES, Report, analyse
from systemsmap.analysis.budget import Budget
from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.influence import Influence, influence_of
from systemsmap.analysis.structure import structure_of
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import limits_to_growth, map_from, maps, tangle


def test_the_graph_has_all_there_is_on_the_map() -> None:
    graph = as_digraph(map_from("a + b", "b - a ||"))
    assert list(graph.nodes) == ["a", "b"]
    edge = graph.edges["b", "a"]
    assert edge == {"link": "b>a", "polarity": Polarity.NEGATIVE, "delayed": True}


def test_structure_tells_what_drives_what_feeds_back_and_what_comes_out() -> None:
    map_ = map_from("d + a", "a + b", "b + a", "b + r", "x + x", "y + z")
    told = structure_of(map_)
    assert told.cores == (("a", "b"), ("x",))
    assert told.drivers == ("d", "y")
    assert told.results == ("r", "z")
    assert told.islands == (("d", "a", "b", "r"), ("y", "z"), ("x",))


def test_influence_counts_others_near_and_far() -> None:
    told = influence_of(limits_to_growth())
    assert told["constraint"] == Influence(causes=0, effects=1, reaches=3, reached_by=0)
    assert told["results"] == Influence(causes=2, effects=2, reaches=2, reached_by=3)


@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize(
    "map_", [SystemsMap(), map_from("a ? a"), tangle(80)], ids=["empty", "self", "tangle"]
)
def test_every_analysis_answers_and_can_be_sent(name: str, map_: SystemsMap) -> None:
    report = analyse(map_, [name], Budget(seconds=0.2))
    filled = [f for f in Report.__slots__ if getattr(report, f) is not None]
    assert len(filled) == 1
    assert pickle.loads(pickle.dumps(report)) == report


@settings(max_examples=25)
@given(maps())
def test_all_analyses_together_say_what_each_says(map_: SystemsMap) -> None:
    together = analyse(map_, ANALYSES)
    assert together.loops == analyse(map_, ["loops"]).loops
    assert together.findings == analyse(map_, ["checks"]).findings
    assert pickle.loads(pickle.dumps(together)) == together


def test_an_analysis_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        analyse(SystemsMap(), ["leverage"])


def test_the_whole_room_is_imported_without_networkx() -> None:
    root = Path(__file__).parents[2]
    room = root / "systemsmap" / "analysis"
    modules = [
        ".".join(p.relative_to(root).with_suffix("").parts) for p in sorted(room.rglob("*.py"))
    ]
    code = f"""import sys, {", ".join(modules)}
print(sorted({{"networkx", "numpy"}} & set(sys.modules)))"""
    run = [sys.executable, "-c", code]
    told = subprocess.run(run, cwd=root, capture_output=True, text=True, check=False)
    assert (told.stdout.strip(), told.stderr) == ("[]", "")
