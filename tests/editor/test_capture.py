"""Typed lines become variables and links: where they belong, and never twice."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.editor.capturing.capture import capture, keep
from systemsmap.editor.capturing.completing import fragment, offers
from systemsmap.editor.editor import Editor
from systemsmap.interchange.statements.statement import StatementTrouble
from systemsmap.model.document import Document
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from


def _editor(map_: SystemsMap | None = None) -> Editor:
    return Editor(Document(map_))


def _draw(e: Editor, text: str) -> None:
    keep(e, capture(e, text))


def _said(map_: SystemsMap) -> set[tuple[str, str, str, bool]]:
    name = {i: v.name for i, v in map_.variables.items()}
    return {
        (name[k.source], k.polarity.value, name[k.target], k.delayed) for k in map_.links.values()
    }


def test_a_line_becomes_variables_and_links_in_one_step() -> None:
    e = _editor()
    _draw(e, "Digital by default -> Contact with people - -> Failure demand -, delay")
    assert _said(e.map) == {
        ("Digital by default", "-", "Contact with people", False),
        ("Contact with people", "-", "Failure demand", True),
    }
    e.document.undo()
    assert e.map.is_empty


def test_names_on_the_map_are_meant_whatever_their_case_and_spaces() -> None:
    e = _editor()
    _draw(e, "Cost of care -> Pressure to cut +")
    _draw(e, "pressure  TO cut -> cost of care -")
    assert len(e.map.variables) == 2
    assert len(e.map.links) == 2


def test_a_link_that_is_there_takes_the_sign_and_the_delay_that_are_said() -> None:
    e = _editor()
    _draw(e, "Cost -> Cuts +")
    (link,) = e.map.links.values()
    _draw(e, "Cost -> Cuts -, delay")
    assert (e.map.links[link.id].polarity, e.map.links[link.id].delayed) == (
        Polarity.NEGATIVE,
        True,
    )
    _draw(e, "Cost -> Cuts")
    assert e.map.links[link.id].polarity is Polarity.NEGATIVE


def test_several_lines_are_one_step_and_a_bad_one_leaves_all_as_it_was() -> None:
    e = _editor()
    with pytest.raises(StatementTrouble):
        capture(e, "Cost -> Cuts\n-> Morale")
    assert e.map.is_empty
    _draw(e, "Cost -> Cuts +\n\nCuts -> Morale -\nTrust")
    assert {v.name for v in e.map.variables.values()} == {"Cost", "Cuts", "Morale", "Trust"}
    e.document.undo()
    assert e.map.is_empty


def test_a_variable_that_affects_itself_is_one_variable() -> None:
    e = _editor()
    _draw(e, "Waiting -> waiting +")
    assert len(e.map.variables) == len(e.map.links) == 1


def test_a_near_twin_is_noticed_before_it_is_made() -> None:
    e = _editor()
    _draw(e, "Waiting times -> Calls to chase +")
    ((new, there),) = capture(e, "Waiting time -> Cost +").twins
    assert (new.name, there.name) == ("Waiting time", "Waiting times")
    assert not capture(e, "Staff morale -> Cost +").twins


_NAMES = st.lists(
    st.text(ascii_lowercase, min_size=1, max_size=14), min_size=2, max_size=14, unique=True
)


@given(_NAMES, st.randoms(use_true_random=False))
def test_nothing_placed_moves_and_nothing_new_lies_on_anything(names: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    e = _editor()
    for _ in range(len(names)):
        before = e.map
        one, other = chance.sample(names, 2)
        captured = capture(e, f'"{one}" -> "{other}" {chance.choice("+-?")}')
        keep(e, captured)
        for id_, variable in before.variables.items():
            assert e.map.variables[id_] == variable
        boxes = [e.composition.box(id_) for id_ in e.map.variables]
        for at, box in enumerate(boxes):
            assert not any(box.overlaps(other_box) for other_box in boxes[at + 1 :])
        if captured.change:
            e.document.undo()
            assert e.map == before
            e.document.redo()


@pytest.mark.parametrize(
    ("text", "letters", "cause"),
    [
        ("wa", "wa", None),
        ("Cost -> wa", "wa", "Cost"),
        ("Cost + -> - wa", "wa", "Cost"),
        ("more co", "co", None),
        ("more cost leads to less wa", "wa", None),
        ("a -> b -> wa", "wa", "b"),
    ],
)
def test_the_letters_before_the_cursor_are_a_name_begun(
    text: str, letters: str, cause: str | None
) -> None:
    found = fragment(text, len(text))
    assert found is not None
    assert (found.letters, found.cause) == (letters, cause)


@pytest.mark.parametrize("text", ["", "w", "Cost -> w", '"wait', "Cost -> "])
def test_too_few_letters_are_none(text: str) -> None:
    assert fragment(text, len(text)) is None


def test_what_the_cause_does_not_affect_yet_is_offered_first() -> None:
    e = _editor(map_from("Cost + Waiting", "Walking ? Water"))
    typed = fragment("Cost -> wa", 10)
    assert typed is not None
    assert offers(e, typed) == ["Water", "Walking", "Waiting"]
    assert offers(e, fragment("Cost -> waiting", 15) or typed) == []
    assert offers(e, fragment("wtng", 4) or typed) == ["Waiting"]
