"""Numbers, names and stories of loops across edits."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from systemsmap.analysis import register
from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.loop import LoopPolarity, Loops
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import ListedLoop, listing, numbering
from systemsmap.model import edits as do
from systemsmap.model.change import Change, changed
from systemsmap.model.document import Document
from systemsmap.model.records import Evidence, NamedLoop, Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import AnyEdit, edits, map_from, maps, ring, two_loops


class Room:
    """A document whose loops are found and numbered after every edit, as in the window."""

    def __init__(self, map_: SystemsMap) -> None:
        self.document = Document(map_)
        self.number()

    @property
    def map(self) -> SystemsMap:
        return self.document.map

    def number(self) -> None:
        self.loops = find_loops(self.map)
        self.document.remark(numbering(self.map, self.loops))

    def do(self, change: Change) -> None:
        self.document.commit(change, "Edit")
        self.number()

    def undo(self) -> None:
        self.document.undo()
        self.number()

    def redo(self) -> None:
        self.document.redo()
        self.number()

    @property
    def listed(self) -> dict[str, ListedLoop]:
        return {loop.label: loop for loop in listing(self.map, self.loops)}


@pytest.fixture
def room() -> Room:
    return Room(two_loops())


GROWTH = ("people>births", "births>people")


def test_loops_are_numbered_within_their_letter_as_found(room: Room) -> None:
    assert list(room.listed) == ["R1", "B1"]
    room.do(do.add_link(room.map, "births", "births", Polarity.POSITIVE))
    assert list(room.listed) == ["R2", "R1", "B1"]


def test_a_number_stays_when_another_loop_goes_and_is_not_given_again(room: Room) -> None:
    room.do(do.add_link(room.map, "births", "births", Polarity.POSITIVE, id_="self"))
    room.do(do.delete(room.map, ["births>people"]))
    assert list(room.listed) == ["R2", "B1"]
    room.do(do.add_link(room.map, "births", "people", Polarity.POSITIVE, id_="new"))
    assert list(room.listed) == ["R2", "R3", "B1"]
    room.undo()
    room.undo()
    assert list(room.listed) == ["R2", "R1", "B1"]


def test_a_flipped_sign_gives_a_new_letter_and_number_and_keeps_the_name(room: Room) -> None:
    room.do(do.name_loop(room.map, room.listed["R1"].id, "More people"))
    room.do(do.set_polarity(room.map, ["births>people"], Polarity.NEGATIVE))
    assert list(room.listed) == ["B2", "B1"]
    assert room.listed["B2"].name == "More people"
    room.do(do.set_polarity(room.map, ["births>people"], Polarity.MIXED))
    assert room.listed["U1"].deciders == ("births>people",)
    room.do(do.set_polarity(room.map, ["births>people"], Polarity.POSITIVE))
    assert list(room.listed) == ["R1", "B1"]
    assert room.listed["R1"].name == "More people"


def test_a_number_outlives_the_undoing_of_what_came_before_it(room: Room) -> None:
    room.do(do.name_loop(room.map, room.listed["R1"].id, "More people"))
    room.do(do.set_polarity(room.map, ["births>people"], Polarity.NEGATIVE))
    assert list(room.listed) == ["B2", "B1"]
    room.undo()
    room.undo()
    room.do(do.add_link(room.map, "births", "births", Polarity.NEGATIVE))
    assert list(room.listed) == ["B3", "R1", "B1"]
    room.do(do.set_polarity(room.map, ["births>people"], Polarity.NEGATIVE))
    assert list(room.listed) == ["B3", "B2", "B1"]


def test_the_number_of_a_pasted_loop_is_not_given_again_when_pasting_is_undone(room: Room) -> None:
    room.do(do.name_loop(room.map, room.listed["R1"].id, "More people"))
    room.do(do.insert(room.map, do.piece(room.map, ["people", "births"])))
    assert list(room.listed) == ["R1", "B1", "R2"]
    room.undo()
    room.do(do.add_link(room.map, "births", "births", Polarity.POSITIVE))
    assert list(room.listed) == ["R3", "R1", "B1"]


def test_a_broken_loop_keeps_name_story_and_label_and_names_the_lost_link(room: Room) -> None:
    id_ = room.listed["B1"].id
    room.do(do.name_loop(room.map, id_, "Crowding"))
    room.do(do.tell_loop(room.map, id_, "Too many at the table."))
    room.do(do.delete(room.map, ["deaths>people"]))
    assert list(room.listed) == ["R1", "B1"]
    broken = room.listed["B1"]
    assert broken.broken
    assert (broken.name, broken.story) == ("Crowding", "Too many at the table.")
    assert broken.lost == ("deaths → people",)
    assert broken.variables == ("people", "deaths")
    assert broken.polarity is LoopPolarity.BALANCING
    room.undo()
    assert not room.listed["B1"].broken
    assert room.listed["B1"].lost == ()


def test_a_loop_that_lost_a_variable_is_broken_too(room: Room) -> None:
    room.do(do.name_loop(room.map, room.listed["B1"].id, "Crowding"))
    room.do(do.delete(room.map, ["deaths"]))
    assert set(room.listed["B1"].lost) == {"deaths → people", "people → deaths"}
    assert room.listed["B1"].variables == ()


def test_a_link_turned_round_breaks_a_loop_until_it_is_turned_back(room: Room) -> None:
    room.do(do.name_loop(room.map, room.listed["R1"].id, "Growth"))
    room.do(do.delete(room.map, ["people>deaths", "deaths>people"]))
    triangle = do.add_link(room.map, "deaths", "people", Polarity.POSITIVE, id_="d>p")
    room.do(
        triangle.then(do.add_link(triangle.applied_to(room.map), "births", "deaths", id_="b>d"))
    )
    (open_loop,) = (loop for loop in room.listed.values() if len(loop.links) == 3)
    room.do(do.name_loop(room.map, open_loop.id, "Round"))
    room.do(do.reverse(room.map, ["d>p"]))
    assert room.listed[open_loop.label].broken
    assert room.listed[open_loop.label].lost == ("deaths → people",)
    room.do(do.reverse(room.map, ["d>p"]))
    assert not room.listed[open_loop.label].broken
    assert not room.map.loops[open_loop.id].lost


def test_a_loop_turned_round_as_a_whole_is_the_same_loop(room: Room) -> None:
    room.do(do.name_loop(room.map, room.listed["R1"].id, "Growth"))
    room.do(do.reverse(room.map, GROWTH))
    assert room.listed["R1"].name == "Growth"
    assert room.listed["R1"].links == ("births>people", "people>births")
    assert room.map.links["births>people"].source == "people"


def test_forgetting_removes_a_broken_loop_but_its_number_stays_taken(room: Room) -> None:
    room.do(do.name_loop(room.map, room.listed["B1"].id, "Crowding"))
    room.do(do.delete(room.map, ["deaths>people"]))
    room.do(do.forget_loop(room.map, room.listed["B1"].id))
    assert list(room.listed) == ["R1"]
    room.do(do.add_link(room.map, "deaths", "people", Polarity.NEGATIVE))
    assert list(room.listed) == ["R1", "B2"]


def test_a_loop_nobody_spoke_of_just_goes(room: Room) -> None:
    room.do(do.delete(room.map, ["deaths>people"]))
    assert list(room.listed) == ["R1"]


def test_a_named_loop_beyond_the_budget_is_listed_and_not_called_broken(room: Room) -> None:
    room.do(do.pin_loop(room.map, room.listed["B1"].id, True))
    room.loops = find_loops(room.map, Budget(results=1))
    assert [loop.broken for loop in room.listed.values()] == [False, False]
    flip = do.set_polarity(room.map, ["deaths>people"], Polarity.POSITIVE)
    room.document.commit(flip, "Flip")
    room.loops = find_loops(room.map, Budget(results=1))
    room.document.remark(numbering(room.map, room.loops))
    assert list(room.listed) == ["R1", "R2"]


def test_a_loop_turned_round_is_known_again_where_the_search_did_not_get_to() -> None:
    room = Room(map_from("a + b", "b + c", "c - a", "a + a"))
    room.do(do.name_loop(room.map, room.listed["B1"].id, "Round"))
    room.document.commit(do.reverse(room.map, ["a>b", "b>c", "c>a"]), "Turn")
    room.loops = find_loops(room.map, Budget(results=1))
    assert not room.listed["B1"].broken
    assert room.listed["B1"].variables == ("a", "c", "b")
    assert room.listed["B1"].links == ("c>a", "b>c", "a>b")


def test_an_answer_about_an_older_map_shows_no_loop_that_has_gone_since(room: Room) -> None:
    room.document.commit(do.delete(room.map, ["deaths>people"]), "Delete")
    assert list(room.listed) == ["R1"]
    assert not numbering(room.map, room.loops)


def test_what_is_known_of_the_links_is_counted(room: Room) -> None:
    room.do(do.set_evidence(room.map, ["deaths>people"], Evidence.DATA))
    assert room.listed["R1"].assumptions == 2
    assert room.listed["B1"].assumptions == 1
    assert room.listed["B1"].delayed


def test_numbering_twice_notes_nothing_new(room: Room) -> None:
    assert not numbering(room.map, room.loops)


def test_the_oldest_dead_records_go_but_never_the_highest_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(register, "REMEMBERED", 3)
    room = Room(ring(3))
    given = set(room.listed)
    for time in range(12):
        room.do(do.delete(room.map, [next(iter(room.map.links))]))
        gap = next(
            (a, b)
            for a, b in (("v0", "v1"), ("v1", "v2"), ("v2", "v0"))
            if (a, b) not in room.map.link_between
        )
        room.do(do.add_link(room.map, *gap, Polarity.POSITIVE, id_=f"again {time}"))
        assert given.isdisjoint(room.listed)
        given |= set(room.listed)
    assert len(given) == 13
    assert len(room.map.loops) == 4


def test_dead_records_with_the_highest_number_outlive_younger_ones() -> None:
    dead = [NamedLoop(f"loop {i}", (f"gone {i}",), (("R", 5000 - i),)) for i in range(1500)]
    map_ = replace(two_loops(), loops={r.id: r for r in dead})
    room = Room(map_)
    assert list(room.listed) == ["R5001", "B1"]
    assert len(room.map.loops) == register.REMEMBERED + 2
    nothing = numbering(map_, Loops((), complete=True, known=0, complete_to=0))
    left = nothing.applied_to(map_)
    assert "loop 0" in left.loops
    assert "loop 1" not in left.loops


class Numbers(RuleBasedStateMachine):
    """Links come, go, turn and flip; every number ever given belongs to one loop for ever."""

    @initialize(map_=maps(max_variables=5, max_links=10))
    def begin(self, map_: SystemsMap) -> None:
        self.room = Room(map_)
        self.owner: dict[str, str] = {}
        self.names: dict[str, str] = {}

    @rule(edit=edits())
    def edit(self, edit: AnyEdit) -> None:
        change = edit(self.room.map)
        listed = {loop.id for loop in listing(self.room.map, self.room.loops)}
        spoken_of = {r.id for r in change.after.values() if isinstance(r, NamedLoop) and r.is_kept}
        if len(self.room.map.variables) < 9 and (edit.name == "copy" or spoken_of <= listed):
            self.room.do(change)

    @rule(edit=edits("add link", "delete link", "sign", "reverse"))
    def draw(self, edit: AnyEdit) -> None:
        self.room.do(edit(self.room.map))

    @rule(edit=edits("sign"))
    def edit_before_the_answer_came(self, edit: AnyEdit) -> None:
        self.room.document.commit(edit(self.room.map), "Edit")

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.room.undo()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.room.redo()

    @rule()
    def reopen(self) -> None:
        self.room = Room(self.room.map)

    @invariant()
    def a_number_belongs_to_one_loop(self) -> None:
        self.room.number()
        listed = listing(self.room.map, self.room.loops)
        for loop in listed:
            assert self.owner.setdefault(loop.label, loop.id) == loop.id
        labels = [loop.label for loop in listed]
        assert len(labels) == len(set(labels))

    @invariant()
    def a_loop_has_one_number_per_letter_for_ever(self) -> None:
        for loop in listing(self.room.map, self.room.loops):
            key = f"{loop.label[0]} {loop.id}"
            assert self.names.setdefault(key, loop.label) == loop.label

    @invariant()
    def every_loop_is_listed_and_every_loop_spoken_of(self) -> None:
        listed = {loop.id: loop for loop in listing(self.room.map, self.room.loops)}
        found = {loop.id for loop in self.room.loops.loops}
        kept = {record.id for record in self.room.map.loops.values() if record.is_kept}
        assert set(listed) == found | kept
        assert all(loop.broken == (id_ not in found) for id_, loop in listed.items())

    @invariant()
    def a_broken_loop_says_what_it_lost(self) -> None:
        for loop in listing(self.room.map, self.room.loops):
            assert bool(loop.lost) == loop.broken


TestNumbers = Numbers.TestCase
TestNumbers.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)


def test_listing_shows_places_and_wishes_of_people(room: Room) -> None:
    id_ = room.listed["R1"].id
    room.do(do.move_badge(room.map, id_, (3.0, 4.0)))
    room.do(do.hide_loop(room.map, id_, True))
    assert (room.listed["R1"].badge, room.listed["R1"].hidden) == ((3.0, 4.0), True)


def test_the_records_of_unknown_letters_do_no_harm() -> None:
    odd = NamedLoop("loop x", ("gone",), (("X", 3),), name="From another program")
    map_ = changed(two_loops(), odd).applied_to(two_loops())
    room = Room(map_)
    assert list(room.listed) == ["R1", "B1", "X3"]
