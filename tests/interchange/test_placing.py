"""Variables without a place get one; the others stay where they are."""

from systemsmap.interchange import json
from systemsmap.interchange.placing import placed
from systemsmap.model.edits import place
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import box_of
from tests.interchange.collection import FOLDER


def test_a_map_without_places_is_laid_out_without_overlaps() -> None:
    imported = json.read((FOLDER / "05_technology_only_learning.json").read_bytes())
    map_, note = placed(imported.map_, imported.unplaced)
    assert note is None
    boxes = [box_of(v, PRINT) for v in map_.variables.values()]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_what_had_a_place_keeps_it() -> None:
    imported = json.read((FOLDER / "a1_fixes_that_fail.json").read_bytes())
    first, *rest = imported.map_.variables
    half = place(imported.map_, {first: (900.0, -300.0)}).applied_to(imported.map_)
    map_, _ = placed(half, frozenset(rest))
    assert (map_.variables[first].x, map_.variables[first].y) == (900.0, -300.0)
    assert all((map_.variables[i].x, map_.variables[i].y) != (0.0, 0.0) for i in rest)


def test_a_map_with_all_its_places_is_left_alone() -> None:
    map_ = json.read((FOLDER / "a1_fixes_that_fail.json").read_bytes()).map_
    assert placed(map_, frozenset()) == (map_, None)
