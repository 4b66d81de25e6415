"""The map without what nobody tested: links and loops that rest on it are not shown."""

import pytest

from systemsmap.editor.evidenced import FAINT, opacities
from systemsmap.model import edits
from systemsmap.model.records import Evidence
from tests.editor.hand import EditorHand
from tests.maps import map_from


@pytest.fixture
def hand() -> EditorHand:
    map_ = map_from("a + b", "b + a", "b + c", "c - a", "c + d")
    known = edits.set_evidence(map_, ("a>b", "b>a"), Evidence.DATA).applied_to(map_)
    return EditorHand(known).find_loops()


def test_only_loops_without_assumptions_survive(hand: EditorHand) -> None:
    sets = hand.editor.sets
    assert [loop.label for loop in sets.shown()] == ["R1", "B1"]
    hand.do("view.evidenced")
    assert [loop.label for loop in sets.shown()] == ["R1"]
    assert hand.editor.notice == "1 of 2 loops survives without assumptions."
    assert hand.editor.notice in sets.about()
    hand.do("view.evidenced")
    assert len(sets.shown()) == 2


def test_assumed_links_and_their_loops_are_gone_and_what_hangs_on_them_faint(
    hand: EditorHand,
) -> None:
    assert opacities(hand.editor) == {}
    hand.do("view.evidenced")
    balancing = next(loop.id for loop in hand.editor.loops if loop.label == "B1")
    gone = {i for i, share in opacities(hand.editor).items() if not share}
    assert gone == {"b>c", "c>a", "c>d", balancing}
    faint = {i for i, share in opacities(hand.editor).items() if share == FAINT}
    assert faint == {hand.variable("c").id, hand.variable("d").id}
