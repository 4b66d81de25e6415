"""What is taken over, what is asked, and what the defaults keep."""

from dataclasses import replace
from time import perf_counter

import pytest

from systemsmap.merging.copy import Copy
from systemsmap.merging.merge import merge
from systemsmap.merging.questions import Choices
from systemsmap.merging.telling import NO_BEGINNING
from systemsmap.model import edits as do
from systemsmap.model.identity import loop_id
from systemsmap.model.records import (
    Evidence,
    Kind,
    Link,
    NamedLoop,
    Shown,
    StoryStep,
)
from tests.maps import map_from, tangle, two_loops
from tests.merging.pair import LINK, MINUS, MIXED, OPEN, PLUS, asked, both


def test_a_new_name_by_one_and_a_note_by_the_other_both_arrive() -> None:
    base = two_loops()
    a = do.rename(base, "people", "Population").applied_to(base)
    b = do.set_note(base, "people", "Counted each spring").applied_to(base)
    merged = both(base, a, b)
    people = merged.map_.variables["people"]
    assert (people.name, people.note) == ("Population", "Counted each spring")
    assert merged.conflicts == ()


def test_the_same_change_by_both_is_no_conflict() -> None:
    base = two_loops()
    a = do.rename(base, "people", "Population").applied_to(base)
    assert both(base, a, a).conflicts == ()
    assert both(base, a, a).map_ == a


def test_what_one_deleted_and_nobody_else_touched_is_gone() -> None:
    base = two_loops()
    a = do.delete(base, ["deaths"]).applied_to(base)
    b = do.move(base, ["deaths", "births"], 5, 5).applied_to(base)
    merged = both(base, a, b)
    assert merged.map_.variables.keys() == {"people", "births"}
    assert merged.map_.links.keys() == {"people>births", LINK}
    assert merged.conflicts == (), "that it was moved is no reason to keep it"


def test_groups_that_began_apart_keep_everything() -> None:
    a, b = two_loops(), map_from("effort + results", "results - effort")
    merged = both(None, a, b)
    assert merged.map_.variables.keys() == a.variables.keys() | b.variables.keys()
    assert merged.map_.links.keys() == a.links.keys() | b.links.keys()
    assert (merged.conflicts, merged.offers) == ((), ())


def test_what_nobody_said_yields_to_what_somebody_said() -> None:
    shared = Link("l" * 32, "people", "births")
    a = replace(two_loops(), links={shared.id: shared})
    b = replace(two_loops(), links={shared.id: replace(shared, polarity=PLUS, rationale="Seen")})
    merged = both(None, a, b)
    assert merged.map_.links[shared.id] == b.links[shared.id]
    assert merged.conflicts == ()


# ---------------------------------------------------------------------- conflicts and defaults


def test_of_two_names_one_is_taken_and_the_other_noted() -> None:
    base = two_loops()
    a = do.rename(base, "people", "Population").applied_to(base)
    b = do.rename(base, "people", "Folk").applied_to(base)
    merged = both(base, a, b)
    assert asked(merged) == ["name:people"]
    assert merged.conflicts[0].sentence == "“people” goes by different names."
    assert {o.label for o in merged.conflicts[0].options} == {"“A”: Population", "“B”: Folk"}
    people = merged.map_.variables["people"]
    assert (people.name, people.note) == ("Folk", "Also called “Population”.")
    chosen = both(base, a, b, Choices({"name:people": "A"})).map_.variables["people"]
    assert (chosen.name, chosen.note) == ("Population", "Also called “Folk”.")


def test_names_that_differ_in_case_only_are_not_asked_about() -> None:
    base = two_loops()
    a = do.rename(base, "people", "The  People").applied_to(base)
    b = do.rename(base, "people", "the people").applied_to(base)
    assert both(base, a, b).conflicts == ()


