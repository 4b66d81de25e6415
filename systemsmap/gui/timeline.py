"""What is done with moments of the past: brought back, drawn, compared with, packed away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from systemsmap.analysis.reading import so_many
from systemsmap.editor.editor import Editor
from systemsmap.editor.moments import Moment, last_export, told_moment, worth_keeping
from systemsmap.gui.background import Background
from systemsmap.gui.dialogs.film import FilmDialog
from systemsmap.gui.exporting import Exporting
from systemsmap.gui.film import Film, strips, write_film
from systemsmap.gui.keeping import Done, Keeping
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.panels.timeline import TimelinePanel
from systemsmap.gui.places import ask_folder
from systemsmap.model.change import replaced
from systemsmap.model.history import Doing
from systemsmap.model.past import map_after
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.kept_history import KeptHistory

_TOPIC = "film"
CompareWith = Callable[[str, SystemsMap], None]


@dataclass(frozen=True)
class Crew:
    """Those who write, draw and compare for the timeline."""

    keeping: Keeping
    exporting: Exporting
    compare_with: CompareWith


class Timeline(QObject):
    """Carries out what the panel of the timeline is asked for, and what commands ask of it."""

    def __init__(self, editor: Editor, window: MainWindow, crew: Crew) -> None:
        super().__init__(window)
        self._editor, self._window, self._crew = editor, window, crew
        self._background = Background("timeline", self)
        self._panel: TimelinePanel = window.timeline
        self._back = self._panel.back
        self._panel.asked.connect(self._obey)
        crew.exporting.exported.connect(self._note_export)

    def _obey(self, what: str) -> None:
        {
            "restore": self.restore,
            "picture": self.picture,
            "film": self.film,
            "compare": self.compare,
            "versions": self.versions,
        }[what]()

    def close(self) -> None:
        """Write no further picture."""
        self._background.close(0.0)

    # ------------------------------------------------------------------ one moment

    def name(self) -> None:
        """Let a name be typed for the moment that is looked at, or for now."""
        dock = self._window.panels["timeline"]
        dock.show()
        dock.raise_()
        self._panel.begin_naming()

    def restore(self) -> None:
        """Make the map as it was at the moment looked at the present one, as a new step."""
        moment, map_ = self._back.moment, self._back.map
        if moment is not None:
            document = self._editor.document
            document.commit(replaced(document.map, map_), f"Restore {told_moment(moment)}")
            self._editor.say(f"The map is as it was: {told_moment(moment)}. Undo brings it back.")

    def picture(self) -> None:
        """Ask what picture to export of the moment that is looked at, and where."""
        back = self._back
        self._crew.exporting.ask(back.editor if back.moment else None)

    def compare(self) -> None:
        """Show what changed since the moment that is looked at."""
        moment, map_ = self._back.moment, self._back.map
        if moment is not None:
            self._back.end()
            self._crew.compare_with(told_moment(moment), map_)

    def compare_with_export(self) -> None:
        """Show what changed since the map was last exported."""
        self._back.refresh()
        moment = last_export(self._back.moments)
        if moment is None:
            self._editor.say("This map has not been exported yet.")
            return
        document = self._editor.document
        map_ = map_after(document.history, moment.number, document.map)
        self._crew.compare_with(f"“{moment.exports[-1]}”", map_)

    def _note_export(self, name: str, state: str) -> None:
        keeping = self._crew.keeping
        is_kept = keeping.path is not None and not keeping.is_readonly
        mark = self._editor.document.mark
        mark(Doing.EXPORTED, name, state or self._editor.document.history.state, remark=not is_kept)

    # ------------------------------------------------------------------ all of them

    def film(self) -> None:
        """Ask which moments are to be in a film strip, and where it goes; then write it."""
        self._back.refresh()
        if self._editor.map.is_empty:
            return
        FilmDialog(strips(self._back.moments), self._ask_folder, self._window).open()

    def _ask_folder(self, moments: tuple[Moment, ...]) -> None:
        folder = self._crew.exporting.suggested.parent
        ask_folder(self._window, "Put the film strip into", folder, partial(self._write, moments))

    def _write(self, moments: tuple[Moment, ...], place: Path) -> None:
        document = self._editor.document
        film = Film(document.history.snapshot(), document.map, moments)

        def written() -> tuple[str, str]:
            try:
                return write_film(film, place), ""
            except OSError as trouble:
                return "", trouble.strerror or str(trouble)

        self._editor.say("Drawing the film strip…")
        self._background.run(written, lambda answer: self._tell(moments, *answer))

    def _tell(self, moments: tuple[Moment, ...], done: str, trouble: str) -> None:
        bar = self._window.trouble_bar
        bar.end(_TOPIC)
        if trouble:
            again = ("Elsewhere…", lambda: self._ask_folder(moments))
            bar.show_trouble(
                f"The film strip was not written ({trouble.lower()}).", (again,), _TOPIC
            )
        else:
            self._editor.say(done)

    def versions(self) -> None:
        """Ask whether the history is to be packed into versions, and do it."""
        self._back.refresh()
        kept = worth_keeping(self._back.moments)
        number = len(self._back.moments) - 1
        if len(kept) >= number:
            self._editor.say("There is nothing to pack away: every step is a version.")
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Keep versions only")
        box.setText(
            f"Of {so_many(number, 'step')}, {so_many(len(kept), 'version')} will be kept: moments"
            " with a name, those that were exported, the end of each sitting, and now."
        )
        box.setInformativeText("Undo then goes from version to version. This cannot be undone.")
        keep = box.addButton("Keep versions only", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(lambda: self._pack(kept) if box.clickedButton() is keep else None)
        box.open()

    def _pack(self, kept: frozenset[int]) -> None:
        from systemsmap.storage.versions import versions_only  # noqa: PLC0415 - not at the start

        document = self._editor.document
        history, map_ = document.history, document.map
        steps, start = history.snapshot(), history.start

        def packed(found: KeptHistory) -> None:
            if document.history is not history or len(history) != len(steps):
                self._editor.say("The map was changed meanwhile; its history was left as it is.")
                return
            self._back.end()
            document.keep_history(found, found.start)
            self._crew.keeping.keep_history(found, Done("The history holds versions only."))
            self._panel.refresh()

        self._background.run(lambda: versions_only(start, steps, map_, kept), packed)
