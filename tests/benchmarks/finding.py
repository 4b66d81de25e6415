"""Loops found within the budget, beside networkx with the same bounds."""

from collections.abc import Callable
from itertools import islice

import networkx as nx

from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, clocked
from tests.maps import tangle

Job = Callable[[], object]


def _ours(map_: SystemsMap) -> Callable[[], Job]:
    return lambda: lambda: find_loops(map_)


def _networkx(map_: SystemsMap) -> Callable[[], Job]:
    """List every loop as long as the longest of ours, then count on to as many as we know of."""
    ours = find_loops(map_)
    longest = max(len(loop) for loop in ours.loops)

    def prepare() -> Job:
        graph = as_digraph(map_)
        return lambda: (
            list(nx.simple_cycles(graph, length_bound=longest)),
            sum(1 for _ in islice(nx.simple_cycles(graph), ours.known)),
        )

    return prepare


def _row(variables: int, links: int, goal: float) -> Row:
    map_ = tangle(variables, links / variables)
    ours = clocked(_ours(map_), 5)
    return Row(
        f"loops of {variables} / {links}", goal, ours, "networkx", clocked(_networkx(map_), 3)
    )


ROWS = (_row(25, 43, 100), _row(60, 100, 250), _row(200, 340, 2000))
