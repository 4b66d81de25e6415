"""What commands ask about what is seen: zoom, places, and moving there before the eye."""

from collections.abc import Mapping

from systemsmap.editor.editor import Editor
from systemsmap.gui.gliding import Arranger, Glider
from systemsmap.gui.main_window import MainWindow
from systemsmap.layout.request import Placement


class WindowSight:
    """The view of one window."""

    def __init__(
        self, editor: Editor, window: MainWindow, arranger: Arranger, glider: Glider
    ) -> None:
        self._editor, self._window = editor, window
        self._arranger, self._glider = arranger, glider

    def fit(self) -> None:
        """Show the whole map."""
        self._window.canvas.fit()

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle."""
        self._window.canvas.zoom_by(factor)

    def zoom_to(self, scale: float) -> None:
        """Show so many screen pixels per map unit."""
        canvas = self._window.canvas
        canvas.zoom_by(scale / canvas.scale_now)

    def reveal(self, id_: str) -> None:
        """Bring a record into view."""
        self._window.reveal(id_)

    def fold(self) -> None:
        """Show the folded map, or the whole again."""
        self._window.folded.toggle()

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def tidy(self, engine: str, ids: frozenset[str]) -> None:
        """Lay out in the background, then glide there."""
        self._window.settle()
        label = "Tidy selection" if ids else "Tidy map"
        see = _nothing if ids else self._see_all

        def then(placement: Placement) -> None:
            self._editor.say(placement.note or "")
            self._glider.glide(placement.positions, label, see)

        self._editor.say("Tidying…")
        self._arranger.arrange(engine, ids, then)

    def _see_all(self) -> None:
        """See to it that nothing has been moved out of sight."""
        area, bounds = self._editor.view.area, self._editor.composition.bounds
        beside = area.x > bounds.x or area.right < bounds.right
        if beside or area.y > bounds.y or area.bottom < bounds.bottom:
            self._window.view.fit()

    def glide(self, positions: Mapping[str, tuple[float, float]], label: str) -> None:
        """Move variables to these positions, seen to move."""
        self._glider.glide(positions, label)


def _nothing() -> None:
    """Nothing more is to be done."""
