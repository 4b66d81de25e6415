"""What was drawn twice becomes one: links, variables, loops; and the story is told in one order."""

import json
from dataclasses import replace

from systemsmap.merging.copy import Copy
from systemsmap.merging.loops import with_numbers_of
from systemsmap.merging.merge import merge
from systemsmap.merging.questions import Choices
from systemsmap.model import edits as do
from systemsmap.model.edits.declined import declined
from systemsmap.model.identity import loop_id
from systemsmap.model.records import (
    Link,
    NamedLoop,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.maps import map_from, two_loops
from tests.merging.pair import LINK, MINUS, MIXED, PLUS, both


def test_two_links_between_the_same_variables_become_one() -> None:
    base = two_loops()
    a = do.add_link(base, "births", "deaths", PLUS, id_="mine").applied_to(base)
    b = do.add_link(base, "births", "deaths", MINUS, id_="theirs").applied_to(base)
    rounds = [(link, "deaths>people", "people>births") for link in ("mine", "theirs")]
    loops = [NamedLoop(loop_id(links), links, name="Round") for links in rounds]
    a = replace(a, loops={loops[0].id: loops[0]})
    steps = {"s": StoryStep("s", 0, Shown.LOOP, rounds[1])}
    b = replace(b, loops={loops[1].id: loops[1]}, steps=steps)
    merged = both(base, a, b)
    between = [
        k for k in merged.map_.links.values() if (k.source, k.target) == ("births", "deaths")
    ]
    assert [link.polarity for link in between] == [MIXED]
    (kept,) = merged.map_.loops.values()
    assert kept.links[0] == between[0].id
    assert kept.id == loop_id(kept.links)
    assert merged.map_.steps["s"].ids == kept.links


def test_a_link_turned_onto_one_that_the_other_drew_becomes_one_with_it() -> None:
    base = map_from("a + b")
    a = do.reverse(base, ["a>b"]).applied_to(base)
    b = do.add_link(base, "b", "a", MINUS, id_="drawn").applied_to(base)
    merged = both(base, a, b)
    assert merged.map_.link_between.keys() == {("b", "a")}
    (link,) = merged.map_.links.values()
    assert link.polarity is MIXED


# ---------------------------------------------------------------------- the same variable


def drawn(*names: str, prefix: str) -> SystemsMap:
    return map_of(
        Variable(f"{prefix}{i}".ljust(32, "0"), name, 200.0 * i, 0.0)
        for i, name in enumerate(names)
    )


def test_near_names_are_offered_and_never_joined_unasked() -> None:
    a, b = drawn("Failure demand", prefix="a"), drawn("failure demands", prefix="b")
    merged = both(None, a, b)
    (offer,) = merged.offers
    assert not offer.joined
    assert len(merged.map_.variables) == 2
    joined = both(None, a, b, Choices(same={offer.id: True}))
    (one,) = joined.map_.variables.values()
    assert one.note == "Also called “failure demands”."


def test_equal_names_are_joined_unless_somebody_says_no() -> None:
    a, b = drawn("Cost of care", "Trust", prefix="a"), drawn("cost  of care", prefix="b")
    merged = both(None, a, b)
    (offer,) = merged.offers
    assert offer.joined
    assert offer.default
    assert len(merged.map_.variables) == 2
    assert len(both(None, a, b, Choices(same={offer.id: False})).map_.variables) == 3


def test_two_of_one_map_are_not_joined_by_way_of_a_third() -> None:
    shared, own = drawn("Cost", prefix="5"), drawn("cost", prefix="a")
    a = replace(shared, variables={**shared.variables, **own.variables})
    copies = [Copy("A", a), Copy("B", shared), Copy("C", drawn("Cost", prefix="c"))]
    merged = merge(None, copies)
    assert [offer.joined for offer in merged.offers] == [True, False]
    assert len(merged.map_.variables) == 2
    all_ = merge(None, copies, Choices(same={offer.id: True for offer in merged.offers}))
    assert len(all_.map_.variables) == 1


def test_what_a_copy_has_together_is_not_offered() -> None:
    base = drawn("Failure demand", prefix="a")
    b = do.add_variable(base, "Failure demands", 300, 0, id_="b").applied_to(base)
    assert both(base, base, b).offers == ()


def test_links_of_joined_variables_move_over() -> None:
    a = map_from("Cost + Trust")
    b = map_of(
        [
            Variable("c" * 32, "cost", 0, 0, note="In pounds"),
            Variable("t" * 32, "Trust", 0, 0),
            Link("k" * 32, "c" * 32, "t" * 32, MINUS, rationale="Dear"),
        ]
    )
    merged = both(None, a, b)
    assert len(merged.map_.variables) == 2
    (link,) = merged.map_.links.values()
    assert link.polarity is MIXED
    assert "Dear" in link.rationale
    assert {v.note for v in merged.map_.variables.values()} == {"In pounds", ""}


def test_ids_that_other_programs_count_stand_for_nothing() -> None:
    a = map_of([Variable("1", "Rain"), Variable("2", "Mud", 200), Link("3", "1", "2", PLUS)])
    b = map_of([Variable("1", "Pay", 0, 200), Variable("3", "Work", 0, 300), Link("2", "1", "3")])
    merged = both(None, a, b)
    assert {v.name for v in merged.map_.variables.values()} == {"Rain", "Mud", "Pay", "Work"}
    told = merged.map_.variables
    assert {(told[k.source].name, told[k.target].name) for k in merged.map_.links.values()} == {
        ("Rain", "Mud"),
        ("Pay", "Work"),
    }
    assert merged.conflicts == ()


# ---------------------------------------------------------------------- loops, story, foreign


def test_a_number_given_to_two_loops_stays_with_one_and_is_never_given_again() -> None:
    base = two_loops()
    r, b = ("people>births", LINK), ("people>deaths", "deaths>people")
    one = NamedLoop(loop_id(r), r, (("R", 1),))
    other = NamedLoop(loop_id(b), b, (("R", 1),))
    merged = both(base, replace(base, loops={one.id: one}), replace(base, loops={other.id: other}))
    numbers = {n for loop in merged.map_.loops.values() for n in loop.numbers}
    assert numbers == {("R", 1), ("R", 2)}


def test_taken_into_an_open_map_its_numbers_stay_as_they_were_said_aloud() -> None:
    base = two_loops()
    r, b = ("people>births", LINK), ("people>deaths", "deaths>people")
    one = NamedLoop(loop_id(r), r, (("R", 1),))
    other = NamedLoop(loop_id(b), b, (("R", 1),))
    a, b_ = (replace(base, loops={loop.id: loop}) for loop in (one, other))
    merged = both(base, a, b_).map_
    for mine in (a, b_):
        (loop,) = mine.loops.values()
        loops = with_numbers_of(merged, mine).loops
        assert loops[loop.id].numbers == (("R", 1),)
        assert len({n for known in loops.values() for n in known.numbers}) == 2


def test_new_steps_of_the_story_stand_where_each_copy_put_them() -> None:
    def story(*ids: str) -> SystemsMap:
        steps = {i: StoryStep(i, n, Shown.MAP, (), i) for n, i in enumerate(ids)}
        return replace(two_loops(), steps=steps)

    base = story("one", "two", "three")
    merged = both(base, story("zero", "one", "two", "three"), story("one", "two", "more", "three"))
    told = [step.id for step in merged.map_.story]
    assert told == ["zero", "one", "two", "more", "three"]
    turned = both(base, story("three", "two", "one"), story("one", "two", "three", "end"))
    assert [step.id for step in turned.map_.story] == ["three", "end", "two", "one"]


def test_a_step_of_which_the_merge_leaves_nothing_goes_only_when_somebody_chose_so() -> None:
    base = two_loops()
    a = do.delete(base, ["deaths"]).applied_to(base)
    step = StoryStep("s", 0, Shown.SELECTION, ("deaths",), "How it ends")
    b = do.write_story(base, [step]).applied_to(base)
    assert both(base, a, b).map_ == b
    assert both(base, a, b, Choices({"deleted:deaths": "delete"})).map_ == a


def test_links_that_were_declined_by_anyone_stay_declined() -> None:
    base = two_loops()
    a = do.decline_link(base, "births", "deaths").applied_to(base)
    b = do.decline_link(base, "deaths", "births").applied_to(base)
    assert declined(both(base, a, b).map_) == {("births", "deaths"), ("deaths", "births")}


def test_fields_of_other_programs_are_merged_one_by_one() -> None:
    def with_extra(**fields: object) -> SystemsMap:
        map_ = two_loops()
        people = replace(map_.variables["people"], extra=json.dumps(fields) if fields else "")
        return replace(map_, variables={**map_.variables, "people": people})

    base = with_extra(color="red", size=1, old=True)
    merged = both(base, with_extra(color="blue", size=2), with_extra(color="green", size=1, x=[1]))
    fields = json.loads(merged.map_.variables["people"].extra)
    assert fields == {"color": "blue", "color (B)": "green", "size": 2, "x": [1]}


def test_titles_and_authors_of_groups_that_began_apart_are_all_kept() -> None:
    def said(title: str, author: str) -> SystemsMap:
        return do.describe_map(two_loops(), title=title, author=author).applied_to(two_loops())

    info = both(None, said("Ward 7", "Ann"), said("Ward 8", "Ben")).map_.info
    assert (info.title, info.author) == ("Ward 7", "Ann, Ben")
    assert info.description == "Also called “Ward 8”."
