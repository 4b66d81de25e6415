"""What changed between two maps is told, all of it and once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.comparing import About, Comparison, Group, What, compare
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import numbering
from systemsmap.model import edits as do
from systemsmap.model.change import Change
from systemsmap.model.records import (
    Card,
    Evidence,
    Kind,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.maps import AnyEdit, edits, maps, tangle, two_loops

DRAWN = ("variables", "links", "notes", "cards", "steps")


def numbered(map_: SystemsMap) -> SystemsMap:
    return numbering(map_, find_loops(map_)).applied_to(map_)


def full() -> SystemsMap:
    """Two loops with everything that can be said of them."""
    map_ = numbered(two_loops())
    more = (
        Note("n", "Ask the night team", 0, 200),
        Card("c", "Trust", "said twice"),
        StoryStep("s1", 0, Shown.MAP),
        StoryStep("s2", 1, Shown.SELECTION, ("people",), "Here it begins."),
        MapInfo("Town", created="2026-11-29"),
    )
    return map_of([*map_.records(), *more])


def sentences(old: SystemsMap, new: SystemsMap) -> list[str]:
    return [d.sentence for d in compare(old, new).differences]


def loop_through(map_: SystemsMap, link: str) -> str:
    return next(i for i, loop in map_.loops.items() if link in loop.links)


Edit = Callable[[SystemsMap], Change]
R = "people>births"
TOLD: dict[str, tuple[Edit, str]] = {
    "add_variable": (lambda m: do.add_variable(m, "Trust", 1, 2), "“Trust” is new."),
    "add_link": (
        lambda m: do.add_link(m, "births", "deaths", Polarity.NEGATIVE),
        "The link “births” → “deaths” (−) is new.",
    ),
    "add_note": (lambda m: do.add_note(m, "More", 0, 0), "The note “More” is new."),
    "add_cards": (lambda m: do.add_cards(m, ["Cost"]), "“Cost” waits in the tray."),
    "rename": (
        lambda m: do.rename(m, "people", "People"),
        "“People” was renamed; it was “people”.",
    ),
    "set_kind": (
        lambda m: do.set_kind(m, ["people"], Kind.NEED),
        "“people” is of the kind “Need” now.",
    ),
    "set_outside": (
        lambda m: do.set_outside(m, ["people"], True),
        "“people” is outside our boundary now.",
    ),
    "set_note": (lambda m: do.set_note(m, "people", "All"), "The note of “people” was written."),
    "set_polarity": (
        lambda m: do.set_polarity(m, [R], Polarity.NEGATIVE),
        "The link “people” → “births” is − now; it was +.",
    ),
    "set_delayed": (
        lambda m: do.set_delayed(m, [R], True),
        "The link “people” → “births” is delayed now.",
    ),
    "reverse": (
        lambda m: do.reverse(m, [R, "births>people"]),
        "The link “births” → “people” was turned round.",
    ),
    "bend": (lambda m: do.bend(m, R, 0.3), "The link “people” → “births” was bent by hand."),
    "set_evidence": (
        lambda m: do.set_evidence(m, [R], Evidence.DATA),
        (
            "The link “people” → “births” rests on “Data we hold or can cite” now;"
            " before on “Assumption, untested”."
        ),
    ),
    "describe_link": (
        lambda m: do.describe_link(m, R, rationale="Because"),
        "The reason of the link “people” → “births” was written.",
    ),
    "describe_map": (
        lambda m: do.describe_map(m, title="City"),
        "The map is called “City” now; it was “Town”.",
    ),
    "decline_link": (
        lambda m: do.decline_link(m, "births", "deaths"),
        "“births” does not affect “deaths”: the room said so.",
    ),
    "delete": (lambda m: do.delete(m, ["deaths"]), "“deaths” is gone."),
    "merge": (
        lambda m: do.merge(m, "births", "deaths"),
        "The note of “deaths” was written.",
    ),
    "insert": (lambda m: do.insert(m, do.piece(m, ["people"])), "“people” is new."),
    "move": (lambda m: do.move(m, ["people"], 3, 4), "“people” was moved."),
    "place": (lambda m: do.place(m, {"n": (5, 5)}), "The note “Ask the night team” was moved."),
    "set_text": (
        lambda m: do.set_text(m, "n", "Ask nobody"),
        "The note “Ask nobody” was reworded; it was “Ask the night team”.",
    ),
    "set_width": (
        lambda m: do.set_width(m, "n", 100),
        "The lines of the note “Ask the night team” are shorter.",
    ),
    "name_loop": (
        lambda m: do.name_loop(m, loop_through(m, R), "Growth"),
        "The loop R1 is called “Growth” now.",
    ),
    "tell_loop": (
        lambda m: do.tell_loop(m, loop_through(m, R), "More and more."),
        "The story of the loop R1 was written.",
    ),
    "pin_loop": (
        lambda m: do.pin_loop(m, loop_through(m, R), True),
        "The loop R1 is pinned now.",
    ),
    "hide_loop": (
        lambda m: do.hide_loop(m, loop_through(m, R), True),
        "The badge of the loop R1 is hidden now.",
    ),
    "move_badge": (
        lambda m: do.move_badge(m, loop_through(m, R), (1, 2)),
        "The badge of the loop R1 was moved.",
    ),
    "write_card": (
        lambda m: do.write_card(m, "c", name="Faith"),
        "“Faith” was renamed; it was “Trust”.",
    ),
    "place_card": (
        lambda m: do.place_card(m, "c", 0, 0),
        "“Trust” waits in the tray no longer; it is on the map.",
    ),
    "write_story": (
        lambda m: do.write_story(m, reversed(m.story)),
        "The story is told in another order.",
    ),
    "say_at_step": (
        lambda m: do.say_at_step(m, "s1", "All of it."),
        "What is said at step 1 of the story was written.",
    ),
}
BY_OTHER_WAYS = {"EditError", "forget_loop", "piece"}


def test_every_edit_has_its_sentence() -> None:
    assert set(do.__all__) == TOLD.keys() | BY_OTHER_WAYS


@pytest.mark.parametrize("edit", TOLD)
def test_a_single_edit_is_told(edit: str) -> None:
    change, sentence = TOLD[edit]
    old = full()
    new = change(old).applied_to(old)
    assert sentence in sentences(old, new)
    assert sentences(new, old)


def test_what_a_forgotten_loop_was_called_is_told() -> None:
    old = full()
    id_ = loop_through(old, R)
    old = do.name_loop(old, id_, "Growth").applied_to(old)
    new = do.forget_loop(old, id_).applied_to(old)
    assert sentences(old, new) == ["The loop R1 has no name any more; it was “Growth”."]


def test_loops_come_and_go_with_their_links_and_turn_with_their_signs() -> None:
    old = full()
    new = do.delete(old, ["births>people"]).applied_to(old)
    assert "The reinforcing loop R1 is gone: “people” → “births” → “people”." in sentences(old, new)
    assert any("loop R1 is new" in s for s in sentences(new, old))
    new = do.set_polarity(old, [R], Polarity.NEGATIVE).applied_to(old)
    assert "The loop R1 is balancing now; it was reinforcing." in sentences(old, new)


def test_too_many_loops_are_owned_up_to() -> None:
    old = tangle(60, 3.0)
    new = do.delete(old, [next(iter(old.links))]).applied_to(old)
    assert not compare(old, new, Budget(results=20, seconds=0.5)).all_loops
    assert compare(old, old, Budget(results=20, seconds=0.5)).all_loops


def test_structure_comes_before_words_and_words_before_places() -> None:
    old = full()
    new = do.move(old, ["people"], 50, 0).applied_to(old)
    new = do.set_note(new, "births", "Of whom?").applied_to(new)
    new = do.rename(new, "deaths", "Deaths").applied_to(new)
    new = do.set_polarity(new, [R], Polarity.MIXED).applied_to(new)
    new = do.add_variable(new, "Trust", 0, 0).applied_to(new)
    groups = [d.group for d in compare(old, new).differences if d.about is not About.LOOP]
    wanted = [Group.ADDED, Group.SIGNS, Group.RENAMED, Group.TEXTS, Group.MOVED]
    assert groups == wanted


# ------------------------------------------------------------------ laws


@given(maps())
def test_a_map_differs_in_nothing_from_itself(map_: SystemsMap) -> None:
    comparison = compare(map_, map_)
    assert not comparison
    assert comparison.all_loops


@given(maps(), edits())
@settings(max_examples=200)
def test_an_edit_that_changes_what_people_see_is_told(map_: SystemsMap, edit: AnyEdit) -> None:
    map_ = numbered(map_)
    new = edit(map_).applied_to(map_)
    seen = any(getattr(map_, kind) != getattr(new, kind) for kind in DRAWN)
    if seen and edit.name != "move":  # by 0, 0 it changes nothing anybody can see
        assert compare(map_, new)


@given(maps(), st.lists(edits(), max_size=8))
@settings(max_examples=200)
def test_what_came_and_went_accounts_for_every_record_once(
    map_: SystemsMap, done: list[AnyEdit]
) -> None:
    new = map_
    for edit in done:
        new = edit(new).applied_to(new)
    accounts_for_all(compare(map_, new))


@given(maps(), maps())
@settings(max_examples=200)
def test_seen_from_the_other_side_what_came_is_what_went(old: SystemsMap, new: SystemsMap) -> None:
    there, back = compare(old, new), compare(new, old)
    accounts_for_all(there)
    assert came(there) == went(back)
    assert went(there) == came(back)


def accounts_for_all(comparison: Comparison) -> None:
    drawn = [d for d in comparison.differences if d.about is not About.LOOP]
    added = Counter(d.id for d in drawn if d.what is What.ADDED)
    removed = Counter(d.id for d in drawn if d.what is What.REMOVED)
    assert set(added.values()) | set(removed.values()) <= {1}
    before = {i for kind in DRAWN for i in getattr(comparison.old, kind)}
    after = {i for kind in DRAWN for i in getattr(comparison.new, kind)}
    assert (before - removed.keys()) | added.keys() == after
    assert removed.keys() <= before
    assert not added.keys() & before


def came(comparison: Comparison) -> Counter[str]:
    map_ = comparison.new
    return Counter(_seen(map_, d.id) for d in comparison.of(What.ADDED) if map_.get(d.id))


def went(comparison: Comparison) -> Counter[str]:
    map_ = comparison.old
    return Counter(_seen(map_, d.id) for d in comparison.of(What.REMOVED) if map_.get(d.id))


def _seen(map_: SystemsMap, id_: str) -> str:
    record = map_.get(id_)
    if isinstance(record, Link):
        return f"{map_.variables[record.source].name} → {map_.variables[record.target].name}"
    return record.name if isinstance(record, Variable | NamedLoop | Card) else repr(record)


# ------------------------------------------------------------------ files from elsewhere


def elsewhere(map_: SystemsMap, tail: str = "x") -> SystemsMap:
    """The same map with ids of another program."""
    ids = {r.id: f"{r.id}{tail}" for kind in DRAWN for r in getattr(map_, kind).values()}
    return SystemsMap(
        {ids[v.id]: replace(v, id=ids[v.id]) for v in map_.variables.values()},
        {
            ids[k.id]: replace(k, id=ids[k.id], source=ids[k.source], target=ids[k.target])
            for k in map_.links.values()
        },
        {},
        {ids[n.id]: replace(n, id=ids[n.id]) for n in map_.notes.values()},
    )


def test_a_map_that_came_back_with_other_ids_is_known_by_names_and_ends() -> None:
    old = two_loops()
    assert not compare(old, elsewhere(old))
    new = do.rename(old, "people", "  PEOPLE ").applied_to(old)
    told = sentences(elsewhere(old), new)
    assert told == ["“PEOPLE” was renamed; it was “people”."]


def test_ids_that_are_only_places_in_a_list_are_not_taken_for_names() -> None:
    old = map_of(Variable(f"v{n}", name) for n, name in enumerate("ABCDE"))
    new = map_of(Variable(f"v{n}", name) for n, name in enumerate("AXBCDE"))
    assert sentences(old, new) == ["“X” is new."]
    assert sentences(new, old) == ["“X” is gone."]
    assert compare(new, old).old.variables["v1~1"].name == "X"


def test_in_one_history_an_id_is_who_it_is_whatever_it_is_called() -> None:
    info = MapInfo(created="2026-11-29T10:00:00+00:00")
    old = map_of([info, Variable("a", "Cost"), Variable("b", "Need")])
    new = map_of([info, Variable("a", "Need"), Variable("b", "Trust")])
    assert [d.what for d in compare(old, new).differences] == [What.RENAMED, What.RENAMED]


def test_two_of_a_name_are_never_one_twice() -> None:
    old = map_of([Variable("a", "Cost"), Variable("b", "Cost")])
    assert not compare(old, elsewhere(old))
    one = map_of([Variable("z", "cost")])
    kinds = Counter(d.what for d in compare(one, old).differences)
    assert kinds == {What.ADDED: 1, What.RENAMED: 1}
