"""A bar over the canvas: what is wrong and what was done about it, or what was found."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from systemsmap.gui.plain_words import plain
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

_GAP = 6  # pixels between buttons
_BESIDE = 0.6  # how much of the bar buttons may take before they go under the words

Choice = tuple[str, Callable[[], None]]


@dataclass(frozen=True)
class _Message:
    topic: str
    words: str
    choices: tuple[Choice, ...]
    is_wrong: bool
    is_question: bool


class TroubleBar(QWidget):
    """One sentence and what can be done, across the top of the canvas; work goes on under it.

    There is one message for each topic. What is wrong comes before what was found, the newest
    first; when one is hidden or over, the one before it is seen again.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._messages: list[_Message] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(14, 8, 8, 8)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(font(14, 600))
        self._row.addWidget(self._words, 1)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(_GAP)
        self._row.addLayout(self._choices)
        self._buttons: list[QPushButton] = []
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Trouble")
        over.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown, or an empty text."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed now."""
        return () if self.isHidden() else tuple(self._buttons)

    def show_trouble(
        self, words: str, choices: tuple[Choice, ...] = (), topic: str | None = None
    ) -> None:
        """Say that something is wrong, with a button for each thing that can be done."""
        self._add(_Message(topic or words, words, choices, is_wrong=True, is_question=False))

    def show_news(
        self, words: str, choices: tuple[Choice, ...] = (), topic: str | None = None
    ) -> None:
        """Say something that is not wrong."""
        self._add(_Message(topic or words, words, choices, is_wrong=False, is_question=False))

    def ask(self, words: str, choices: tuple[Choice, ...], topic: str) -> None:
        """Ask something that waits until one of the choices is taken."""
        self._add(_Message(topic, words, choices, is_wrong=False, is_question=True))

    def end(self, topic: str) -> None:
        """Take the message of this topic away; it is over."""
        left = [m for m in self._messages if m.topic != topic]
        if len(left) != len(self._messages):
            self._messages = left
            self._show()

    def _add(self, message: _Message) -> None:
        self._messages = [m for m in self._messages if m.topic != message.topic] + [message]
        self._show()

    def _show(self) -> None:
        self._give_keyboard_back()
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        if not self._messages:
            self.hide()
            return
        message = next((m for m in reversed(self._messages) if m.is_wrong), self._messages[-1])
        self.setStyleSheet(_WRONG if message.is_wrong else _CALM)
        self._words.setText(plain(message.words))
        for label, run in message.choices:
            self._add_button(label, run)
        if not message.is_question:
            self._add_button("Hide", lambda: self.end(message.topic))
        self._settle()
        self.show()
        self.raise_()

    def _add_button(self, label: str, run: Callable[[], None]) -> None:
        button = QPushButton(label, self)
        button.clicked.connect(lambda _checked=False: run())
        button.ensurePolished()
        button.show()
        self._buttons.append(button)

    def _give_keyboard_back(self) -> None:
        if any(button.hasFocus() for button in self._buttons):
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        width = self._over.width()
        self._place_buttons(width)
        self._row.invalidate()
        self.setGeometry(0, 0, width, max(self.heightForWidth(width), self.sizeHint().height()))

    def _place_buttons(self, width: int) -> None:
        """Put the buttons beside the words, or in rows under them where there is little room."""
        while (row := self._choices.takeAt(0)) is not None:
            if (emptied := row.layout()) is not None:
                emptied.deleteLater()
        margins = self._row.contentsMargins()
        room = width - margins.left() - margins.right()
        is_beside = _needed(self._buttons) <= _BESIDE * room
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(beside if is_beside else under)
        for buttons in [self._buttons] if is_beside else _rows(self._buttons, room):
            line = QHBoxLayout()
            line.setSpacing(_GAP)
            line.addStretch(1)
            for button in buttons:
                line.addWidget(button)
            self._choices.addLayout(line)


def _rows(buttons: list[QPushButton], room: int) -> list[list[QPushButton]]:
    """Return the buttons in rows, as many in each as there is room for."""
    rows: list[list[QPushButton]] = []
    for button in buttons:
        if rows and _needed([*rows[-1], button]) <= room:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def _needed(buttons: list[QPushButton]) -> int:
    return sum(button.sizeHint().width() + _GAP for button in buttons)
