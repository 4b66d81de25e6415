"""A bar over the canvas: what is wrong and what was done about it, or what was found."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from systemsmap.gui.shapes import font

_STYLE = (
    "TroubleBar {{ background: {ground}; }}"
    "QLabel {{ color: #ffffff; }}"
    "QPushButton {{ color: #ffffff; background: {button}; border: 1px solid #e6ebf0;"
    " border-radius: 6px; padding: 4px 12px; }}"
    "QPushButton:hover, QPushButton:focus {{ background: {hover}; }}"
)
_WRONG = _STYLE.format(ground="#7a2e0e", button="#8f3c18", hover="#a34c26")
_CALM = _STYLE.format(ground="#1f4e6b", button="#2b5f7f", hover="#376f92")


class TroubleBar(QWidget):
    """One sentence and what can be done, across the top of the canvas; work goes on under it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 8, 8)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setFont(font(14, 600))
        self._row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Trouble")
        over.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown, or an empty text."""
        return self._words.text() if not self.isHidden() else ""

    def show_trouble(
        self, words: str, choices: tuple[tuple[str, Callable[[], None]], ...] = ()
    ) -> None:
        """Say that something is wrong, with a button for each thing that can be done."""
        self._show(words, choices, _WRONG)

    def show_news(
        self, words: str, choices: tuple[tuple[str, Callable[[], None]], ...] = ()
    ) -> None:
        """Say something that needs an answer but is not wrong."""
        self._show(words, choices, _CALM)

    def _show(
        self, words: str, choices: tuple[tuple[str, Callable[[], None]], ...], style: str
    ) -> None:
        self.setStyleSheet(style)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for label, run in (*choices, ("Hide", self.hide)):
            button = QPushButton(label)
            button.clicked.connect(run)
            self._row.addWidget(button)
            self._buttons.append(button)
        self._words.setText(words)
        self._settle()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        width = self._over.width()
        self.setGeometry(0, 0, width, max(self.heightForWidth(width), self.sizeHint().height()))
