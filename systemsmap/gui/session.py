"""One open map: its document, editor, window and everybody who follows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from systemsmap.editor.editor import Editor
from systemsmap.editor.settings import Settings
from systemsmap.gui.analyst import Analyst
from systemsmap.gui.exporting import Exporting
from systemsmap.gui.filing import Filing
from systemsmap.gui.gliding import Arranger, Glider
from systemsmap.gui.main_window import MainWindow, Surroundings
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.gui.window_shell import Crew, WindowShell
from systemsmap.model.change import changed
from systemsmap.model.document import Document
from systemsmap.model.records import MapInfo
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import Theme
from systemsmap.storage.recovery import Orphan
from systemsmap.storage.stored_map import StoredMap

WINDOW = "main"


@dataclass(frozen=True)
class World:
    """What a session asks of the program it is part of."""

    work: Path
    store: SettingsStore
    recent: Callable[[], list[Path]]
    examples: Callable[[], list[tuple[str, Path]]]
    open_paths: Callable[[list[Path]], None]
    new_window: Callable[[], None]
    quit: Callable[[], None]
    closed: Callable[["Session"], None]
    kept_at: Callable[[Path], None]
    shortcuts: Mapping[str, tuple[str, ...]]


class Session:
    """A window with one map in it."""

    def __init__(self, world: World, theme: Theme) -> None:
        self._world = world
        self.editor = Editor(Document(SystemsMap(info=_new_info(world.store.settings))), theme)
        self.editor.settings = world.store.settings
        shell = WindowShell(self.editor)
        around = Surroundings(
            world.recent, world.examples, world.open_paths, self._may_close, world.shortcuts
        )
        self.window = MainWindow(self.editor, shell, around)
        self.filing = Filing(self.editor, world.work, self.window.trouble_bar, self.window)
        self.arranger = Arranger(self.editor, self.window)
        self.analyst = Analyst(self.editor)
        self.exporting = Exporting(self.editor, world.store, self.window)
        shell.furnish(self.window, self._crew(world))
        self.filing.changed.connect(self._show_state)
        self.filing.open_asked.connect(world.open_paths)
        self.filing.saved_as.connect(world.kept_at)
        kept = world.store.window_state(WINDOW)
        if kept:
            self.window.restore_arrangement(kept)
        self._show_state()

    def _crew(self, world: World) -> Crew:
        return Crew(
            self.filing,
            self.exporting,
            self.arranger,
            Glider(self.editor, self.window),
            world.store,
            world.new_window,
            world.quit,
        )

    @property
    def is_untouched(self) -> bool:
        """True for a new window in which nothing has been done: another map may take its place."""
        return self.filing.path is None and self.editor.map.is_empty

    def begin(self) -> None:
        """Begin to follow a new, empty map."""
        self.filing.follow(StoredMap(self.editor.map))

    def load(self, stored: StoredMap, orphan: Orphan | None = None) -> None:
        """Show this map in place of the empty one that was there."""
        self.filing.close(discard=True)
        document, old = self.editor.document, self.editor.map
        gone = [r.id for r in old.records() if not isinstance(r, MapInfo)]
        document.remark(changed(old, *stored.map_.records(), removed=gone))
        document.history.clear()
        self.filing.follow(stored, orphan)
        self.window.view.fit()
        self.analyst.ask()
        self._show_state()

    def wake(self) -> None:
        """Start what was left for after the first painting."""
        self.filing.wake()
        self.analyst.ask()

    def dress(self, theme: Theme, settings: Settings) -> None:
        """Draw in this theme and follow these settings."""
        self.editor.settings = settings
        self.editor.look(theme)

    def end(self) -> str:
        """Save and let go of everything; return a sentence when something was not saved."""
        self._world.store.keep_window_state(WINDOW, self.window.arrangement())
        self.analyst.close()
        self.arranger.close()
        return self.filing.close()

    def _may_close(self) -> bool:
        self.editor.cancel_quietly()
        if not self.filing.may_close(lambda: QTimer.singleShot(0, self.window.close)):
            return False
        self._world.closed(self)
        return True

    def _show_state(self) -> None:
        filing = self.filing
        self.window.setWindowTitle(f"{filing.name}[*] – systemsmap")
        self.window.setWindowModified(filing.state.unsaved and filing.path is not None)
        self.window.setWindowFilePath(str(filing.path) if filing.path else "")
        self.window.setWindowTitle(f"{filing.name}[*] – systemsmap")
        self.window.file_state.setText(filing.state_words)
        self.exporting.suggested = filing.path or Path(filing.name)


def _new_info(settings: Settings) -> MapInfo:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return replace(
        MapInfo(), author=settings.author, organisation=settings.organisation, created=now
    )
