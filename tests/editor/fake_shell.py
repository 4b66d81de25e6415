"""A window that is none: notes what it was asked, and moves variables at once."""

from collections.abc import Callable, Mapping
from typing import Any

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import PanelName
from systemsmap.model import edits


class FakePart:
    """A part of the window; whatever it is asked for is noted by name."""

    def __init__(self, asked: list[str]) -> None:
        self._asked = asked

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*_: object) -> None:
            self._asked.append(name)

        return ask


class FakeSight(FakePart):
    """Moves variables without showing how."""

    def __init__(self, asked: list[str], editor: Editor) -> None:
        super().__init__(asked)
        self._editor = editor

    def glide(self, positions: Mapping[str, tuple[float, float]], label: str) -> None:
        self._editor.document.commit(edits.place(self._editor.map, positions), label)


class FakePanels(FakePart):
    """Only the panel of loops is shown."""

    def is_shown(self, panel: PanelName) -> bool:
        return panel == "loops"


class FakeShell:
    """Stands in for the window behind commands; `asked` is what they asked, in order."""

    def __init__(self, editor: Editor) -> None:
        self.asked: list[str] = []
        self.files: Any = FakePart(self.asked)
        self.clipboard: Any = FakePart(self.asked)
        self.sheets: Any = FakePart(self.asked)
        self.sight: Any = FakeSight(self.asked, editor)
        self.panels: Any = FakePanels(self.asked)
        self.timeline: Any = FakePart(self.asked)
