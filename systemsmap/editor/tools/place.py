"""Tools that put something where the pointer is released, then give the hand back."""

from typing import ClassVar

from systemsmap.editor.pointer import Pointer
from systemsmap.editor.tools.tool import Tool
from systemsmap.editor.typing import Purpose, Typing


class _Place(Tool):
    purpose: ClassVar[Purpose]

    def release(self, at: Pointer) -> None:
        self.hand.take("select")
        self.hand.type(Typing(self.purpose, at.x, at.y))


class PlaceVariable(_Place):
    """Click where a new variable shall be."""

    id = "variable"
    purpose = "variable"


class PlaceNote(_Place):
    """Click where a new note shall begin."""

    id = "note"
    purpose = "note"
