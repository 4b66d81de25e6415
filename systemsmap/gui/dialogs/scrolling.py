"""Pages that are as large as they need to be, and scroll where the screen is too small."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_BESIDE = QSize(40, 150)  # pixels that title bar, buttons and a little of the desktop take


class _Fitted(QScrollArea):
    """Asks for the room its page needs, but for no more than the screen has."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setWidget(page)

    def sizeHint(self) -> QSize:
        page = self._page.sizeHint().expandedTo(self._page.minimumSizeHint())
        beside = self.verticalScrollBar().sizeHint().width()
        return QSize(page.width() + beside, page.height()).boundedTo(self._room())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(480, 240))

    def _room(self) -> QSize:
        return self.screen().availableGeometry().size() - _BESIDE


def fitted_scroll(page: QWidget, name: str) -> QScrollArea:
    """Return the page in a frame that scrolls when it has to."""
    made = _Fitted(page)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setAccessibleName(name)
    return made
