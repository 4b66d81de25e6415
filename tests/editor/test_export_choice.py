"""What is chosen for export is what the picture shows."""

from systemsmap.analysis.analyses import analyse
from systemsmap.editor.export_choice import ExportChoice, focus_of
from systemsmap.model import edits
from systemsmap.rendering.picture import Item
from systemsmap.rendering.theme import DARK, PRINT
from tests.editor.hand import EditorHand
from tests.maps import two_loops


def hand_with_loops() -> EditorHand:
    hand = EditorHand(two_loops())
    hand.editor.take_report(analyse(hand.editor.map, ("loops",)))
    return hand


def items(choice: ExportChoice, hand: EditorHand) -> dict[str, Item]:
    return {i.mark: i for layer in choice.picture(hand.editor).layers for i in layer.items}


def test_a_loop_alone_leaves_out_the_rest() -> None:
    hand = hand_with_loops()
    hand.editor.select(hand.editor.loops[0].id)
    focus = focus_of(hand.editor, "loop")
    alone = items(ExportChoice(part="loop", focus=focus, alone=True), hand)
    assert "var-births" in alone
    assert "var-deaths" not in alone
    dimmed = items(ExportChoice(part="loop", focus=focus), hand)
    assert dimmed["var-deaths"].opacity < 0.5 < dimmed["var-births"].opacity


def test_the_whole_map_takes_no_notice_of_what_is_selected() -> None:
    hand = hand_with_loops()
    choice = ExportChoice(part="map", focus=frozenset({"births"}), alone=True)
    assert "var-deaths" in items(choice, hand)


def test_light_is_for_paper_dark_is_dark_and_transparent_has_no_background() -> None:
    hand = hand_with_loops()
    assert ExportChoice().picture(hand.editor).background == PRINT.paper
    assert ExportChoice(look="dark").picture(hand.editor).background == DARK.paper
    assert ExportChoice(look="transparent").picture(hand.editor).background is None


def test_title_and_key_come_only_when_wanted() -> None:
    hand = hand_with_loops()
    hand.document.commit(edits.describe_map(hand.editor.map, title="People"), "title")
    assert {"title", "key"} <= items(ExportChoice(), hand).keys()
    assert not {"title", "key"} & items(ExportChoice(key=False, title=False), hand).keys()


def test_there_is_no_part_without_a_selection() -> None:
    hand = hand_with_loops()
    assert focus_of(hand.editor, "loop") is None
    assert focus_of(hand.editor, "selection") is None
