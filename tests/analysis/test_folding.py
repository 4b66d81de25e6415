"""What does not branch is folded away, and no loop is lost by it."""

from itertools import pairwise
from random import Random

import networkx as nx
from hypothesis import given
from hypothesis.strategies import randoms

from systemsmap.analysis.folding import BUNDLE, FoldedMap, folded_map, folding_of
from systemsmap.analysis.graph import as_digraph, cores
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, maps, ring, tangle


def folded(map_: SystemsMap, *opened: str) -> FoldedMap:
    return folded_map(map_, folding_of(map_), opened)


def links(map_: SystemsMap) -> dict[tuple[str, str], Link]:
    return {(k.source, k.target): k for k in map_.links.values()}


def test_a_way_that_does_not_branch_becomes_a_link_with_its_sign_and_delay() -> None:
    """Two dense corners of three, joined there and back by chains."""
    corners = [f"{x}{a} + {x}{b}" for x in "ab" for a in "123" for b in "123" if a != b]
    map_ = map_from(*corners, "a1 - m", "m - n ||", "n - b1", "b2 + o", "o + a2", "o + out")
    told = folding_of(map_)
    assert told.kept == {"a1", "a2", "a3", "b1", "b2", "b3"}
    assert told.sentence == (
        "6 of 9 variables in loops hold all the branching; the rest is folded into bundles that"
        " open."
    )
    shown = folded(map_)
    there = links(shown.map_)["a1", "b1"]
    assert (there.polarity, there.delayed) == (Polarity.NEGATIVE, True)
    assert shown.bundles[there.id] == ("m", "n")
    back = links(shown.map_)["b2", "a2"]
    assert (back.polarity, back.delayed) == (Polarity.POSITIVE, False)
    outside = next(i for i in shown.map_.variables if i.startswith(BUNDLE))
    assert shown.bundles[outside] == ("out",)
    assert shown.map_.variables[outside].name == map_.variables["out"].name
    assert ("b2", outside) in links(shown.map_)


def test_an_opened_bundle_shows_its_variables_and_folds_only_the_others() -> None:
    corners = [f"{x}{a} + {x}{b}" for x in "ab" for a in "123" for b in "123" if a != b]
    map_ = map_from(*corners, "a1 - m", "m - n ||", "n - b1", "b2 + o", "o + a2")
    shown = folded(map_, "m", "n")
    assert {"m", "n"} <= shown.map_.variables.keys()
    assert {"a1>m", "m>n", "n>b1"} <= shown.map_.links.keys()
    assert "o" not in shown.map_.variables


def test_ways_that_do_not_agree_are_both_ways() -> None:
    corners = [f"{x}{a} + {x}{b}" for x in "ab" for a in "123" for b in "123" if a != b]
    map_ = map_from(*corners, "a1 - m", "m - b1", "a1 - b1", "a1 + n", "n - b1", "b1 ? p", "p + a1")
    shown = folded(map_)
    there = links(shown.map_)["a1", "b1"]
    assert there.polarity is Polarity.MIXED
    assert shown.bundles[there.id] == ("m", "n")
    assert links(shown.map_)["b1", "a1"].polarity is Polarity.UNDECIDED


def test_a_ring_stays_as_it_is_and_a_map_without_loops_has_nothing_to_fold() -> None:
    assert folding_of(ring(4)).kept == set(ring(4).variables)
    assert not folding_of(map_from("a + b")).kept
    assert folding_of(SystemsMap()).sentence.endswith("nothing to fold.")


def test_where_nothing_is_left_what_branches_stays() -> None:
    eight = map_from("a + b", "b + a", "a + c", "c + d", "d + a")
    assert folding_of(eight).kept == {"a"}
    (self_loop,) = links(folded(eight).map_)
    assert self_loop == ("a", "a")


@given(maps())
def test_every_variable_is_shown_or_in_a_bundle_and_feedback_stays(map_: SystemsMap) -> None:
    told = folding_of(map_)
    shown = folded_map(map_, told)
    hidden = {i for ids in shown.bundles.values() for i in ids}
    assert told.kept <= shown.map_.variables.keys()
    assert not hidden & shown.map_.variables.keys()
    assert told.inside == {i for core in cores(map_) for i in core}
    reach, short = nx.transitive_closure(as_digraph(map_)), as_digraph(shown.map_)
    for a in told.kept:
        for b in told.kept - {a}:
            assert reach.has_edge(a, b) == nx.has_path(short, a, b)


@given(maps(), randoms())
def test_as_many_are_left_in_whatever_order_they_are_joined(
    map_: SystemsMap, chance: Random
) -> None:
    told = folding_of(map_)
    for core in cores(map_):
        rest: nx.DiGraph[str] = nx.DiGraph(as_digraph(map_).subgraph(core))
        rest.remove_edges_from(list(nx.selfloop_edges(rest)))
        while joinable := [i for i in rest if min(rest.in_degree(i), rest.out_degree(i)) < 2]:
            at = chance.choice(sorted(joinable))
            ways = [(a, b) for a in rest.pred[at] for b in rest.succ[at] if a != b]
            rest.remove_node(at)
            rest.add_edges_from(ways)
        assert len(rest) in (len(core & told.kept), 0)


def test_signs_of_folded_ways_are_those_of_the_paths_between() -> None:
    map_ = tangle(60, 2.0, seed=4)
    told = folding_of(map_)
    shown, graph, compared = folded_map(map_, told), as_digraph(map_), 0
    for (start, end), link in links(shown.map_).items():
        if link.id not in shown.bundles or start == end or not {start, end} <= told.kept:
            continue
        inner = graph.subgraph({start, end, *shown.bundles[link.id]})
        signs = set()
        for way in nx.all_simple_paths(inner, start, end):
            signs.add(_sign(map_, way))
        if link.polarity in (Polarity.POSITIVE, Polarity.NEGATIVE):
            assert signs == {link.polarity}
            compared += 1
    assert compared > 3


def _sign(map_: SystemsMap, way: list[str]) -> Polarity:
    steps = [map_.links[map_.link_between[pair]].polarity for pair in pairwise(way)]
    if not all(step.is_decided for step in steps):
        return Polarity.UNDECIDED
    odd = steps.count(Polarity.NEGATIVE) % 2
    return Polarity.NEGATIVE if odd else Polarity.POSITIVE
