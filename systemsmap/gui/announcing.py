"""What the program says in passing, said to screen readers as well."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from systemsmap.editor.closing import told
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.heard import heard
from systemsmap.model.document import MapChanged


class Announcer(QObject):
    """Announces notices, what an edit added or deleted, and each loop that was closed.

    Nothing interrupts what is being read; without a screen reader nothing happens at all.
    """

    def __init__(self, editor: Editor, window: QObject) -> None:
        super().__init__(window)
        self._editor, self._window = editor, window
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])

    def _follow(self, event: EditorChanged) -> None:
        editor = self._editor
        if event.aspects & Aspect.NOTICE and editor.notice:
            self.say(editor.notice)
        if event.aspects & Aspect.CLOSING and editor.closing:
            loop = editor.loop(editor.closing.loop)
            if loop:
                self.say(f"{told(editor.map, loop, editor.closing.others)} closed")

    def _follow_map(self, event: MapChanged) -> None:
        if not event.provisional and not event.remark and QAccessible.isActive():
            words = heard(self._editor.map, event.change)
            if words:
                self.say(words)

    def say(self, words: str) -> None:
        """Say something when there is a moment for it."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, words))
