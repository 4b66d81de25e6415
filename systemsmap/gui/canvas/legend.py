"""The line in a corner of a canvas that says what is seen there instead of the map."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_ASIDE = 12  # pixels between the legend and the edges


class Legend(QLabel):
    """Plain words at the bottom left of `canvas`; they wrap where it is narrow."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "legend")

    def place(self) -> None:
        """Find the room for it again: the words or the canvas are others."""
        room = self._canvas.width() - 2 * _ASIDE
        self.setWordWrap(False)
        if self.sizeHint().width() > room:
            self.setWordWrap(True)
            self.resize(room, self.heightForWidth(room))
        else:
            self.adjustSize()
        self.move(_ASIDE, self._canvas.height() - self.height() - _ASIDE)
