"""The small buttons of panels."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def answer(label: str, about: str, run: Callable[[], None]) -> QPushButton:
    """Return a button; `about` says what it does, to the eye and to screen readers."""
    button = QPushButton(label)
    button.setToolTip(about)
    button.setAccessibleDescription(about)
    button.setProperty("role", "answer")
    button.clicked.connect(lambda _checked=False: run())
    return button
