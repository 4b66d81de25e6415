"""Questions about links that would close a loop, over the canvas, one after another."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from systemsmap.analysis.nearly import NearlyLoop, ask_link, nearly_loops
from systemsmap.editor.editor import Editor
from systemsmap.gui.background import Background
from systemsmap.gui.main_window import MainWindow
from systemsmap.model import edits
from systemsmap.model.change import Change
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
        standing = (x for x in found if all(i in map_.variables for i in x.way))
        nearly = next(standing, None)
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
        self._do(lambda: edits.add_link(self._editor.map, nearly.cause, nearly.effect, sign))

    def _no(self, nearly: NearlyLoop) -> None:
        self._do(lambda: edits.decline_link(self._editor.map, nearly.cause, nearly.effect))

    def _do(self, make: Callable[[], Change]) -> None:
        try:
            self._editor.document.commit(make(), "Answer a question about a link")
        except edits.EditError as trouble:
            self._editor.say(str(trouble))
        self._look()

    def _later(self, nearly: NearlyLoop) -> None:
        self._skipped.add((nearly.cause, nearly.effect))
        self._look()
