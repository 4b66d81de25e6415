"""What a step was done to, by name."""

from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.records import Link, Variable
from systemsmap.model.subject import LONGEST, subject_of
from systemsmap.model.systems_map import map_of
from tests.maps import two_loops


def test_a_variable_is_told_by_its_name_a_link_by_its_ends() -> None:
    map_ = map_of([Variable("c", "Calls"), Variable("w", "Waiting\ntime"), Link("l", "c", "w")])
    calls, waiting = map_.variables
    for change, told in (
        (edits.rename(map_, calls, "Phone calls"), "Phone calls"),
        (edits.add_link(map_, waiting, calls), "Waiting time → Calls"),
        (edits.add_note(map_, "To be\nchecked", 0, 0), "To be checked"),
        (edits.delete(map_, [calls]), "Calls"),
        (edits.delete(map_, list(map_.links)), "Calls → Waiting time"),
        (edits.move(map_, [calls, waiting], 1, 1), ""),
        (edits.describe_map(map_, title="Phones"), ""),
        (Change(), ""),
    ):
        assert subject_of(change, change.applied_to(map_)) == told


def test_long_names_are_cut() -> None:
    map_ = two_loops()
    change = edits.rename(map_, next(iter(map_.variables)), "so much waiting " * 20)
    assert len(subject_of(change, change.applied_to(map_))) <= LONGEST
