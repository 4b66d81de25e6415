"""Closing a window: what is unsaved is saved first, or the person says what is to become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from systemsmap.editor.editor import Editor
from systemsmap.gui.filing import Filing
from systemsmap.gui.keeping import Done
from systemsmap.model.systems_map import SystemsMap

KEPT = "Kept for later, it is offered when systemsmap starts next."


@dataclass(frozen=True)
class _Answers:
    """What each answer does; `neither` when the person goes on working."""

    save_as: Callable[[], None]
    keep: Callable[[], None]
    throw_away: Callable[[], None]
    neither: Callable[[], None]


class Leaving:
    """Says whether a window may close; if not now, sees to it without keeping anyone waiting."""

    def __init__(self, editor: Editor, filing: Filing, window: QWidget) -> None:
        self._editor, self._filing, self._window = editor, filing, window
        self._safe: SystemsMap | None = None
        self._is_busy = False

    def may_close(self, then_close: Callable[[], None]) -> bool:
        """Return whether the window may close now; else see to it and close when it may."""
        keeping = self._filing.keeping
        is_safe = not keeping.is_dirty or self._editor.map is self._safe
        if keeping.is_pointless or is_safe:
            return True
        if not self._is_busy:
            self._is_busy = True
            self._see_to(then_close)
        return False

    def _see_to(self, then_close: Callable[[], None]) -> None:
        filing, map_ = self._filing, self._editor.map
        if filing.keeping.is_busy:  # it may be about to get a file: whoever asks now asks too soon
            once = Qt.ConnectionType.SingleShotConnection
            filing.keeping.answered.connect(lambda: self._again(then_close), once)
            return

        def saved(_: object) -> None:
            self._is_busy, self._safe = False, map_
            then_close()

        if filing.path is None:
            self._ask(f"“{filing.name}” is not in a file yet.", then_close)
        elif filing.keeping.is_readonly:
            self._ask(f"“{filing.path.name}” was opened for reading only.", then_close)
        else:
            failed = lambda trouble: self._ask(str(trouble), then_close)  # noqa: E731
            filing.keeping.save(Done(then=saved, failed=failed))

    def _again(self, then_close: Callable[[], None]) -> None:
        self._is_busy = False
        then_close()

    def _ask(self, words: str, then_close: Callable[[], None]) -> None:
        def save_as() -> None:
            self._is_busy = False
            self._filing.ask_save_as(then_close)

        def leave(*, discard: bool) -> None:
            self._is_busy = False
            self._filing.keeping.close(discard=discard)
            then_close()

        def stay() -> None:
            self._is_busy = False

        keep, drop = (lambda: leave(discard=False)), (lambda: leave(discard=True))
        _ask(self._window, words, _Answers(save_as, keep, drop, stay))


def _ask(window: QWidget, words: str, answers: _Answers) -> None:
    """Ask in a sheet over the window; nothing waits for the answer."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Close")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(KEPT)
    save = box.addButton("Save as…", QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Keep for later", QMessageBox.ButtonRole.YesRole)
    drop = box.addButton("Throw away", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    cancel.setIcon(QIcon())  # none of the others has one
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    meant = ((save, answers.save_as), (keep, answers.keep), (drop, answers.throw_away))

    def chosen() -> None:
        clicked = box.clickedButton()
        next((run for button, run in meant if button is clicked), answers.neither)()

    box.finished.connect(chosen)
    box.open()
