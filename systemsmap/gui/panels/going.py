"""Going from moment to moment: at once when it is near, beside the window's work when it is far."""

from functools import cached_property, partial

from PySide6.QtCore import QObject, QTimer, Signal

from systemsmap.editor.looking_back import LookingBack
from systemsmap.gui.background import Background
from systemsmap.model.past import map_between
from systemsmap.model.systems_map import SystemsMap

FRAME = 120  # milliseconds a moment is shown while the growth of the map is played
FAR = 300  # steps from which the way to a moment is worked out beside the window's work


class Going(QObject):
    """Takes a person through the past; `playing` tells when the growth begins to play and ends."""

    playing = Signal(bool)

    def __init__(self, back: LookingBack, parent: QObject) -> None:
        super().__init__(parent)
        self._back = back
        self._wanted: int | None = None
        self._frames = QTimer(self, interval=FRAME)
        self._frames.timeout.connect(self._play_on)

    @cached_property
    def background(self) -> Background:
        """The thread that reads and works out what takes long, begun when first needed."""
        made = Background("looking back", self)
        self.destroyed.connect(partial(made.close, 0.0))
        return made

    def go(self, at: int) -> None:
        """Look at the moment at this place; the newest is the present itself."""
        back = self._back
        if at == len(back.moments) - 1 and not self._frames.isActive():
            back.end()
        elif back.at is None or at != back.at:
            if back.distance(at) <= FAR:
                self._wanted = None
                back.go(at)
            else:
                self._go_far(at)

    def _go_far(self, at: int) -> None:
        """Work out a map that is many steps away; whoever asks last is answered."""
        back = self._back
        if back.at is None:
            back.begin()
        self._wanted = at
        steps, map_ = back.steps.snapshot(), back.editor.map
        now, then = back.number, back.moments[at].number

        def arrived(found: SystemsMap) -> None:
            if self._wanted == at and back.at is not None:
                self._wanted = None
                back.show(at, found)

        self.background.run(lambda: map_between(steps, map_, now, then), arrived)

    # ------------------------------------------------------------------ playing

    def toggle_play(self) -> None:
        """See the map grow from the moment that is looked at, or from the beginning; or pause."""
        if self._frames.isActive():
            self.stop()
            return
        last = len(self._back.moments) - 1
        if self._back.at is None or self._back.at >= last:
            self.go(0)
        self._frames.start()
        self.playing.emit(True)  # noqa: FBT003 - Qt's

    def _play_on(self) -> None:
        at = self._back.at
        if self._wanted is not None:
            return  # still on the way to where it begins
        if at is None or at >= len(self._back.moments) - 1:
            self.stop()
            self._back.end()
        else:
            self.go(at + 1)

    def stop(self) -> None:
        """Play no further."""
        if self._frames.isActive():
            self._frames.stop()
            self.playing.emit(False)  # noqa: FBT003
