"""The field in which names and notes are typed, right where they will stand."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.typed import keep
from systemsmap.editor.typing import Typing
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font
from systemsmap.rendering import text
from systemsmap.rendering.drawing import Bounds

SMALLEST = 14  # pixels: type smaller than this cannot be read while typing
PADDING = 8
PROMPTS = {
    "variable": "Name of the variable",
    "rename": "Name of the variable",
    "note": "Note",
    "note text": "Note",
    "link to": "Effect: type its name",
    "loop name": "Name of the loop",
}


class NameEditor(QPlainTextEdit):
    """Shown while the editor is typing. Enter keeps, Shift+Enter breaks the line, Escape forgets.

    Clicking elsewhere keeps what was typed. Tab keeps a variable and types its next effect.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._editor: Editor = view.editor
        self._typing: Typing | None = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(PADDING - 4)
        self.setTabChangesFocus(False)
        self.hide()
        self._completer = QCompleter([], self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._complete)
        self._offers = QListView()
        self._completer.setPopup(self._offers)
        self.textChanged.connect(self._grow)
        self._editor.changed.subscribe(self._follow)

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.TYPING and self._editor.typing != self._typing:
            self._typing = self._editor.typing
            if self._typing:
                self._open(self._typing)
            else:
                self._close()

    def _open(self, typing: Typing) -> None:
        theme = self._editor.composition.theme
        size = max(round(theme.text_size * self._view.scale_now), SMALLEST)
        self.setFont(font(size))
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.paper}; color: {theme.ink};"
            f" border: 2px solid {theme.positive}; border-radius: 8px; }}"
        )
        self.setPlaceholderText(PROMPTS[typing.purpose])
        self.setAccessibleName(PROMPTS[typing.purpose])
        self.setPlainText(typing.text)
        self.selectAll()
        self._view.reveal(Bounds(typing.x - 90, typing.y - 30, 180, 60))
        self._grow()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._offers.hide()
        if self.isVisible():
            self.hide()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _grow(self) -> None:
        """Fit the field round its words, in the middle of where the name will stand."""
        typing = self._typing
        if typing is None:
            return
        size = self.font().pixelSize()
        lines = self.toPlainText().split("\n") or [""]
        prompt = text.width(PROMPTS[typing.purpose], size)
        widest = max([prompt, *(text.width(line, size) for line in lines)])
        width = min(round(widest) + 2 * PADDING + 16, max(self._view.viewport().width() - 20, 120))
        height = round(len(lines) * text.line_height(size) * 1.05) + 2 * PADDING + 2
        at = self._view.mapFromScene(typing.x, typing.y)
        corner = at if typing.purpose in ("note", "note text") else at - QPoint(width, height) / 2
        room = self._view.viewport().rect()
        x = max(min(corner.x(), room.width() - width - 8), 8)
        y = max(min(corner.y(), room.height() - height - 8), 8)
        self.setGeometry(QRect(x, y, width, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            if self._offers.isVisible() and self._offers.currentIndex().isValid():
                self._complete(str(self._offers.currentIndex().data()))
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._editor.type(None)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._keep_and_go_on(backwards=event.key() == Qt.Key.Key_Backtab)
        else:
            super().keyPressEvent(event)
            self._offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        popup = event.reason() == Qt.FocusReason.PopupFocusReason
        if self._typing and not popup:
            QTimer.singleShot(0, self._keep_if_left)

    def _keep_if_left(self) -> None:
        if self._typing and not self.hasFocus():
            self._keep()

    def _keep(self) -> None:
        if self._typing:
            keep(self._editor, self._typing, self.toPlainText())

    def _keep_and_go_on(self, *, backwards: bool) -> None:
        naming = self._typing and self._typing.purpose in ("variable", "rename", "link to")
        typed = bool(self.toPlainText().strip())
        self._keep()
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
        typed = self.toPlainText().strip()
        if not self._typing or self._typing.purpose != "link to" or not typed:
            self._offers.hide()
            return
        names = (" ".join(v.name.split()) for v in self._editor.map.variables.values())
        model = sorted({n for n in names if typed.casefold() in n.casefold()}, key=str.casefold)
        self._completer.model().setStringList(model)  # type: ignore[attr-defined]
        self._completer.setCompletionPrefix(typed)
        if model:
            self._completer.complete(QRect(0, self.height(), max(self.width(), 260), 4))
            self._offers.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._offers.hide()

    def _complete(self, name: str) -> None:
        self.setPlainText(name)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._offers.hide()
