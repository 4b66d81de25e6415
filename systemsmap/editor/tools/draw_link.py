"""The link tool: a drag from anywhere on a name draws a link, again and again."""

from systemsmap.editor.hit_test import variable_under
from systemsmap.editor.pointer import Pointer
from systemsmap.editor.tools.link_drag import DragLink
from systemsmap.editor.tools.tool import Hand, Tool


class DrawLink(Tool):
    """States: resting, linking."""

    id = "link"

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand)
        self._drag: DragLink | None = None

    @property
    def state(self) -> str:
        return self._drag.state if self._drag else "resting"

    def press(self, at: Pointer) -> None:
        cause = variable_under(self.hand.composition, at)
        self._drag = DragLink(self.hand, cause) if cause else None

    def drag(self, at: Pointer) -> None:
        if self._drag:
            self._drag.show(at)

    def release(self, at: Pointer) -> None:
        drag, self._drag = self._drag, None
        if drag:
            drag.finish(at)

    def cancel(self) -> None:
        drag, self._drag = self._drag, None
        if drag:
            drag.cancel()
