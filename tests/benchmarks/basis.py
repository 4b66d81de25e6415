"""The circuit basis, and what is told of a map without listing loops: reach, shapes, balance."""

from collections.abc import Callable

import networkx as nx

from systemsmap.analysis.balance import only_kind
from systemsmap.analysis.budget import Budget
from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.loops.basis import loop_basis
from systemsmap.analysis.reach import reach_of
from systemsmap.analysis.routes import Routes, routes
from systemsmap.analysis.structure import shapes_of
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, clocked
from tests.maps import tangle

TITLE = "Goal 5: the circuit basis, and what is told without listing"
Job = Callable[[], object]


def _on(map_: SystemsMap, question: Callable[[SystemsMap], object]) -> Callable[[], Job]:
    return lambda: lambda: question(map_)


def _basis(variables: int, density: float, goal: float) -> Row:
    map_ = tangle(variables, density)
    basis = clocked(_on(map_, lambda m: loop_basis(m, 60)), 5)
    return Row(f"basis of {variables} / {len(map_.links)}", goal, basis)


def _reach_of_networkx(map_: SystemsMap) -> object:
    graph = as_digraph(map_)
    return [(nx.descendants(graph, id_), nx.ancestors(graph, id_)) for id_ in map_.variables]


def _some_routes(map_: SystemsMap) -> list[Routes]:
    """List the routes of forty pairs."""
    ids = list(map_.variables)
    ends = list(zip(ids[::25], ids[12::25], strict=False))[:40]
    return [routes(map_, *pair, Budget(length=10, seconds=60)) for pair in ends]


def _paths_of_networkx(map_: SystemsMap) -> Callable[[], Job]:
    """List the same, each up to the length that ours reached."""

    def prepare() -> Job:
        ours, graph = _some_routes(map_), as_digraph(map_)
        return lambda: [
            list(nx.all_simple_paths(graph, found.start, found.end, cutoff=found.longest))
            for found in ours
        ]

    return prepare


_LARGE = tangle(1_000, 3.0)

ROWS = (
    _basis(100, 2.7, 40),
    _basis(256, 1.7, 40),
    _basis(256, 3.0, 40),
    _basis(1_000, 2.0, 700),
    _basis(1_000, 3.0, 700),
    Row(
        "reach of 1000 / 3000",
        20,
        clocked(_on(_LARGE, reach_of), 10),
        "networkx",
        clocked(_on(_LARGE, _reach_of_networkx), 1),
    ),
    Row("feedback shapes of 1000 / 3000", 20, clocked(_on(_LARGE, shapes_of), 10)),
    Row("one kind of loop? 1000 / 3000", 20, clocked(_on(_LARGE, only_kind), 10)),
    Row(
        "40 pairs, routes up to 10, 1000 / 2000",
        None,
        clocked(_on(tangle(1_000, 2.0), _some_routes), 3),
        "networkx",
        clocked(_paths_of_networkx(tangle(1_000, 2.0)), 1),
    ),
)
