"""The quiet banner over the canvas when a link has closed a loop."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel

from systemsmap.editor.announcing import announce
from systemsmap.editor.closing import told
from systemsmap.editor.editor import Aspect, EditorChanged
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font

SHOWN_FOR = 8_000  # milliseconds: long enough to finish a sentence and reach for a key
GLOWS_FOR = 2_000  # milliseconds
INSET = 12  # pixels from the lower edge, where the middle of the map is not


class ClosingBanner(QLabel):
    """Says which loop was closed while that loop glows; goes by itself, takes no key and no click.

    The next thing that is told takes its place.
    """

    def __init__(self, view: CanvasView, keys: tuple[str, str]) -> None:
        """Show `keys`: the one that names the loop, and the one that keeps it lit."""
        super().__init__(view.viewport())
        self._view, self._keys = view, keys
        self._glowing: str | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(15, 600))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._gone = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._gone.timeout.connect(lambda: announce(view.editor, None))
        self._dark = QTimer(self, singleShot=True, interval=GLOWS_FOR)
        self._dark.timeout.connect(self._end_glow)
        view.viewport().installEventFilter(self)
        stop = view.editor.changed.subscribe(self._follow)
        self.destroyed.connect(stop)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _follow(self, event: EditorChanged) -> None:
        editor = self._view.editor
        if event.aspects & Aspect.LOOPS and editor.closing and not editor.loop(editor.closing.loop):
            announce(editor, None)  # the loop went again
        if not event.aspects & Aspect.CLOSING:
            return
        loop = editor.loop(editor.closing.loop) if editor.closing else None
        self._end_glow()
        if loop is None or editor.closing is None:
            self._gone.stop()
            self.hide()
            return
        words = told(editor.map, loop, editor.closing.others)
        name, light = self._keys
        hint = "  ·  ".join(
            f"{key} {what}" for key, what in ((name, "names it"), (light, "keeps it lit")) if key
        )
        self.setText(f"{words}     {hint}")
        self._show()
        self._glowing = loop.id
        editor.hover_loop(loop.id)
        self._dark.start()
        self._gone.start()

    def _show(self) -> None:
        theme = self._view.editor.composition.theme
        self.setStyleSheet(
            f"QLabel {{ background: {theme.ink}; color: {theme.paper};"
            " border-radius: 14px; padding: 7px 16px; }"
        )
        self._settle()
        self.show()
        self.raise_()

    def _end_glow(self) -> None:
        self._dark.stop()
        editor = self._view.editor
        if self._glowing and editor.hovered_loop == self._glowing:
            editor.hover_loop(None)
        self._glowing = None

    def _settle(self) -> None:
        self.adjustSize()
        room = self._view.viewport().rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - INSET)
