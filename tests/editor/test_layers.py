"""Kinds and assumptions are drawn when asked for, and stay through a change of theme."""

from systemsmap.editor import layers
from systemsmap.editor.editor import Editor
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.records import Kind
from systemsmap.rendering.drawing import Path, Text
from systemsmap.rendering.theme import DARK
from tests.editor.fake_shell import FakeShell
from tests.maps import map_from


def _editor() -> tuple[Editor, FakeShell]:
    editor = Editor(Document(map_from("a + b")))
    return editor, FakeShell(editor)


def test_assumptions_are_dashed_only_when_asked_for() -> None:
    editor, shell = _editor()
    (link,) = editor.map.links

    def is_dashed() -> bool:
        line = editor.composition.draw(link).shapes[0]
        assert isinstance(line, Path)
        return bool(line.paint.dash)

    assert not is_dashed()
    layers.evidence(editor, shell)
    assert is_dashed()
    assert layers.evidence.is_shown(editor, shell)
    assert editor.notice == "Broken lines are assumptions nobody has tested."
    editor.look(layers.kept(editor, DARK))
    assert is_dashed()
    assert editor.composition.theme.paper == DARK.paper
    layers.evidence(editor, shell)
    assert not is_dashed()


def test_kinds_are_written_under_the_names() -> None:
    editor, shell = _editor()
    a = next(iter(editor.map.variables))
    editor.document.commit(edits.set_kind(editor.map, [a], Kind.NEED), "Set kind")
    layers.kinds(editor, shell)
    words = [s.words for s in editor.composition.draw(a).shapes if isinstance(s, Text)]
    assert words == ["a", "Need"]
