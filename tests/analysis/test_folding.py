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

CORNERS = [f"{x}{a} + {x}{b}" for x in "ab" for a in "123" for b in "123" if a != b]
"""Two dense corners of three, in which nothing can be joined."""


def folded(map_: SystemsMap, *opened: str) -> FoldedMap:
    return folded_map(map_, folding_of(map_), opened)


def links(map_: SystemsMap) -> dict[tuple[str, str], Link]:
    return {(k.source, k.target): k for k in map_.links.values()}


def test_a_way_that_does_not_branch_becomes_a_link_with_its_sign_and_delay() -> None:
    map_ = map_from(*CORNERS, "a1 - m", "m - n ||", "n - b1", "b2 + o", "o + a2", "b3 + out")
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
    assert links(shown.map_)["b3", outside].polarity is Polarity.POSITIVE
    assert not shown.arcs


def test_an_opened_bundle_shows_its_variables_and_folds_only_the_others() -> None:
    map_ = map_from(*CORNERS, "a1 - m", "m - n ||", "n - b1", "b2 + o", "o + a2")
    shown = folded(map_, "m", "n")
    assert {"m", "n"} <= shown.map_.variables.keys()
    assert {"a1>m", "m>n", "n>b1"} <= shown.map_.links.keys()
    assert "o" not in shown.map_.variables


def test_ways_that_do_not_agree_are_both_ways() -> None:
    map_ = map_from(*CORNERS, "a1 - m", "m - b1", "a1 + n", "n - b1", "b1 ? p", "p + a1")
    shown = folded(map_)
    there = links(shown.map_)["a1", "b1"]
    assert there.polarity is Polarity.MIXED
    assert shown.bundles[there.id] == ("m", "n")
    assert links(shown.map_)["b1", "a1"].polarity is Polarity.UNDECIDED


def test_a_link_between_what_is_shown_stays_though_a_way_runs_beside_it() -> None:
    map_ = map_from(*CORNERS, "a1 - m", "m - n", "n + b1", "a1 - b1", "b2 + a2")
    shown = folded(map_)
    assert shown.map_.links["a1>b1"] == map_.links["a1>b1"]
    pill = shown.instead["m"]
    assert shown.bundles[pill] == ("m", "n")
    assert shown.map_.variables[pill].name == "2 variables"
    assert {links(shown.map_)[ends].id for ends in (("a1", pill), (pill, "b1"))} == shown.arcs
    assert shown.shown(("m>n", "n>b1")) == (pill, f"{BUNDLE}{pill}>b1")


def test_what_hangs_on_a_bundle_alone_is_part_of_it_and_does_not_change_its_sign() -> None:
    map_ = map_from(*CORNERS, "a1 - m", "m + b1", "b2 + a2", "m - out ||", "from + m")
    shown = folded(map_)
    way = links(shown.map_)["a1", "b1"]
    assert shown.bundles[way.id] == ("m", "out", "from")
    assert (way.polarity, way.delayed) == (Polarity.NEGATIVE, False)


def test_what_drives_the_cores_is_one_bundle_and_what_comes_out_of_them_another() -> None:
    outside = ["d1 + a1", "d2 + b1", "d2 + a3", "a1 + e1", "b2 + e2", "b3 + e3"]
    shown = folded(map_from(*CORNERS, "a1 + b1", "b2 + a2", *outside))
    names = {shown.map_.variables[i].name: ids for i, ids in shown.bundles.items()}
    assert names == {"2 drivers": ("d1", "d2"), "3 outcomes": ("e1", "e2", "e3")}


def test_a_large_tangle_is_calmer_folded() -> None:
    map_ = tangle(86, 2.2)
    shown = folded(map_)
    assert len(shown.map_.links) < len(map_.links) / 2
    assert len(shown.map_.variables) < len(map_.variables) / 3


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


@given(maps(max_variables=9, max_links=24))
def test_a_bundle_holds_each_variable_once_and_opened_it_gives_the_map_back(
    map_: SystemsMap,
) -> None:
    told = folding_of(map_)
    shown = folded_map(map_, told)
    members = [i for ids in shown.bundles.values() for i in ids]
    assert len(members) == len(set(members))
    assert told.kept | set(members) == map_.variables.keys()
    between = {i: k for i, k in map_.links.items() if {k.source, k.target} <= told.kept}
    assert {i: shown.map_.links[i] for i in between} == between
    replaced = {*map_.variables, *map_.links} - shown.map_.variables.keys() - set(shown.map_.links)
    assert replaced == shown.instead.keys()
    assert set(shown.instead.values()) <= {*shown.map_.variables, *shown.map_.links}
    assert folded_map(map_, told, members).map_ == map_


@given(maps(max_variables=9, max_links=24))
def test_a_link_in_place_of_a_bundle_says_what_all_its_ways_say(map_: SystemsMap) -> None:
    shown, graph = folded(map_), as_digraph(map_)
    for link in shown.map_.links.values():
        if link.id not in shown.bundles:
            continue
        inner = nx.DiGraph(graph.subgraph({link.source, *shown.bundles[link.id]}))
        inner.add_edges_from((i, "end") for i in list(inner) if graph.has_edge(i, link.target))
        inner.remove_edges_from([(i, link.source) for i in list(inner) if i != link.source])
        ways = [[*way[:-1], link.target] for way in nx.all_simple_paths(inner, link.source, "end")]
        ways = [way for way in ways if len(way) > 2]
        signs = {_sign(map_, way) for way in ways}
        assert ways
        if link.polarity.is_decided and link.polarity is not Polarity.MIXED:
            assert signs == {link.polarity}
        steps = {map_.link_between[pair] for way in ways for pair in pairwise(way)}
        if any(map_.links[i].delayed for i in steps):
            assert link.delayed


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


def _sign(map_: SystemsMap, way: list[str]) -> Polarity:
    steps = [map_.links[map_.link_between[pair]].polarity for pair in pairwise(way)]
    if not all(step.is_decided for step in steps):
        return Polarity.UNDECIDED
    odd = steps.count(Polarity.NEGATIVE) % 2
    return Polarity.NEGATIVE if odd else Polarity.POSITIVE
