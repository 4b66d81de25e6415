"""Text fields that keep what was typed once the typing pauses."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

PAUSE = 600  # milliseconds without a key after which words are kept


class Settling(QObject):
    """Watches a field: `keep` is called with its words after a pause and when it loses focus."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, keep: Callable[[str], None]) -> None:
        super().__init__(field)
        self._field, self._keep = field, keep
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.settle)
        self._showing = self._typed = False
        field.textChanged.connect(self._note)
        field.installEventFilter(self)

    @property
    def words(self) -> str:
        """What stands in the field."""
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def show(self, words: str) -> None:
        """Put words into the field, unless somebody is typing others or they are the same."""
        if self._typed or words.strip() == self.words.strip():
            return
        self._showing = True
        if isinstance(self._field, QLineEdit):
            self._field.setText(words)
            self._field.setCursorPosition(0)
        else:
            self._field.setPlainText(words)
        self._showing = False

    def settle(self) -> None:
        """Keep now what has been typed and not yet been kept."""
        self._pause.stop()
        if self._typed:
            self._typed = False
            self._keep(self.words)

    def _note(self) -> None:
        if not self._showing:
            self._typed = True
            self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.settle()
        return super().eventFilter(watched, event)


class Lines(QPlainTextEdit):
    """A field of so many lines, whatever the size of the type. Tab leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().lineSpacing() * self._lines + 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
