"""Drawing a link by dragging from one variable to another or to an empty place."""

from typing import ClassVar

from systemsmap.editor.hit_test import variable_under
from systemsmap.editor.overlay import Ghost
from systemsmap.editor.pointer import Pointer
from systemsmap.editor.tools.tool import Hand
from systemsmap.editor.typing import Typing
from systemsmap.model import edits
from systemsmap.model.identity import fresh_id


class DragLink:
    """A link from `cause` that follows the pointer."""

    state: ClassVar[str] = "linking"

    def __init__(self, hand: Hand, cause: str) -> None:
        self._hand, self._cause = hand, cause
        self._left = False

    def show(self, at: Pointer) -> None:
        end = variable_under(self._hand.composition, at)
        self._left = self._left or end != self._cause
        ghost = Ghost(self._cause, at.x, at.y, end if self._left else None)
        self._hand.show_overlay(ghost=ghost)

    def finish(self, at: Pointer) -> None:
        self._hand.show_overlay(ghost=None)
        effect = variable_under(self._hand.composition, at)
        if effect is None:
            self._hand.type(Typing("variable", at.x, at.y, cause=self._cause))
        elif effect != self._cause or self._left:
            link_and_ask(self._hand, self._cause, effect)

    def cancel(self) -> None:
        self._hand.show_overlay(ghost=None)


def link_and_ask(hand: Hand, cause: str, effect: str) -> None:
    """Add a link and ask for its sign; where there is one already, select it and ask for that."""
    existing = hand.map.link_between.get((cause, effect))
    id_ = existing or fresh_id()
    if existing is None:
        change = edits.add_link(hand.map, cause, effect, id_=id_)
        hand.document.commit(change, "Add link", new_link_key(id_))
    hand.select(id_)
    hand.ask_sign(id_)


def new_link_key(link: str) -> tuple[str, str]:
    """Return the merge key that makes a new link and the sign it is given at once one step."""
    return ("new link", link)