def test_opposite_signs_are_mixed_with_the_reasons_of_both() -> None:
    base = do.set_polarity(two_loops(), [LINK], OPEN).applied_to(two_loops())
    a = do.set_polarity(base, [LINK], PLUS).applied_to(base)
    a = do.describe_link(a, LINK, rationale="More mothers").applied_to(a)
    b = do.set_polarity(base, [LINK], MINUS).applied_to(base)
    b = do.describe_link(b, LINK, rationale="Less room").applied_to(b)
    merged = both(base, a, b)
    assert asked(merged) == [f"polarity:{LINK}"]
    assert merged.conflicts[0].default == "±"
    link = merged.map_.links[LINK]
    assert link.polarity is MIXED
    assert set(link.rationale.splitlines()) == {
        "“A” says +: More mothers",
        "“B” says −: Less room",
    }
    chosen = both(base, a, b, Choices({f"polarity:{LINK}": "-"}))
    assert chosen.map_.links[LINK].polarity is MINUS
    assert set(chosen.map_.links[LINK].rationale.splitlines()) == {"More mothers", "Less room"}


def test_one_reason_for_opposite_signs_is_kept_once_with_who_said_which() -> None:
    base = do.describe_link(two_loops(), LINK, rationale="Seen").applied_to(two_loops())
    a = do.set_polarity(base, [LINK], MINUS).applied_to(base)
    b = do.set_polarity(base, [LINK], MIXED).applied_to(base)
    link = both(base, a, b).map_.links[LINK]
    assert link.polarity is MIXED
    assert link.rationale.splitlines()[0] == "Seen"
    assert "“A” says −" in link.rationale
    assert "“B” says ±" in link.rationale


def test_a_variable_that_one_deleted_and_the_other_linked_stays_until_somebody_chose() -> None:
    base = two_loops()
    a = do.delete(base, ["deaths"]).applied_to(base)
    b = do.add_link(base, "deaths", "births", PLUS, id_="new").applied_to(base)
    merged = both(base, a, b)
    (conflict,) = merged.conflicts
    assert conflict.sentence == "“deaths” was deleted in “A” and linked in “B”."
    assert merged.map_ == b
    gone = both(base, a, b, Choices({"deleted:deaths": "delete"}))
    assert gone.map_ == a


def test_a_link_that_one_deleted_and_the_other_signed_stays() -> None:
    base = two_loops()
    a = do.delete(base, [LINK]).applied_to(base)
    b = do.set_polarity(base, [LINK], MINUS).applied_to(base)
    merged = both(base, a, b)
    assert asked(merged) == [f"deleted:{LINK}"]
    assert merged.map_.links[LINK].polarity is MINUS


def test_a_loop_named_by_one_remembers_the_link_the_other_deleted() -> None:
    base = two_loops()
    links = ("people>births", LINK)
    loop = NamedLoop(loop_id(links), links, (("R", 1),), name="Growth")
    a = do.delete(base, [LINK]).applied_to(base)
    b = replace(base, loops={loop.id: loop})
    merged = both(base, a, b)
    assert merged.map_.loops[loop.id].lost == ("births → people",)
    assert merged.map_.loops[loop.id].name == "Growth"


def test_two_notes_are_kept_one_under_the_other() -> None:
    base = two_loops()
    a = do.set_note(base, "people", "Counted\nby hand").applied_to(base)
    b = do.set_note(base, "people", "Guessed").applied_to(base)
    merged = both(base, a, b)
    assert asked(merged) == ["note:people"]
    assert set(merged.map_.variables["people"].note.splitlines()) == {
        "Counted",
        "by hand",
        "Guessed",
    }
    only = both(base, a, b, Choices({"note:people": "B"}))
    assert only.map_.variables["people"].note == "Guessed"


def test_a_text_that_has_all_of_the_other_is_taken_unasked() -> None:
    base = two_loops()
    a = do.set_note(base, "people", "Counted\nby hand").applied_to(base)
    b = do.set_note(base, "people", "Counted").applied_to(base)
    merged = both(base, a, b)
    assert merged.conflicts == ()
    assert merged.map_.variables["people"].note == "Counted\nby hand"


