"""The Qt application: fonts, style, and what happens to an error nobody expected."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from systemsmap.gui.housekeeping import Housekeeping
from systemsmap.gui.icons import application_icon
from systemsmap.resources import resource

FONTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}
log = logging.getLogger(__name__)


def make_application(arguments: list[str]) -> QApplication:
    """Return the one application of this process, made ready on the first call."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        load_fonts()
        return known
    QApplication.setDesktopFileName("systemsmap")
    made = QApplication(arguments)
    made.setApplicationName("systemsmap")
    made.setApplicationDisplayName("systemsmap")
    made.setStyle("Fusion")
    made.setWindowIcon(application_icon())
    qInstallMessageHandler(_log_qt)
    load_fonts()
    Housekeeping(made)
    return made


def load_fonts() -> None:
    """Make the shipped fonts known to Qt."""
    if "Inter" not in QFontDatabase.families():
        for name in FONTS:
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))


def catch_errors(show: Callable[[str], None]) -> None:
    """Show an error nobody expected, instead of ending the process; maps stay safe.

    `show` is given the whole story, in the thread of the windows and when what failed is over.
    """
    carrier = _Carrier(show, QApplication.instance())

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", told)
        carrier.told.emit(told)

    def thread_hook(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None and failed.exc_type is not SystemExit:
            hook(failed.exc_type, failed.exc_value, failed.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook


class _Carrier(QObject):
    told = Signal(str)

    def __init__(self, show: Callable[[str], None], parent: QObject | None) -> None:
        super().__init__(parent)
        self._show = show
        self.told.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)

    def _hand_on(self, told: str) -> None:
        try:
            self._show(told)
        except Exception:  # showing it must not fail for ever
            log.exception("an error could not be shown")


def _log_qt(kind: QtMsgType, _: object, message: str) -> None:
    if "propagateSizeHints" not in message:
        log.log(_LEVELS.get(kind, logging.ERROR), "Qt: %s", message)
