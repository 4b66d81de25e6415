"""Telling the room of a loop that was just closed."""

from systemsmap.editor.closing import Closing
from systemsmap.editor.editor import Aspect, Editor, EditorChanged


def announce(e: Editor, closing: Closing | None) -> None:
    """Speak of this loop from now on, or of none any more."""
    e.closing = closing
    e.changed.emit(EditorChanged(Aspect.CLOSING))
