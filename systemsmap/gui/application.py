"""The Qt application: fonts, style, and what happens to an error nobody expected."""

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

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
    return made


def load_fonts() -> None:
    """Make the shipped fonts known to Qt."""
    if "Inter" not in QFontDatabase.families():
        for name in FONTS:
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))


def catch_errors(show: Callable[[str], None]) -> None:
    """Show an error nobody expected, instead of ending the process; maps stay safe."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", told)
        show(told)

    sys.excepthook = hook


def _log_qt(kind: QtMsgType, _: object, message: str) -> None:
    if "propagateSizeHints" not in message:
        log.log(_LEVELS.get(kind, logging.ERROR), "Qt: %s", message)
