"""Numbers of loops that were noted between two steps of a person."""

from dataclasses import replace

from systemsmap.model import edits as do
from systemsmap.model.change import changed
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.records import NamedLoop
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.maps import two_loops

LOOP = NamedLoop("loop", ("people>births", "births>people"))


def given_number(document: Document, letter: str, number: int) -> None:
    loop = document.map.loops["loop"]
    numbered = replace(loop, numbers=(*loop.numbers, (letter, number)))
    document.remark(changed(document.map, numbered))


def test_undo_does_not_take_back_a_number_noted_since() -> None:
    document = Document(map_of([*two_loops().records(), LOOP]))
    document.commit(do.name_loop(document.map, "loop", "Growth"), "Name")
    given_number(document, "R", 1)
    document.undo()
    assert document.map.loops["loop"] == replace(LOOP, numbers=(("R", 1),))
    given_number(document, "B", 4)
    document.redo()
    numbers = (("R", 1), ("B", 4))
    assert document.map.loops["loop"] == replace(LOOP, name="Growth", numbers=numbers)


def test_undoing_a_paste_remembers_the_number_of_the_pasted_loop() -> None:
    document = Document(two_loops())
    document.commit(changed(document.map, replace(LOOP, name="Growth")), "Paste")
    given_number(document, "R", 7)
    document.undo()
    assert document.map.loops["loop"] == replace(LOOP, numbers=(("R", 7),))
    document.redo()
    assert document.map.loops["loop"] == replace(LOOP, name="Growth", numbers=(("R", 7),))


def test_a_number_that_comes_in_the_middle_of_a_drag_is_shown_and_saved() -> None:
    document = Document(map_of([*two_loops().records(), LOOP]))
    saved = [document.map]

    def save(event: MapChanged) -> None:
        if not event.provisional:
            saved.append(event.change.applied_to(saved[-1]))

    document.changed.subscribe(save)
    gesture = document.gesture("Move badge")
    gesture.show(do.move_badge(gesture.start, "loop", (1, 1)))
    given_number(document, "R", 3)
    gesture.show(do.move_badge(gesture.start, "loop", (2, 2)))
    gesture.finish()
    assert document.map.loops["loop"] == replace(LOOP, badge=(2, 2), numbers=(("R", 3),))
    assert saved[-1] == document.map
    document.undo()
    assert document.map.loops["loop"] == replace(LOOP, numbers=(("R", 3),))


def test_records_that_lose_no_number_change_as_they_say() -> None:
    document = Document(SystemsMap(loops={"loop": LOOP}))
    document.commit(changed(document.map, removed=["loop"]), "Remove")
    assert not document.map.loops
