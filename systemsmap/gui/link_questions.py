"""Questions about links that would close a loop, over the canvas, one after another."""

from functools import partial

from PySide6.QtCore import QObject

from systemsmap.analysis.nearly import NearlyLoop, ask_link, nearly_loops
from systemsmap.editor.editor import Editor
from systemsmap.editor.questions import is_open, no, yes
from systemsmap.gui.background import Background
from systemsmap.gui.main_window import MainWindow
from systemsmap.model.edits.declined import declined
from systemsmap.model.records import Polarity

TOPIC = "one link from a loop"
NONE = "No single link would close another short loop here, or all have been asked about."


class LinkQuestions(QObject):
    """Looks for them away from the window's thread; a no is remembered in the file."""

    def __init__(self, editor: Editor, window: MainWindow) -> None:
        super().__init__(window)
        self._editor, self._window = editor, window
        self._skipped: set[tuple[str, str]] = set()
        self._background: Background | None = None

    def begin(self) -> None:
        """Ask from the start, those put off before as well."""
        self._skipped.clear()
        self._look()

    def _look(self) -> None:
        if self._background is None:
            self._background = Background("questions", self)
            self.destroyed.connect(partial(self._background.close, 0.0))
        map_ = self._editor.map
        but = declined(map_) | self._skipped
        self._background.run(partial(nearly_loops, map_, but), self._ask)

    def _ask(self, found: tuple[NearlyLoop, ...]) -> None:
        bar, map_ = self._window.trouble_bar, self._editor.map
        nearly = next((x for x in found if is_open(self._editor, x)), None)
        if nearly is None:
            bar.end(TOPIC)
            self._editor.say(NONE)
            return
        self._editor.select(*nearly.way)
        bar.ask(
            ask_link(map_, nearly),
            (
                ("Yes, +", partial(self._yes, nearly, Polarity.POSITIVE)),
                ("Yes, −", partial(self._yes, nearly, Polarity.NEGATIVE)),
                ("No", partial(self._no, nearly)),
                ("Later", partial(self._later, nearly)),
                ("Stop", partial(bar.end, TOPIC)),
            ),
            TOPIC,
        )
        bar.buttons[0].setFocus()

    def _yes(self, nearly: NearlyLoop, sign: Polarity) -> None:
        yes(self._editor, nearly, sign)
        self._look()

    def _no(self, nearly: NearlyLoop) -> None:
        no(self._editor, nearly)
        self._look()

    def _later(self, nearly: NearlyLoop) -> None:
        self._skipped.add((nearly.cause, nearly.effect))
        self._look()
