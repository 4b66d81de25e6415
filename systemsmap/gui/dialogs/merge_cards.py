"""What a merge asks, each question on a card of its own."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from systemsmap.merging.questions import Conflict, Offer

LONGEST = 220
"""Characters of an answer that are shown; all of them stand in its tool tip."""


class ConflictCard(QWidget):
    """A sentence and its answers; `chosen` carries the ids of the conflict and of the option."""

    chosen = Signal(str, str)

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.answers: dict[str, QRadioButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 10)
        self._column.setSpacing(3)
        self._column.addWidget(plain(conflict.sentence, "section"))
        for option in conflict.options:
            radio = QRadioButton()
            radio.setAccessibleName(f"{conflict.sentence} {option.label}")
            radio.setChecked(option.id == conflict.chosen)
            self._group.addButton(radio)
            self.answers[option.id] = radio
            self._column.addWidget(Answer(radio, option.label))
            radio.clicked.connect(
                lambda _=False, option=option: self.chosen.emit(conflict.id, option.id)
            )

    @property
    def chosen_answer(self) -> QRadioButton:
        """The button of the answer that counts."""
        return next(radio for radio in self.answers.values() if radio.isChecked())

    def show_chosen(self, conflict: Conflict) -> None:
        """Show how the conflict is settled now."""
        self.answers[conflict.chosen].setChecked(True)


class OfferCard(QWidget):
    """A question to be ticked; `ticked` carries the id of the offer and the answer."""

    ticked = Signal(str, bool)

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(offer.sentence)
        self.box.setChecked(offer.joined)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(Answer(self.box, offer.sentence))
        self.box.clicked.connect(lambda on: self.ticked.emit(offer.id, on))


class Answer(QWidget):
    """A button with words beside it that wrap, as Qt's own do not; a click on them counts."""

    def __init__(self, button: QRadioButton | QCheckBox, words: str) -> None:
        super().__init__()
        self._button = button
        shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
        self.words = plain(shown)
        self.words.installEventFilter(self)
        if shown != words:
            self.setToolTip(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            self._button.setFocus(Qt.FocusReason.MouseFocusReason)
            self._button.click()
            return True
        return super().eventFilter(watched, event)


def plain(words: str, role: str = "") -> QLabel:
    """Return words that wrap, whatever stands in them."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
