"""What holds of every merge, whatever the copies."""

from itertools import combinations, permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from systemsmap.merging.copy import Copy, in_order
from systemsmap.merging.merge import Merged, merge
from systemsmap.merging.questions import Choices
from systemsmap.merging.rules import RULES
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.notes import note_box
from systemsmap.rendering.theme import LIGHT
from systemsmap.rendering.variables import box_of
from tests.merging.grown import apart, beginnings, touches

Apart = tuple[SystemsMap | None, list[Copy]]


@given(apart(3))
def test_the_order_of_copies_makes_no_difference(given_: Apart) -> None:
    base, copies = given_
    merges = [merge(base, order) for order in permutations(copies)]
    assert all(one == merges[0] for one in merges)
    orders = [[list(getattr(m.map_, kind)) for kind in _KINDS] for m in merges]
    assert all(order == orders[0] for order in orders), "records read in the same order too"


@given(apart(3), st.data())
def test_the_order_makes_no_difference_either_once_somebody_chose(
    given_: Apart, data: st.DataObject
) -> None:
    base, copies = given_
    choices = _any_choices(merge(base, copies), data)
    merges = [merge(base, order, choices) for order in permutations(copies)]
    assert all(one == merges[0] for one in merges)


@given(beginnings(), touches("X"))
def test_what_one_copy_changed_is_the_result_when_the_other_changed_nothing(
    base: SystemsMap, grow: object
) -> None:
    grown = grow(base)  # type: ignore[operator]
    merged = merge(base, [Copy("old", base), Copy("new", grown)])
    assert merged.map_ == grown
    assert merged.conflicts == ()


@given(apart(1), st.booleans())
def test_a_map_merged_with_itself_is_itself(given_: Apart, has_base: bool) -> None:
    base, (copy,) = given_
    merged = merge(base if has_base else None, [copy, Copy("the same", copy.map_)])
    assert merged.map_ == copy.map_
    assert merged.conflicts == ()


@given(apart(3), st.data())
def test_every_merge_is_sound(given_: Apart, data: st.DataObject) -> None:
    base, copies = given_
    merged = merge(base, copies)
    _assert_sound(merged.map_)
    _assert_sound(merge(base, copies, _any_choices(merged, data)).map_)


@given(apart(3))
def test_every_record_is_accounted_for(given_: Apart) -> None:
    base, copies = given_
    merged = merge(base, copies)
    joined = {id_ for offer in merged.offers if offer.joined for id_ in (offer.one, offer.other)}
    for copy in copies:
        for record in copy.map_.records():
            was_there = base is not None and base.get(record.id) is not None
            deleted = was_there and any(c.map_.get(record.id) is None for c in copies)
            there = merged.map_.get(record.id) is not None
            assert there or deleted or record.id in joined or _lives_on(record, copy, merged)


@given(apart(2, related=True))
def test_what_only_one_copy_changed_arrives(given_: Apart) -> None:
    base, copies = given_
    assert base is not None
    merged = merge(base, copies)
    doubted = {id_ for conflict in merged.conflicts for id_ in conflict.ids}
    doubted |= {id_ for offer in merged.offers for id_ in (offer.one, offer.other)}
    for pair, id_ in merged.map_.link_between.items():  # one turned it onto what the other drew
        if any(copy.map_.link_between.get(pair, id_) != id_ for copy in copies):
            doubted.add(id_)
    for one, other in permutations(copies):
        for before in base.records():
            now, theirs = one.map_.get(before.id), other.map_.get(before.id)
            result = merged.map_.get(before.id)
            if now is None or theirs is None or result is None or before.id in doubted:
                continue
            for rule in RULES[type(before)]:
                same = rule.value(theirs) == rule.value(before)
                rewired = rule.name == "lost" or (rule.name in ("source", "shown") and doubted)
                if same and not rule.is_placing and not rewired:
                    assert rule.value(result) == rule.value(now)


@given(apart(3))
def test_nothing_lands_on_anything(given_: Apart) -> None:
    base, copies = given_
    merged = merge(base, copies).map_
    boxes = _boxes(merged)
    seen = [_boxes(map_) for map_ in (base or SystemsMap(), *(c.map_ for c in copies))]
    for one, other in combinations(boxes, 2):
        if boxes[one].overlaps(boxes[other]):
            assert any(_put_so(s, one, other) for s in seen), (one, other)


@given(apart(3, related=False))
def test_what_the_first_copy_placed_does_not_move(given_: Apart) -> None:
    _, copies = given_
    first = in_order(copies)[0]
    merged = merge(None, copies).map_
    kept = [v for v in first.map_.variables.values() if v.id in merged.variables]
    assume(all(v.name == merged.variables[v.id].name for v in kept))
    assume(all(v.outside == merged.variables[v.id].outside for v in kept))
    for variable in kept:
        there = merged.variables[variable.id]
        assert (there.x, there.y) == (variable.x, variable.y)


_KINDS = ("variables", "links", "loops", "notes", "cards", "steps")


def _any_choices(merged: Merged, data: st.DataObject) -> Choices:
    options = {
        conflict.id: data.draw(st.sampled_from([option.id for option in conflict.options]))
        for conflict in merged.conflicts
    }
    return Choices(options, {offer.id: data.draw(st.booleans()) for offer in merged.offers})


def _assert_sound(map_: SystemsMap) -> None:
    ids = [record.id for record in map_.records()]
    assert len(ids) == len(set(ids)), "no id twice"
    for kind in _KINDS:
        assert all(id_ == record.id for id_, record in getattr(map_, kind).items())
    pairs = [(link.source, link.target) for link in map_.links.values()]
    assert len(pairs) == len(set(pairs)), "no two links between the same two"
    assert {end for pair in pairs for end in pair} <= map_.variables.keys()
    assert all(loop.id == loop_id(loop.links) for loop in map_.loops.values())
    numbers = [number for loop in map_.loops.values() for number in loop.numbers]
    assert len(numbers) == len(set(numbers)), "no number twice"
    for loop in map_.loops.values():
        letters = [letter for letter, _ in loop.numbers]
        assert len(letters) == len(set(letters))
    places = [step.place for step in map_.story]
    assert len(places) == len(set(places))
    assert all(variable.name for variable in map_.variables.values())


def _lives_on(record: object, copy: Copy, merged: Merged) -> bool:
    """A link goes with what it linked, or into another link; a loop with its links."""
    source = getattr(record, "source", None)
    if source is not None:
        return True if _is_told(merged) else (source, record.target) in merged.map_.link_between  # type: ignore[attr-defined]
    return not isinstance(record, Variable) and bool(getattr(record, "links", ()))


def _is_told(merged: Merged) -> bool:
    return any(offer.joined for offer in merged.offers)


def _boxes(map_: SystemsMap) -> dict[str, Bounds]:
    boxes = {v.id: box_of(v, LIGHT) for v in map_.variables.values()}
    return boxes | {n.id: note_box(n, LIGHT) for n in map_.notes.values()}


def _put_so(seen: dict[str, Bounds], one: str, other: str) -> bool:
    """Whether somebody put one on the other: then they stay as they were."""
    return one in seen and other in seen and seen[one].overlaps(seen[other])
