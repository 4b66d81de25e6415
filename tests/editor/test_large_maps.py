"""A large map that was composed while it was read is not composed again."""

import pytest

from systemsmap.editor import editor as at_work
from systemsmap.editor.editor import Editor
from systemsmap.model.change import changed
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.theme import DARK, LIGHT
from tests.maps import ring


def _load(editor: Editor, map_: SystemsMap) -> None:
    editor.document.remark(changed(editor.map, *map_.records()))


def test_the_expected_composition_is_taken_in_the_colours_of_the_window() -> None:
    map_ = ring(150)
    made = compose(map_, LIGHT)
    editor = Editor(Document(), DARK)
    editor.expected = made
    _load(editor, map_)
    assert editor.composition.theme is DARK
    assert editor.composition.curve("v0>v1") is made.curve("v0>v1")


def test_a_composition_of_another_map_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[SystemsMap] = []

    def compose_and_tell(map_: SystemsMap, *rest: object) -> Composition:
        composed.append(map_)
        return compose(map_, *rest)  # type: ignore[arg-type]

    editor = Editor(Document())
    editor.expected = compose(ring(149), LIGHT)
    monkeypatch.setattr(at_work, "compose", compose_and_tell)
    _load(editor, ring(150))
    assert [len(map_.variables) for map_ in composed] == [150]
    assert set(editor.composition.ids()) == {*editor.map.links, *editor.map.variables}
