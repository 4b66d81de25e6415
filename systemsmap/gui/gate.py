"""Lets other threads speak to an object of Qt only while it is there."""

from collections.abc import Callable
from contextlib import suppress
from threading import RLock

from PySide6.QtCore import QObject


class Gate:
    """Open until it is shut, or until the object is destroyed, by whoever owns it.

    An object that goes while another thread is just speaking through its signals takes the
    process with it; here it waits for the end of the sentence.
    """

    def __init__(self, thing: QObject) -> None:
        self.is_open = True
        self._lock = RLock()  # the last reference to the object may end while it speaks
        thing.destroyed.connect(lambda *_: self.shut())

    def shut(self) -> None:
        """Let nothing more through; what is being said now is said to its end."""
        with self._lock:
            self.is_open = False

    def say(self, speak: Callable[[], object]) -> bool:
        """Speak if the gate is open, and return whether it was."""
        with self._lock, suppress(RuntimeError):  # its signals are gone a moment before it is
            if self.is_open:
                speak()
        return self.is_open
