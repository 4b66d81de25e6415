"""Where things lie after a merge."""

from systemsmap.merging.copy import Copy
from systemsmap.merging.merge import merge
from systemsmap.merging.questions import Choices
from systemsmap.model import edits as do
from systemsmap.model.records import Note, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.rendering.drawing import united
from systemsmap.rendering.theme import LIGHT
from systemsmap.rendering.variables import box_of
from tests.maps import tangle


def _with(map_: SystemsMap, *names: str, x: float, y: float, prefix: str) -> SystemsMap:
    for n, name in enumerate(names):
        map_ = do.add_variable(map_, name, x + 150 * n, y + 40 * n, id_=f"{prefix}{n}").applied_to(
            map_
        )
    return map_


def _at(map_: SystemsMap, id_: str) -> tuple[float, float]:
    return map_.variables[id_].x, map_.variables[id_].y


def test_what_is_new_moves_as_one_block_out_of_the_way() -> None:
    base = map_of([Variable("hub", "Hub", 0, 0)])
    a = _with(base, "Rain", "Mud", "Boots", x=200, y=0, prefix="a")
    b = _with(base, "Pay", "Work", x=210, y=5, prefix="b")
    merged = merge(base, [Copy("A", a), Copy("B", b)]).map_
    assert [_at(merged, i) for i in ("hub", "a0", "a1", "a2")] == [
        _at(a, i) for i in ("hub", "a0", "a1", "a2")
    ]
    (x0, y0), (x1, y1) = _at(merged, "b0"), _at(merged, "b1")
    assert (x1 - x0, y1 - y0) == (150, 40), "they lie to each other as they lay"
    assert (x0, y0) != _at(b, "b0")
    assert abs(x0 - 210) + abs(y0 - 5) < 200, "and near where they were"


def test_what_is_in_nobodys_way_stays() -> None:
    base = map_of([Variable("hub", "Hub", 0, 0)])
    a = _with(base, "Rain", x=200, y=0, prefix="a")
    b = _with(base, "Pay", x=200, y=300, prefix="b")
    merged = merge(base, [Copy("A", a), Copy("B", b)]).map_
    assert (_at(merged, "a0"), _at(merged, "b0")) == ((200, 0), (200, 300))


def test_a_name_that_grew_does_not_grow_over_what_the_other_put_beside_it() -> None:
    base = map_of([Variable("hub", "Hub", 0, 0), Variable("far", "Far", 0, 400)])
    a = do.rename(base, "hub", "Waiting for an appointment").applied_to(base)
    b = _with(base, "Pay", x=60, y=0, prefix="b")
    merged = merge(base, [Copy("A", a), Copy("B", b)]).map_
    boxes = [box_of(merged.variables[i], LIGHT) for i in ("hub", "b0")]
    assert not boxes[0].overlaps(boxes[1])


def test_notes_on_the_canvas_find_room_too() -> None:
    base = map_of([Variable("hub", "Hub", 0, 0)])
    a = map_of([*base.records(), Note("na", "Said in the ward", 100, 100)])
    b = map_of([*base.records(), Note("nb", "Said by the manager", 110, 100)])
    notes = merge(base, [Copy("A", a), Copy("B", b)]).map_.notes
    assert sorted(
        (note.x, note.y) != (old.x, old.y)
        for note, old in (
            (notes["na"], a.notes["na"]),
            (notes["nb"], b.notes["nb"]),
        )
    ) == [False, True]


def test_what_somebody_put_on_something_stays_there() -> None:
    base = map_of([Variable("hub", "Hub", 0, 0)])
    a = _with(base, "On it", x=1, y=1, prefix="a")
    merged = merge(base, [Copy("A", a), Copy("B", base)]).map_
    assert _at(merged, "a0") == (1, 1)


def test_maps_that_began_apart_stand_side_by_side() -> None:
    a = _with(SystemsMap(), "Rain", "Mud", "Boots", x=0, y=0, prefix="a")
    b = _with(SystemsMap(), "Pay", "Work", x=0, y=0, prefix="b")
    merged = merge(None, [Copy("A", a), Copy("B", b)]).map_
    sheets = [
        united(box_of(merged.variables[i], LIGHT) for i in ids)
        for ids in (a.variables, b.variables)
    ]
    assert not sheets[0].grown(50).overlaps(sheets[1].grown(50))
    assert abs(sheets[0].y - sheets[1].y) < 1, "level at the top"


def test_a_crowd_finds_room_beside_a_crowd() -> None:
    base = tangle(400)
    a, b = base, base
    for n in range(60):
        a = do.add_variable(a, f"Mine {n}", 30.0 * n, 20.0 * (n % 7), id_=f"a{n}").applied_to(a)
        b = do.add_variable(b, f"Yours {n}", 30.0 * n, 20.0 * (n % 7), id_=f"b{n}").applied_to(b)
    merged = merge(base, [Copy("A", a), Copy("B", b)]).map_
    mine = [box_of(merged.variables[f"a{n}"], LIGHT) for n in range(60)]
    theirs = [box_of(merged.variables[f"b{n}"], LIGHT) for n in range(60)]
    assert not any(one.overlaps(other) for one in mine for other in theirs)


def test_what_lies_on_the_map_that_others_are_taken_into_stays_where_it_is() -> None:
    base = map_of([Variable("hub", "Hub", 0, 0)])
    mine = _with(base, "Small", x=200, y=0, prefix="m")
    theirs = _with(base, "Large", "Larger", "Largest", x=200, y=0, prefix="t")
    for copies in ([Copy("M", mine), Copy("T", theirs)], [Copy("T", theirs), Copy("M", mine)]):
        merged = merge(base, copies, Choices(stays="M")).map_
        assert _at(merged, "m0") == (200, 0)
        assert _at(merged, "t0") != (200, 0)
