"""What stands above the list of loops: the truth in one line, its picture, and the switch."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

from systemsmap.analysis.balance import balance_line
from systemsmap.analysis.reading import headline
from systemsmap.analysis.reading_totals import kept_line
from systemsmap.editor.editor import Editor
from systemsmap.editor.loop_sets import MEANT, LoopSet
from systemsmap.gui.panels.histogram import Histogram

LOOKING = "Looking for loops…"
NO_LOOPS = "No loops yet"
HINT = "A loop appears when links lead back to the variable they set out from."


class LoopsHead(QWidget):
    """Says how many loops there are and lets one choose which to look at (-> `switched`)."""

    switched = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self.headline, self.hint, self.about = QLabel(), QLabel(HINT), QLabel()
        self.histogram, self.sets = Histogram(), QTabBar()
        self._make()
        self._lay_out()
        self.sets.currentChanged.connect(self._switch)

    def _make(self) -> None:
        self.headline.setProperty("role", "section")
        for label in (self.headline, self.about):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.hint, self.about):
            label.setProperty("role", "soft")
            label.setContentsMargins(14, 0, 14, 0)
        for label in (self.headline, self.hint, self.about):
            label.setWordWrap(True)
        self.sets.setDrawBase(False)
        self.sets.setExpanding(False)
        self.sets.setAccessibleName("Which loops")
        for place, which in enumerate(LoopSet):
            self.sets.addTab(which.value)
            self.sets.setTabToolTip(place, MEANT[which])
        self.sets.setCurrentIndex(list(LoopSet).index(self._editor.sets.which))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self.headline, 1)
        line.addWidget(self.histogram)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        for part in (self.hint, self.sets, self.about):
            column.addWidget(part)

    def refresh(self) -> None:
        """Say what is known now."""
        editor = self._editor
        words = self._headline()
        self.headline.setText(words)
        self.hint.setVisible(words == NO_LOOPS)
        about = editor.sets.about() if editor.loops else ""
        self.sets.setVisible(bool(editor.loops))
        self.about.setText(about)
        self.about.setVisible(bool(about))
        counts = editor.report.counts if editor.report else None
        counted = counts.by_length or {} if counts else {}
        self.histogram.show_lengths(editor.upkeep.by_length(), counted)

    def _switch(self, place: int) -> None:
        self._editor.sets.choose(tuple(LoopSet)[place])
        self.switched.emit()

    def _headline(self) -> str:
        upkeep, report = self._editor.upkeep, self._editor.report
        if report and upkeep.is_there and (len(upkeep) or not upkeep.is_complete):
            kinds, whole = upkeep.by_polarity(), upkeep.is_complete
            line = kept_line(kinds, upkeep.horizon, report.counts, complete=whole)
            alike = "" if whole else balance_line(report.balance or ())
            return f"{line}. {alike}" if alike else line
        loops = report.loops if report else None
        if loops and (loops.loops or not loops.complete):
            return headline(loops)
        return NO_LOOPS if loops or not self._editor.map.links else LOOKING
