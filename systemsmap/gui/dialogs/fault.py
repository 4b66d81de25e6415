"""An unexpected error: that it happened, where the map is, and a report that can be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

HEADING = "Something went wrong that should not have"
_ABOUT = (
    "For whoever mends systemsmap. Nothing of your map is in it: no names, no texts,"
    " no names of files."
)


class FaultDialog(QDialog):
    """Stands beside the work, which goes on; it takes neither the keyboard nor Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Unexpected error")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        heading = _label("heading")
        heading.setText(HEADING)
        self.count, self.safety, about = _label(), _label(), _label("small")
        about.setText(_ABOUT)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(max(9, round(self.fontMetrics().height() * 0.75)))
        self.report.setFont(fixed)
        self.report.setAccessibleName("Report")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(6)
        self.verdict = _section("")
        for part in (heading, self.count, self.verdict, self.safety):
            column.addWidget(part)
        for part in (_section("Report"), about):
            column.addWidget(part)
        column.addWidget(self.report, 1)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        self.resize(max(600, self.fontMetrics().averageCharWidth() * 86), 520)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy, self.close_ = QPushButton("Copy report"), QPushButton("Close")
        self.copy.clicked.connect(self._copy)
        self.close_.clicked.connect(self.reject)
        row.addStretch(1)
        for button in (self.copy, self.close_):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def show_faults(self, count: str, safety: tuple[str, str], report: str) -> None:
        """Say how many errors there were, how safe the maps are and where, what may be told."""
        self.count.setText(count)
        self.verdict.setText(safety[0])
        self.safety.setText(safety[1])
        if report != self.report.toPlainText():
            self.report.setPlainText(report)
            self.copy.setText("Copy report")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText("Copied")


def _label(role: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _section(words: str) -> QLabel:
    label = _label("section")
    label.setText(words)
    label.setContentsMargins(0, 10, 0, 0)
    return label
