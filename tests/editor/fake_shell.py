"""A window that is none: notes what it was asked, and moves variables at once."""

from collections.abc import Callable, Mapping
from typing import Any

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import PanelName
from systemsmap.model import edits


class FakeShell:
    """Stands in for the window behind commands."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*_: object) -> None:
            self.asked.append(name)

        return ask

    def panel_is_shown(self, panel: PanelName) -> bool:
        return panel == "loops"

    def glide(self, positions: Mapping[str, tuple[float, float]], label: str) -> None:
        self._editor.document.commit(edits.place(self._editor.map, positions), label)
