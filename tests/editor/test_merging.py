"""Copies with histories find where they came from, and a merge is one more step of mine."""

from dataclasses import replace
from pathlib import Path

from systemsmap.editor.merging import Gathered, apart, gathered, grown, merged_file
from systemsmap.merging.merge import merge
from systemsmap.model import edits as do
from systemsmap.model.document import Document
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from tests.editor.grown_files import Edit, edited
from tests.maps import two_loops


def _rename(id_: str, name: str) -> Edit:
    return lambda m: do.rename(m, id_, name)


def _add(id_: str, at: float = 300.0) -> Edit:
    return lambda m: do.add_variable(m, id_.title(), at, at, id_=id_)


BEGUN = edited(StoredMap(two_loops()), lambda m: do.set_note(m, "people", "Counted"))


def _together(*found: StoredMap) -> Gathered:
    return gathered([grown(f"{n}.smap", stored) for n, stored in enumerate(found)])


def _merged(mine: StoredMap, *others: StoredMap) -> StoredMap:
    together = _together(mine, *others)
    map_ = merge(together.base, together.copies).map_
    return merged_file(mine, map_, together, Path("merged.smap"))


def test_the_base_is_the_map_the_copies_had_when_they_parted() -> None:
    mine = edited(BEGUN, _rename("people", "Folk"), _add("rain"))
    theirs = edited(BEGUN, _rename("people", "Population"))
    assert _together(mine, theirs).base == BEGUN.map_


def test_what_was_undone_after_parting_was_taken_back_by_that_copy() -> None:
    mine = edited(BEGUN, _add("rain"))
    theirs = edited(mine, undo=1)
    together = _together(mine, theirs)
    assert together.base == mine.map_
    assert merge(together.base, together.copies).map_ == BEGUN.map_


def test_a_copy_that_was_sent_without_its_history_is_known_when_it_comes_back() -> None:
    sent = replace(BEGUN, history=BEGUN.history.without_past())
    theirs = edited(sent, _add("mud"))
    mine = edited(BEGUN, _add("rain", 0))
    together = _together(mine, theirs)
    assert together.base == BEGUN.map_
    assert _together(theirs, mine).base == BEGUN.map_
    assert {"rain", "mud"} <= merge(together.base, together.copies).map_.variables.keys()


def test_maps_that_began_apart_have_no_base() -> None:
    assert _together(BEGUN, edited(StoredMap(two_loops()))).base is None


def test_the_merge_is_one_step_after_mine_and_undo_takes_it_back(tmp_path: Path) -> None:
    mine = edited(BEGUN, _rename("people", "Folk"))
    theirs = edited(BEGUN, _add("rain"))
    made = _merged(mine, theirs)
    assert len(made.history) == len(mine.history) + 1
    publish(made.at(tmp_path / "merged.smap"))
    read = read_map_file(tmp_path / "merged.smap")
    assert read.map_ == made.map_
    document = Document()
    document.load(read.map_, read.history, read.history.start)
    assert document.undo() == "Merge with “1.smap”"
    assert document.map == mine.map_
    document.redo()
    assert document.map == made.map_


def test_what_was_merged_once_is_not_asked_again() -> None:
    mine = edited(BEGUN, _rename("people", "Folk"))
    theirs = edited(BEGUN, _rename("people", "Population"))
    made = _merged(mine, theirs)
    later = edited(theirs, _add("rain"))
    together = _together(made, later)
    again = merge(together.base, together.copies)
    assert together.base == theirs.map_
    assert again.conflicts == ()
    assert again.map_.variables.keys() == made.map_.variables.keys() | {"rain"}


def test_a_merge_that_was_undone_counts_for_nothing() -> None:
    mine = edited(BEGUN, _rename("people", "Folk"))
    theirs = edited(BEGUN, _add("rain"))
    undone = edited(_merged(mine, theirs), undo=1)
    assert "rain" not in undone.map_.variables
    together = _together(undone, theirs)
    assert "rain" in merge(together.base, together.copies).map_.variables


def test_three_copies_in_any_order_make_the_same_map() -> None:
    copies = [
        edited(BEGUN, _rename("people", "Folk"), _add("rain", 0)),
        edited(BEGUN, _rename("people", "Population"), _add("mud", 0)),
        edited(BEGUN, _add("boots", 0)),
    ]
    maps = []
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        together = gathered([grown(f"{n}.smap", copies[n]) for n in order])
        maps.append(merge(together.base, together.copies).map_)
    assert maps[0] == maps[1] == maps[2]


def test_a_merge_that_brings_nothing_is_no_step() -> None:
    made = _merged(BEGUN, BEGUN)
    assert len(made.history) == len(BEGUN.history)
    assert made.map_ == BEGUN.map_


def test_files_of_the_same_name_are_told_apart() -> None:
    assert apart(["Map", "Map", "Map (2)", "Map"]) == ["Map", "Map (2)", "Map (2) (2)", "Map (3)"]
