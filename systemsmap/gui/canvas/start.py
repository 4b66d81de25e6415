"""What an empty map shows: three quiet lines, recent maps and examples."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from systemsmap.editor.editor import Aspect, EditorChanged
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font

HELP = (
    "Double-click anywhere, or press N, to name a variable.",
    "Drag from its rim to another one to draw a link; then press + or − or ?",
    "Tab draws the next effect. Loops find themselves.",
)


class StartPage(QWidget):
    """Lies over an empty canvas, lets the pointer through, and goes with the first variable."""

    chosen = Signal(Path)

    def __init__(
        self,
        view: CanvasView,
        recent: Callable[[], Sequence[Path]],
        examples: Callable[[], Sequence[tuple[str, Path]]],
    ) -> None:
        super().__init__(view.viewport())
        self._view, self._recent, self._examples = view, recent, examples
        self._page: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # noqa: FBT003
        view.viewport().installEventFilter(self)
        view.editor.changed.subscribe(self._follow)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view.viewport() and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & (Aspect.PICTURE | Aspect.TYPING):
            self._settle()

    def _settle(self) -> None:
        editor = self._view.editor
        if not editor.map.is_empty or editor.typing:
            self.hide()
            return
        if self._page is None or not self.isVisible():
            self._fill()
        room = self._view.viewport().rect()
        self.adjustSize()
        self.move(room.center() - self.rect().center())
        self.show()

    def _fill(self) -> None:
        if self._page:
            self._page.deleteLater()
        else:
            QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)
        theme = self._view.editor.composition.theme
        self._page = QWidget(self)
        column = QVBoxLayout(self._page)
        column.setSpacing(6)
        question = self._view.editor.map.info.question
        if question:
            column.addWidget(_line(question, 22, 600, theme.ink))
            column.addSpacing(14)
        for words in HELP:
            column.addWidget(_line(words, 17, 400, theme.soft))
        recent = [(path.stem, path) for path in self._recent()][:5]
        for heading, entries in (("Recent maps", recent), ("Examples", self._examples())):
            if entries:
                column.addSpacing(16)
                column.addWidget(_line(heading, 13, 600, theme.soft))
                for name, path in entries:
                    column.addWidget(self._entry(name, path, theme.positive))
        layout = self.layout()
        if layout:
            layout.addWidget(self._page)

    def _entry(self, name: str, path: Path, accent: str) -> QPushButton:
        button = QPushButton(name)
        button.setFlat(True)
        button.setFont(font(15))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setStyleSheet(
            f"QPushButton {{ color: {accent}; border: none; padding: 1px; }}"
            "QPushButton:hover, QPushButton:focus { text-decoration: underline; }"
        )
        button.clicked.connect(lambda: self.chosen.emit(path))
        return button


def _line(words: str, size: int, weight: int, colour: str) -> QLabel:
    label = QLabel(words)
    label.setFont(font(size, weight))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setStyleSheet(f"color: {colour};")
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
