"""Every edit in every order, with undo, redo, drags and files between them.

The machine does at random what people do, and after each step holds the map against the laws
that everything else in the program leans on.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.edits import EditError
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Evidence, Kind, Polarity, Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap
from tests.model.small_maps import births_told

Data = st.DataObject

NAMES = st.sampled_from(["Births", "births", "Calls that\ncome back", "Trust", "", "  "])
TEXTS = st.sampled_from(
    ["", "as the night team told it", "‖ ± “quoted” <b>&amp;</b>", "two\nlines"]
)
PLACES = st.floats(-1000, 1000, allow_nan=False, width=16)
SIGNS = st.sampled_from(Polarity)
KINDS = st.none() | st.sampled_from(Kind)
EVIDENCE = st.sampled_from(Evidence)
BENDS = st.none() | st.floats(-0.5, 0.5, allow_nan=False, width=16)


class MapMachine(RuleBasedStateMachine):
    """A document, and what must be true of it whatever has been done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        self.first = self.kept = self.shown = self.document.map

    @initialize(told=st.booleans())
    def begin(self, told: bool) -> None:
        self.first = births_told() if told else SystemsMap()
        self.kept = self.shown = self.first
        self.document = Document(self.first)
        self.document.changed.subscribe(self.hear)

    def hear(self, event: MapChanged) -> None:
        self.shown = event.change.applied_to(self.shown)
        if not event.provisional:
            self.kept = event.change.applied_to(self.kept)

    def do(self, edit: Callable[..., Change], *args: Any, **fields: Any) -> None:
        """Do an edit as one step, unless it makes no sense."""
        before = self.document.map
        try:
            change = edit(before, *args, **fields)
        except EditError:
            return
        assert not change.then(change.reversed())
        self.document.commit(change, edit.__name__)
        if change:
            after = self.document.map
            assert self.kept == after
            assert self.document.undo() == edit.__name__
            assert self.document.map == before
            self.document.redo()
            assert self.document.map == after

    def one(self, data: Data, *kinds: str) -> str:
        """Pick an id of such a record, or sometimes one of nothing."""
        return data.draw(st.sampled_from([*self.ids(*kinds), "nothing"]))

    def some(self, data: Data, *kinds: str) -> list[str]:
        """Pick a few ids."""
        ids = self.ids(*kinds)
        return data.draw(st.lists(st.sampled_from(ids), max_size=4, unique=True)) if ids else []

    def ids(self, *kinds: str) -> list[str]:
        """Return the ids of all records of these kinds."""
        return [i for kind in kinds for i in getattr(self.document.map, kind)]

    # one rule for every edit, of the same name

    @rule(name=NAMES, x=PLACES, y=PLACES)
    def add_variable(self, name: str, x: float, y: float) -> None:
        self.do(edits.add_variable, name, x, y)

    @rule(data=st.data(), sign=SIGNS)
    def add_link(self, data: Data, sign: Polarity) -> None:
        ends = self.one(data, "variables"), self.one(data, "variables")
        self.do(edits.add_link, *ends, sign)

    @rule(data=st.data())
    def decline_link(self, data: Data) -> None:
        self.do(edits.decline_link, self.one(data, "variables"), self.one(data, "variables"))

    @rule(text=TEXTS, x=PLACES, y=PLACES)
    def add_note(self, text: str, x: float, y: float) -> None:
        self.do(edits.add_note, text, x, y)

    @rule(data=st.data(), name=NAMES)
    def rename(self, data: Data, name: str) -> None:
        self.do(edits.rename, self.one(data, "variables"), name)

    @rule(data=st.data(), kind=KINDS)
    def set_kind(self, data: Data, kind: Kind | None) -> None:
        self.do(edits.set_kind, self.some(data, "variables"), kind)

    @rule(data=st.data(), outside=st.booleans())
    def set_outside(self, data: Data, outside: bool) -> None:
        self.do(edits.set_outside, self.some(data, "variables"), outside)

    @rule(data=st.data(), note=TEXTS)
    def set_note(self, data: Data, note: str) -> None:
        self.do(edits.set_note, self.one(data, "variables"), note)

    @rule(data=st.data(), sign=SIGNS)
    def set_polarity(self, data: Data, sign: Polarity) -> None:
        self.do(edits.set_polarity, self.some(data, "links"), sign)

    @rule(data=st.data(), delayed=st.booleans())
    def set_delayed(self, data: Data, delayed: bool) -> None:
        self.do(edits.set_delayed, self.some(data, "links"), delayed)

    @rule(data=st.data())
    def reverse(self, data: Data) -> None:
        self.do(edits.reverse, self.some(data, "links"))

    @rule(data=st.data(), bend=BENDS)
    def bend(self, data: Data, bend: float | None) -> None:
        self.do(edits.bend, self.one(data, "links"), bend)

    @rule(data=st.data(), evidence=EVIDENCE)
    def set_evidence(self, data: Data, evidence: Evidence) -> None:
        self.do(edits.set_evidence, self.some(data, "links"), evidence)

    @rule(data=st.data(), rationale=st.none() | TEXTS, reference=st.none() | TEXTS)
    def describe_link(self, data: Data, rationale: str | None, reference: str | None) -> None:
        fields = {"rationale": rationale, "reference": reference}
        self.do(edits.describe_link, self.one(data, "links"), **fields)

    @rule(title=TEXTS, question=TEXTS)
    def describe_map(self, title: str, question: str) -> None:
        self.do(edits.describe_map, title=title, question=question)

    @rule(data=st.data(), name=NAMES)
    def name_loop(self, data: Data, name: str) -> None:
        self.do(edits.name_loop, self.one(data, "loops"), name)

    @rule(data=st.data(), story=TEXTS)
    def tell_loop(self, data: Data, story: str) -> None:
        self.do(edits.tell_loop, self.one(data, "loops"), story)

    @rule(data=st.data(), offset=st.none() | st.tuples(PLACES, PLACES))
    def move_badge(self, data: Data, offset: tuple[float, float] | None) -> None:
        self.do(edits.move_badge, self.one(data, "loops"), offset)

    @rule(data=st.data(), hidden=st.booleans())
    def hide_loop(self, data: Data, hidden: bool) -> None:
        self.do(edits.hide_loop, self.one(data, "loops"), hidden)

    @rule(data=st.data(), pinned=st.booleans())
    def pin_loop(self, data: Data, pinned: bool) -> None:
        self.do(edits.pin_loop, self.one(data, "loops"), pinned)

    @rule(data=st.data())
    def forget_loop(self, data: Data) -> None:
        self.do(edits.forget_loop, self.one(data, "loops"))

    @rule(data=st.data(), text=TEXTS)
    def set_text(self, data: Data, text: str) -> None:
        self.do(edits.set_text, self.one(data, "notes"), text)

    @rule(data=st.data(), width=PLACES)
    def set_width(self, data: Data, width: float) -> None:
        self.do(edits.set_width, self.one(data, "notes"), width)

    @rule(data=st.data(), dx=PLACES, dy=PLACES)
    def move(self, data: Data, dx: float, dy: float) -> None:
        self.do(edits.move, self.some(data, "variables", "notes", "links"), dx, dy)

    @rule(data=st.data(), x=PLACES, y=PLACES)
    def place(self, data: Data, x: float, y: float) -> None:
        self.do(edits.place, dict.fromkeys(self.some(data, "variables", "notes"), (x, y)))

    @rule(data=st.data())
    def delete(self, data: Data) -> None:
        kinds = ("variables", "links", "notes", "cards", "steps")
        self.do(edits.delete, self.some(data, *kinds))

    @rule(names=st.lists(NAMES, max_size=3))
    def add_cards(self, names: list[str]) -> None:
        self.do(edits.add_cards, names)

    @rule(data=st.data(), name=st.none() | NAMES, note=st.none() | TEXTS)
    def write_card(self, data: Data, name: str | None, note: str | None) -> None:
        self.do(edits.write_card, self.one(data, "cards"), name=name, note=note)

    @rule(data=st.data(), x=PLACES, y=PLACES)
    def place_card(self, data: Data, x: float, y: float) -> None:
        self.do(edits.place_card, self.one(data, "cards"), x, y)

    @rule(data=st.data())
    def merge(self, data: Data) -> None:
        two = (self.one(data, "variables", "cards"), self.one(data, "variables", "cards"))
        self.do(edits.merge, *two)

    @rule(data=st.data(), shown=st.sampled_from(Shown), words=TEXTS)
    def write_story(self, data: Data, shown: Shown, words: str) -> None:
        steps = data.draw(st.permutations(self.document.map.story))[:6]
        ids = tuple(self.some(data, "variables", "links", "notes"))
        self.do(edits.write_story, [*steps, StoryStep(fresh_id(), 0, shown, ids, words)])

    @rule(data=st.data(), words=TEXTS)
    def say_at_step(self, data: Data, words: str) -> None:
        self.do(edits.say_at_step, self.one(data, "steps"), words)

    @rule(data=st.data())
    def insert(self, data: Data) -> None:
        ids = self.some(data, "variables", "notes")
        if len(self.document.map.variables) < 12:
            self.do(edits.insert, edits.piece(self.document.map, ids), 10, 10)

    @rule(data=st.data())
    def piece(self, data: Data) -> None:
        piece = edits.piece(self.document.map, self.some(data, "variables", "notes"))
        check_links(piece)
        assert all(set(loop.links) <= piece.links.keys() for loop in piece.loops.values())

    # what is no edit

    @rule()
    def undo(self) -> None:
        self.document.undo()

    @rule()
    def redo(self) -> None:
        self.document.redo()

    @rule(data=st.data(), moves=st.lists(st.tuples(PLACES, PLACES), max_size=4))
    def drag(self, data: Data, moves: list[tuple[float, float]]) -> None:
        ids, before = self.some(data, "variables", "notes"), self.document.map
        gesture = self.document.gesture("drag")
        for dx, dy in moves:
            gesture.show(edits.move(gesture.start, ids, dx, dy))
            assert self.kept == before
        shown = self.document.map
        steps = len(self.document.history.steps)
        if data.draw(st.booleans()):
            gesture.finish()
            assert self.kept == self.document.map == shown
            assert len(self.document.history.steps) == steps + (shown != before)
        else:
            gesture.cancel()
            assert self.document.map == before
            assert len(self.document.history.steps) == steps

    @rule(data=st.data())
    def type_a_name(self, data: Data) -> None:
        id_, before = self.one(data, "variables"), self.document.map
        if id_ in before.variables:
            self.document.history.seal()
            for name in ("T", "Tr", "Trust"):
                change = edits.rename(self.document.map, id_, name)
                self.document.commit(change, "type", merge_key=("rename", id_))
            if self.document.map != before:
                self.document.undo()
                assert self.document.map == before

    @rule()
    def save_and_reopen(self) -> None:
        # Storage is not below the model; only this test looks up from one to the other.
        from systemsmap.storage.map_file import publish
        from systemsmap.storage.reader import read_map_file
        from systemsmap.storage.stored_map import StoredMap

        with TemporaryDirectory() as folder:
            path = Path(folder) / "any.smap"
            publish(StoredMap(self.document.map).at(path))
            reopened = read_map_file(path).map_
        assert list(reopened.records()) == list(self.document.map.records())

    # the laws

    @invariant()
    def links_are_sound(self) -> None:
        check_links(self.document.map)

    @invariant()
    def every_record_is_found_under_its_id(self) -> None:
        for record in self.document.map.records():
            assert self.document.map.get(record.id) is record

    @invariant()
    def the_indexes_say_what_counting_again_would(self) -> None:
        map_, again = self.document.map, replace(self.document.map)
        assert map_.links_at == again.links_at
        assert map_.link_between == again.link_between

    @invariant()
    def whoever_follows_has_the_same_map(self) -> None:
        assert self.kept == self.document.map
        assert self.shown == self.document.map

    @invariant()
    def undo_leads_to_the_first_map_and_redo_back_to_the_last(self) -> None:
        last, steps = self.document.map, 0
        while self.document.undo():
            steps += 1
        assert self.document.map == self.first
        assert _order(self.document.map) == _order(self.first)
        for _ in range(steps):
            self.document.redo()
        assert self.document.map == last
        assert _order(self.document.map) == _order(last)


def check_links(map_: SystemsMap) -> None:
    """Both ends of every link are there, and no pair is linked twice the same way."""
    pairs = [(link.source, link.target) for link in map_.links.values()]
    assert {end for pair in pairs for end in pair} <= map_.variables.keys()
    assert len(pairs) == len(set(pairs))


TestMapMachine = MapMachine.TestCase
TestMapMachine.settings = settings(stateful_step_count=30)


def test_every_edit_has_a_rule_in_the_machine() -> None:
    functions = {name for name in edits.__all__ if inspect.isfunction(getattr(edits, name))}
    rules = {r.function.__name__ for r in MapMachine().rules}
    assert len(functions) > 20
    assert functions - rules == set()


def _order(map_: SystemsMap) -> list[list[str]]:
    """Return what people made in the order in which it is read."""
    kinds = (map_.variables, map_.links, map_.notes, map_.cards, map_.steps)
    return [list(kind) for kind in kinds]
