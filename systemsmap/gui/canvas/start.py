"""What an empty map shows: three quiet lines, recent maps and examples."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from systemsmap.editor.editor import Aspect, EditorChanged
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font

COLUMNS = 2
HELP = (
    "Double-click anywhere, or press N, to name a variable.",
    "Drag from its rim to another one to draw a link; then press + or − or ?",
    "Or press / and type:  Waiting times -> Calls to chase +  Loops find themselves.",
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
        self._shown: object = None
        QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)
        view.viewport().installEventFilter(self)
        view.seen.connect(self._settle)
        view.editor.changed.subscribe(self._follow)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view.viewport() and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & (Aspect.PICTURE | Aspect.TYPING | Aspect.OVERLAY):
            self._settle()

    def refresh(self) -> None:
        """Show the recent maps as they are now."""
        self._settle()

    def _settle(self) -> None:
        if not isValid(self):  # a window being taken down
            return
        editor = self._view.editor
        if not editor.map.is_empty or editor.typing or editor.overlay.coming:
            self.hide()
            return
        shows = (editor.composition.theme, editor.map.info.question, tuple(self._recent()))
        if shows != self._shown:
            self._shown = shows
            self._fill()
        room = self._view.viewport().rect()
        size = self._page.sizeHint() if self._page else self.sizeHint()
        corner = room.center() - QPoint(size.width() // 2, size.height() // 2)
        self.setGeometry(QRect(QPoint(max(corner.x(), 0), max(corner.y(), 0)), size))
        self.show()
        self.lower()

    def _fill(self) -> None:
        column = self.layout()
        if self._page and column:
            column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = self._made()
        if column:
            column.addWidget(self._page)
        self._page.show()

    def _made(self) -> QWidget:
        theme = self._view.editor.composition.theme
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setSpacing(7)
        question = self._view.editor.map.info.question
        if question:
            for sentence in re.split(r"(?<=[?.!])\s+", question):
                column.addWidget(_line(sentence, 20, 600, theme.ink))
            column.addSpacing(14)
        for words in HELP:
            column.addWidget(_line(words, 17, 400, theme.soft))
        recent = [(path.stem, path) for path in self._recent()][:6]
        for heading, entries in (("Recent maps", recent), ("Examples", self._examples())):
            if entries:
                column.addSpacing(22)
                column.addWidget(_line(heading, 13, 600, theme.soft))
                column.addLayout(self._grid(entries, theme.positive))
        return page

    def _grid(self, entries: Sequence[tuple[str, Path]], accent: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(26)
        grid.setVerticalSpacing(5)
        columns = min(COLUMNS, len(entries))
        for place, (name, path) in enumerate(entries):
            entry = self._entry(name, path, accent)
            grid.addWidget(entry, place // columns, place % columns, Qt.AlignmentFlag.AlignHCenter)
        return grid

    def _entry(self, name: str, path: Path, accent: str) -> QPushButton:
        button = QPushButton(name)
        button.setFlat(True)
        button.setFont(font(14))
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
