"""What each edit does beyond the plain sense of its name, and what it refuses."""

from collections.abc import Callable

import pytest

from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.edits import EditError
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Evidence, Kind, Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.model.small_maps import births, births_told

GROWTH = loop_id(("bp", "pb"))


def test_a_new_link_has_no_sign_until_someone_gives_it_one() -> None:
    new = edits.add_link(births(), "births", "deaths", id_="bd").applied_to(births())
    assert new.links["bd"].polarity is Polarity.UNDECIDED
    assert new.links["bd"].evidence is Evidence.ASSUMPTION


def test_a_variable_may_be_linked_to_itself() -> None:
    new = edits.add_link(births(), "births", "births", id_="bb").applied_to(births())
    assert new.links_at["births"] == ("bp", "pb", "bb")


def test_the_other_direction_of_a_pair_is_another_link() -> None:
    map_ = edits.delete(births(), ["pb"]).applied_to(births())
    assert edits.add_link(map_, "people", "births")


def test_deleting_a_variable_deletes_its_links() -> None:
    new = edits.delete(births(), ["people"]).applied_to(births())
    assert list(new.variables) == ["births", "deaths"]
    assert not new.links


def test_a_loop_people_named_remembers_the_links_it_lost() -> None:
    new = edits.delete(births_told(), ["pb"]).applied_to(births_told())
    assert new.loops[GROWTH].lost == ("Population → Births",)
    assert new.loops[GROWTH].name == "Growth"


def test_a_loop_that_loses_its_links_one_by_one_remembers_each_once() -> None:
    map_ = births_told()
    for link in ("pb", "bp", "bp"):
        map_ = edits.delete(map_, [link]).applied_to(map_)
    assert map_.loops[GROWTH].lost == ("Population → Births", "Births → Population")


def test_turning_a_link_round_breaks_the_named_loop_it_was_on() -> None:
    map_ = edits.delete(births_told(), ["bp"]).applied_to(births_told())
    new = edits.reverse(map_, ["pb"]).applied_to(map_)
    assert (new.links["pb"].source, new.links["pb"].target) == ("births", "people")
    assert "Population → Births" in new.loops[GROWTH].lost


def test_turning_a_bent_link_round_keeps_its_arc_where_it_was() -> None:
    map_ = edits.delete(births(), ["pb"]).applied_to(births())
    map_ = edits.bend(map_, "bp", 0.3).applied_to(map_)
    assert edits.reverse(map_, ["bp"]).applied_to(map_).links["bp"].bend == -0.3


def test_both_links_between_two_variables_can_be_turned_together() -> None:
    new = edits.reverse(births(), ["bp", "pb"]).applied_to(births())
    assert new.link_between["births", "people"] == "pb"


def test_names_lose_stray_spaces_and_keep_their_line_breaks() -> None:
    new = edits.rename(births(), "births", "  Calls   that\n\n come  back ").applied_to(births())
    assert new.variables["births"].name == "Calls that\ncome back"


def test_two_variables_may_have_the_same_name() -> None:
    assert edits.rename(births(), "births", "deaths")


def test_moving_takes_variables_and_notes_and_lets_links_follow() -> None:
    new = edits.move(births(), ["births", "said", "bp", "nobody"], 10, -5).applied_to(births())
    assert (new.variables["births"].x, new.variables["births"].y) == (10, -5)
    assert (new.notes["said"].x, new.notes["said"].y) == (10, 115)
    assert new.links == births().links


def test_a_piece_holds_only_what_lies_wholly_inside_it() -> None:
    piece = edits.piece(births_told(), {"births", "people", "said"})
    assert list(piece.links) == ["bp", "pb"]
    assert list(piece.loops) == [GROWTH]
    assert list(edits.piece(births_told(), {"births", "deaths"}).links) == []


def test_a_piece_put_in_twice_has_fresh_ids_and_its_own_loops() -> None:
    map_ = births_told()
    piece = edits.piece(map_, {"births", "people", "said"})
    new = edits.insert(map_, piece, 10, 20).applied_to(map_)
    assert len(new.variables) == 5
    assert len(new.links) == 6
    (other,) = (loop for id_, loop in new.loops.items() if id_ != GROWTH)
    assert (other.name, other.numbers) == ("Growth", ())
    assert {new.variables[new.links[i].source].name for i in other.links} == {
        "Births",
        "Population",
    }
    assert {(v.x, v.y) for v in new.variables.values()} >= {(10, 20), (110, 20)}


def test_a_forgotten_loop_keeps_its_numbers() -> None:
    new = edits.forget_loop(births_told(), GROWTH).applied_to(births_told())
    assert new.loops[GROWTH].numbers == (("R", 1),)
    assert not new.loops[GROWTH].is_kept


def test_only_what_is_given_of_a_link_is_written() -> None:
    map_ = edits.describe_link(births(), "bp", rationale="seen", note="later").applied_to(births())
    new = edits.describe_link(map_, "bp", reference="ONS", note="").applied_to(map_)
    link = new.links["bp"]
    assert (link.rationale, link.reference, link.note) == ("seen", "ONS", "")


def test_a_note_never_gets_narrower_than_a_word_or_two() -> None:
    assert edits.set_width(births(), "said", -5).applied_to(births()).notes["said"].width == 60


def test_a_kind_can_be_given_and_taken_back() -> None:
    map_ = edits.set_kind(births(), ["births", "deaths"], Kind.NEED).applied_to(births())
    assert map_.variables["deaths"].kind is Kind.NEED
    assert edits.set_kind(map_, ["births", "deaths"], None).applied_to(map_) == births()


REFUSED: dict[str, Callable[[SystemsMap], Change]] = {
    "no name": lambda m: edits.add_variable(m, " \n ", 0, 0),
    "no new name": lambda m: edits.rename(m, "births", ""),
    "no text": lambda m: edits.add_note(m, "  ", 0, 0),
    "no new text": lambda m: edits.set_text(m, "said", "\n"),
    "second link": lambda m: edits.add_link(m, "births", "people"),
    "end missing": lambda m: edits.add_link(m, "births", "nobody"),
    "beginning missing": lambda m: edits.add_link(m, "nobody", "births"),
    "turned onto another": lambda m: edits.reverse(m, ["bp"]),
    "variable gone": lambda m: edits.set_note(m, "nobody", "x"),
    "link gone": lambda m: edits.set_polarity(m, ["nothing"], Polarity.POSITIVE),
    "loop gone": lambda m: edits.name_loop(m, "nothing", "x"),
    "note gone": lambda m: edits.set_width(m, "nothing", 100),
}


@pytest.mark.parametrize("edit", REFUSED.values(), ids=REFUSED.keys())
def test_an_edit_that_makes_no_sense_says_so_in_one_sentence(
    edit: Callable[[SystemsMap], Change],
) -> None:
    with pytest.raises(EditError) as refusal:
        edit(births())
    words = str(refusal.value)
    assert words.endswith(".")
    assert "\n" not in words
    assert words[0].isupper() or words[0] == "“"


def test_the_map_is_about_only_what_it_can_be_about() -> None:
    with pytest.raises(TypeError, match="colour"):
        edits.describe_map(births(), colour="red")
