"""One open map: its document, editor, window and everybody who follows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from systemsmap.editor.editor import Editor
from systemsmap.editor.layers import kept
from systemsmap.editor.settings import Settings
from systemsmap.gui.analyst import Analyst
from systemsmap.gui.comparing import Comparing
from systemsmap.gui.exporting import Exporting
from systemsmap.gui.filing import NEW_MAP, Filing
from systemsmap.gui.gliding import Arranger, Glider
from systemsmap.gui.keeping import Done, Keeping, is_blank
from systemsmap.gui.leaving import Leaving
from systemsmap.gui.main_window import MainWindow, Surroundings
from systemsmap.gui.merging import Merging
from systemsmap.gui.neighbours import Neighbours
from systemsmap.gui.places import file_name
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.gui.sharing import Sharing
from systemsmap.gui.timeline import Crew as PastCrew
from systemsmap.gui.timeline import Timeline
from systemsmap.gui.window_files import Crew, WindowFiles
from systemsmap.gui.window_sheets import WindowSheets
from systemsmap.gui.window_shell import WindowShell
from systemsmap.gui.window_sight import WindowSight
from systemsmap.model.change import replaced
from systemsmap.model.document import Document
from systemsmap.model.events import Event
from systemsmap.model.records import MapInfo
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.theme import Theme
from systemsmap.storage.presence import Holder
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
    open_text: Callable[[str, bytes], None]
    open_copy: Callable[[Path], None]
    new_window: Callable[[], None]
    quit: Callable[[], None]
    closed: Callable[["Session"], None]
    kept_at: Callable[[Path], None]
    read_anew: Callable[["Session"], None]
    shortcuts: Mapping[str, tuple[str, ...]]


class Session:
    """A window with one map in it."""

    def __init__(self, world: World, theme: Theme) -> None:
        self._world = world
        self.editor = Editor(Document(SystemsMap(info=_new_info(world.store.settings))), theme)
        self.editor.settings = world.store.settings
        self.editor.document.role = self.editor.settings.role
        shell = WindowShell(self.editor)
        shell.clipboard.attach(world.open_text)
        around = Surroundings(
            world.recent, world.examples, world.open_paths, self._may_close, world.shortcuts
        )
        self.window = MainWindow(self.editor, shell, around)
        bar = self.window.trouble_bar
        self.keeping = Keeping(self.editor, world.work, self.window)
        self.filing = Filing(self.editor, self.keeping, bar, self.window)
        self.neighbours = Neighbours(self.filing, bar, world.work, self._author)
        self._leaving = Leaving(self.editor, self.filing, self.window)
        self.arranger = Arranger(self.editor, self.window)
        self.analyst = Analyst(self.editor)
        self.exporting = Exporting(self.editor, world.store, bar, self.window)
        self.comparing = Comparing(self.editor, bar, self.window)
        self.sharing = Sharing(self.editor, self.filing, self.window)
        self.glider = Glider(self.editor, self.window)
        past = PastCrew(self.keeping, self.exporting, self.window.changes.compare_with)
        self.timeline = Timeline(self.editor, self.window, past)
        self._furnish(shell)
        self._connect(world)
        if kept := world.store.window_state(WINDOW):
            self.window.restore_arrangement(kept)
        self.window.show_tray()
        self._show_state()

    def _connect(self, world: World) -> None:
        self.window.commands.before_running = self._before_command
        self.keeping.changed.connect(self._show_state)
        self.filing.open_asked.connect(world.open_paths)
        self.filing.copy_asked.connect(world.open_copy)
        self.filing.saved_as.connect(world.kept_at)
        self.filing.anew_asked.connect(lambda: world.read_anew(self))
        self.filing.merge_asked.connect(self.merging.merge_here)

    def _author(self) -> str:
        return self.editor.settings.author

    def _before_command(self) -> None:
        """Let what is being typed and what is moving come to rest first."""
        self.window.settle()
        self.glider.settle()

    def _furnish(self, shell: WindowShell) -> None:
        world, editor, window = self._world, self.editor, self.window
        self.merging = Merging(editor, self.filing, window)
        shell.panels.attach(window)
        doers = self.filing, self.exporting, self.comparing, self.sharing, self.merging
        crew = Crew(*doers, world.new_window, world.quit)
        shell.furnish(
            WindowFiles(window, crew),
            WindowSight(editor, window, self.arranger, self.glider),
            WindowSheets(editor, window, world.store),
            self.timeline,
        )

    @property
    def is_untouched(self) -> bool:
        """True for a new window in which nothing has been done: another map may take its place."""
        blank = self.filing.path is None and is_blank(self.editor.map)
        return blank and not self.editor.typing

    def begin(self) -> None:
        """Begin to follow a new, empty map."""
        stored = StoredMap(self.editor.map)
        self.editor.document.load(stored.map_, stored.history, stored.history.start)
        self.keeping.follow(stored)

    def load(
        self, stored: StoredMap, orphan: Orphan | None = None, holder: Holder | None = None
    ) -> None:
        """Show this map in place of the one that was there; `holder` has its file open."""
        self.keeping.let_go()
        self.editor.document.load(stored.map_, stored.history, stored.history.start)
        self.keeping.follow(stored, orphan)
        self.neighbours.begin(holder)
        self.window.show_tray()
        self.window.fit()
        self.analyst.ask()
        self._show_state()

    def take_over(self, map_: SystemsMap, then: Callable[[], None]) -> None:
        """Put unsaved work in place of what is shown, as one step; `then`: when it is on disk."""
        document = self.editor.document
        document.commit(replaced(document.map, map_), "Take up unsaved work")
        self.window.fit()
        self.keeping.save(Done(then=lambda _: then()))

    def wake(self) -> None:
        """Start what was left for after the first painting."""
        self.keeping.wake()
        self.analyst.ask()

    def dress(self, theme: Theme, settings: Settings) -> None:
        """Draw in this theme and follow these settings."""
        self.editor.settings = settings
        self.editor.document.role = settings.role
        self.window.timeline.back.end()  # the past is drawn as the map was dressed before
        self.editor.look(kept(self.editor, theme))

    def end(self) -> str:
        """Save and let go of everything; return a sentence when something was not saved."""
        self._world.store.keep_window_state(WINDOW, self.window.arrangement())
        self.analyst.close()
        self.arranger.close()
        self.exporting.close()
        self.timeline.close()
        self.comparing.close()
        self.sharing.close()
        self.merging.close()
        trouble = self.keeping.close()
        self.neighbours.close()
        self.editor.changed = Event()  # the window is taken down: nobody follows any more
        return trouble

    def _may_close(self) -> bool:
        self.window.settle()
        self.glider.settle()
        self.editor.cancel_quietly()
        if not self._leaving.may_close(lambda: QTimer.singleShot(0, self.window.close)):
            return False
        self._world.closed(self)
        return True

    def _show_state(self) -> None:
        filing = self.filing
        self.window.setWindowTitle(filing.title)
        self.window.setWindowModified(filing.state_words == "Saving…")
        self.window.setWindowFilePath(str(filing.path) if filing.path else "")
        self.window.file_state.setText(filing.state_words)
        name = file_name(filing.name, NEW_MAP)
        self.exporting.suggested = filing.path.with_name(name) if filing.path else Path(name)
        self.comparing.suggested = self.exporting.suggested


def _new_info(settings: Settings) -> MapInfo:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return replace(
        MapInfo(), author=settings.author, organisation=settings.organisation, created=now
    )
