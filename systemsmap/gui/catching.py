"""What happens to an error nobody expected, wherever it is raised."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from systemsmap.gui.fault import Fault, fault_of
from systemsmap.gui.gate import Gate

_LOGS = ("systemsmap", "concurrent.futures")  # callbacks of answers are run by the latter
log = logging.getLogger(__name__)


def catch_errors(show: Callable[[Fault], None]) -> Callable[[], None]:
    """Show an error nobody expected, instead of ending the process; return what ends that.

    `show` is given what may be told of it, in the thread of the windows and when what failed is
    over. Errors that were caught so that work could go on come here through the log.
    """
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    hooks = _Hooks(_Carrier(show, QCoreApplication.instance()).tell)
    sys.excepthook = hooks.anywhere
    threading.excepthook = hooks.in_thread
    sys.unraisablehook = hooks.in_passing
    for name in _LOGS:
        logging.getLogger(name).addHandler(hooks.from_log)

    def end() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before
        for name in _LOGS:
            logging.getLogger(name).removeHandler(hooks.from_log)

    return end


class _Hooks:
    """What Python calls with errors that nobody caught."""

    def __init__(self, tell: Callable[[Fault], None]) -> None:
        self._tell = tell
        self.from_log = _FromLog(tell)

    def anywhere(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Of slots of Qt, of painting, of the main program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log_plainly("unexpected error", error)
        self._tell(fault_of(error.with_traceback(trace)))

    def in_thread(self, failed: threading.ExceptHookArgs) -> None:
        """Of a thread that ends with it."""
        if failed.exc_value is not None and failed.exc_type is not SystemExit:
            self.anywhere(failed.exc_type, failed.exc_value, failed.exc_traceback)

    def in_passing(self, failed: "sys.UnraisableHookArgs") -> None:
        """Of what cannot raise, such as the end of an object."""
        if failed.exc_value is not None:
            self.anywhere(failed.exc_type, failed.exc_value, failed.exc_traceback)


class _FromLog(logging.Handler):
    """Hands on the errors that are logged, and lets the log be written as if it were not there.

    What it hands on is the exception of the record, or the fault of another process in it.
    """

    def __init__(self, tell: Callable[[Fault], None]) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Take in one record."""
        if logging.lastResort and not logging.getLogger().handlers:
            logging.lastResort.handle(record)
        error = record.exc_info[1] if record.exc_info else None
        fault = getattr(record, "fault", None) or (fault_of(error) if error else None)
        if fault is not None:
            self._tell(fault)


class _Carrier(QObject):
    told = Signal(object)

    def __init__(self, show: Callable[[Fault], None], parent: QObject | None) -> None:
        super().__init__(parent)
        self._show = show
        self._gate = Gate(self)
        self.told.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)

    def tell(self, fault: Fault) -> None:
        """Hand on a fault of whatever thread."""
        self._gate.say(lambda: self.told.emit(fault))

    def _hand_on(self, fault: Fault) -> None:
        try:
            self._show(fault)
        except Exception as error:  # showing it must not fail for ever
            _log_plainly("an error could not be shown", error)


def _log_plainly(what: str, error: BaseException) -> None:
    """Log an error as text: as an exception the log would bring it here again."""
    log.error("%s\n%s", what, "".join(traceback.format_exception(error)))
