"""The line at the bottom of the window in which the map is drawn by typing."""

import re
from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QToolBar

from systemsmap.editor.capturing.capture import Captured, capture, keep
from systemsmap.editor.capturing.completing import fragment, offers
from systemsmap.editor.editor import Editor
from systemsmap.editor.pasting import paste_text
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.canvas.completion import Completion
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font
from systemsmap.interchange.statements.statement import StatementTrouble
from systemsmap.interchange.statements.write import name_of
from systemsmap.model.edits import EditError
from systemsmap.rendering.drawing import united

PROMPT = "Draw by typing:  Waiting times -> Calls to chase +, delay"
GLANCE = 30  # milliseconds without a key after which the line is looked at
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaptureBar(QToolBar):
    """A field, and beside it what was wrong with the line or what it may mean."""

    def __init__(self, view: CanvasView, commands: ActionSet) -> None:
        super().__init__("Draw by typing")
        self.setObjectName("capture")
        self.setMovable(False)
        self.field = CaptureField(view, commands, self.tell)
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setContentsMargins(10, 0, 10, 0)
        self.addWidget(self.field)
        self._told_action = self.addWidget(self._told)
        self.tell("")

    def begin(self) -> None:
        """Take the keyboard."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @property
    def told(self) -> str:
        """What stands beside the field."""
        return self._told.text()

    def tell(self, words: str) -> None:
        """Say something beside the field, or nothing."""
        self._told.setText(words)
        self._told_action.setVisible(bool(words))


class CaptureField(QLineEdit):
    """Enter draws the line, Tab takes the name offered, Escape lets go: of the list, of the line,
    and then of the field.
    """

    def __init__(self, view: CanvasView, commands: ActionSet, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._view, self._commands, self._tell = view, commands, tell
        self._editor: Editor = view.editor
        self._warned = ""
        self.setFont(font(15))
        self.setPlaceholderText(PROMPT)
        self.setAccessibleName("Draw by typing")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.completion = Completion(self)
        self.completion.activated.connect(self._take)
        self._soon = QTimer(self, singleShot=True, interval=GLANCE)
        self._soon.timeout.connect(self._look)
        self.textEdited.connect(self._note)

    # ------------------------------------------------------------------ while it is typed

    def _note(self) -> None:
        """Look at the line when the hand pauses: no key waits for what is shown of it."""
        self._warned = ""
        self._tell("")
        self._soon.start()

    def _look(self) -> None:
        """Show what Enter would do, and offer the names that the last letters may mean."""
        self._soon.stop()
        self._show(self._captured())
        typed = fragment(self.text(), self.cursorPosition())
        found = offers(self._editor, typed) if typed else []
        begin = self.cursorRect().left()
        self.completion.show_names(found, QRect(begin, 0, 0, self.height()))

    def _captured(self) -> Captured | None:
        try:
            return capture(self._editor, self.text())
        except (StatementTrouble, EditError):
            return None

    def _show(self, captured: Captured | None) -> None:
        """Draw faintly what the line would add."""
        if captured is None or not captured.made:
            self._editor.show_overlay(coming=())
            return
        map_ = captured.change.applied_to(self._editor.map)
        composition, _ = self._editor.composition.after(map_, captured.change)
        self._editor.show_overlay(coming=tuple(composition.draw(id_) for id_ in captured.made))

    def _take(self, name: str) -> None:
        """Put a name that was offered in place of its first letters."""
        typed = fragment(self.text(), self.cursorPosition())
        self.completion.list.hide()
        if typed:
            after = self.text()[self.cursorPosition() :]
            self.setText(self.text()[: typed.begin] + name + after)
            self.setCursorPosition(typed.begin + len(name))
            self._show(self._captured())

    # ------------------------------------------------------------------ keys

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001 (Qt's)
        """Keep Tab for taking names; F6 goes on to the next panel."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Tab:
            self._take_likeliest()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif self.text() or not self._run_empty(event):
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.completion.list.hide()
            super().keyPressEvent(event)

    def _run_empty(self, event: QKeyEvent) -> bool:
        """Do what keys mean while nothing is typed: undo, redo, and paste of several lines."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._commands.run("edit.undo")
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._commands.run("edit.redo")
        elif event.matches(QKeySequence.StandardKey.Paste) and _lines_at_hand():
            self._paste(QGuiApplication.clipboard().text())
        else:
            return False
        return True

    def _enter(self) -> None:
        if self.completion.chosen is not None:
            self._take(self.completion.chosen)
        else:
            self._draw(self.text())

    def _escape(self) -> None:
        if self.completion.list.isVisible():
            self.completion.list.hide()
        else:
            self._let_go()

    def _take_likeliest(self) -> None:
        """Take the name that is chosen, the first that is offered, or the one there already."""
        if self._soon.isActive():
            self._look()
        if self._warned:
            self.setText(self._warned)
            self._warned = ""
            self._tell("")
            self._show(self._captured())
        elif self.completion.list.isVisible():
            first = str(self.completion.completionModel().index(0, 0).data())
            self._take(self.completion.chosen or first)

    def _let_go(self) -> None:
        if self.text():
            self._clear()
        else:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._soon.stop()
        self.clear()
        self._warned = ""
        self._tell("")
        self.completion.list.hide()
        self._editor.show_overlay(coming=())

    # ------------------------------------------------------------------ drawing

    def _draw(self, text: str) -> None:
        """Draw the line, or tell in one sentence why not; nothing typed is lost."""
        self._soon.stop()
        self.completion.list.hide()
        if not text.strip():
            self._let_go()
            return
        try:
            captured = capture(self._editor, text)
        except (StatementTrouble, EditError) as trouble:
            self._tell(str(trouble))
            return
        if captured.twins and not self._warned:
            self._warn(text, captured)
            return
        self._clear()
        keep(self._editor, captured)
        self._reveal(captured.meant)

    def _paste(self, text: str) -> None:
        """Do what several lines say, as they stand: which names are twins, *Checks* tells."""
        try:
            drawn = paste_text(self._editor, text)
        except (StatementTrouble, EditError) as trouble:
            self._tell(str(trouble))
            return
        if drawn:
            self._reveal(drawn)

    def _reveal(self, ids: tuple[str, ...]) -> None:
        """Bring what was named into view; where all of it is seen, nothing is to move."""
        boxes = [self._editor.composition.box(id_) for id_ in ids]
        seen = self._editor.view.area
        if not all(seen.contains(b.x, b.y) and seen.contains(b.right, b.bottom) for b in boxes):
            self._view.reveal(united(boxes))

    def _warn(self, text: str, captured: Captured) -> None:
        """Offer the name that is on the map before a twin of it is made."""
        new, there = captured.twins[0]
        name = " ".join(there.name.split())
        self._warned = re.sub(re.escape(new.name), lambda _: name_of(name), text, count=1)
        self._tell(f"“{name}” is on the map. Tab takes it, Enter makes a new one.")


def _lines_at_hand() -> bool:
    """Tell whether there are several lines on the clipboard."""
    lines = QGuiApplication.clipboard().text().splitlines()
    return sum(bool(line.strip()) for line in lines) > 1
