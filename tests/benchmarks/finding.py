"""Loops found, beside networkx and C++ on the same maps in the same run."""

from collections.abc import Callable
from itertools import islice

import networkx as nx

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.deadline import Deadline
from systemsmap.analysis.graph import as_digraph
from systemsmap.analysis.loops.core import core_of
from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.analysis.loops.kept import listed
from systemsmap.analysis.loops.loop import Loops
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks import yardstick
from tests.benchmarks.row import Row, clocked
from tests.benchmarks.spread import spread
from tests.maps import diamonds

TITLE = "Goal 2: 10 times networkx on large maps, 10 times C++ at most"
Job = Callable[[], object]
SIZES = ((25, 43), (60, 100), (200, 340), (300, 600), (300, 900), (1000, 1700), (1000, 3000))
_LISTED = {(200, 340): 20.0, (300, 600): 20.0, (300, 900): 30.0, (1000, 3000): 60.0}


def _budget(map_: SystemsMap) -> Budget:
    """Return bounds for whole lengths with the two thousand shortest loops in them."""
    horizon = LoopEngine(map_).horizon
    return Budget(results=2_000, length=horizon, counted=20_000)


def _listing(size: tuple[int, int]) -> Row:
    map_ = spread(*size)
    budget = _budget(map_)

    def ours() -> Loops:
        return find_loops(map_, budget)

    return Row(
        f"2,000 shortest loops of {size[0]} / {size[1]}",
        _LISTED.get(size),
        clocked(lambda: ours, 5),
        "networkx",
        clocked(lambda: _networkx(map_, ours()), 3),
    )


def _in_cpp(size: tuple[int, int]) -> Row:
    map_ = spread(*size)
    budget = _budget(map_)
    length = budget.length or len(map_.variables)
    core = core_of(map_)
    known = len(listed(core, Deadline(60.0)).words)
    ours = clocked(lambda: lambda: listed(core, Deadline(60.0)), 5)
    rival = yardstick.clocked_in_cpp(map_, length, known)
    return Row(f"the search alone, {size[0]} / {size[1]}", None, ours, "C++ -O3", rival)


def _networkx(map_: SystemsMap, ours: Loops) -> Job:
    """List every loop as long as ours are complete to, from a graph that is there already."""
    graph = as_digraph(map_)
    bound = max(map(len, ours.loops), default=1) if ours.complete else ours.complete_to
    return lambda: list(nx.simple_cycles(graph, length_bound=bound))


def _default(size: tuple[int, int]) -> Row:
    map_ = spread(*size)
    return Row(
        f"500 loops of {size[0]} / {size[1]}, 20,000 known",
        None,
        clocked(lambda: lambda: find_loops(map_), 3),
        "rustworkx",
        clocked(lambda: _rustworkx(map_), 3),
    )


def _rustworkx(map_: SystemsMap) -> Job:
    """Count as many loops, in whatever order they come."""
    import rustworkx

    known = find_loops(map_).known
    graph = rustworkx.PyDiGraph()
    place = {id_: graph.add_node(id_) for id_ in map_.variables}
    graph.add_edges_from_no_data([(place[k.source], place[k.target]) for k in map_.links.values()])
    return lambda: sum(1 for _ in islice(rustworkx.simple_cycles(graph), known))


ROWS = (
    *(_listing(size) for size in SIZES),
    *(_in_cpp(size) for size in SIZES[2:] if yardstick.is_there()),
    *(_default(size) for size in ((200, 340), (1000, 1700))),
    Row("a chain of thirty diamonds", 50, clocked(lambda: lambda: find_loops(diamonds(30)), 5)),
)