def test_a_kind_that_was_not_taken_is_noted_until_somebody_chose() -> None:
    base = two_loops()
    a = do.set_kind(base, ["people"], Kind.NEED).applied_to(base)
    b = do.set_kind(base, ["people"], Kind.CAPACITY).applied_to(base)
    merged = both(base, a, b)
    people = merged.map_.variables["people"]
    assert people.kind is Kind.CAPACITY
    assert people.note == "Also said: “A”: Need."
    chosen = both(base, a, b, Choices({"kind:people": "A"})).map_.variables["people"]
    assert (chosen.kind, chosen.note) == (Kind.NEED, "")


def test_the_strongest_evidence_and_the_delay_are_the_defaults() -> None:
    one = Link("l" * 32, "people", "births", PLUS, evidence=Evidence.PRACTICE)
    other = replace(one, evidence=Evidence.DATA, delayed=True)
    a, b = (replace(two_loops(), links={one.id: link}) for link in (one, other))
    merged = both(None, a, b)
    link = merged.map_.links[one.id]
    assert (link.evidence, link.delayed) == (Evidence.DATA, True)
    assert set(asked(merged)) == {f"evidence:{one.id}", f"delayed:{one.id}"}
    assert "Practice or expert view" in link.note


def test_choices_that_fit_nothing_are_passed_over() -> None:
    base = two_loops()
    a = do.rename(base, "people", "Population").applied_to(base)
    b = do.rename(base, "people", "Folk").applied_to(base)
    strange = Choices({"name:people": "C", "sign:nothing": "+"}, {"same:x+y": True})
    assert both(base, a, b, strange).map_ == both(base, a, b).map_


# ---------------------------------------------------------------------- told, and soon


def test_it_is_told_what_each_copy_brings() -> None:
    base = two_loops()
    a = do.add_variable(base, "Rain", 0, 300, id_="rain").applied_to(base)
    b = do.delete(base, ["deaths"]).applied_to(base)
    b = do.rename(b, "people", "Folk").applied_to(b)
    assert set(both(base, a, b).told) == {
        "“A” adds 1 variable.",
        "“B” changes 1 variable and deletes 1 variable and 2 links.",
    }
    assert "“A” brings nothing new." in both(base, base, b).told
    c = do.write_story(base, [StoryStep(i, 0, Shown.MAP) for i in "xy"]).applied_to(base)
    assert "“B” adds 2 steps of the story." in both(base, base, c).told


def test_it_is_told_when_nobody_knows_what_was_deleted() -> None:
    a = two_loops()
    b = do.delete(a, ["deaths"]).applied_to(a)
    assert both(None, a, b).told[-1] == NO_BEGINNING
    assert both(None, a, map_from("effort + results")).told == (
        "“A” has 3 variables and 4 links.",
        "“B” has 2 variables and 1 link.",
    )


def test_copies_need_names_that_tell_them_apart() -> None:
    with pytest.raises(ValueError, match="names"):
        merge(None, [Copy("A", two_loops()), Copy("A", two_loops())])


def test_no_copies_are_what_they_began_with() -> None:
    assert merge(two_loops(), []).map_ == two_loops()


def test_a_thousand_variables_are_merged_anew_with_every_choice_in_no_time() -> None:
    base = tangle(1000)
    a = do.move(base, list(base.variables)[:300], 7, 0).applied_to(base)
    b = base
    for i in range(100):
        a = do.rename(a, f"v{i}", f"Called {i} here").applied_to(a)
        b = do.rename(b, f"v{i}", f"Named {i} there").applied_to(b)
        b = do.add_variable(b, f"New thing {i}", 60.0 * i, 5.0, id_=f"n{i}").applied_to(b)
    spent = []
    for choice in "AB" * 3:
        begun = perf_counter()
        merged = both(base, a, b, Choices({"name:v1": choice}))
        spent.append(perf_counter() - begun)
        assert len(merged.conflicts) == 100
    assert min(spent) < 1.0
