"""Whether all loops are reinforcing, against the list of all loops."""

from hypothesis import given, settings

from systemsmap.analysis.balance import CoreKind, balance_line, only_kind
from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.maps import map_from, maps, ring, tangle, two_loops

EVERY = Budget(results=100_000, counted=100_000, seconds=60)


def decided(map_: SystemsMap) -> SystemsMap:
    """Return the map with every open sign made plus."""
    return map_of(
        Link(k.id, k.source, k.target, _sign(k)) if isinstance(k, Link) else k
        for k in map_.records()
    )


def _sign(link: Link) -> Polarity:
    return link.polarity if link.polarity.is_decided else Polarity.POSITIVE


def kinds_by_listing(map_: SystemsMap) -> list[CoreKind]:
    loops = find_loops(map_, EVERY)
    assert loops.complete
    kinds = []
    for core in only_kind(map_):
        inside = {k.polarity for k in loops.loops if k.variables[0] in core.variables}
        if LoopPolarity.UNDECIDED in inside:
            kinds.append(CoreKind.OPEN)
        elif LoopPolarity.BALANCING in inside:
            kinds.append(CoreKind.SOME_BALANCING)
        else:
            kinds.append(CoreKind.ALL_REINFORCING)
    return kinds


@settings(max_examples=150)
@given(maps(max_variables=6, max_links=12))
def test_the_signs_say_what_the_list_of_all_loops_says(map_: SystemsMap) -> None:
    for case in (map_, decided(map_)):
        assert [core.kind for core in only_kind(case)] == kinds_by_listing(case)


def test_two_negative_links_make_a_reinforcing_loop_and_one_does_not() -> None:
    assert [c.kind for c in only_kind(map_from("a - b", "b - a"))] == [CoreKind.ALL_REINFORCING]
    assert [c.kind for c in only_kind(map_from("a + b", "b - a"))] == [CoreKind.SOME_BALANCING]
    assert [c.kind for c in only_kind(map_from("a + b", "b ? a"))] == [CoreKind.OPEN]
    assert [c.kind for c in only_kind(map_from("a - a"))] == [CoreKind.SOME_BALANCING]


def test_signs_outside_a_core_do_not_matter() -> None:
    map_ = map_from("a + b", "b + a", "b ? c", "c - d", "x ± a")
    assert [(c.variables, c.kind) for c in only_kind(map_)] == [
        (("a", "b"), CoreKind.ALL_REINFORCING)
    ]


def test_the_sentence_is_said_only_where_it_holds_for_every_core() -> None:
    assert balance_line(only_kind(ring(4))) == "All loops here are reinforcing."
    assert balance_line(only_kind(two_loops())) == ""
    assert balance_line(only_kind(map_from("a + b", "b + a", "c - d", "d + c"))) == ""
    assert balance_line(only_kind(SystemsMap())) == ""


def test_a_thousand_variables_are_told_without_listing_a_loop() -> None:
    map_ = tangle(1_000, 3.0)
    sides = {id_: at % 3 == 0 for at, id_ in enumerate(map_.variables)}
    signed = (
        Link(k.id, k.source, k.target, _between(sides[k.source], sides[k.target]))
        for k in map_.links.values()
    )
    balanced = map_of([*map_.variables.values(), *signed])
    assert balance_line(only_kind(balanced)) == "All loops here are reinforcing."


def _between(one: bool, other: bool) -> Polarity:
    return Polarity.POSITIVE if one is other else Polarity.NEGATIVE
