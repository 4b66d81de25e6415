"""Space, held on the canvas, lights what is pointed at or selected; in a push it goes on."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from systemsmap.editor.editor import Editor
from systemsmap.editor.pushing import advance
from systemsmap.editor.spotlight import spotlight

_ENDS = (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress)


class SpotlightKey(QObject):
    """Watches a canvas and takes nothing from it: with Space the map is dragged about as well,
    and then the light goes off.
    """

    def __init__(self, canvas: QWidget, surface: QWidget, editor: Editor) -> None:
        """Watch the keys of `canvas` and the presses on its `surface`."""
        super().__init__(canvas)
        self._editor = editor
        canvas.installEventFilter(self)
        surface.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if event.isAutoRepeat():
                return False
            if event.type() == QEvent.Type.KeyPress:
                if not advance(self._editor):
                    spotlight(self._editor, on=True)
            elif event.type() == QEvent.Type.KeyRelease:
                spotlight(self._editor, on=False)
        elif event.type() in _ENDS:
            spotlight(self._editor, on=False)
        return False
