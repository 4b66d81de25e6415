"""What every tool can be told, and what it may touch."""

from collections.abc import Iterable
from typing import ClassVar, Protocol

from systemsmap.editor.hit_test import Hit
from systemsmap.editor.overlay import Overlay
from systemsmap.editor.pointer import Pointer
from systemsmap.editor.settings import Settings
from systemsmap.editor.typing import Typing
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds


class Hand(Protocol):
    """The part of the editor a tool may touch."""

    document: Document
    composition: Composition
    selection: frozenset[str]
    overlay: Overlay
    settings: Settings

    @property
    def map(self) -> SystemsMap:
        """The current map."""

    def hit(self, at: Pointer) -> Hit | None:
        """Return what lies under the pointer."""

    def select(self, *ids: str) -> None:
        """Select exactly these."""

    def show_overlay(self, **parts: object) -> None:
        """Show a band, a ghost, guides or what the pointer is over."""

    def type(self, typing: Typing | None) -> None:
        """Open the name editor."""

    def ask_sign(self, link: str | None) -> None:
        """Ask for a sign at the arrowhead of a link."""

    def say(self, notice: str) -> None:
        """Tell the person something."""

    def take(self, tool: str) -> None:
        """Take another tool."""

    def hover_loop(self, id_: str | None) -> None:
        """Light a loop."""

    def boxes(self, but: Iterable[str] = ()) -> list[Bounds]:
        """Return the boxes of names and notes."""


class Tool:
    """A tool at rest. Coordinates are map units; `state` names what it is in the middle of."""

    id: ClassVar[str] = ""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    @property
    def state(self) -> str:
        """`resting` unless something is going on that `cancel` would undo."""
        return "resting"

    def press(self, at: Pointer) -> None:
        """Take a button going down."""

    def drag(self, at: Pointer) -> None:
        """Take a move with the button down."""

    def move(self, at: Pointer) -> None:
        """Take a move with no button down."""
        self.hand.show_overlay(hover=self.hand.hit(at))

    def release(self, at: Pointer) -> None:
        """Take the button coming up."""

    def double(self, at: Pointer) -> None:
        """Take a double click, after its first press and release."""

    def cancel(self) -> None:
        """Forget what is going on; the map is as it was before."""
