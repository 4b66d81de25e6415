"""The Qt application: fonts, style, what Qt has to say."""

import logging

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
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


def _log_qt(kind: QtMsgType, _: object, message: str) -> None:
    if "propagateSizeHints" not in message:
        log.log(_LEVELS.get(kind, logging.ERROR), "Qt: %s", message)
