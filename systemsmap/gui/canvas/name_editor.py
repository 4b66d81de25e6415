"""The field in which names and notes are typed, right where they will stand."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from shiboken6 import isValid

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.typed import keep
from systemsmap.editor.typing import Typing
from systemsmap.gui.canvas.completion import Completion
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font
from systemsmap.rendering import text
from systemsmap.rendering.drawing import Bounds

SMALLEST, LARGEST = 14, 60  # pixels: what can be read while typing, and leaves room to type
PADDING = 8
PROMPTS = {
    "variable": "Name of the variable",
    "rename": "Name of the variable",
    "note": "Note",
    "note text": "Note",
    "link to": "Effect: type its name",
    "loop name": "Name of the loop",
}
_NOTES = ("note", "note text")
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_OWN_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class NameEditor(QPlainTextEdit):
    """Shown while the editor is typing. Enter keeps, Shift+Enter breaks the line, Escape forgets.

    Clicking elsewhere keeps what was typed. Tab keeps a variable and types its next effect.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._editor: Editor = view.editor
        self._typing: Typing | None = None
        self._composed = ""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(PADDING - 4)
        self.setTabChangesFocus(False)
        self.hide()
        self.completion = Completion(self)
        self._wire()

    def _wire(self) -> None:
        self.completion.activated.connect(self._complete)
        self.textChanged.connect(self._settle)
        self._editor.changed.subscribe(self._follow)
        self._view.seen.connect(self._settle)
        self._view.viewport().installEventFilter(self)
        for bar in (self._view.horizontalScrollBar(), self._view.verticalScrollBar()):
            bar.valueChanged.connect(self._settle)

    def keep_now(self) -> None:
        """Keep what is being typed, as Enter would; something else is about to happen."""
        if self._typing:
            QGuiApplication.inputMethod().commit()
        if self._typing:
            keep(self._editor, self._typing, self.toPlainText())

    # ------------------------------------------------------------------ coming and going

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.TYPING and self._editor.typing != self._typing:
            self._typing = self._editor.typing
            if self._typing:
                self._open(self._typing)
            else:
                self._close()
        elif event.aspects & Aspect.PICTURE and self._typing:
            self._dress()

    def _open(self, typing: Typing) -> None:
        self._composed = ""
        self._dress()
        self.setPlaceholderText(PROMPTS[typing.purpose])
        self.setAccessibleName(PROMPTS[typing.purpose])
        self.setPlainText(typing.text)
        self.selectAll()
        self._view.reveal(Bounds(typing.x - 90, typing.y - 30, 180, 60))
        self._settle()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.completion.list.hide()
        if self.isVisible():
            self.hide()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        theme = self._editor.composition.theme
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.paper}; color: {theme.ink};"
            f" border: 2px solid {theme.positive}; border-radius: 8px; }}"
        )

    # ------------------------------------------------------------------ where it stands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view.viewport() and event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Fit the field round its words, in the middle of where the name will stand."""
        typing = self._typing
        if typing is None or not isValid(self):  # a window being taken down
            return
        theme, scale = self._editor.composition.theme, self._view.scale_now
        size = min(max(round(theme.text_size * scale), SMALLEST), LARGEST)
        if self.font().pixelSize() != size:
            self.setFont(font(size))
        room = self._view.viewport().rect()
        width = min(self._width_of_words(size), max(room.width() - 20, 120))
        self.resize(width, self.height())  # breaks the lines anew
        lines = max(round(self.document().size().height()), 1)
        height = round(lines * self.fontMetrics().lineSpacing()) + 2 * PADDING + 2
        height = min(height, max(room.height() - 20, 40))
        at = self._view.mapFromScene(typing.x, typing.y)
        corner = at if typing.purpose in _NOTES else at - QPoint(width, height) / 2
        x = max(min(corner.x(), room.width() - width - 8), 8)
        y = max(min(corner.y(), room.height() - height - 8), 8)
        self.setGeometry(QRect(x, y, width, height))

    def _width_of_words(self, size: int) -> int:
        words = self.toPlainText() + self._composed
        prompt = PROMPTS[self._typing.purpose] if self._typing else ""
        widest = max(text.width(line, size) for line in (prompt, *words.split("\n")))
        return round(widest) + 2 * PADDING + 16

    # ------------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Undo and redo are about the words while words are typed, on every keyboard."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self._take_offer()
            self.keep_now()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._take_offer()
            self._keep_and_go_on(backwards=event.key() == Qt.Key.Key_Backtab)
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            self.redo()
        else:
            before = self.toPlainText()
            super().keyPressEvent(event)
            if self.toPlainText() != before:
                self._offer()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom the canvas, as everywhere else on it."""
        canvas = self._view.viewport()
        passed = QWheelEvent(
            QPointF(canvas.mapFromGlobal(event.globalPosition())),
            event.globalPosition(),
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        )
        QApplication.sendEvent(canvas, passed)
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._composed = event.preeditString()
        self._settle()
        if event.commitString():
            self._offer()

    def _escape(self) -> None:
        if self.completion.list.isVisible():
            self.completion.list.hide()
        else:
            self._editor.type(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._typing or event.reason() in _STAYING:
            return
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self.keep_now()  # before the click is acted upon
        else:
            QTimer.singleShot(0, self._keep_if_left)

    def _keep_if_left(self) -> None:
        if self._typing and self.window().focusWidget() is not self:
            self.keep_now()

    def _keep_and_go_on(self, *, backwards: bool) -> None:
        naming = self._typing and self._typing.purpose in ("variable", "rename", "link to")
        typed = bool(self.toPlainText().strip())
        self.keep_now()
        if naming and typed and len(self._editor.selected_variables) == 1:
            event = QKeyEvent(
                QEvent.Type.KeyPress,
                Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab,
                Qt.KeyboardModifier.ShiftModifier if backwards else Qt.KeyboardModifier.NoModifier,
            )
            if self._view.key_filter:
                self._view.key_filter(event)

    # ------------------------------------------------------------------ completion

    def _offer(self) -> None:
        linking = self._typing is not None and self._typing.purpose == "link to"
        variables = self._editor.map.variables.values() if linking else ()
        typed = " ".join(self.toPlainText().split())
        self.completion.offer(typed, (" ".join(v.name.split()) for v in variables))

    def _take_offer(self) -> None:
        """Put the name chosen in the list into the field, if the list is open."""
        if self.completion.chosen is not None:
            self._complete(self.completion.chosen)

    def _complete(self, name: str) -> None:
        self.setPlainText(name)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.completion.list.hide()


def _is_own(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _OWN_KEYS) or _is_ctrl_y(event)


def _is_ctrl_y(event: QKeyEvent) -> bool:
    held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return held and event.key() == Qt.Key.Key_Y
