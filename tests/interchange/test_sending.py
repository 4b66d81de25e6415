"""What is left out of a copy is nowhere in it, and everything else is."""

import json
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from systemsmap.interchange.sending import (
    NOTHING,
    LeftOut,
    fit_to_send,
    left_out,
    notes_for_the_team,
    staying,
)
from systemsmap.model.records import (
    Card,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap
from tests.interchange.any_map import any_maps

WHATS = [LeftOut(*ticks) for ticks in product((False, True), repeat=4)]


def full_map() -> SystemsMap:
    """A map in which each text says where it stands."""
    extra = json.dumps({"theirs": "FOREIGN"})
    return SystemsMap(
        variables={
            "a": Variable("a", "CAUSE", note="NOTE-A", extra=extra),
            "b": Variable("b", "EFFECT", note="NOTE-B"),
        },
        links={
            "k": Link("k", "a", "b", rationale="REASON", reference="SOURCE", note="NOTE-K"),
            "m": Link("m", "b", "a"),
        },
        loops={
            "l": NamedLoop("l", ("k", "m"), name="LOOP", story="STORY", extra=extra),
            "old": NamedLoop("old", ("k", "gone"), name="BROKEN", lost=("DELETED → EFFECT",)),
            "dead": NamedLoop("dead", ("gone",), lost=("DELETED → CAUSE",)),
        },
        notes={"n": Note("n", "CANVAS", 0.0, 0.0, extra=extra)},
        info=MapInfo("TITLE", "DESCRIPTION", "QUESTION", "AUTHOR", "ORGANISATION", extra=extra),
        cards={"c": Card("c", "CARD", note="NOTE-C")},
        steps={
            "s": StoryStep("s", 0, Shown.SELECTION, ("a", "n"), "WORDS"),
            "t": StoryStep("t", 1, Shown.NOTE, ("n",), "OF-CANVAS"),
        },
    )


def words_in(map_: SystemsMap) -> str:
    return repr(map_)


def test_notes_go_and_reasons_sources_and_stories_stay() -> None:
    text = words_in(fit_to_send(full_map(), LeftOut()))
    gone = ("NOTE-A", "NOTE-B", "NOTE-K", "NOTE-C", "FOREIGN", "DELETED")
    assert [word for word in gone if word in text] == []
    kept = (
        *("CAUSE", "EFFECT", "REASON", "SOURCE", "LOOP", "STORY", "BROKEN", "CANVAS", "CARD"),
        *("TITLE", "DESCRIPTION", "QUESTION", "AUTHOR", "ORGANISATION", "WORDS", "OF-CANVAS"),
    )
    assert [word for word in kept if word not in text] == []


def test_each_tick_takes_its_own_and_no_more() -> None:
    map_ = full_map()
    gone = {
        LeftOut(notes=False, canvas_notes=True): {"CANVAS", "OF-CANVAS", "DELETED"},
        LeftOut(notes=False, cards=True): {"CARD", "NOTE-C", "DELETED"},
        LeftOut(notes=False, author=True): {"AUTHOR", "FOREIGN", "DELETED"},
        NOTHING: {"DELETED"},
    }
    words = (
        *("NOTE-A", "NOTE-B", "NOTE-K", "NOTE-C", "FOREIGN", "DELETED", "CANVAS", "CARD"),
        *("AUTHOR", "OF-CANVAS", "WORDS", "REASON"),
    )
    for what, left in gone.items():
        text = words_in(fit_to_send(map_, what)).replace("OF-CANVAS", "OF-C_NVAS")
        missing = {word for word in words if word.replace("OF-CANVAS", "OF-C_NVAS") not in text}
        assert missing == left, what


def test_a_step_that_showed_a_note_among_others_shows_the_others() -> None:
    sent = fit_to_send(full_map(), LeftOut(canvas_notes=True))
    assert [step.ids for step in sent.steps.values()] == [("a",)]


def test_both_lists_say_exactly_what_there_is() -> None:
    map_ = full_map()
    assert left_out(map_, LeftOut(cards=True, author=True)) == (
        "4 notes for the team",
        "1 card of the tray",
        "the author’s name",
        "fields of other programs that are not shown here",
        "the history, with every name that was changed or deleted",
    )
    assert staying(map_, LeftOut(cards=True, author=True)) == (
        "2 variables",
        "2 links with signs, evidence, reasons, sources",
        "2 loops with a name or a story",
        "2 steps of the story",
        "1 note on the canvas",
        "the title",
        "the question",
        "the description",
        "the organisation",
    )
    assert left_out(SystemsMap(), LeftOut(cards=True, author=True))[:-1] == ()


@given(any_maps(), st.sampled_from(WHATS))
def test_what_is_sent_can_be_sent_again_and_loses_nothing_more(
    map_: SystemsMap, what: LeftOut
) -> None:
    sent = fit_to_send(map_, what)
    assert fit_to_send(sent, what) == sent
    assert [*sent.variables] == [*map_.variables]
    assert [*sent.links] == [*map_.links]
    assert {i for i, x in map_.loops.items() if x.is_kept} <= {*sent.loops}
    assert not what.notes or notes_for_the_team(sent) == 0
    bare = replace(sent, loops={}), replace(map_, loops={})
    assert what.is_anything or bare[0] == bare[1]
