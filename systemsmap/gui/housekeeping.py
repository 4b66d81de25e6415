"""Lets Python collect garbage in the thread of the window, and nowhere else.

Python collects in whatever thread happens to allocate. When that is the one that writes files,
windows that were closed a while ago are taken down outside Qt's thread, and the process ends.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PACE = 400  # milliseconds between two looks


class Housekeeping(QObject):
    """Turns automatic collection off, and does by a timer what it would have done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(PACE)

    def look(self) -> None:
        """Collect the generations that are due, oldest first as Python does."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation] > 0:
                gc.collect(generation)
                return
