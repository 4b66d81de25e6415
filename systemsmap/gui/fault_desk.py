"""Where unexpected errors are taken in: one dialog at a time, however many there are."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from systemsmap.gui.arrivals import Windows
from systemsmap.gui.dialogs.fault import HEADING, FaultDialog
from systemsmap.gui.fault import Fault
from systemsmap.gui.fault_report import FaultBook
from systemsmap.gui.safety import copies_are, whereabouts

AGAIN = 200  # milliseconds between two looks at the errors and the maps
_TOPIC = "unexpected"


class FaultDesk(QObject):
    """Counts errors and shows them. One met before, after its dialog was closed, is only told
    in the bar: what fails at every painting must not open a dialog at every painting.
    """

    def __init__(self, windows: Windows, work: Path) -> None:
        super().__init__()
        self._windows, self._work = windows, work
        self._dialog: FaultDialog | None = None
        self.book = FaultBook()
        self._again = QTimer(self, interval=AGAIN)
        self._again.timeout.connect(self._refresh)

    @property
    def dialog(self) -> FaultDialog | None:
        """The dialog that is open, or None."""
        if self._dialog is not None and not isValid(self._dialog):
            self._dialog = None
        return self._dialog if self._dialog and self._dialog.isVisible() else None

    def take(self, fault: Fault) -> None:
        """Write an error down and see that it is known."""
        is_new = self.book.add(fault)
        if self.dialog:
            return
        if is_new or self._windows.front is None:
            self.show()
        else:
            self._tell_again()

    def show(self) -> None:
        """Open the dialog over the window that is being used."""
        front = self._windows.front
        if front:
            front.window.trouble_bar.end(_TOPIC)
        self._dialog = FaultDialog(front.window if front else None)
        self._refresh()
        self._dialog.show()
        self._dialog.raise_()
        self._again.start()

    def _refresh(self) -> None:
        if self._dialog and isValid(self._dialog):
            self._dialog.show_faults(self._count(), self._safety(), self.book.report())
        else:
            self._again.stop()

    def _count(self) -> str:
        times = self.book.count
        again = f" There were {times:,} errors so far." if times > 1 else ""
        return f"It is a fault of systemsmap. Work can go on.{again}"

    def _safety(self) -> tuple[str, str]:
        sessions = self._windows.sessions
        told = dict.fromkeys(whereabouts(one.filing) for one in sessions)
        maps, their = ("map is", "its file") if len(sessions) == 1 else ("maps are", "their files")
        is_safe = not any(one.keeping.trouble for one in sessions)
        verdict = f"Your {maps} safe" if is_safe else f"Your {maps} not in {their}"
        return verdict, "\n".join((*told, copies_are(self._work)))

    def _tell_again(self) -> None:
        front = self._windows.front
        if front:
            words = f"{HEADING}, again: {self.book.count:,} errors so far."
            front.window.trouble_bar.show_trouble(words, (("Report…", self.show),), _TOPIC)
