"""Questions about single links that would close a loop, under the list of loops."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from systemsmap.analysis.nearly import NearlyLoop, ask_link
from systemsmap.analysis.reading import quoted
from systemsmap.editor.editor import Editor, EditorChanged
from systemsmap.editor.questions import is_open, no, yes
from systemsmap.model.document import MapChanged
from systemsmap.model.edits.declined import declined
from systemsmap.model.records import Polarity

IDLE = 4_000  # milliseconds without an edit after which new questions are shown
MOST = 2  # and one where loops want the room
TITLE = "One link from a loop"


class NearlyLoops(QWidget):
    """Asks while nobody draws and no loop is read; never more than a few things at a time."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._asked: tuple[NearlyLoop, ...] = ()
        self.questions: list[Question] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(10)
        title = QLabel(TITLE)
        title.setProperty("role", "section")
        self._column.addWidget(title)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.refresh)
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.hide()

    def _follow(self, _event: EditorChanged) -> None:
        self.setVisible(bool(self.questions) and self._editor.selected_loop is None)

    def _follow_map(self, event: MapChanged) -> None:
        if event.provisional:
            return
        self._idle.start()
        refused = declined(self._editor.map)
        self._show(
            tuple(
                x
                for x in self._asked
                if is_open(self._editor, x) and (x.cause, x.effect) not in refused
            )
        )

    def refresh(self) -> None:
        """Ask what is worth asking now."""
        report = self._editor.report
        if report is None or report.nearly is None:
            self._idle.start()  # it is being looked for
            return
        most = 1 if self._editor.loops else MOST
        self._show(tuple(x for x in report.nearly if is_open(self._editor, x))[:most])

    def _show(self, asked: tuple[NearlyLoop, ...]) -> None:
        if asked == self._asked:
            return
        self._asked = asked
        for gone in self.questions:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.questions = [Question(self._editor, one) for one in asked]
        for question in self.questions:
            self._column.addWidget(question)
        self.setVisible(bool(asked) and self._editor.selected_loop is None)


class Question(QWidget):
    """A question with its answers; *Show* selects the way that the link would close."""

    def __init__(self, editor: Editor, nearly: NearlyLoop) -> None:
        super().__init__()
        self.words = QLabel(ask_link(editor.map, nearly))
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(self._row)
        about = f"{quoted(editor.map.variables[nearly.cause].name)} → "
        about += quoted(editor.map.variables[nearly.effect].name)
        self.buttons = [
            self._button("Yes, +", partial(yes, editor, nearly, Polarity.POSITIVE), about),
            self._button("Yes, −", partial(yes, editor, nearly, Polarity.NEGATIVE), about),
            self._button("No", partial(no, editor, nearly), about),
            self._button("Show", partial(editor.select, *nearly.way), about),
        ]
        self._row.addStretch(1)

    def _button(self, label: str, run: Callable[[], None], about: str) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleName(f"{label}: {about}")
        button.setProperty("role", "answer")
        button.clicked.connect(lambda _checked=False: run())
        self._row.addWidget(button)
        return button
