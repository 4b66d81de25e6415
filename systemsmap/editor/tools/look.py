"""The tool of views that are only looked at: pick, pan, and open what is folded."""

from math import hypot

from systemsmap.editor.pointer import Pointer
from systemsmap.editor.tools.select import DRAG_STARTS
from systemsmap.editor.tools.tool import Hand, Tool


class Look(Tool):
    """Nothing can be drawn or moved with it. States: resting, pressing, panning."""

    id = "look"

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand)
        self._press: Pointer | None = None
        self._pans = False

    @property
    def state(self) -> str:
        return "panning" if self._pans else "pressing" if self._press else "resting"

    def press(self, at: Pointer) -> None:
        self._press = at
        found = self.hand.hit(at)
        self.hand.select(*([found.id] if found else []))

    def drag(self, at: Pointer) -> None:
        if self._press and hypot(at.x - self._press.x, at.y - self._press.y) >= at.pixels(
            DRAG_STARTS
        ):
            self._pans = True

    def release(self, at: Pointer) -> None:
        self.cancel()

    def cancel(self) -> None:
        self._press, self._pans = None, False
